"""The pictures of a run: each method computes what a figure shows and draws it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NoReturn

from matplotlib.axes import Axes

from simulator.errors import Problem, ScenarioError
from simulator.model.parameters import Array
from simulator.plots import style
from simulator.plots.family import family
from simulator.plots.phases_over_time import phases_over_time
from simulator.plots.thresholds import thresholds
from simulator.plots.time_to_phase import time_to_phases
from simulator.plots.timeline import timeline
from simulator.results import rule_curves, titles
from simulator.results.telling import Shown, typical
from simulator.tables import curves, starts
from simulator.tables.histories import Histories
from simulator.tables.spans import act_table, spans_of, window_around_first_breach

if TYPE_CHECKING:
    import pandas as pd


REPLAYED = 100
"""Histories that are played again where a picture needs their traces."""
BANDS = "bands: pointwise 95 % intervals"


class RunPlots:
    """What may be drawn of a run; each method returns a figure that a notebook shows by itself."""

    def __init__(self, run: Histories) -> None:
        self.run = run
        self._counted: dict[tuple[str | None, int], pd.DataFrame] = {}

    def timeline(
        self,
        replication: int | None = None,
        window: tuple[int, int] | None = None,
        around_first_breach: bool = False,
    ) -> style.Picture:
        """One history in swim lanes, a typical one with a breach if none is named; a window of
        minutes, or from a day before the first breach to a week after it."""
        run = self.run
        shown = typical(run) if replication is None else Shown(replication, "")
        rows = run.rows(shown.replication)
        if around_first_breach and window is None:
            window = window_around_first_breach(spans_of(rows, run.names, run.scenario))
        said = one_of(run, shown)
        title = titles.timeline(run, shown.replication)
        drawn = timeline(rows, run.names, run.scenario, None, window, said, title)
        return figure_of(drawn[0])

    def time_to_phases(self, of_called: bool = False) -> style.Picture:
        """How soon each phase starts and whether in time, as a share of all histories with a
        ceasefire, or of those that called it."""
        table = self.starts_table(of_called)
        said = f"{describe(self.run)}; {share_words(of_called)}; {BANDS}"
        title = titles.time_to_phases(self.run)
        return figure_of(time_to_phases(table, subtitle=said, title=title)[0])

    def phases_over_time(self, replications: int = REPLAYED) -> style.Picture:
        """How far up the plan the histories stand, over time; from at most this many histories."""
        table = self.states_table(replications)
        said, title = describe(self.run, replications), titles.phases_over_time(table)
        return figure_of(phases_over_time(table, subtitle=said, title=title))

    def thresholds(self, within: str | None = None, replications: int = REPLAYED) -> style.Picture:
        """On how many days "at least n acts" would be met, for each kind and for all together, in
        the rule's own window or in another; from at most this many histories."""
        run = self.run
        table = self.thresholds_table(within, replications)
        series = rule_curves.series_of_rule(run.scenario, within)
        note = rule_curves.left_out(run.scenario.threshold, within)
        said = "; ".join(filter(None, [describe(run, replications), RING, note]))
        counted = rule_curves.counted_in(series[:1])
        title = titles.thresholds(table)
        return figure_of(thresholds(table, subtitle=said, counted=counted, title=title))

    def starts_table(self, of_called: bool = False) -> "pd.DataFrame":
        """What `time_to_phases` draws: `tables.starts.start_curves` of every phase."""
        return phase_starts({"": self.run}, of_called)

    def states_table(self, replications: int = REPLAYED) -> "pd.DataFrame":
        """What `phases_over_time` draws: by minute the share of histories in each state."""
        run = self.run
        traces = traces_of(run, replications)
        return curves.states_over_time(traces, run.names.phases, run.scenario.horizon)

    def thresholds_table(
        self, within: str | None = None, replications: int = REPLAYED
    ) -> "pd.DataFrame":
        """What `thresholds` draws: by series and threshold the share of days that meet it."""
        run, asked = self.run, (within, replications)
        if not run.scenario.violations:
            nothing_to_draw(run, "violations", "violations")
        if asked not in self._counted:
            traces = traces_of(run, replications)
            series = rule_curves.series_of_rule(run.scenario, within)
            self._counted[asked] = threshold_table([(one, run, traces) for one in series])
        return self._counted[asked]

    def family(self, replication: int = 0) -> style.Picture:
        """When the acts of one history come: by day, by hour, each of them."""
        run = self.run
        acts = act_table(run.rows(replication), run.names, run.scenario)
        said = one_of(run, Shown(replication, ""))
        drawn = family(acts, run.scenario.horizon, run.scenario.starts, subtitle=said)
        return figure_of(drawn[0])


def figure_of(ax: Axes) -> style.Picture:
    """The picture that an axes was drawn into."""
    assert isinstance(ax.figure, style.Picture)
    return ax.figure


RING = "ring: the rule in force"


def describe(run: Histories, replayed: int | None = None) -> str:
    """The name of a run's scenario, and how many histories there are, or how many are shown."""
    count = f"{run.replications:,} histories"
    if replayed is not None and replayed < run.replications:
        count = f"the first {replayed:,} of {count}"
    return f"{style.plain(run.scenario.name)}: {count}, seed {run.seed}"


def one_of(run: Histories, shown: Shown) -> str:
    """The name of a run's scenario, which history is shown, and why."""
    said = f"{style.plain(run.scenario.name)}: replication {shown.replication}, seed {run.seed}"
    return f"{said}; {shown.why}" if shown.why else said


def share_words(of_called: bool) -> str:
    """Of which histories a share of starts is."""
    of = "histories that called the phase" if of_called else "all histories with a ceasefire"
    return f"share of {of}, in the first episode that called it"


def traces_of(run: Histories, replications: int) -> list[Array]:
    """The traces of the first replications, which are played again."""
    return [run.rows(replication) for replication in range(min(run.replications, replications))]


def phase_starts(runs: Mapping[str, Histories], of_called: bool = False) -> "pd.DataFrame":
    """`starts.start_curves` of every phase, with the runs that have it by the names of their arms.

    Raises `ScenarioError` where no plan has a phase."""
    import pandas as pd

    phases = dict.fromkeys(name for run in runs.values() for name in run.names.phases)
    if not phases:
        nothing_to_draw(next(iter(runs.values())), "plan.phases", "phases")
    tables = []
    for name in phases:
        arms = [phase_of(run, arm, name) for arm, run in runs.items() if name in run.names.phases]
        tables.append(starts.start_curves(arms, of_called))
    return pd.concat(tables, ignore_index=True)


def phase_of(run: Histories, arm: str, name: str) -> starts.Arm:
    """One phase of a run as an arm of its curves."""
    k = run.names.phases.index(name)
    signed = int((run.block.outcomes["signed"] == 1.0).sum())
    return starts.Arm(arm, run.scenario.plan.phases[k], run.first_calls(k), signed)


def nothing_to_draw(run: Histories, path: str, what: str) -> NoReturn:
    """Raise `ScenarioError`: the scenario has nothing of what a picture shows."""
    message = f"there are no {what}, so there is nothing to draw."
    raise ScenarioError([Problem(run.scenario.name, None, path, message)])


def threshold_table(
    told: list[tuple[rule_curves.Series, Histories, list[Array]]],
) -> "pd.DataFrame":
    """`rule_curves.rule_curve` of each series over the traces of its run."""
    import pandas as pd

    at_least = rule_curves.thresholds_to_show([series for series, _, _ in told])
    return pd.concat(
        [
            rule_curves.rule_curve(series, traces, run.scenario, at_least)
            for series, run, traces in told
        ],
        ignore_index=True,
    )
