"""How a command gives its result: on standard output, and in a folder if one is named."""

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.options import Folder, Printing
from simulator.cli.text import note, say, say_json
from simulator.errors import Interrupted, Stopped

if TYPE_CHECKING:
    from simulator.play.progress import Progress
    from simulator.results.face import Result
    from simulator.results.run import Run
    from simulator.study.comparison import Comparison

NO_FOLDER = Folder()


@contextmanager
def stoppable(out: Path | None, quiet: bool, can_go_on: bool = True) -> Iterator["Progress"]:
    """A callback that shows progress; Ctrl-C says what was finished, and how it is kept.

    `can_go_on`: whether the command keeps what is finished in a folder, if one is named.
    """
    from simulator.play.progress import shown

    counts = (0, 0)

    def count(done: int, total: int, message: str) -> None:
        nonlocal counts
        counts = (done, total)
        if show is not None:
            show(done, total, message)

    try:
        with shown(quiet) as show:
            yield count
    except KeyboardInterrupt:
        if out is not None:
            message = f"stopped; the same command goes on from what is in {out}"
            raise Interrupted(message) from None
        raise Stopped(_lost(*counts, can_go_on)) from None


def _lost(done: int, total: int, can_go_on: bool) -> str:
    """What a study that was stopped had finished, and how to keep it another time."""
    finished = f"after {done:,} of {total:,} histories" if done else "before any history ended"
    kept = "None are kept" if done else "Nothing is kept"
    more = "; with --out FOLDER the same command can go on later." if can_go_on else "."
    return f"stopped {finished}. {kept}{more}"


def give(result: "Result", printing: Printing, folder: Folder = NO_FOLDER) -> None:
    """Print a result, as text or as JSON, and write it to a folder if one is named."""
    print_result(result, printing)
    if folder.out is not None:
        with noted(printing.quiet):
            name_files(result.write(folder.out, folder.format), printing)


def give_played(result: "Run | Comparison", printing: Printing, folder: Folder) -> None:
    """Print a result whose histories are in the folder already; add what is made from them."""
    from simulator.store.blocks import MANIFEST

    print_result(result, printing)
    if folder.out is not None:
        with noted(printing.quiet):
            added = result.add_summary(folder.out, folder.format)
            name_files([folder.out / MANIFEST, *added], printing)


def print_result(result: "Result", printing: Printing) -> None:
    """Print a result, as text or as JSON."""
    if printing.json:
        say_json(result.record())
    else:
        say(result.text)


def name_files(written: Iterable[Path], printing: Printing) -> None:
    """Say which files were written."""
    for path in written:
        note(f"wrote {path}", printing.quiet)


@contextmanager
def noted(quiet: bool) -> Iterator[None]:
    """Within this, a warning is a message on standard error; it comes at the end."""
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always", UserWarning)
        yield
    for one in found:
        note(str(one.message), quiet)
