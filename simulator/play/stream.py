"""Plays scenarios that are made ready only when their turn comes, however many there are."""

from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol, TypeVar

from simulator.model.parameters import Parameters
from simulator.play.blocks import Played, Task, attempt

AHEAD = 2
"""Jobs that are made ready for each thread."""
Piece = tuple[Parameters, Task]
"""A scenario as arrays, and which replications of it."""


class Job(Protocol):
    """What is played in one go: some replications of one scenario, or of several."""

    @property
    def pieces(self) -> Sequence[Piece]:
        """Scenarios that are ready to be played, and their replications."""


J = TypeVar("J", bound=Job)


def attempt_all(pieces: Iterable[Piece]) -> list[Played]:
    """What came of each piece, up to the first that fails."""
    found = []
    for parameters, task in pieces:
        found.append(attempt(parameters, task))
        if found[-1].failure is not None:
            break
    return found


def play_stream(
    jobs: Iterable[J], workers: int
) -> Generator[tuple[J, Sequence[Played]], None, None]:
    """What came of each job, in their order; the next are made ready while some are played.

    The first is played alone, so that what is loaded once is loaded once. What is in the works when
    the caller stops is finished, which takes as long as a job.
    """
    coming = iter(jobs)
    for first in coming:
        yield first, attempt_all(first.pieces)
        break
    waiting: deque[tuple[J, Future[list[Played]]]] = deque()
    with ThreadPoolExecutor(workers) as threads:
        try:
            for job in coming:
                waiting.append((job, threads.submit(attempt_all, job.pieces)))
                if len(waiting) >= AHEAD * workers:
                    ready, future = waiting.popleft()
                    yield ready, future.result()
            for ready, future in waiting:
                yield ready, future.result()
        finally:
            threads.shutdown(cancel_futures=True)
