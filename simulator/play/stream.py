"""Plays scenarios that are made ready only when their turn comes, however many there are."""

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol, TypeVar

from simulator.model.parameters import Parameters
from simulator.play.blocks import Played, Task, attempt

AHEAD = 2
"""Jobs that are made ready for each thread."""


class Job(Protocol):
    """A scenario that is ready to be played, and which replications of it."""

    @property
    def parameters(self) -> Parameters:
        """The scenario as arrays."""

    @property
    def task(self) -> Task:
        """The replications."""


J = TypeVar("J", bound=Job)


def play_stream(jobs: Iterable[J], workers: int) -> Generator[tuple[J, Played], None, None]:
    """What came of each job, in their order; the next are made ready while some are played.

    The first is played alone, so that what is loaded once is loaded once. What is in the works when
    the caller stops is finished, which takes as long as a job.
    """
    coming = iter(jobs)
    for first in coming:
        yield first, attempt(first.parameters, first.task)
        break
    waiting: deque[tuple[J, Future[Played]]] = deque()
    with ThreadPoolExecutor(workers) as threads:
        try:
            for job in coming:
                waiting.append((job, threads.submit(attempt, job.parameters, job.task)))
                if len(waiting) >= AHEAD * workers:
                    ready, future = waiting.popleft()
                    yield ready, future.result()
            for ready, future in waiting:
                yield ready, future.result()
        finally:
            threads.shutdown(cancel_futures=True)
