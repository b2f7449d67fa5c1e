"""How far a study is: a bar on a terminal, plain lines on a plain one, nothing elsewhere."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

Progress = Callable[[int, int, str], None]
"""Called with how many replications are done, of how many, and a note for the person or ""."""

BETWEEN_LINES = 10.0


@contextmanager
def shown(quiet: bool = False) -> Iterator[Progress | None]:
    """A callback for `play` that shows progress on stderr; None where there is nobody to see it."""
    if quiet or not sys.stderr.isatty():
        yield None
    elif os.environ.get("TERM") == "dumb" or os.environ.get("NO_COLOR"):
        yield Lines(sys.stderr)
    else:
        bar = _bar()
        with bar:
            yield _OnBar(bar)


class Lines:
    """Progress as plain lines, one every ten seconds."""

    def __init__(self, to: TextIO) -> None:
        self._to = to
        self._start: tuple[float, int] | None = None
        self._last = 0.0

    def __call__(self, done: int, total: int, note: str) -> None:
        """Write a line if there is a note, or if it is time."""
        if note:
            self._write(note)
            return
        now = monotonic()
        start, before = self._start = self._start or (now, done)
        if now - max(start, self._last) < BETWEEN_LINES:
            return
        self._last = now
        rate = (done - before) / (now - start)
        left = f", about {(total - done) / rate:.0f} s left" if rate else ""
        self._write(f"{done} of {total} replications, {rate:.1f} a second{left}")

    def _write(self, line: str) -> None:
        self._to.write(line + "\n")
        self._to.flush()


def _bar() -> "Bar":
    """A bar with what is done, the rate, and the time that is left."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress as Bar,
        TextColumn,
        TimeRemainingColumn,
    )

    return Bar(
        TextColumn("replications"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


class _OnBar:
    """Progress on a bar; replications found from an earlier run do not count for the rate."""

    def __init__(self, bar: "Bar") -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None, rate="")
        self._start: tuple[float, int] | None = None

    def __call__(self, done: int, total: int, note: str) -> None:
        """Move the bar, and write a note above it."""
        if note:
            self._bar.console.print(note, markup=False, highlight=False)
            return
        now = monotonic()
        start, before = self._start = self._start or (now, done)
        rate = f"{(done - before) / (now - start):.1f} a second" if done > before else ""
        self._bar.update(self._task, completed=done, total=total, rate=rate)
