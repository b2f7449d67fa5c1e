"""What is played at a point of a sweep: one scenario, or sets of what nobody knows.

Both cut a point into blocks of rows: of histories of one scenario, or of sets.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from simulator.model.encode import encode
from simulator.model.parameters import Array
from simulator.play.blocks import Failure, Played, Task
from simulator.play.collected import firsts_of
from simulator.play.stream import Piece as Ready
from simulator.scenario.python import named_again
from simulator.scenario.schema import Scenario
from simulator.store.arrow import flat_outcomes, nest_outcomes
from simulator.sweeps.answers import Answer, answer, answer_over_sets
from simulator.sweeps.points import Points
from simulator.uncertain import blocks, outcomes
from simulator.uncertain.outcomes import joined

if TYPE_CHECKING:
    import pyarrow as pa


class Job(NamedTuple):
    """A block of a point, ready to be played."""

    number: int
    """Of the point."""
    rows: Task
    scenarios: tuple[Scenario, ...]
    pieces: tuple[Ready, ...]

    @property
    def name(self) -> str:
        """What tells it from the other blocks of its sweep."""
        return f"{self.number}-{self.rows.first}-{self.rows.last}"


class Failed(NamedTuple):
    """A history that could not be played; its point has no answer."""

    point: int
    replication: int
    why: str
    again: str
    """The command that plays it again."""
    elsewhere: bool = False
    """Whether the machine that played it ended, so that the same sweep may succeed yet."""


class Asked(NamedTuple):
    """What is played of a sweep."""

    points: Points
    histories: int
    """Of each point, or of each set."""
    seed: int
    engine: str
    anyway: bool


class Kind(Protocol):
    """How a point is played, kept and summed up; what a block came to is a piece."""

    rows: int
    """Of each point."""
    weight: int
    """How many histories a row is."""

    def job(self, number: int, rows: Task) -> Job:
        """A block of a point, ready to be played."""

    def piece(self, job: Job, played: Sequence[Played]) -> Any:
        """What it came to; None if a history failed."""

    def table(self, piece: Any) -> pa.Table:
        """What is kept of it in a folder."""

    def read(self, table: pa.Table, first: int) -> Any:
        """The piece in such a table."""

    def answer(self, number: int, pieces: Sequence[Any]) -> Answer:
        """What a point came to, from all pieces of it."""

    def failed(self, job: Job, played: Sequence[Played], file: str) -> Failed:
        """The history that failed, with the command that plays it again from this file."""


class Histories(NamedTuple):
    """Histories `first` to `last` - 1 of a point."""

    first: int
    outcomes: Array
    firsts: Array
    """What became of each phase in them."""

    @property
    def last(self) -> int:
        """The number after that of the last history."""
        return self.first + len(self.outcomes)


class AsWritten:
    """One scenario at each point: a row is a history."""

    weight = 1

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self.rows = asked.histories
        self._scenarios: dict[int, Scenario] = {}

    def job(self, number: int, rows: Task) -> Job:
        """Replications of the point's scenario."""
        scenario = self._scenario(number)
        parameters = encode(scenario, self._asked.seed, self._asked.engine)
        return Job(number, rows, (scenario,), ((parameters, rows),))

    def piece(self, job: Job, played: Sequence[Played]) -> Histories | None:
        """Their outcomes, without the rows of phases and answers."""
        (one,) = played
        if one.block is None:
            return None
        firsts = firsts_of(one.block, len(job.scenarios[0].plan.phases))
        return Histories(job.rows.first, one.block.outcomes, firsts)

    def table(self, piece: Histories) -> pa.Table:
        """A row a history."""
        return nest_outcomes(piece.outcomes, piece.firsts)

    def read(self, table: pa.Table, first: int) -> Histories:
        """The histories in such a table."""
        return Histories(first, *flat_outcomes(table))

    def answer(self, number: int, pieces: Sequence[Histories]) -> Answer:
        """The mean of the first histories, as many as are asked for."""
        order = sorted(pieces, key=lambda one: one.first)
        outcomes = np.concatenate([one.outcomes for one in order])[: self.rows]
        firsts = np.concatenate([one.firsts for one in order])[: self.rows]
        scenario = self._scenario(number)
        del self._scenarios[number]
        return answer(number, scenario, self._asked.seed, outcomes, firsts)

    def failed(self, job: Job, played: Sequence[Played], file: str) -> Failed:
        """The first history of the block that fails."""
        failure = _failure(played[-1])
        options = self._asked.points.options(job.number)
        return _failed(job, failure, (job.scenarios[0], file, options), self._asked.seed)

    def _scenario(self, number: int) -> Scenario:
        """The scenario of a point, made once for all of its blocks."""
        if number not in self._scenarios:
            self._scenarios[number] = self._asked.points.scenario_of(number)
        return self._scenarios[number]


class OverSets:
    """Sets of what nobody knows at each point, the same sets at all points: a row is a set."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self.rows = asked.points.sets
        self.weight = asked.histories

    def job(self, number: int, rows: Task) -> Job:
        """Some sets at a point. Raises `TooCostly`, `ScenarioError`."""
        name = f"point {number}"
        sets = self._asked.points.sets_at(number, self._asked.seed)
        span = name, rows.first, rows.last
        (ready,) = blocks.jobs(
            {name: sets}, [span], self.weight, self._asked.engine, self._asked.anyway
        )
        return Job(number, rows, ready.scenarios, ready.pieces)

    def piece(self, job: Job, played: Sequence[Played]) -> outcomes.Piece | None:
        """The outcomes of every set."""
        return blocks.measured(self._of_sets(job), played, self.weight, self._asked.seed)

    def table(self, piece: outcomes.Piece) -> pa.Table:
        """A row a history."""
        return outcomes.to_table(piece)

    def read(self, table: pa.Table, first: int) -> outcomes.Piece:
        """The sets in such a table, which says itself where it begins."""
        return outcomes.from_table(table)

    def answer(self, number: int, pieces: Sequence[outcomes.Piece]) -> Answer:
        """Each outcome at two levels, over as many sets as are asked for."""
        return answer_over_sets(number, joined(pieces, self.rows))

    def failed(self, job: Job, played: Sequence[Played], file: str) -> Failed:
        """The first history of the first set that fails."""
        place, failure = len(played) - 1, _failure(played[-1])
        sets = self._asked.points.sets_at(job.number, self._asked.seed)
        options = sets.options(job.rows.first + place)
        found = _failed(job, failure, (job.scenarios[place], file, options), self._asked.seed)
        return found._replace(why=f"uncertain set {job.rows.first + place}: {found.why}")

    def _of_sets(self, job: Job) -> blocks.SetsJob:
        return blocks.SetsJob("", job.rows.first, job.scenarios, job.pieces)


def kind_of(asked: Asked) -> Kind:
    """How the points of this sweep are played."""
    return OverSets(asked) if asked.points.sets else AsWritten(asked)


def _failure(played: Played) -> Failure:
    task = played.task
    return played.failure or Failure(task.first, task.last, "it ended early")


def _failed(
    job: Job, failure: Failure, which: tuple[Scenario, str, list[str]], seed: int
) -> Failed:
    """A failure with the command that plays it again; `which`: its scenario, file and options."""
    scenario, file, options = which
    command = ["escalation", "trace", file, *named_again(scenario), *options]
    command += ["--replication", str(failure.first), "--seed", str(seed)]
    again, elsewhere = shlex.join(command), failure.elsewhere
    return Failed(job.number, failure.first, failure.said(scenario), again, elsewhere)
