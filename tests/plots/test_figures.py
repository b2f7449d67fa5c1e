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
from simulator.plots.time_to_phase import time_to_phase
from simulator.study.compare import Comparison
from simulator.study.pictures import ComparisonPlots
from simulator.tables import curves
from simulator.tables.spans import spans_of
from tests.plots.conftest import run_of


def texts(ax) -> str:
    return "\n".join(text.get_text() for text in ax.texts)


def starts(**columns) -> pd.DataFrame:
    base = {"phase": "first", "hour": [0.0, 24.0, 48.0, 96.0], "share": [0, 0.5, 0.75, 1]}
    base |= {"low": [0, 0.3, 0.5, 0.9], "high": [0.2, 0.7, 0.9, 1], "called": 8, "replications": 10}
    return pd.DataFrame(base | columns)


def test_time_to_phase_draws_a_curve_a_band_and_a_label():
    ax = time_to_phase(pd.concat([starts(), starts(phase="second", share=0.25)]))
    curves_drawn = [line for line in ax.lines if len(line.get_xdata()) == 4]
    assert [line.get_ydata().tolist() for line in curves_drawn] == [[0, 0.5, 0.75, 1], [0.25] * 4]
    assert len(ax.collections) == 2
    assert "first\ncalled in 8 of 10" in texts(ax)
    assert "24 h" in texts(ax)
    assert "72 h" in texts(ax)


def test_arms_differ_by_their_dash():
    table = pd.concat([starts(arm="one"), starts(arm="other")])
    lines = [line for line in time_to_phase(table, by_arm=True).lines if len(line.get_xdata()) == 4]
    assert lines[0].get_linestyle() != lines[1].get_linestyle()


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


def test_thresholds_draw_total_and_false_and_ring_the_rule_in_force():
    table = pd.DataFrame(
        {"series": "drone", "at_least": [1, 5, 20], "share": [1, 0.8, 0.3], "false": [0.5, 0.1, 0]}
    )
    marks = pd.DataFrame({"series": ["drone"], "at_least": [5]})
    ax = thresholds(table, marks=marks)
    assert [line.get_ydata().tolist() for line in ax.lines[:2]] == [[1, 0.8, 0.3], [0.5, 0.1, 0]]
    assert "≥ 5: 80 %" in texts(ax)
    assert ax.get_xscale() == "log"


def test_differences_of_a_unit_share_a_scale_and_full_markers_leave_out_zero():
    table = pd.DataFrame(
        [
            ("breaches", "per 30 days", "one", 4.0, np.nan, np.nan, np.nan),
            ("breaches", "per 30 days", "two", 2.0, -2.0, -3.0, -1.0),
            ("assault", "share of histories", "one", 0.5, np.nan, np.nan, np.nan),
            ("assault", "share of histories", "two", 0.6, 0.1, -0.1, 0.2),
        ],
        columns=[
            "outcome",
            "unit",
            "arm",
            "value",
            "difference",
            "difference_low",
            "difference_high",
        ],
    )
    ax = compare_outcomes(table)
    markers = [line for line in ax.lines if line.get_marker() == "o"]
    assert [line.get_xdata()[0] for line in markers] == pytest.approx([-2 / 3, 0.5])
    assert [line.get_markerfacecolor() == "white" for line in markers] == [False, True]
    assert "−2.0 (−3.0 to −1.0)" in texts(ax)
    assert "+10 (−10 to +20) points" in texts(ax)
    assert "50 % → 60 %" in texts(ax)


def test_a_table_without_differences_draws_an_empty_picture():
    columns = ["outcome", "unit", "arm", "value", "difference", "difference_low", "difference_high"]
    compare_outcomes(pd.DataFrame(columns=columns))


def test_a_family_shows_every_act_by_day_and_by_hour(war):
    acts = spans_of(war.rows(0), war.names, war.scenario).acts
    daily, raster, profile = family(acts, war.scenario.horizon)
    assert sum(bar.get_height() for bar in daily.patches) == len(acts)
    assert sum(bar.get_width() for bar in profile.patches) == len(acts)
    assert sum(len(points.get_offsets()) for points in raster.collections) == len(acts)
    family(acts.iloc[:0], war.scenario.horizon)


@pytest.mark.parametrize("name", ["timeline", "time_to_phases", "phases_over_time", "thresholds"])
def test_every_figure_of_a_run_has_title_footer_and_labels(war, name):
    figure = getattr(war.plot, name)()
    said = [text.get_text() for text in figure.texts]
    assert said[0].endswith("?")
    assert style.FOOTER in said
    assert figure.axes[-1].get_xlabel()
    assert figure._repr_png_() == getattr(war.plot, name)()._repr_png_()


def test_a_timeline_opens_around_the_first_breach(war):
    figure = war.plot.timeline(around_first_breach=True)
    breach = spans_of(war.rows(0), war.names, war.scenario).breaches["minute"].iloc[0]
    low, high = figure.axes[0].get_xlim()
    assert low == max(0, breach - 1440)
    assert high == min(war.scenario.horizon, breach + 7 * 1440)


@pytest.fixture(scope="module")
def plots() -> ComparisonPlots:
    return ComparisonPlots(
        Comparison(
            {
                "ten strikes": run_of(3),
                "one drone": run_of(3, threshold={"of": "drone"}),
                "score": run_of(3, threshold={"cusum": {"drift": "1 per day", "limit": 3}}),
            }
        )
    )


@pytest.mark.parametrize("name", ["same_war", "time_to_phases", "differences", "thresholds"])
def test_every_figure_of_a_comparison_has_title_and_footer(plots, name):
    figure = getattr(plots, name)()
    said = [text.get_text() for text in figure.texts]
    assert said[0].endswith("?")
    assert style.FOOTER in said
    style.rendered(figure, "svg")


def test_the_thresholds_of_a_comparison_follow_what_each_rule_counts(plots):
    (ax,) = plots.thresholds().axes
    _, labels = ax.get_legend_handles_labels()
    assert labels[:3] == ["ten strikes: artillery", "one drone: drone", "score: all kinds"]
    assert "≥ 10" in texts(ax)
    assert "≥ 1:" in texts(ax)


def test_an_arm_without_phases_leaves_the_others_drawn():
    comparison = Comparison({"none": run_of(2, plan={}, adversary={}), "war": run_of(2)})
    (first, second) = ComparisonPlots(comparison).time_to_phases().axes
    assert "called in" in texts(first)
    assert "none" not in texts(first) + texts(second)


def test_a_picture_of_nothing_is_refused_in_words():
    run = run_of(1, plan={}, adversary={}, violations={}, threshold={})
    for plot in (run.plot, ComparisonPlots(Comparison({"a": run, "b": run}))):
        with pytest.raises(ScenarioError, match="there are no phases, so there is nothing to draw"):
            plot.time_to_phases()
        with pytest.raises(ScenarioError, match="there are no violations, so there is nothing"):
            plot.thresholds()
