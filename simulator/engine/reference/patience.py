"""Patience with a function that somebody else wrote: it may think for so long, and no longer."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

LONGEST = 60.0
"""Seconds of a processor between two waits of a pattern written in Python."""


class OutOfPatience(BaseException):
    """It took too long; not an `Exception`, which the function itself might catch."""

    def __str__(self) -> str:
        return f"it neither waited nor ended in {LONGEST:g} seconds of a processor"


@contextmanager
def patience() -> Iterator[None]:
    """Within this, `OutOfPatience` is raised after LONGEST seconds of a processor.

    Systems without such an alarm have none, and it can interrupt no thread but the first.
    """
    if not hasattr(signal, "setitimer") or current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _end)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.0)
        signal.signal(signal.SIGVTALRM, before)


def _end(number: int, frame: FrameType | None) -> None:
    raise OutOfPatience
