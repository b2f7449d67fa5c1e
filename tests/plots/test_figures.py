"""The other figures: tables in, axes out, and the figures of a run and of a comparison."""

import numpy as np
import pandas as pd
import pytest

from simulator.errors import ScenarioError
from simulator.plots import style
from simulator.plots.compare_outcomes import compare_outcomes
from simulator.plots.family import family
from simulator.plots.phases_over_time import phases_over_time
from simulator.plots.thresholds import thresholds
from simulator.plots.time_to_phase import time_to_phases
from simulator.results.telling import typical
from simulator.study.comparison import Comparison
from simulator.study.pictures import ComparisonPlots
from simulator.tables import curves
from simulator.tables.amounts import SHARE, difference
from simulator.tables.spans import spans_of
from tests.plots.conftest import run_of

COLUMNS = ["outcome", "unit", "arm", "value", "low", "high"]
COLUMNS += ["difference", "difference_low", "difference_high", "flips"]


def texts(ax) -> str:
    return "\n".join(text.get_text() for text in ax.texts)


def starts(**columns) -> pd.DataFrame:
    base = {"phase": "first", "promise": "due 24 h on the clock", "since": "on the clock"}
    base |= {"arm": "", "hour": [0.0, 24.0, 48.0, 96.0], "share": [0, 0.5, 0.75, 1]}
    base |= {"low": [0, 0.3, 0.5, 0.9], "high": [0.2, 0.7, 0.9, 1], "due": 24.0, "in_time": 0.5}
    return pd.DataFrame(base | {"called": 8, "histories": 10} | columns)


def test_each_phase_has_a_panel_with_its_curve_its_band_and_a_dot_at_its_own_deadline():
    late = starts(phase="second", share=0.25, due=48.0, in_time=0.25, since="from the call")
    late["promise"] = "due 48 h after the call"
    first, second = time_to_phases(pd.concat([starts(), late]))
    told = (first, [0, 0.5, 0.75, 1], (24, 0.5)), (second, [0.25] * 4, (48, 0.25))
    for ax, shares, dot in told:
        (curve,) = [line for line in ax.lines if len(line.get_xdata()) == 4]
        assert curve.get_ydata().tolist() == shares
        assert len(ax.collections) == 1
        assert dot in [(*line.get_xdata(), *line.get_ydata()) for line in ax.lines]
    assert "in time 50 %; called in 8 of 10" in texts(first)
    assert ["24 h" in texts(ax) for ax in (first, second)] == [True, False]
    assert ["48 h" in texts(ax) for ax in (first, second)] == [False, True]
    assert first.get_xlabel() == "hours on the clock"
    assert second.get_xlabel() == "hours from the call"


def test_a_deadline_without_a_place_has_no_dot_and_its_share_is_told_all_the_same():
    (ax,) = time_to_phases(starts(due=np.nan))
    assert [line.get_marker() for line in ax.lines] == ["None"]
    assert "in time 50 %" in texts(ax)


def test_a_phase_without_a_deadline_is_not_said_to_be_in_time():
    (ax,) = time_to_phases(starts(due=np.nan, promise="no deadline"))
    assert "in time" not in texts(ax)


def test_arms_differ_by_colour_and_dash_and_so_do_the_flags_of_deadlines_that_differ():
    (ax,) = time_to_phases(pd.concat([starts(arm="one"), starts(arm="other", due=48.0)]))
    lines = [line for line in ax.lines if len(line.get_xdata()) == 4]
    assert lines[0].get_linestyle() != lines[1].get_linestyle()
    flags = {text.get_text(): text.get_color() for text in ax.texts}
    assert [flags["24 h"], flags["48 h"]] == [line.get_color() for line in lines]


def test_a_deadline_that_arms_share_is_flagged_once():
    (ax,) = time_to_phases(pd.concat([starts(arm="one"), starts(arm="other")]))
    assert [text.get_text() for text in ax.texts].count("24 h") == 1


def test_stacked_shares_fill_the_axes_and_are_named():
    table = pd.DataFrame(
        {curves.AT_REST: [1, 0.5, 0.4], curves.NO_ANSWER: [0, 0.01, 0], "a": [0, 0.49, 0.6]},
        index=pd.Index([0, 5000, 9999]),
    )
    ax = phases_over_time(table)
    tops = [area.get_paths()[0].vertices[:, 1].max() for area in ax.collections]
    assert max(tops) == pytest.approx(1)
    assert curves.AT_REST in texts(ax)
    assert curves.NO_ANSWER not in texts(ax)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["a", curves.NO_ANSWER]


def test_thresholds_draw_total_and_false_and_ring_the_rule_in_force():
    table = pd.DataFrame(
        {"series": "drone", "at_least": [1, 5, 20], "share": [1, 0.8, 0.3], "false": [0.5, 0.1, 0]}
    )
    ax = thresholds(table.assign(in_force=table["at_least"] == 5), counted="acts within 6 h")
    whole, dashed, ring = ax.lines
    assert whole.get_ydata().tolist() == [1, 0.8, 0.3]
    assert dashed.get_ydata().tolist() == [0.5, 0.1, 0]
    assert (*ring.get_xdata(), *ring.get_ydata()) == (5, 0.8)
    assert ax.get_legend().get_texts()[0].get_text() == "drone\n○ at least 5: 80 % of days"
    assert ax.get_xlabel() == "threshold: at least this many acts within 6 h"
    assert ax.get_xscale() == "log"


def test_differences_of_a_unit_share_a_scale_and_full_markers_leave_out_zero():
    none = [np.nan] * 3
    table = pd.DataFrame(
        [
            ("breaches", "per 30 days", "one", 4.0, 3.0, 5.0, *none, 0),
            ("breaches", "per 30 days", "two", 2.0, 1.0, 3.0, -2.0, -3.0, -1.0, 0),
            ("assault", SHARE, "one", 0.5, 0.4, 0.6, *none, 0),
            ("assault", SHARE, "two", 0.6, 0.5, 0.7, 0.1, -0.1, 0.2, 5),
        ],
        columns=COLUMNS,
    )
    ax = compare_outcomes(table, title="Another rule")
    markers = [line for line in ax.lines if line.get_marker() == "o"]
    assert [line.get_xdata()[0] for line in markers] == pytest.approx([-2 / 3, 0.5])
    assert [line.get_markerfacecolor() == "white" for line in markers] == [False, True]
    assert difference("per 30 days", -2.0, -3.0, -1.0) in texts(ax)
    assert difference(SHARE, 0.1, -0.1, 0.2) == "+10 points (-10 to 20)"
    assert "+10 points (-10 to 20)" in texts(ax)
    assert "50 % → 60 %" in texts(ax)
    assert "two" in texts(ax)
    assert ax.figure.texts[0].get_text() == "Another rule"


def test_a_table_without_differences_is_said_to_have_none():
    assert "No outcome differs in any pair." in texts(
        compare_outcomes(pd.DataFrame(columns=COLUMNS))
    )


def test_outcomes_that_are_the_same_in_every_pair_are_left_out_and_counted():
    nan = np.nan
    table = pd.DataFrame(
        [
            ("assault", SHARE, "two", 0.5, 0.4, 0.6, 0.0, -0.1, 0.1, 0),
            ("direct clash", SHARE, "two", 0.5, 0.4, 0.6, 0.0, -0.1, 0.1, 2),
            ("acts", "per 30 days", "two", 5.0, 4.0, 6.0, 0.0, nan, nan, 0),
            ("breaches", "per 30 days", "two", 5.0, 4.0, 6.0, 1.0, nan, nan, 0),
        ],
        columns=COLUMNS,
    )
    first = table.assign(
        arm="one", difference=nan, difference_low=nan, difference_high=nan, flips=0
    )
    ax = compare_outcomes(pd.concat([first, table]), subtitle="9 pairs")
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == ["direct clash", "breaches, per 30 days"]
    said = ax.figure.texts[1].get_text()
    assert said == "9 pairs; not shown: 2 outcomes that are the same in every pair"


def test_a_family_shows_every_act_by_day_and_by_hour(war):
    acts = spans_of(war.rows(0), war.names, war.scenario).acts
    daily, raster, profile = family(acts, war.scenario.horizon)
    assert sum(bar.get_height() for bar in daily.patches) == len(acts)
    assert sum(bar.get_width() for bar in profile.patches) == len(acts)
    assert sum(len(points.get_offsets()) for points in raster.collections) == len(acts)
    family(acts.iloc[:0], war.scenario.horizon)


FINDINGS = {
    "timeline": "In this history: '",
    "time_to_phases": "The phase '",
    "phases_over_time": "At the end, of all histories ",
    "thresholds": "The threshold in force is met on ",
}
LEADS = ("Another rule, 'one drone': ", "Another rule, the same war: ", "Another rule: ", "The thr")


@pytest.mark.parametrize("name", FINDINGS)
def test_every_figure_of_a_run_has_its_finding_for_a_title_footer_and_labels(war, name):
    figure = getattr(war.plot, name)()
    said = [text.get_text() for text in figure.texts]
    assert said[0].startswith(FINDINGS[name])
    assert style.FOOTER in said
    assert figure.axes[-1].get_xlabel()
    assert figure._repr_png_() == getattr(war.plot, name)()._repr_png_()


def test_a_timeline_opens_around_the_first_breach(war):
    figure = war.plot.timeline(around_first_breach=True)
    shown = typical(war).replication
    breach = spans_of(war.rows(shown), war.names, war.scenario).breaches["minute"].iloc[0]
    low, high = figure.axes[0].get_xlim()
    assert low == max(0, breach - 1440)
    assert high == min(war.scenario.horizon, breach + 7 * 1440)


@pytest.fixture(scope="module")
def plots() -> ComparisonPlots:
    return Comparison(
        {
            "ten strikes": run_of(3),
            "one drone": run_of(3, threshold={"of": "drone"}),
            "score": run_of(3, threshold={"cusum": {"drift": "1 per day", "limit": 3}}),
        }
    ).plot


@pytest.mark.parametrize("name", ["same_war", "time_to_phases", "differences", "thresholds"])
def test_every_figure_of_a_comparison_has_title_and_footer(plots, name):
    figure = getattr(plots, name)()
    said = [text.get_text() for text in figure.texts]
    assert said[0].startswith(LEADS)
    assert style.FOOTER in said
    style.rendered(figure, "svg")


def test_the_thresholds_of_a_comparison_follow_what_each_rule_counts(plots):
    (ax,) = plots.thresholds().axes
    labels = [text.get_text().split("\n") for text in ax.get_legend().get_texts()]
    names = ["ten strikes: artillery", "one drone: drone", "score: all kinds"]
    assert [label[0] for label in labels[:3]] == names
    assert [label[1].split(":")[0] for label in labels[:2]] == ["○ at least 10", "○ at least 1"]
    assert len(labels[2]) == 1
    said = ax.figure.texts[1].get_text()
    assert "score: not shown: a running score of at least 3" in said.replace("\n", " ")


def test_an_arm_without_phases_leaves_the_others_drawn():
    comparison = Comparison({"none": run_of(2, plan={}, adversary={}), "war": run_of(2)})
    (first, second) = comparison.plot.time_to_phases().axes
    assert "called in" in texts(first)
    assert "none" not in texts(first) + texts(second)


def test_a_picture_of_nothing_is_refused_in_words():
    run = run_of(1, plan={}, adversary={}, violations={}, threshold={})
    for plot in (run.plot, Comparison({"a": run, "b": run}).plot):
        with pytest.raises(ScenarioError, match="there are no phases, so there is nothing to draw"):
            plot.time_to_phases()
        with pytest.raises(ScenarioError, match="there are no violations, so there is nothing"):
            plot.thresholds()
