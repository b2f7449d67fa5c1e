"""Threads that play blocks: compiled code lets go of the interpreter's lock while it works."""

from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from simulator.model.parameters import Parameters
from simulator.play.blocks import Played, Task, around, attempt


def play_in_threads(
    arms: Sequence[Parameters], tasks: Iterable[Task], size: int
) -> Generator[Played, None, None]:
    """What came of each task, as it comes in; tasks go on around a replication that fails.

    What is in the works when the caller stops is finished, which takes as long as a block.
    """
    waiting = deque(tasks)
    playing: set[Future[Played]] = set()
    with ThreadPoolExecutor(size) as threads:
        while waiting or playing:
            while waiting and len(playing) < size:
                task = waiting.popleft()
                playing.add(threads.submit(attempt, arms[task.arm], task))
            ready, playing = wait(playing, return_when=FIRST_COMPLETED)
            for played in [future.result() for future in ready]:
                if played.failure is not None:
                    waiting.extend(around(played.task, played.failure))
                yield played
