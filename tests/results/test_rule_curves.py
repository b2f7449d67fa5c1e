"""A rule as curves: its own window, its clauses, and what cannot be shown of it."""

import pytest

from simulator.model.encode import encode
from simulator.results import rule_curves
from simulator.results.pictures import threshold_table
from simulator.results.thresholds import clauses_of_rule, counted_acts, days_of
from tests.plots.conftest import run_of

CLAUSE = {"of": "artillery", "at_least": 4}
SCORE = {"cusum": {"drift": "1 per day", "limit": 3}}
RULES = (
    CLAUSE,
    CLAUSE | {"within": "6 h"},
    CLAUSE | {"within": "calendar day"},
    CLAUSE | {"within": "2 days", "days": 2},
    {"at_least": 2.5, "measure": "severity"},
    {"at_least": 120, "measure": "munitions", "of": ["artillery", "drone"]},
)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_the_ring_of_a_rule_stands_at_its_own_share_of_days(rule):
    run = run_of(2, threshold=rule)
    traces = [run.rows(r) for r in range(2)]
    series = rule_curves.series_of_rule(run.scenario)
    table = threshold_table([(one, run, traces) for one in series])
    (ring,) = table[table["in_force"]].itertuples()
    p = encode(run.scenario)
    clauses = clauses_of_rule(run.scenario.threshold, run.scenario)
    found = [days_of(counted_acts(rows, p), p, clauses) for rows in traces]
    shares = [one.met / one.days for one in found]
    assert ring.at_least == rule["at_least"]
    assert ring.share == pytest.approx(sum(shares) / 2)
    assert rule_curves.left_out(run.scenario.threshold) == ""


@pytest.mark.parametrize(
    ("rule", "counted"),
    [
        ({}, "acts within 24 h"),
        ({"within": "90 min"}, "acts within 1.5 h"),
        ({"within": "calendar day", "days": 3}, "acts on a calendar day, on 3 days running"),
        ({"measure": "severity"}, "severity within 24 h"),
    ],
)
def test_the_axis_says_what_the_rule_counts_and_in_which_window(rule, counted):
    series = rule_curves.series_of_rule(run_of(1, threshold=rule).scenario)
    assert rule_curves.counted_in(series) == counted


def test_each_clause_has_a_ring_and_what_has_no_place_on_the_axis_is_named():
    other = {"at_least": 9, "within": "3 days"}
    scenario = run_of(
        1, threshold={"any": [CLAUSE, other, SCORE, {"measure": "severity"}]}
    ).scenario
    rings = {one.name: one.in_force for one in rule_curves.series_of_rule(scenario)}
    assert rings == {"all kinds": (), "artillery": (4,), "drone": (), "all kinds within 72 h": (9,)}
    assert rule_curves.left_out(scenario.threshold) == (
        "the rule has 4 clauses and takes any one; not shown: a running score of at least 3 "
        "from any kind and a severity of at least 1 from any kind within 24 h"
    )


def test_a_rule_without_a_clause_has_no_ring():
    scenario = run_of(1, threshold=SCORE).scenario
    assert {one.in_force for one in rule_curves.series_of_rule(scenario)} == {()}
    assert "not shown: a running score" in rule_curves.left_out(scenario.threshold)


def test_another_window_may_be_asked_for_and_then_only_its_clauses_are_in_force():
    scenario = run_of(1, threshold=CLAUSE).scenario
    (own, other) = (rule_curves.series_of_rule(scenario, within) for within in ("24 h", "6 h"))
    assert [one.in_force for one in own] == [(), (4,), ()]
    assert {one.in_force for one in other} == {()}
    assert rule_curves.counted_in(other) == "acts within 6 h"


def test_arms_with_windows_of_their_own_say_so_by_their_curves():
    day = CLAUSE | {"within": "calendar day"}
    scenarios = {"a": run_of(1, threshold=CLAUSE).scenario, "b": run_of(1, threshold=day).scenario}
    series = rule_curves.series_of_arms(scenarios)
    assert [one.name for one in series] == [
        "a: artillery within 24 h",
        "b: artillery on a calendar day",
    ]
    assert rule_curves.counted_in(series) == "acts within the rule's window"


def test_kinds_are_named_as_a_person_says_them():
    fire = {"fire": {"kind": "ground_assault", "rate": "1 per day"}}
    scenario = run_of(1, violations=fire, threshold={"of": "ground_assault"}).scenario
    assert [one.name for one in rule_curves.series_of_rule(scenario)] == ["ground assault"]


def test_the_thresholds_shown_reach_past_the_highest_in_force():
    series = rule_curves.series_of_rule(run_of(1, threshold={"at_least": 300}).scenario)
    shown = rule_curves.thresholds_to_show(series)
    assert {1, 2, 50, 300} <= set(shown)
    assert max(shown) == 600
