"""The points of a map against plain runs, and what is said of known values."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simulator import compare, map_out, run, vary
from simulator.errors import ScenarioError
from simulator.maps.found import course, plane, shown_outcomes, variance_parts
from simulator.maps.marks import marks_on
from simulator.maps.places import by_default, scales
from simulator.maps.played import Outcome
from simulator.scenario.load import load
from simulator.scenario.ranges import bare
from simulator.tables.amounts import SHARE
from simulator.tables.measures import outcome_names

QUICK: dict[str, Any] = {"replications": 10, "seed": 3}
PLAN = load("reported-plan")
SHORT = vary(PLAN, "horizon", "20 days")
BY = "plan.phases.coalition.by"
TROOPS = "guarantors.troops on the spot.brings.ground.troops"
NUMBERS = ["value", "low", "high", "histories"]


@pytest.fixture(scope="module")
def both_axes():
    return map_out(SHORT, f"{BY}=24 h,72 h", "together=0 %,50 %,100 %", **QUICK)


@pytest.mark.parametrize(("i", "j"), [(0, 0), (0, 2), (1, 0), (1, 1)])
def test_a_point_is_a_plain_run_of_the_scenario_with_its_values_to_the_bit(both_axes, i, j):
    by, together = ["24 h", "72 h"][i], ["0 %", "50 %", "100 %"][j]
    plain = run(vary(vary(SHORT, BY, by), "together", together), rows=False, **QUICK)
    words = [scale.words for scale in both_axes.scales]
    table = both_axes.table
    here = table[(table[BY] == words[0][i]) & (table["together"] == words[1][j])]
    here = here.set_index("outcome")
    for row in plain.table.to_dict("records"):
        np.testing.assert_array_equal(
            here.loc[row["outcome"], NUMBERS].tolist(), [row[name] for name in NUMBERS]
        )


def test_a_difference_is_that_of_a_comparison_with_the_plan_as_written():
    found = map_out(SHORT, "threshold.any.0.at_least=1,5", **QUICK)
    both = compare(SHORT, vary(SHORT, "threshold.any.0.at_least", 1), **QUICK)
    rows = {row.outcome: row for row in both.rows if row.arm == both.arms[1]}
    here = found.table[found.table["threshold.any.0.at_least"] == "1"].set_index("outcome")
    for outcome, row in rows.items():
        told = here.loc[outcome, ["difference", "difference_low", "difference_high"]].tolist()
        np.testing.assert_allclose(told, row.difference, rtol=1e-12)
    same = found.table[found.table["threshold.any.0.at_least"] == "5"]
    assert not same["differs"].any()
    assert (same["difference"].dropna() == 0).all()


def test_values_stand_in_rising_order_and_a_range_without_a_step_has_eleven():
    (one,) = scales(["together=100 %,0 %,50 %"], bare(PLAN))
    assert one.words == ("0 %", "50 %", "100 %")
    (eleven,) = scales(["together=0 %..100 %"], bare(PLAN))
    assert eleven.numbers.tolist() == pytest.approx([i / 10 for i in range(11)])


@pytest.mark.parametrize(
    ("values", "places"),
    [("1,2,3", [1, 2, 3]), ("1,10,100", [0, 1, 2]), ("1,10,1000", [0, 1, 3])],
)
def test_a_scale_is_linear_where_the_steps_are_alike_and_else_logarithmic(values, places):
    (one,) = scales([f"threshold.any.0.at_least={values}"], bare(PLAN))
    assert one.places.tolist() == pytest.approx(places)


def test_a_scale_from_0_with_uneven_steps_has_even_ones_and_places_between_them():
    (one,) = scales([f"{TROOPS}=0,1000,100000"], bare(load("few-hundred-troops")))
    assert one.places.tolist() == [0, 1, 2]
    assert one.place_of(500) == 0.5
    assert not one.holds(200_000)


def test_without_axes_the_scenarios_own_rule_is_mapped():
    score = vary(PLAN, "threshold", {"cusum": {"drift": "1 per day", "limit": 3}})
    for plan, paths in (
        (PLAN, ["threshold.any.0.at_least", "threshold.any.1.at_least"]),
        (load("one-drone"), ["threshold.at_least", "threshold.within"]),
        (score, ["threshold.cusum.limit"]),
    ):
        assert [one.partition("=")[0] for one in by_default(plan)] == paths
        assert [one.axis.name for one in scales([], bare(plan))] == paths


def test_the_rule_of_an_axis_is_named_in_words():
    across, upwards = scales([], bare(PLAN))
    assert across.label == "at least N acts of drone within 24 h"
    assert upwards.label == "at least N acts of artillery within 24 h"
    assert scales(["together=0 %,1 %"], bare(PLAN))[0].label == "together"


def test_the_plan_and_shipped_scenarios_that_differ_in_what_the_axes_vary_are_marked():
    plan = load("few-hundred-troops")
    found = marks_on(plan, scales([f"{TROOPS}=0,300,10000,200000"], bare(plan)))
    assert {mark.name: mark.at for mark in found} == {
        "as written": (300.0,),
        "Ten thousand troops": (10_000.0,),
        "A hundred thousand troops": (100_000.0,),
    }
    short = marks_on(plan, scales([f"{TROOPS}=0,300"], bare(plan)))
    assert [mark.name for mark in short] == ["as written"]
    honours = scales(["guarantors.united states.honours=0 %..100 % by 10 %"], bare(PLAN))
    assert [(mark.name, mark.at) for mark in marks_on(PLAN, honours)] == [
        ("as written", (0.3,)),
        ("Without the United States", (0.0,)),
    ]


def made(means, unit="h", plan=0.0, histories=300, scatter=0.05):
    """An outcome with these means, whose histories share their luck."""
    rng = np.random.default_rng(1)
    luck = rng.normal(0, 1, histories)
    own = rng.normal(0, scatter, (len(means), histories))
    return Outcome("made", unit, np.array(means, float)[:, None] + luck + own, plan + luck)


def test_a_course_says_where_it_bends_and_from_where_on_nothing_changes():
    (scale,) = scales(["threshold.any.0.at_least=1,2,3,4,5,6"], bare(PLAN))
    found = course(made([9, 3, 1, 0, 0, 0]), scale)
    assert found.knee is not None
    assert found.knee.at in (1, 2)
    assert found.settled == 3
    assert found.change.estimate.value == pytest.approx(-9, abs=0.05)
    flat = course(made([0, 0, 0, 0, 0, 0]), scale)
    assert not flat.moves
    assert flat.knee is None


def test_a_plane_says_which_points_differ_from_the_plan_and_which_axis_matters():
    found = plane(made([0, 0, 0, 5, 5, 5]), (2, 3))
    assert found.differs.tolist() == [False] * 3 + [True] * 3
    x, y, both = found.parts
    assert x > 0.99
    assert y + both < 0.01


def test_the_parts_of_the_variance_are_those_of_a_grid_worked_out_by_hand():
    assert variance_parts(np.array([[0.0, 0], [2, 2]])) == (1.0, 0.0, 0.0)
    assert variance_parts(np.array([[0.0, 1], [2, 3]])) == pytest.approx((0.8, 0.2, 0.0))
    assert variance_parts(np.array([[0.0, 0], [0, 4]])) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert np.isnan(variance_parts(np.ones((2, 2)))).all()


def test_outcomes_that_move_are_shown_and_those_that_are_named():
    still, moves = replace(made([0, 0]), name="breaches"), replace(made([5, 6]), name="assault")
    assert [one.name for one in shown_outcomes([still, moves], None, 1)] == ["assault"]
    assert [one.name for one in shown_outcomes([still], None, 1)] == ["breaches"]
    both = shown_outcomes([still, moves], ["breaches", "assault"], 2)
    assert [one.name for one in both] == ["breaches", "assault"]


@pytest.mark.parametrize(
    ("axes", "words", "said"),
    [
        (["together=0 %", "a=1", "b=2"], {}, "one axis or two, not 3"),
        (["togeter=0 %,1 %"], {}, "did you mean 'together'"),
        (["together=0 %,200 %"], {}, "200 %"),
        (["together=0 %,1 %", "together=0 %"], {}, "name each value once"),
        (["together=0 %,1 %"], {"outcomes": ["asault"]}, "did you mean 'assault'"),
        (["together=0 %,1 %"], {"replications": 1}, "whole number of 2 or more"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_would_do(axes, words, said):
    with pytest.raises(ScenarioError, match=said):
        map_out(SHORT, *axes, **(QUICK | words))


def test_an_unknown_outcome_is_refused_before_anything_is_played():
    done = []
    with pytest.raises(ScenarioError, match="asault"):
        map_out(SHORT, "together=0 %,1 %", outcomes=["asault"], progress=lambda *n: done.append(n))
    assert done == []


def test_the_outcomes_that_a_scenario_may_have_are_those_that_a_run_has():
    for name in ("reported-plan", "grey-zone", "would-they-sign", "families/burst"):
        plain = run(name, replications=2)
        assert outcome_names(plain.scenario) == plain.table["outcome"].tolist()


def test_a_scenario_without_a_rule_has_to_be_told_what_to_vary():
    none = {"name": "x", "violations": {"a": {"kind": "drone", "rate": "1 per day"}}}
    with pytest.raises(ScenarioError, match="--x PATH=VALUES"):
        map_out(none)


def test_a_name_is_an_axis_without_numbers():
    found = map_out(SHORT, "plan.clock=breach,initial violation", **QUICK)
    assert found.scales[0].words == ("breach", "initial violation")
    assert "from breach to initial violation" in found.headline


def test_shares_are_told_apart_by_the_test_of_shares():
    yes = np.ones((1, 40))
    found = plane(Outcome("made", SHARE, np.vstack([yes, 0 * yes]), yes[0]), (2, 1))
    assert found.differs.tolist() == [False, True]
