"""How a command gives its result: on standard output, and in a folder if one is named."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.text import note, say, say_json
from simulator.errors import Interrupted, Stopped

if TYPE_CHECKING:
    import pandas as pd

    from simulator.play.progress import Progress
    from simulator.plots.style import Picture
    from simulator.results.face import Result
    from simulator.results.run import Run
    from simulator.study.compare import Comparison

Pictures = dict[str, Callable[[], "Picture"]]


@contextmanager
def stoppable(out: Path | None, quiet: bool) -> Iterator["Progress"]:
    """A callback that shows progress; Ctrl-C says what was finished, and how it is kept."""
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
        raise Stopped(_lost(*counts)) from None


def _lost(done: int, total: int) -> str:
    """What a study that was stopped had finished, and how to keep it another time."""
    finished = f"after {done:,} of {total:,} histories" if done else "before any history ended"
    kept = "None are kept" if done else "Nothing is kept"
    return f"stopped {finished}. {kept}; with --out FOLDER the same command can go on later."


def write_run(run: "Run", table: "pd.DataFrame", out: Path, form: str, quiet: bool) -> None:
    """The summary and the pictures of a run; no picture of what its scenario has nothing of."""
    plot, scenario = run.plot, run.scenario
    pictures: Pictures = {"timeline": lambda: plot.timeline(around_first_breach=True)}
    if scenario.plan.phases:
        pictures |= {"time-to-phases": plot.time_to_phases}
        pictures |= {"phases-over-time": plot.phases_over_time}
    if scenario.violations:
        pictures |= {"thresholds": plot.thresholds}
    _write(table, pictures, out, form, quiet)


def write_comparison(comparison: "Comparison", out: Path, form: str, quiet: bool) -> None:
    """The table and the pictures of a comparison, as far as there is something to draw."""
    plot, runs = comparison.plot, comparison.runs
    pictures: Pictures = {"same-war": plot.same_war}
    if any(run.scenario.plan.phases for run in runs.values()):
        pictures |= {"time-to-phases": plot.time_to_phases}
    pictures |= {"differences": plot.differences}
    if any(run.scenario.violations for run in runs.values()):
        pictures |= {"thresholds": plot.thresholds}
    _write(comparison.table, pictures, out, form, quiet)


def _write(table: "pd.DataFrame", pictures: Pictures, out: Path, form: str, quiet: bool) -> None:
    """Write and name each file."""
    from simulator.plots.save import save_all
    from simulator.store.folder import write_csv

    note(f"wrote {out / 'manifest.json'}, which lists what else is there", quiet)
    outcomes = out / "tables" / "outcomes.csv"
    write_csv(table, outcomes)
    note(f"wrote {outcomes}", quiet)
    with noted(quiet):
        for path in save_all(pictures, out / "figures", form):
            note(f"wrote {path}", quiet)


def give(result: "Result", json: bool, out: Path | None, form: str, quiet: bool) -> None:
    """Print a result, as text or as JSON, and write it to a folder if one is named."""
    if json:
        say_json(result.record())
    else:
        say(result.text)
    if out is not None:
        with noted(quiet):
            for path in result.write(out, form):
                note(f"wrote {path}", quiet)


@contextmanager
def noted(quiet: bool) -> Iterator[None]:
    """Within this, a warning is a message on standard error; it comes at the end."""
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always", UserWarning)
        yield
    for one in found:
        note(str(one.message), quiet)
