"""The table and the pictures that a study leaves in its folder, beside the results themselves."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.text import note
from simulator.errors import OutputError

if TYPE_CHECKING:
    import pandas as pd

    from simulator.plots.style import Picture
    from simulator.results.run import Run
    from simulator.study.compare import Comparison

Pictures = Mapping[str, Callable[[], "Picture"]]


def write_run(run: "Run", table: "pd.DataFrame", out: Path | None, quiet: bool) -> None:
    """The summary and the pictures of a run."""
    pictures: Pictures = {
        "timeline": lambda: run.plot.timeline(around_first_breach=True),
        "time-to-phases": lambda: run.plot.time_to_phases(),
        "phases-over-time": lambda: run.plot.phases_over_time(),
        "thresholds": lambda: run.plot.thresholds(),
    }
    if not run.scenario.plan.phases:
        pictures = {name: pictures[name] for name in ("timeline", "thresholds")}
    _write(table, pictures, out, quiet)


def write_comparison(comparison: "Comparison", out: Path | None, quiet: bool) -> None:
    """The table and the pictures of a comparison."""
    plot = comparison.plot
    pictures: Pictures = {
        "same-war": lambda: plot.same_war(around_first_breach=True),
        "time-to-phases": lambda: plot.time_to_phases(),
        "differences": lambda: plot.differences(),
        "thresholds": lambda: plot.thresholds(),
    }
    _write(comparison.table, pictures, out, quiet)


def _write(table: "pd.DataFrame", pictures: Pictures, out: Path | None, quiet: bool) -> None:
    """Write and name each file, pictures one by one as they are drawn."""
    if out is None:
        return
    from simulator.plots.style import save
    from simulator.results.files import write_csv

    note(f"wrote {out / 'manifest.json'}, which tells what else is there", quiet)
    outcomes = out / "tables" / "outcomes.csv"
    write_csv(table, outcomes)
    note(f"wrote {outcomes}", quiet)
    figures = out / "figures"
    try:
        figures.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{figures}: cannot be made: {error.strerror or error}.") from None
    for name, draw in pictures.items():
        note(f"wrote {save(draw(), figures / f'{name}.png')}", quiet)
