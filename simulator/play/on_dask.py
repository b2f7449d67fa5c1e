"""Plays jobs on the workers of a Dask cluster: the same blocks, and so the same histories.

Workers only play. What comes back is kept by the process that asked, at once, so that whatever
ends (a worker, the scheduler, that process) costs the blocks that were in the works and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import suppress
from functools import cache
from statistics import median
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.errors import EscalationError, Interrupted
from simulator.play.blocks import Failure, Played
from simulator.play.stream import J, Piece, attempt_all
from simulator.sources import source_hash

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 3
"""Blocks that are with the cluster for each of its threads: the scheduler never holds many."""
PATIENCE, LEAST_PATIENCE = 5.0, 120.0
"""Nothing has come back for so many times the median block, or so many seconds: blocks are sent
again."""
SENT = 2
"""Times that a block is sent before the cluster is given up."""
GOES_ON = "With --out what is finished is kept, and the same command goes on from it."


class _Sent(NamedTuple):
    """A block that is with the cluster."""

    job: Any
    key: str
    at: float
    times: int


def play_block(code: str, pieces: Sequence[Piece]) -> list[Played]:
    """What came of a block, on a worker; raises `EscalationError` where it has other code."""
    if (own := _own_code()) != code:
        raise EscalationError(
            f"a worker has another version of escalation-timeline (code {own}, here {code}). "
            "Install the same version everywhere."
        )
    return attempt_all(pieces)


@cache
def _own_code() -> str:
    return source_hash()


def play_on_dask(
    jobs: Iterable[J], client: Client, key_of: Callable[[J], str]
) -> Generator[tuple[J, Sequence[Played]], None, None]:
    """What came of each job, as it comes in; `key_of`: what tells a job from all others.

    A block that kills the workers that play it is a failure of that block alone. Raises
    `Interrupted` where the scheduler is gone, or does not answer any more.
    """
    playing = _Playing(client, key_of)
    coming = iter(jobs)
    try:
        while playing.fill(coming):
            yield from playing.finished()
    finally:
        playing.cancel()


class _Playing:
    """Blocks with a cluster."""

    def __init__(self, client: Client, key_of: Callable[[Any], str]) -> None:
        self._client = client
        self._key_of = key_of
        self._address = _address(client)
        self._code = _own_code()
        self._sent: dict[Future[Any], _Sent] = {}
        self._spent: list[float] = []
        with self._reaching():
            self._room = AHEAD * max(1, sum(client.nthreads().values()))

    def fill(self, coming: Iterable[Any]) -> bool:
        """Send blocks while there is room for them; whether any are with the cluster."""
        if len(self._sent) < self._room:
            for job in coming:
                self._send(job, self._key_of(job), 1)
                if len(self._sent) >= self._room:
                    break
        return bool(self._sent)

    def finished(self) -> Generator[tuple[Any, Sequence[Played]], None, None]:
        """What has come back, once there is anything."""
        for future in self._done():
            sent = self._sent.pop(future)
            self._spent.append(monotonic() - sent.at)
            played = self._result(future, sent)
            future.release()
            yield sent.job, played

    def cancel(self) -> None:
        """Take back what is not finished."""
        with suppress(Exception):  # the scheduler may be gone
            self._client.cancel(list(self._sent), force=True)

    def _send(self, job: Any, key: str, times: int) -> None:
        with self._reaching():
            future = self._client.submit(
                play_block, self._code, job.pieces, key=f"{key}-{times}", pure=False
            )
        self._sent[future] = _Sent(job, key, monotonic(), times)

    def _done(self) -> list[Future[Any]]:
        """Those that are finished; sends all again if none is for very long."""
        from distributed import wait

        with self._reaching(), self._client.as_current():
            try:
                found = wait([*self._sent], self._patience, return_when="FIRST_COMPLETED")
                return list(found.done)
            except TimeoutError:
                self._send_again()
                return []

    @property
    def _patience(self) -> float:
        """Seconds; all that is with the cluster may wait for what was sent before it."""
        usual = median(self._spent[-100:]) if self._spent else 0.0
        return max(LEAST_PATIENCE, PATIENCE * usual)

    def _send_again(self) -> None:
        lost = [*self._sent.values()]
        self.cancel()
        self._sent.clear()
        if any(one.times >= SENT for one in lost):
            raise Interrupted(
                f"the workers at {self._address} have not finished a block for "
                f"{self._patience:.0f} seconds, nor when it was sent again. {GOES_ON}"
            )
        for one in lost:
            self._send(one.job, one.key, one.times + 1)

    def _result(self, future: Future[Any], sent: _Sent) -> Sequence[Played]:
        """What came of a block; a failure if it killed its workers."""
        from distributed import KilledWorker

        with self._reaching():
            try:
                played: Sequence[Played] = future.result()
            except KilledWorker:
                return [_killed(sent.job.pieces)]
            except EscalationError as error:
                raise Interrupted(f"{error} {GOES_ON}") from None
        return played

    def _reaching(self) -> _Reaching:
        return _Reaching(self._address)


class _Reaching:
    """Within this, a scheduler that is gone becomes an `Interrupted` that says what to do."""

    def __init__(self, address: str) -> None:
        self._address = address

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, fault: Any, trace: object) -> None:
        from concurrent.futures import CancelledError

        from distributed.client import FutureCancelledError
        from distributed.comm.core import CommClosedError

        gone = CancelledError, FutureCancelledError, CommClosedError, OSError, RuntimeError
        if isinstance(fault, gone) and not isinstance(fault, TimeoutError):
            raise Interrupted(
                f"the Dask scheduler at {self._address} is gone ({type(fault).__name__}). {GOES_ON}"
            ) from None


def _killed(pieces: Sequence[Piece]) -> Played:
    """A block as a failure: which history of it does it cannot be told."""
    task = pieces[0][1]._replace(last=pieces[-1][1].last)
    why = (
        f"every Dask worker that played the block of histories {task.first} to {task.last - 1} died"
    )
    return Played(task, None, Failure(task.first, task.last, why, None, True))


def _address(client: Client) -> str:
    scheduler = client.scheduler
    return str(scheduler.address) if scheduler is not None else "?"
