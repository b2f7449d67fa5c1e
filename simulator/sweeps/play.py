"""Plays the points of a sweep one after another, and keeps of each only what it came to."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import NamedTuple, Unpack

from simulator.engine.tally import Block
from simulator.errors import EscalationError
from simulator.model.encode import encode
from simulator.model.parameters import Parameters
from simulator.play.blocks import Failure, Task, cut, missing
from simulator.play.engines import chosen_engine
from simulator.play.execute import processors, silent, workers_of
from simulator.play.how import How, in_full
from simulator.play.progress import Progress
from simulator.play.stream import play_stream
from simulator.scenario.python import named_again
from simulator.scenario.schema import Scenario
from simulator.sweeps.answers import Answer, answer, hash_of_all
from simulator.sweeps.cost import Cost, cost_of_sweep, refuse_too_long
from simulator.sweeps.keep import Keep
from simulator.sweeps.points import Points
from simulator.tables.wording import counted

SHOWN = 10
"""Failures that a message names."""


class Failed(NamedTuple):
    """A history that could not be played; its point has no answer."""

    point: int
    replication: int
    why: str
    again: str
    """The command that plays it again."""


class Played(NamedTuple):
    """What came of a sweep, or of a shard of it."""

    points: Points
    replications: int
    """Of each point."""
    seed: int
    answers: tuple[Answer, ...]
    """In the order of points."""
    failed: tuple[Failed, ...]

    @property
    def hash(self) -> str:
        """SHA-256 of all histories: the same in whatever pieces, and wherever, they are played."""
        return hash_of_all(self.answers)


class _Job(NamedTuple):
    """Some replications of one point, ready to be played."""

    number: int
    scenario: Scenario
    parameters: Parameters
    task: Task


def play_points(points: Points, count: int, seed: int, **options: Unpack[How]) -> Played:
    """So many histories of each point, all points on the same luck.

    Blocks go to the folder `out` as they are finished, and are found there again. Raises as
    `play.execute.play`, but goes on to the next point where a history fails.
    """
    how = in_full(options)
    workers = workers_of(how) or processors()
    engine = chosen_engine(how["engine"], [points.scenario])
    cost = cost_of_sweep(points, count, seed, engine, how["anyway"])
    if not how["anyway"]:
        refuse_too_long(cost, points, seed, engine)
    with closing(Keep(points, seed, how["out"])) as keep:
        return _Playing(points, keep, cost, seed).play(engine, workers, how["progress"] or silent)


class _Playing:
    """A sweep while it is played."""

    def __init__(self, points: Points, keep: Keep, cost: Cost, seed: int) -> None:
        self._points = points
        self._keep = keep
        self._count = cost.histories
        self._seed = seed
        self._answers: dict[int, Answer] = {}
        self._failed: dict[int, Failed] = {}
        self._tasks = {
            number: [
                piece
                for task in missing(number, keep.had(number), self._count)
                for piece in cut(task, size)
            ]
            for number, size in zip(points.own, cost.blocks, strict=True)
        }
        self._left = Counter({number: len(tasks) for number, tasks in self._tasks.items()})

    def play(self, engine: str, workers: int, report: Progress) -> Played:
        """Play whatever is missing, and sum up every point."""
        total = self._count * len(self._points.own)
        done = total - sum(task.size for tasks in self._tasks.values() for task in tasks)
        for number in (number for number, left in self._left.items() if not left):
            self._sum_up(number, self._points.scenario_of(number))
        report(done, total, "")
        with closing(play_stream(self._jobs(engine), workers)) as results:
            for job, played in results:
                self._take(job, played.block, played.failure)
                done += job.task.size
                report(done, total, "")
        if self._failed and not any(one.outcomes for one in self._answers.values()):
            raise EscalationError(in_words([*self._failed.values()]))
        answers = (self._answers.get(number, Answer(number, {}, "")) for number in self._points.own)
        failed = tuple(self._failed.values())
        return Played(self._points, self._count, self._seed, tuple(answers), failed)

    def _jobs(self, engine: str) -> Iterator[_Job]:
        """What is missing, point by point."""
        for number, tasks in self._tasks.items():
            if tasks:
                scenario = self._points.scenario_of(number)
                parameters = encode(scenario, self._seed, engine)
                yield from (_Job(number, scenario, parameters, task) for task in tasks)

    def _take(self, job: _Job, block: Block | None, failure: Failure | None) -> None:
        """Keep what came of a job; sum its point up if it was the last one of it."""
        number = job.number
        if block is None or number in self._failed:
            if failure is not None:
                self._failed.setdefault(number, self._named(job, failure))
            self._keep.forget(number)
            return
        self._keep.add(number, job.task.first, block, len(job.scenario.plan.phases))
        self._left[number] -= 1
        if not self._left[number]:
            self._sum_up(number, job.scenario)

    def _sum_up(self, number: int, scenario: Scenario) -> None:
        """What a point came to, all of whose histories are there."""
        outcomes, firsts = self._keep.whole(number, self._count)
        self._answers[number] = answer(number, scenario, self._seed, outcomes, firsts)

    def _named(self, job: _Job, failure: Failure) -> Failed:
        """A failure with the command that plays it again."""
        command = ["escalation", "trace", self._keep.scenario_file, *named_again(job.scenario)]
        command += [*self._points.options(job.number), "--replication", str(failure.first)]
        command += ["--seed", str(self._seed)]
        return Failed(job.number, failure.first, failure.said(job.scenario), shlex.join(command))


def in_words(failed: Sequence[Failed]) -> str:
    """What failed, each with the line that plays it again; the first ten of many."""
    lines = []
    for one in failed[:SHOWN]:
        lines.append(f"point {one.point}, replication {one.replication}: {one.why}")
        lines.append(f"  play it again: {one.again}")
    if len(failed) > SHOWN:
        lines.append(f"and {counted(len(failed) - SHOWN, 'other point', 'other points')}.")
    return "\n".join(lines)
