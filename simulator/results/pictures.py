"""The pictures of a run: each method computes what a figure shows and draws it."""

from typing import TYPE_CHECKING, Any, NoReturn

from matplotlib.axes import Axes

from simulator.errors import Problem, ScenarioError
from simulator.model.parameters import Array
from simulator.plots import style
from simulator.plots.family import family
from simulator.plots.phases_over_time import phases_over_time
from simulator.plots.thresholds import thresholds
from simulator.plots.time_to_phase import time_to_phase
from simulator.plots.timeline import timeline
from simulator.scenario.schema.rule import AllOf, AnyOf, Clause
from simulator.tables import curves
from simulator.tables.first_calls import first_starts
from simulator.tables.spans import act_table, spans_of, window_around_first_breach
from simulator.tables.thresholds import threshold_curve

if TYPE_CHECKING:
    import pandas as pd

    from simulator.results.run import Run

REPLAYED = 100
"""Histories that are played again where a picture needs their traces."""


class RunPlots:
    """What may be drawn of a run; each method returns a figure that a notebook shows by itself."""

    def __init__(self, run: "Run") -> None:
        self.run = run

    def timeline(
        self,
        replication: int = 0,
        window: tuple[int, int] | None = None,
        around_first_breach: bool = False,
    ) -> style.Picture:
        """One history in swim lanes; a window of minutes, or from a day before the first breach
        to a week after it."""
        run = self.run
        rows = run.rows(replication)
        if around_first_breach and window is None:
            window = window_around_first_breach(spans_of(rows, run.names, run.scenario))
        said = f"{style.plain(run.scenario.name)}: replication {replication}, seed {run.seed}"
        return figure_of(timeline(rows, run.names, run.scenario, window=window, subtitle=said)[0])

    def time_to_phases(self, of_called: bool = True) -> style.Picture:
        """How soon each phase starts, as a share of the histories that called it, or of all."""
        table = time_to_phase_table([self.run], of_called)
        said = f"{describe(self.run)}; bands: pointwise 95 % intervals"
        return figure_of(time_to_phase(table, subtitle=said))

    def phases_over_time(self, replications: int = REPLAYED) -> style.Picture:
        """How far up the plan the histories stand, over time; from so many histories at most."""
        run = self.run
        traces = traces_of(run, replications)
        table = curves.states_over_time(traces, run.names.phases, run.scenario.horizon)
        said = f"{style.plain(run.scenario.name)}: {len(traces):,} histories, seed {run.seed}"
        return figure_of(phases_over_time(table, subtitle=said))

    def thresholds(self, within: str = "24 h", replications: int = REPLAYED) -> style.Picture:
        """On how many days "at least n acts" would be met, for each kind and for all together."""
        run = self.run
        traces = traces_of(run, replications)
        table = by_kind(run, traces, within)
        marks = rules_in_force(run, within)
        said = (
            f"{style.plain(run.scenario.name)}: {len(traces):,} histories; ring: the rule in force"
        )
        return figure_of(thresholds(table, marks=marks, subtitle=said, within=within))

    def family(self, replication: int = 0) -> style.Picture:
        """When the acts of one history come: by day, by hour, each of them."""
        run = self.run
        acts = act_table(run.rows(replication), run.names, run.scenario)
        said = f"{style.plain(run.scenario.name)}: replication {replication}, seed {run.seed}"
        drawn = family(acts, run.scenario.horizon, run.scenario.starts, subtitle=said)
        return figure_of(drawn[0])


def figure_of(ax: Axes) -> style.Picture:
    """The picture that an axes was drawn into."""
    assert isinstance(ax.figure, style.Picture)
    return ax.figure


def describe(run: "Run") -> str:
    """The name of a run's scenario, and how many histories there are."""
    return f"{style.plain(run.scenario.name)}: {run.replications:,} histories, seed {run.seed}"


def traces_of(run: "Run", replications: int) -> list[Array]:
    """The traces of the first replications, which are played again."""
    return [run.rows(replication) for replication in range(min(run.replications, replications))]


def time_to_phase_table(runs: list["Run"], of_called: bool = True) -> "pd.DataFrame":
    """`curves.time_to_phase` of several runs on the same hours, without the arms' names."""
    import pandas as pd

    if not any(run.names.phases for run in runs):
        nothing_to_draw(runs[0], "plan.phases", "phases")
    starts = [
        first_starts(run.block.phases, k) for run in runs for k in range(len(run.names.phases))
    ]
    hours = curves.hours_to_show(starts)
    tables = {
        number: curves.time_to_phase(
            run.block.phases, run.names.phases, run.replications, hours, of_called
        )
        for number, run in enumerate(runs)
        if run.names.phases
    }
    return pd.concat(tables, names=["run", None]).reset_index(level="run")


def nothing_to_draw(run: "Run", path: str, what: str) -> NoReturn:
    """Raise `ScenarioError`: the scenario has nothing of what a picture shows."""
    message = f"there are no {what}, so there is nothing to draw."
    raise ScenarioError([Problem(run.scenario.name, None, path, message)])


def by_kind(run: "Run", traces: list[Array], within: str) -> "pd.DataFrame":
    """Threshold curves of each kind that the scenario's patterns have, and of all together."""
    import pandas as pd

    kinds = dict.fromkeys(pattern.kind for pattern in run.scenario.violations.values())
    if not kinds:
        nothing_to_draw(run, "violations", "violations")
    groups = {"all kinds": (), **{kind: (kind,) for kind in kinds}} if len(kinds) > 1 else {
        kind: (kind,) for kind in kinds
    }  # fmt: skip
    return pd.concat(
        [
            threshold_curve(traces, run.scenario, of, within=within).assign(series=name)
            for name, of in groups.items()
        ],
        ignore_index=True,
    )


def clauses_of(rule: Any) -> list[Clause]:
    """The plain clauses of a rule, however they are combined."""
    if isinstance(rule, AnyOf | AllOf):
        parts = rule.any if isinstance(rule, AnyOf) else rule.all
        return [clause for part in parts for clause in clauses_of(part)]
    return [rule] if isinstance(rule, Clause) else []


def rules_in_force(run: "Run", within: str) -> "pd.DataFrame":
    """The scenario's thresholds that count violations of one kind, or of all, in this window."""
    import pandas as pd

    window = Clause.model_validate({"within": within}).within

    marks = [
        (clause.of[0] if clause.of else "all kinds", clause.at_least)
        for clause in clauses_of(run.scenario.threshold)
        if clause.measure == "violations" and clause.within == window and len(clause.of) < 2
    ]
    return pd.DataFrame(marks, columns=["series", "at_least"])
