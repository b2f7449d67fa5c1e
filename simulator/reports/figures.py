"""The pictures of a report, each with the table of the numbers that it draws."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.minutes import DAY
from simulator.plots.atoms import rows_of
from simulator.plots.style import Picture, rendered
from simulator.plots.thresholds import TICKS
from simulator.reports.parts import Figure
from simulator.results.run import Run
from simulator.results.telling import typical
from simulator.study.cells import grid
from simulator.study.comparison import Comparison
from simulator.study.telling import telling
from simulator.tables.amounts import number
from simulator.tables.page import Grid
from simulator.tables.wording import percent

if TYPE_CHECKING:
    import pandas as pd

FROM_TABLES = ("time-to-phases",)
"""Pictures for which no history is played again."""
HEADINGS = {
    "same-war": "One history under each scenario",
    "time-to-phases": "How soon each phase starts, and whether in time",
    "bands": "Every outcome: chance dark, what nobody knows light",
    "differences": "What differs from the first scenario",
    "thresholds": "On how many days a threshold would be met",
    "timeline": "One history",
    "phases-over-time": "How far up the plan the histories stand",
}
"""What stands above a picture, whose own title says what it shows here."""
CAME_OUT = {"met": "in time"}
"""How a phase came out, where the word of the tables is not that of people."""
MOMENTS = 7
"""Hours, or days, at which the table of a curve gives it."""


def figures_of(result: Run | Comparison) -> list[Figure]:
    """Every picture that `--out` draws of it, with its table; of a comparison without that of the
    differences, which stands with the table of all outcomes.

    Where a pattern is a function in Python, only those that play no history again.
    """
    tables = _of_comparison(result) if isinstance(result, Comparison) else _of_run(result)
    shown = result.pictures()
    if any(run.scenario.programs for run in runs_of(result)):
        shown = {name: draw for name, draw in shown.items() if name in FROM_TABLES}
    return [figure(name, draw(), tables[name]()) for name, draw in shown.items() if name in tables]


def differences_of(both: Comparison) -> Figure:
    """The picture of what differs, with the table of all outcomes."""
    table = grid(both.rows, both.arms, both.replications)
    return figure("differences", both.plot.differences(), table)


def runs_of(result: Run | Comparison) -> list[Run]:
    """The runs of a result."""
    return [*result.runs.values()] if isinstance(result, Comparison) else [result]


def _of_run(run: Run) -> dict[str, Callable[[], Grid]]:
    plot = run.plot
    return {
        "timeline": lambda: calls({"": run}, typical(run).replication),
        "time-to-phases": lambda: starts(plot.starts_table()),
        "phases-over-time": lambda: states(plot.states_table()),
        "thresholds": lambda: thresholds(plot.thresholds_table()),
    }


def _of_comparison(both: Comparison) -> dict[str, Callable[[], Grid]]:
    plot = both.plot
    return {
        "same-war": lambda: calls(both.runs, telling(both.rows, both.runs).replication),
        "time-to-phases": lambda: starts(plot.starts_table()),
        "thresholds": lambda: thresholds(plot.thresholds_table()),
    }


def figure(name: str, picture: Picture, table: Grid) -> Figure:
    """A picture with its title and the line below it as what it shows in words."""
    title, said = (text.get_text().replace("\n", " ") for text in picture.texts[:2])
    alt = f"{title}. {said}. The table below has its numbers."
    return Figure(name, HEADINGS[name], alt, rendered(picture, "svg"), table)


def calls(runs: Mapping[str, Run], replication: int) -> Grid:
    """Every call of a phase in one history of each arm, in hours on the plan's clock."""
    rows = []
    for arm, run in runs.items():
        found = run.phases
        found = found[(found.index == replication) & (found["state"] != "not called")]
        cells = [
            [
                arm,
                f"{one.phase}",
                CAME_OUT.get(one.state, one.state),
                *map(number, (one.called, one.due, one.started)),
            ]
            for one in rows_of(found)
        ]
        rows += cells or [[arm, "no phase was called", "", "", "", ""]]
    header = ["scenario", "phase", "came out", "called, h on the clock", "due, h", "started, h"]
    return _without_empty(header, rows)


def starts(table: "pd.DataFrame") -> Grid:
    """By phase and arm: in time, called, and the share started by some hours."""
    rows = []
    for (phase, arm), curve in table.groupby(["phase", "arm"], sort=False):
        first = curve.iloc[0]
        places = np.linspace(0, len(curve) - 1, MOMENTS).round().astype(int)
        shown = [f"{one.hour:.0f} h: {percent(one.share)}" for one in _at(curve, places)]
        met = "-" if first["in_time"] != first["in_time"] else percent(first["in_time"])
        called = f"{first['called']:,} of {first['histories']:,}"
        since = f"{first['since']}: {'; '.join(shown)}" if first["histories"] else ""
        rows.append([str(arm), str(phase), first["promise"], met, called, since])
    header = ["scenario", "phase", "deadline", "in time", "called in", "share started by, in hours"]
    return _without_empty(header, rows)


def states(table: "pd.DataFrame") -> Grid:
    """By day: the share of histories in each state of the plan."""
    places = np.linspace(0, len(table) - 1, MOMENTS).round().astype(int)
    minutes = table.index.to_numpy()
    rows = [
        [f"{minute / DAY:.1f}", *map(percent, shares)]
        for minute, shares in zip(minutes[places], table.to_numpy()[places], strict=True)
    ]
    return Grid(["day", *map(str, table.columns)], rows, right=range(len(table.columns) + 1))


def thresholds(table: "pd.DataFrame") -> Grid:
    """By threshold: the share of days that meet it, and that acts which are not hostile meet."""
    shown = table[table["at_least"].isin(TICKS) | table["in_force"]]
    rows = [
        [
            one.series,
            f"{one.at_least:,g}{' (in force)' if one.in_force else ''}",
            percent(one.share),
            percent(one.false),
        ]
        for one in rows_of(shown)
    ]
    header = ["counted", "at least", "share of days", "false, by acts that are not hostile"]
    return Grid(header, rows, right=(1, 2, 3))


def _at(table: "pd.DataFrame", places: "np.ndarray") -> list[Any]:
    return rows_of(table.iloc[places])


def _without_empty(header: list[str], rows: list[list[str]]) -> Grid:
    """The table without a first column that is empty, as that of the arm is in a run."""
    if any(row[0] for row in rows):
        return Grid(header, rows)
    return Grid(header[1:], [row[1:] for row in rows])
