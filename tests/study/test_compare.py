"""Arms on the same luck: values, paired differences, and which histories flipped."""

import json

import numpy as np
import pytest

import simulator.study.compare as comparing
from simulator.scenario.load import load
from simulator.study.compare import compare, named_apart
from simulator.study.rows import row_of
from simulator.tables.amounts import SHARE
from simulator.tables.measures import PHASE_STATES, Measure

ONE = {
    "name": "One",
    "horizon": "20 days",
    "violations": {
        "fire": {"kind": "artillery", "rate": "6 per day", "overdispersion": 0.8},
        "exercises": {"kind": "artillery", "cause": "exercise", "rate": "2 per day"},
    },
    "monitoring": {"confirm": {"other": "60 %"}, "report": "5 h"},
    "threshold": {"of": "artillery", "at_least": 1},
    "plan": {
        "phases": [
            {"name": "answer", "by": "6 h", "owed_by": "army", "warns": True},
            {
                "name": "coalition",
                "when": {"continues": {"at_least": 5}},
                "by": "96 h",
                "owed_by": "ally",
            },
        ]
    },
    "guarantors": {"army": {"home": True, "decides": "2 h"}, "ally": {"honours": "50 %"}},
    "adversary": {"moves": [{"on": "warning", "to": {"restraint": "50 %"}}]},
}
TWENTY = {**ONE, "name": "Twenty", "threshold": {"of": "artillery", "at_least": 20}}


@pytest.fixture(scope="module")
def comparison():
    return compare(ONE, TWENTY, replications=40, seed=3)


def test_a_lower_threshold_is_breached_more_often_and_earlier(comparison):
    breaches = comparison.row("breaches", "Twenty")
    assert breaches.difference.high < 0
    assert comparison.row("false breaches", "One").estimate.value > 0
    assert comparison.row("false breaches", "Twenty").estimate.value == 0


def test_the_first_arm_has_values_and_no_difference(comparison):
    row = comparison.row("breaches", "One")
    assert row.estimate.low < row.estimate.value < row.estimate.high
    assert np.isnan(row.difference.value)
    assert np.isnan(row.p)


def test_the_states_of_a_phase_are_shares_of_all_histories(comparison):
    for arm in comparison.arms:
        for phase in ("answer", "coalition"):
            shares = [comparison.row(f"{phase}: {s}", arm).estimate.value for s in PHASE_STATES]
            assert sum(shares) == pytest.approx(1)


def test_a_flip_names_the_replications_in_which_the_answer_differs(comparison):
    row = comparison.row("answer: not called", "Twenty")
    called = [
        set(run.phases.query("phase == 'answer' and state != 'not called'").index)
        for run in comparison.runs.values()
    ]
    assert row.gained == tuple(sorted(called[0] - called[1]))
    assert row.lost == tuple(sorted(called[1] - called[0]))
    assert len(comparison.flips) > 0


def test_a_difference_is_taken_over_pairs_that_both_have_the_outcome():
    left = Measure("hours", "h", np.array([1.0, np.nan, 3.0, 9.0]))
    right = Measure("hours", "h", np.array([2.0, 5.0, np.nan, 12.0]))
    row = row_of("b", right, left)
    assert (row.pairs, row.histories) == (2, 3)
    assert row.difference.value == pytest.approx(2.0)


def test_gained_and_lost_are_seen_from_the_first_arm():
    left = Measure("assault", SHARE, np.array([0.0, 1.0, 0.0, 1.0]))
    right = Measure("assault", SHARE, np.array([1.0, 0.0, 0.0, 1.0]))
    row = row_of("b", right, left)
    assert (row.gained, row.lost) == ((0,), (1,))


def test_the_same_scenario_twice_differs_in_nothing():
    same = compare(ONE, {**ONE, "name": "Again"}, replications=5)
    assert all(row.difference.value == 0 for row in same.rows if row.pairs)
    assert len(same.flips) == 0


def test_names_that_come_again_get_a_number():
    one = load(ONE)
    assert list(named_apart([one, one, one])) == ["One", "One (2)", "One (3)"]


def test_a_comparison_of_one_is_refused():
    with pytest.raises(ValueError, match="two scenarios"):
        compare(ONE)


def test_the_same_seed_gives_the_same_json_and_another_seed_another():
    def text(seed):
        found = compare(ONE, TWENTY, replications=4, seed=seed).record()
        return json.dumps(found, allow_nan=False)

    assert text(0) == text(0)
    assert text(0) != text(1)


def test_the_paragraph_tells_both_arms_and_what_it_does_not_show(comparison):
    said = comparison.paragraph
    assert said.startswith(comparison.headline)
    assert "under 'One'" in said
    assert "under 'Twenty'" in said
    assert said.count("not a forecast") == 1


def test_a_scenario_name_cannot_smuggle_markup_into_a_notebook():
    hostile = {**TWENTY, "name": "<script>alert(1)</script>"}
    shown = comparing.compare(ONE, hostile, replications=2)._repr_html_()
    assert "<script>" not in shown


def test_a_difference_is_in_the_unit_of_its_row_for_shares_too() -> None:
    table = compare(ONE, TWENTY, replications=40, engine="simpy").table
    assert [name for name in table.columns if "unit" in name] == ["unit"]
    late = table[table["outcome"] == "answer: late"].set_index("arm")
    assert set(late["unit"]) == {SHARE}
    assert 0.1 < late["value"]["One"] - late["value"]["Twenty"] <= 1
    change = late["value"]["Twenty"] - late["value"]["One"]
    assert late["difference"]["Twenty"] == pytest.approx(change)
