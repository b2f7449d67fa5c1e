"""The points of an operating curve against plain runs, and against counts by hand."""

from typing import Any

import numpy as np
import pytest

from simulator import curve, run, vary
from simulator.curves.aims import ANSWERED, BORNE, BREACHED, FALSE, HOURS, Aims
from simulator.curves.played import marks_of
from simulator.errors import ScenarioError
from simulator.model.parameters import FILE
from simulator.scenario.load import load
from simulator.study.points import Variant, play_variants
from tests.plots.conftest import WAR

QUICK: dict[str, Any] = {"replications": 12, "seed": 5}
PLAN = load("reported-plan")
SHORT = vary(PLAN, "horizon", "20 days")


def by_hand(**words: Any) -> dict[str, Any]:
    """Seen at once: hostile drones at hours 10, 20 and 30, an accident at hour 5."""
    return {
        "name": "By hand",
        "horizon": "100 h",
        "violations": {
            "drones": {"kind": "drone", "at": ["10 h", "20 h", "30 h"]},
            "stray": {"kind": "drone", "cause": "accident", "at": ["5 h"], "blamed": "100 %"},
        },
        "monitoring": {"confirm": {"other": "100 %"}},
        "plan": {"phases": [{"name": "first", "by": "24 h", "owed_by": "x"}]},
        **words,
    }


@pytest.fixture(scope="module")
def found():
    return curve(SHORT, "count=1,4", of=["drone", "all"], **QUICK)


@pytest.mark.parametrize("place", [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_a_point_is_a_plain_run_of_the_scenario_with_its_rule_to_the_bit(found, place):
    family, at = place
    point = found.curves[family].points[at]
    plain = run(vary(SHORT, "threshold", point.rule), rows=False, **QUICK)
    shown = plain.table.set_index("outcome")
    for aim in (FALSE, ANSWERED, BORNE):
        estimate = point.values[aim.outcome].estimate
        told = tuple(shown.loc[aim.outcome, ["value", "low", "high"]])
        np.testing.assert_array_equal(estimate, told)
    hours = plain.block.outcomes["hours_to_breach"]
    known = ~np.isnan(hours)
    np.testing.assert_array_equal(point.values[HOURS.outcome].values[known], hours[known])


def test_a_rule_of_another_scenario_is_marked_with_the_acts_and_the_luck_of_this_one(found):
    marks = {mark.name: mark.point for mark in found.marks}
    assert list(marks) == ["as written", "One drone", "Five drones", "One strike", "Twenty strikes"]
    plain = run(SHORT, rows=False, **QUICK)
    told = plain.block.outcomes["severity_unanswered"]
    np.testing.assert_array_equal(marks["as written"].values[BORNE.outcome].values, told)
    one = run(vary(SHORT, "threshold", {"of": "drone"}), rows=False, **QUICK)
    told = one.block.outcomes["severity_unanswered"]
    np.testing.assert_array_equal(marks["One drone"].values[BORNE.outcome].values, told)
    assert marks["One drone"].values is found.curves[0].points[0].values or np.array_equal(
        marks["One drone"].values[BORNE.outcome].values,
        found.curves[0].points[0].values[BORNE.outcome].values,
    )


def test_hours_to_a_breach_are_counted_by_hand_and_go_on_to_the_end_without_one():
    told = curve(by_hand(), "count=1,2,3,9", of=["drone"], rules=[], **QUICK)
    hours = [point.mean(HOURS.outcome) for point in told.curves[0].points]
    breached = [point.mean(BREACHED.outcome) for point in told.curves[0].points]
    # The stray drone of hour 5 is a breach before any hostile act, which has no hours to it;
    # two are there at hour 10, three at hour 20; nine never: 90 hours are left from hour 10 on.
    assert np.isnan(hours[0])
    assert hours[1:] == [0.0, 10.0, 90.0]
    assert breached == [1.0, 1.0, 1.0, 0.0]


def test_a_pattern_that_looks_at_the_rule_has_the_first_act_of_its_own_history():
    """Under a count of 1 salami tactics allow no act at all, so that no hours pass."""
    salami = {"kind": "drone", "at": ["10 h", "20 h"], "stays_under": {"belief": 1, "margin": 1}}
    scenario = load(by_hand(violations={"salami": salami}))
    variants = [
        Variant(f"{n}", vary(scenario, "threshold", {"of": "drone", "at_least": n})) for n in (1, 2)
    ]
    aims = Aims()
    one, two = (
        {measure.outcome: measure for measure in aims.of(run)}
        for run in play_variants(variants, 2, 0, engine="simpy")
    )
    assert np.isnan(one[HOURS.outcome].values).all()
    assert one[BREACHED.outcome].values.tolist() == [0.0, 0.0]
    assert two[HOURS.outcome].values.tolist() == [90.0, 90.0]


def test_a_history_without_a_ceasefire_has_no_hours_and_no_breach():
    told = curve(by_hand(adversary={"signs": "0 %"}), "count=2", of=["drone"], rules=[], **QUICK)
    (point,) = told.curves[0].points
    assert np.isnan(point.values[HOURS.outcome].values).all()
    assert np.isnan(point.values[BREACHED.outcome].values).all()
    assert "nan" not in told.text
    assert told.plot.curve() is not None


def test_a_scenario_without_phases_or_an_assault_has_only_the_aims_that_it_can():
    told = curve(by_hand(plan={"phases": []}), "count=1,2", of=["drone"], rules=[], **QUICK)
    outcomes = set(told.table["outcome"])
    assert outcomes == {FALSE.outcome, HOURS.outcome, BREACHED.outcome}
    assert told.plot.curve() is not None


def test_rules_whose_kinds_the_scenario_does_not_have_are_not_marked_unless_they_are_named():
    drones = load(by_hand())
    assert list(marks_of(drones, None)) == ["as written", "One drone", "Five drones"]
    assert list(marks_of(drones, ["one-strike"])) == ["as written", "One strike"]
    assert list(marks_of(drones, [])) == ["as written"]


def test_the_scenarios_own_rule_shares_a_mark_with_a_named_one_that_says_the_same():
    assert list(marks_of(load("one-drone"), ["five-drones", "one-drone"])) == [
        "One drone, as written",
        "Five drones",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"of": ["dron"]}, "did you mean 'drone'"),
        ({"rules": ["one-dron"]}, "did you mean 'one-drone'"),
        ({"replications": 1}, "whole number of 2 or more"),
        ({"seed": -1}, "whole number from 0"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_would_do(words, said):
    with pytest.raises(ScenarioError, match=said):
        curve(by_hand(), "count=1", **(QUICK | words))


def test_the_same_histories_come_of_both_engines_and_of_any_number_of_workers():
    one = curve(WAR, "count=1,9", of=["all"], rules=[], replications=6, engine="simpy", workers=1)
    two = curve(WAR, "count=1,9", of=["all"], rules=[], replications=6, engine=FILE, workers=2)
    assert one.table.equals(two.table)
