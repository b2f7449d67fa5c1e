"""Plays many sets of uncertain values, some histories each: the outcomes by set and history."""

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple, Unpack

import numpy as np

from simulator.engine.tally import Block
from simulator.errors import EscalationError
from simulator.model.encode import encode
from simulator.model.parameters import Array, Parameters
from simulator.play.blocks import Failure, Played, Task
from simulator.play.collected import firsts_of
from simulator.play.engines import chosen_engine
from simulator.play.execute import LARGEST_SEED, processors, silent, whole, workers_of
from simulator.play.how import How, in_full
from simulator.play.stream import play_stream
from simulator.scenario.python import named_again
from simulator.scenario.schema import Scenario
from simulator.tables.histories import Histories
from simulator.tables.measures import Measure, measures
from simulator.uncertain.cost import refuse_costly_set, refuse_costly_sets
from simulator.uncertain.sets import Sets

HISTORIES = 50
"""How many of each set are played where nothing is said of it."""
MOST_SETS = 40_000
LEAST_HISTORIES, MOST_HISTORIES = 2, 100_000
"""One history of each set would not tell chance from what lies between the sets."""


class OverSets(NamedTuple):
    """One outcome of one arm."""

    outcome: str
    unit: str
    values: Array
    """(sets, histories); NaN where the set or the history does not have it."""


class _Job(NamedTuple):
    """One set of one arm, ready to be played."""

    arm: str
    number: int
    scenario: Scenario
    parameters: Parameters
    task: Task
    """The replications of one set: luck of its own, which the arms share."""


def play_sets(
    arms: Mapping[str, Sets],
    histories: int,
    **options: Unpack[How],
) -> dict[str, list[OverSets]]:
    """Every outcome of every arm, by set and history.

    The arms have as many sets, of one seed. A set has luck of its own, so that chance averages out
    over the sets, and all arms have it alike: history r of set s is replication
    100,000 s + r. Raises `ScenarioError` for values that are not allowed, with set and path.
    """
    how, sets = in_full(options), next(iter(arms.values()))
    count = whole("replications of each set", histories, LEAST_HISTORIES, MOST_HISTORIES)
    total = sets.count * len(arms) * count
    engine = chosen_engine(how["engine"], [one.scenario for one in arms.values()])
    if not how["anyway"]:
        refuse_costly_sets(arms, count, engine)
    size = workers_of(how) or processors()
    report = how["progress"] or silent
    report(0, total, "")
    kept = {arm: _Kept(sets.count, count) for arm in arms}
    jobs = _jobs(arms, engine, count, how["anyway"])
    with closing(play_stream(jobs, size)) as results:
        for done, (job, played) in enumerate(results, 1):
            if played.block is None:
                raise _failed(job, played, arms[job.arm])
            kept[job.arm].take(job.number, _measured(job, played.block, sets.seed, engine))
            report(done * count, total, "")
    return {arm: one.outcomes for arm, one in kept.items()}


def checked(count: int, seed: int) -> tuple[int, int]:
    """The number of sets and the seed; raises `ScenarioError` where they are none."""
    return whole("uncertain", count, 2, MOST_SETS), whole("seed", seed, 0, LARGEST_SEED)


class _Kept:
    """The outcomes of one arm, as they come in."""

    def __init__(self, sets: int, histories: int) -> None:
        self._shape = sets, histories
        self._by_name: dict[str, OverSets] = {}
        self._order: list[str] = []

    def take(self, number: int, found: Sequence[Measure]) -> None:
        """Keep what one set came to."""
        self._order = merged([self._order, [one.outcome for one in found]])
        for one in found:
            if one.outcome not in self._by_name:
                empty = np.full(self._shape, np.nan)
                self._by_name[one.outcome] = OverSets(one.outcome, one.unit, empty)
            self._by_name[one.outcome].values[number] = one.values

    @property
    def outcomes(self) -> list[OverSets]:
        """In the order in which tables show them."""
        return [self._by_name[outcome] for outcome in self._order]


def merged(orders: Iterable[Iterable[str]]) -> list[str]:
    """The names of all, each before the one that it stands before in its own order."""
    found: list[str] = []
    for names in orders:
        place = len(found)
        for name in reversed(list(names)):
            if name not in found:
                found.insert(place, name)
            place = found.index(name)
    return found


def _jobs(arms: Mapping[str, Sets], engine: str, histories: int, anyway: bool) -> Iterator[_Job]:
    """Set by set and arm by arm, this many histories of each; too costly ones only if `anyway`.

    Raises `TooCostly`.
    """
    for number in range(next(iter(arms.values())).count):
        first = number * MOST_HISTORIES
        for arm, sets in arms.items():
            scenario = sets.scenario_of(number)
            parameters = encode(scenario, sets.seed, engine)
            if not anyway:
                refuse_costly_set(arm, number, parameters, histories)
            yield _Job(arm, number, scenario, parameters, Task(0, first, first + histories))


def _measured(job: _Job, block: Block, seed: int, engine: str) -> list[Measure]:
    """The outcomes of one set."""
    firsts = firsts_of(block, len(job.scenario.plan.phases))
    return measures(Histories(job.scenario, seed, block, None, engine, firsts))


def _failed(job: _Job, played: Played, sets: Sets) -> EscalationError:
    """Which set and replication failed, why, and the line that plays it again."""
    failure = played.failure or Failure(played.task.first, played.task.last, "it ended early")
    command = ["escalation", "trace", "FILE", *named_again(job.scenario), *sets.options(job.number)]
    command += ["--replication", str(failure.first), "--seed", str(sets.seed)]
    return EscalationError(
        f"{job.arm}, uncertain set {job.number}, replication {failure.first}: "
        f"{failure.said(job.scenario)}\n"
        f"  play it again: {shlex.join(command)}"
    )
