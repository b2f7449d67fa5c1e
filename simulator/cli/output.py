"""Progress on a terminal, and the files that a study leaves behind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from simulator.errors import OutputError

Progress = Callable[[int, int, str], None]


@contextmanager
def watched(quiet: bool) -> Iterator[Progress | None]:
    """Progress on standard error where a person watches; None where nobody does."""
    yield None


def make_folder(out: Path | None) -> None:
    """Make the folder of results, before hours are spent on what could not be kept."""
    if out is None:
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{out}: cannot be made: {error.strerror or error}.") from None


def write_results(study: Any, out: Path | None) -> list[Path]:
    """Tables and pictures of a run or comparison into a folder; what was written."""
    return []
