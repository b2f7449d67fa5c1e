"""The pictures of a comparison: arms side by side on the same luck."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from simulator.plots import style
from simulator.plots.compare_outcomes import compare_outcomes
from simulator.plots.playback import Playback, playback
from simulator.plots.same_war import Arm, same_war
from simulator.plots.thresholds import thresholds
from simulator.plots.time_to_phase import time_to_phases
from simulator.results import rule_curves, titles as titles_of_run
from simulator.results.pictures import (
    BANDS,
    REPLAYED,
    RING,
    figure_of,
    nothing_to_draw,
    phase_starts,
    share_words,
    threshold_table,
    traces_of,
)
from simulator.results.telling import Shown
from simulator.study.rows import Row, table_of
from simulator.study.telling import telling
from simulator.study.titles import Titles
from simulator.tables.happenings import by_minute, happenings_of
from simulator.tables.histories import Histories
from simulator.tables.spans import spans_of, window_around_first_breach
from simulator.tables.wording import moment

if TYPE_CHECKING:
    import pandas as pd


class ComparisonPlots:
    """What may be drawn of a comparison; each figure is shown by a notebook by itself."""

    def __init__(self, rows: Sequence[Row], runs: Mapping[str, Histories]) -> None:
        """`runs`: by arm, the first being what the others are compared with."""
        self.rows = rows
        self.runs = dict(runs)
        self.titles = Titles(rows, runs)
        self._counted: dict[tuple[str | None, int], pd.DataFrame] = {}

    def same_war(
        self,
        replication: int | None = None,
        window: tuple[int, int] | None = None,
        around_first_breach: bool = False,
    ) -> style.Picture:
        """One history of each arm, one above the other: one in which an outcome flipped, if none
        is named. A window of minutes, or around the earliest breach of any arm."""
        return figure_of(self._lanes_of(replication, window, around_first_breach)[0][0])

    def playback(
        self,
        replication: int | None = None,
        window: tuple[int, int] | None = None,
        around_first_breach: bool = False,
    ) -> Playback:
        """`same_war` as an animation for slides: `.write("war.gif")`."""
        axes, arms = self._lanes_of(replication, window, around_first_breach)
        told = [
            (style.plain(arm.name, 30), happenings_of(spans_of(arm.rows, arm.names, arm.scenario)))
            for arm in arms
        ]
        starts = arms[0].scenario.starts
        return playback(axes, by_minute(told), lambda minute: moment(minute, starts))

    def _lanes_of(
        self, replication: int | None, window: tuple[int, int] | None, around_first_breach: bool
    ) -> tuple[list[Axes], list[Arm]]:
        """The lanes of one history of each arm, drawn, and what they are of."""
        shown = telling(self.rows, self.runs) if replication is None else Shown(replication, "")
        arms = [
            Arm(name, run.rows(shown.replication), run.names, run.scenario)
            for name, run in self.runs.items()
        ]
        if around_first_breach and window is None:
            told = [spans_of(arm.rows, arm.names, arm.scenario) for arm in arms]
            breached = [spans for spans in told if len(spans.breaches)]
            earliest = min(breached or told, key=lambda s: s.breaches["minute"].min())
            window = window_around_first_breach(earliest)
        said = f"replication {shown.replication}, seed {self._first.seed}"
        said = f"{said}; {shown.why}" if shown.why else said
        title = self.titles.same_war(shown.replication)
        return same_war(arms, window=window, subtitle=said, title=title), arms

    def time_to_phases(self, of_called: bool = False) -> style.Picture:
        """How soon each phase starts in each arm and whether in time, a panel for each phase."""
        table = self.starts_table(of_called)
        said = f"{self._described()}; {share_words(of_called)}; {BANDS}"
        title = self.titles.time_to_phases()
        return figure_of(time_to_phases(table, subtitle=said, title=title)[0])

    def differences(self) -> style.Picture:
        """The paired differences of every outcome from the first arm's, with intervals."""
        table = table_of(self.rows)
        title = self.titles.differences()
        return figure_of(compare_outcomes(table, subtitle=self._described(), title=title))

    def thresholds(self, within: str | None = None, replications: int = REPLAYED) -> style.Picture:
        """On how many days the acts that each arm's rule counts would meet "at least n", in the
        rule's own window or in another; from at most this many histories."""
        runs = self.runs
        table = self.thresholds_table(within, replications)
        notes = [
            f"{style.plain(name, 30)}: {note}"
            for name, run in runs.items()
            if (note := rule_curves.left_out(run.scenario.threshold, within))
        ]
        said = "; ".join([self._described(replications), RING, *notes])
        counted = rule_curves.counted_in(self._series(within))
        title = titles_of_run.thresholds(table)
        return figure_of(thresholds(table, subtitle=said, counted=counted, title=title))

    def starts_table(self, of_called: bool = False) -> "pd.DataFrame":
        """What `time_to_phases` draws: `tables.starts.start_curves` of every phase and arm."""
        return phase_starts(self.runs, of_called)

    def thresholds_table(
        self, within: str | None = None, replications: int = REPLAYED
    ) -> "pd.DataFrame":
        """What `thresholds` draws: by series and threshold the share of days that meet it."""
        runs = self.runs
        if not any(run.scenario.violations for run in runs.values()):
            nothing_to_draw(self._first, "violations", "violations")
        asked = within, replications
        if asked not in self._counted:
            traces = {name: traces_of(run, replications) for name, run in runs.items()}
            told = [(one, runs[one.arm], traces[one.arm]) for one in self._series(within)]
            self._counted[asked] = threshold_table(told)
        return self._counted[asked]

    def _series(self, within: str | None) -> list[rule_curves.Series]:
        scenarios = {name: run.scenario for name, run in self.runs.items()}
        return rule_curves.series_of_arms(scenarios, within)

    @property
    def _first(self) -> Histories:
        return next(iter(self.runs.values()))

    def _described(self, replayed: int | None = None) -> str:
        """How many pairs of histories there are, or how many of them are shown."""
        count = f"{self._first.replications:,} pairs of histories"
        if replayed is not None and replayed < self._first.replications:
            count = f"the first {replayed:,} of {count}"
        return f"{count}, seed {self._first.seed}"
