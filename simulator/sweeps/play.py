"""Plays the points of a sweep one after another, and keeps of each only what it came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Unpack

from simulator.errors import EscalationError, Interrupted
from simulator.play.blocks import Played as History, cut, missing
from simulator.play.dask_client import client_of
from simulator.play.engines import chosen_engine
from simulator.play.execute import processors, silent, workers_of
from simulator.play.how import How, in_full
from simulator.play.on_dask import play_on_dask
from simulator.play.progress import Progress
from simulator.play.stream import play_stream
from simulator.store.disk import digest
from simulator.store.fingerprint import canonical
from simulator.sweeps.answers import Answer, hash_of_all
from simulator.sweeps.cost import Cost, cost_of_sweep, refuse_too_long
from simulator.sweeps.keep import Keep, study_of
from simulator.sweeps.kinds import Asked, Failed, Job, Kind, kind_of
from simulator.sweeps.points import Points
from simulator.sweeps.widths import Widths
from simulator.tables.wording import counted

if TYPE_CHECKING:
    from distributed import Client

SHOWN = 10
"""Failures that a message names."""


class Played(NamedTuple):
    """What came of a sweep, or of a shard of it."""

    points: Points
    replications: int
    """Of each point, or of each uncertain set."""
    seed: int
    answers: tuple[Answer, ...]
    """In the order of points."""
    failed: tuple[Failed, ...]

    @property
    def hash(self) -> str:
        """SHA-256 of all histories: the same in whatever pieces, and wherever, they are played."""
        return hash_of_all(self.answers)


Results = Generator[tuple[Job, Sequence[History]], None, None]


def play_points(
    points: Points, count: int, seed: int, dask: str | Client | None = None, **options: Unpack[How]
) -> Played:
    """So many histories of each point, or of each uncertain set at it, all on the same luck.

    On threads here, or on the workers of a Dask cluster (`play.dask_client`).

    Blocks go to the folder `out` as they are finished, and are found there again. Raises as
    `play.execute.play`, but goes on to the next point where a history fails.
    """
    how = in_full(options)
    workers = workers_of(how) or processors()
    engine = chosen_engine(how["engine"], [points.scenario])
    asked = Asked(points, count, seed, engine, how["anyway"])
    cost = cost_of_sweep(asked)
    if not how["anyway"]:
        refuse_too_long(cost, asked)
    kind = kind_of(asked)
    report = how["progress"] or silent
    with closing(Keep(asked, kind, how["out"])) as keep:
        playing = _Playing(asked, kind, keep, cost)
        if dask is None:
            return playing.play(lambda jobs: play_stream(jobs, workers), report)
        with client_of(dask, workers_of(how)) as client:
            study = digest(canonical(study_of(points, seed, count)))[:16]
            name_of = partial(_key, study)
            return playing.play(lambda jobs: play_on_dask(jobs, client, name_of), report)


def _key(study: str, job: Job) -> str:
    """What a block is called among all that a cluster plays: those of one study are the same."""
    return f"escalation-{study}-{job.name}"


class _Playing:
    """A sweep while it is played."""

    def __init__(self, asked: Asked, kind: Kind, keep: Keep, cost: Cost) -> None:
        self._asked = asked
        self._kind = kind
        self._keep = keep
        self._own = asked.points.own
        self._answers: dict[int, Answer] = {}
        self._failed: dict[int, Failed] = {}
        self._blocks = {
            number: [
                piece
                for task in missing(number, keep.had(number), kind.rows)
                for piece in cut(task, size)
            ]
            for number, size in zip(self._own, cost.blocks, strict=True)
        }
        self._left = Counter({number: len(blocks) for number, blocks in self._blocks.items()})

    def play(self, play: Callable[[Iterator[Job]], Results], report: Progress) -> Played:
        """Play whatever is missing with `play`, and sum up every point."""
        weight = self._kind.weight
        total = self._kind.rows * len(self._own) * weight
        missed = sum(rows.size for blocks in self._blocks.values() for rows in blocks)
        done = total - missed * weight
        for number in (number for number, left in self._left.items() if not left):
            self._sum_up(number)
        report(done, total, "")
        widths = Widths(len(self._own))
        with closing(play(self._jobs())) as results:
            for job, played in results:
                self._take(job, played)
                done += job.rows.size * weight
                report(done, total, "")
                if line := widths.line(self._answers.values()):
                    report(done, total, line)
        if self._failed and not any(one.outcomes for one in self._answers.values()):
            raise fault_of([*self._failed.values()])
        answers = tuple(self._answers.get(number, Answer(number, {}, "")) for number in self._own)
        failed = tuple(sorted(self._failed.values()))
        return Played(self._asked.points, self._asked.histories, self._asked.seed, answers, failed)

    def _jobs(self) -> Iterator[Job]:
        """What is missing, point by point."""
        for number, blocks in self._blocks.items():
            yield from (self._kind.job(number, rows) for rows in blocks)

    def _take(self, job: Job, played: Sequence[History]) -> None:
        """Keep what came of a job; sum its point up if it was the last one of it."""
        number = job.number
        piece = self._kind.piece(job, played)
        if piece is None:
            found = self._kind.failed(job, played, self._keep.scenario_file)
            self._failed[number] = min(found, self._failed.get(number, found))
        if piece is None or number in self._failed:
            self._keep.forget(number)
            return
        self._keep.add(number, job.rows, piece)
        self._left[number] -= 1
        if not self._left[number]:
            self._sum_up(number)

    def _sum_up(self, number: int) -> None:
        """What a point came to, all of whose histories are there."""
        self._answers[number] = self._kind.answer(number, self._keep.whole(number))


def fault_of(failed: Sequence[Failed]) -> EscalationError:
    """The failures as an error; one to go on from where machines ended, and no history failed."""
    if all(one.elsewhere for one in failed):
        return Interrupted(f"{in_words(failed)}\nThe same command plays them again.")
    return EscalationError(in_words(failed))


def in_words(failed: Sequence[Failed]) -> str:
    """What failed, each with the line that plays it again; the first ten of many."""
    lines = []
    for one in failed[:SHOWN]:
        lines.append(f"point {one.point}, replication {one.replication}: {one.why}")
        lines.append(f"  play it again: {one.again}")
    if len(failed) > SHOWN:
        lines.append(f"and {counted(len(failed) - SHOWN, 'other point', 'other points')}.")
    return "\n".join(lines)
