"""The pictures of a comparison: arms side by side on the same luck."""

from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from simulator.plots import style
from simulator.plots.compare_outcomes import compare_outcomes
from simulator.plots.same_war import Arm, same_war
from simulator.plots.thresholds import thresholds
from simulator.plots.time_to_phase import TITLE as TIME_TITLE
from simulator.plots.time_to_phase import time_to_phase
from simulator.results.pictures import (
    REPLAYED,
    clauses_of,
    figure_of,
    nothing_to_draw,
    time_to_phase_table,
    traces_of,
)
from simulator.scenario.schema.rule import Clause
from simulator.tables.spans import spans_of, window_around_first_breach
from simulator.tables.thresholds import threshold_curve

if TYPE_CHECKING:
    import pandas as pd

    from simulator.results.run import Run
    from simulator.study.compare import Comparison

PANEL = 2.15
"""Inches."""


class ComparisonPlots:
    """What may be drawn of a comparison; each figure is shown by a notebook by itself."""

    def __init__(self, comparison: "Comparison") -> None:
        self.comparison = comparison

    @property
    def runs(self) -> dict[str, "Run"]:
        """The runs by arm, the first being what the others are compared with."""
        return dict(self.comparison.runs)

    def same_war(
        self,
        replication: int = 0,
        window: tuple[int, int] | None = None,
        around_first_breach: bool = False,
    ) -> style.Picture:
        """One history of each arm, one above the other; a window of minutes, or around the
        earliest breach of any arm."""
        arms = [
            Arm(name, run.rows(replication), run.names, run.scenario)
            for name, run in self.runs.items()
        ]
        if around_first_breach and window is None:
            told = [spans_of(arm.rows, arm.names, arm.scenario) for arm in arms]
            breached = [spans for spans in told if len(spans.breaches)]
            earliest = min(breached or told, key=lambda s: s.breaches["minute"].min())
            window = window_around_first_breach(earliest)
        seed = next(iter(self.runs.values())).seed
        said = f"replication {replication}, seed {seed}"
        return figure_of(same_war(arms, window=window, subtitle=said)[0])

    def time_to_phases(self, of_called: bool = True) -> style.Picture:
        """How soon each phase starts in each arm, a panel for each phase."""
        table = time_to_phase_table(list(self.runs.values()), of_called)
        table["arm"] = [list(self.runs)[i] for i in table["run"]]
        return panels(table, "of the histories that called it" if of_called else "of all histories")

    def differences(self) -> style.Picture:
        """The paired differences of every outcome from the first arm's, with intervals."""
        run = next(iter(self.runs.values()))
        said = f"{run.replications:,} pairs of histories, seed {run.seed}"
        return figure_of(compare_outcomes(self.comparison.table, subtitle=said))

    def thresholds(self, within: str = "24 h", replications: int = REPLAYED) -> style.Picture:
        """On how many days the acts that each arm's rule counts would meet "at least n"."""
        if not any(run.scenario.violations for run in self.runs.values()):
            nothing_to_draw(next(iter(self.runs.values())), "violations", "violations")
        tables, marks = [], []
        for name, run in self.runs.items():
            traces = traces_of(run, replications)
            for of, series, at_least in counted_by(name, run, within):
                curve = threshold_curve(traces, run.scenario, of, within=within)
                tables.append(curve.assign(series=series))
                marks.append((series, at_least))
        return figure_of(threshold_chart(tables, marks, within))


@style.in_house_style
def panels(table: "pd.DataFrame", of: str) -> style.Picture:
    """Time to phase, a panel for each phase, with the arms in each."""
    phases = list(dict.fromkeys(table["phase"]))
    height = 1.0 + PANEL * len(phases)
    figure = style.picture(TIME_TITLE, f"share {of}; bands: pointwise 95 % intervals", height)
    for k, phase in enumerate(phases):
        low = height - style.top_of(figure) + 0.1 - PANEL * (k + 1) + 0.42
        ax = figure.add_axes((0.08, low / height, 0.74, (PANEL - 0.95) / height))
        time_to_phase(table[table["phase"] == phase], ax, by_arm=True)
        ax.set_ylabel("share started")
        ax.set_xlabel("hours on the clock" if k == len(phases) - 1 else "")
        ax.set_title(style.plain(phase, 50), pad=14)
    return figure


def counted_by(name: str, run: "Run", within: str) -> list[tuple[tuple[str, ...], str, float]]:
    """What each clause of an arm's rule counts: kinds, a name for the curve, and the threshold."""
    window = Clause.model_validate({"within": within}).within
    clauses = [
        clause
        for clause in clauses_of(run.scenario.threshold)
        if clause.measure == "violations" and clause.within == window
    ]
    found = [
        (tuple(c.of), f"{name}: {', '.join(c.of) or 'all kinds'}", c.at_least) for c in clauses
    ]
    return found or [((), f"{name}: all kinds", float("nan"))]


def threshold_chart(
    tables: list["pd.DataFrame"], marks: list[tuple[str, float]], within: str
) -> Axes:
    """The curves of all arms in one chart, with the thresholds in force."""
    import pandas as pd

    return thresholds(
        pd.concat(tables, ignore_index=True),
        marks=pd.DataFrame(marks, columns=["series", "at_least"]),
        subtitle="ring: the rule in force",
        within=within,
    )
