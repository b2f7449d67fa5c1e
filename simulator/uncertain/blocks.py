"""Blocks of sets: made ready, played in one go, and measured."""

import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from simulator.engine.tally import Block
from simulator.model.encode import encode
from simulator.play.blocks import Failure, Played, Task
from simulator.play.collected import firsts_of
from simulator.play.stream import Piece as Ready
from simulator.scenario.python import named_again
from simulator.scenario.schema import Scenario
from simulator.tables.histories import Histories
from simulator.tables.measures import Measure, measures
from simulator.uncertain.cost import refuse_costly_set
from simulator.uncertain.outcomes import Piece, piece_of
from simulator.uncertain.sets import Sets

MOST_HISTORIES = 100_000
"""Of one set: history r of set s is replication 100,000 s + r."""
MOST_SETS_OF_BLOCK = 16
BLOCKS = 16
"""Of each arm, unless there are fewer sets, or so many that a block would take long."""
Span = tuple[str, int, int]
"""An arm, the first of some sets of it, and the one after the last."""


class SetsJob(NamedTuple):
    """Some sets of one arm, ready to be played."""

    arm: str
    first: int
    scenarios: tuple[Scenario, ...]
    """Of set `first`, `first` + 1, ..."""
    pieces: tuple[Ready, ...]

    @property
    def size(self) -> int:
        """How many histories it plays."""
        return sum(task.size for _, task in self.pieces)


class SetFailed(NamedTuple):
    """A history of a set that could not be played."""

    number: int
    replication: int
    why: str
    again: list[str]
    """The command that plays it again, with FILE for the scenario's file."""


def block_size(sets: int) -> int:
    """How many sets are played in one go, of so many."""
    return max(1, min(MOST_SETS_OF_BLOCK, sets // BLOCKS))


def jobs(
    arms: Mapping[str, Sets], spans: Iterable[Span], histories: int, engine: str, anyway: bool
) -> Iterator[SetsJob]:
    """These blocks, made ready one after another; too costly sets only if `anyway`.

    Raises `TooCostly`.
    """
    for arm, first, last in spans:
        sets = arms[arm]
        scenarios, pieces = [], []
        for number in range(first, last):
            scenario = sets.scenario_of(number)
            parameters = encode(scenario, sets.seed, engine)
            if not anyway:
                refuse_costly_set(arm, number, parameters, histories)
            start = int(sets.luck[number]) * MOST_HISTORIES
            scenarios.append(scenario)
            pieces.append((parameters, Task(0, start, start + histories)))
        yield SetsJob(arm, first, tuple(scenarios), tuple(pieces))


def measured(
    job: SetsJob,
    played: Sequence[Played],
    histories: int,
    seed: int,
    measure: Callable[[Histories], list[Measure]] = measures,
) -> Piece | None:
    """What a block came to, the outcomes that `measure` finds; None if a history of it failed."""
    blocks = [one.block for one in played if one.block is not None]
    if len(blocks) < len(job.pieces):
        return None
    runs = [_run(*one, seed) for one in zip(job.scenarios, blocks, strict=True)]
    return piece_of(job.first, histories, list(map(measure, runs)))


def _run(scenario: Scenario, block: Block, seed: int) -> Histories:
    """The histories of one set."""
    firsts = firsts_of(block, len(scenario.plan.phases))
    return Histories(scenario, seed, block, kept_firsts=firsts)


def failed(job: SetsJob, played: Sequence[Played], sets: Sets) -> SetFailed:
    """Which set and replication failed, why, and the line that plays it again."""
    last = played[-1]
    place = len(played) - 1
    failure = last.failure or Failure(last.task.first, last.task.last, "it ended early")
    number, scenario = job.first + place, job.scenarios[place]
    command = ["escalation", "trace", "FILE", *named_again(scenario), *sets.options(number)]
    command += ["--replication", str(failure.first), "--seed", str(sets.seed)]
    return SetFailed(number, failure.first, failure.said(scenario), command)


def in_words(arm: str, one: SetFailed) -> str:
    """A failure, with the line that plays it again."""
    return (
        f"{arm}, uncertain set {one.number}, replication {one.replication}: {one.why}\n"
        f"  play it again: {shlex.join(one.again)}"
    )
