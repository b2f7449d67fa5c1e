"""Which outcomes a table shows, over which histories, and how it says to read them."""

import numpy as np
import pytest

from simulator.results.reading import FEW, TOO_FEW, notes
from simulator.scenario.load import load
from simulator.study.compare import compare
from simulator.study.run import run
from simulator.tables.measures import estimates, measures

FIRE = {"fire": {"kind": "artillery", "rate": "4 per day"}}
PLAN = {
    "phases": [
        {"name": "answer", "by": "24 h", "owed_by": "army", "warns": True},
        {"name": "help", "when": {"continues": {"at_least": 2}}, "by": "72 h", "owed_by": "ally"},
    ]
}
GUARANTORS = {"army": {"home": True}, "ally": {"brings": {"ground": {"troops": 100}}}}
MOVES = [{"from": "harassment", "to": "assault", "after": {"exponential": {"mean": "20 days"}}}]
WAR = {
    "name": "War",
    "horizon": "10 days",
    "violations": FIRE,
    "plan": PLAN,
    "guarantors": GUARANTORS,
    "adversary": {"moves": MOVES},
    "ground": {"rate": "100 km2 per day"},
}
AREAS = [
    "area lost by hour 72 of the assault",
    "area lost before outside effect (with an assault)",
    "area lost in all (with an assault)",
]


def shown(**changes):
    scenario = load({key: value for key, value in (WAR | changes).items() if value is not None})
    return [one["outcome"] for one in estimates(run(scenario, 1, engine="simpy"))]


def test_areas_are_of_the_histories_with_an_assault_alone():
    played = run(load(WAR), 40, engine="simpy")
    found = {measure.outcome: measure for measure in measures(played)}
    assault = found["assault"].values == 1
    assert 0 < assault.sum() < 40
    for outcome in AREAS:
        assert (~np.isnan(found[outcome].values) == assault).all()
    everyone = played.block.outcomes["area"].mean()
    assert found[AREAS[2]].estimate.value == pytest.approx(everyone / assault.mean())


def test_a_difference_of_areas_is_of_the_pairs_in_which_both_have_an_assault():
    sooner = [{**MOVES[0], "after": {"exponential": {"mean": "4 days"}}}]
    later = WAR | {"name": "Later", "adversary": {"moves": sooner}}
    comparison = compare(WAR, later, replications=40, engine="simpy")
    first, second = (run.block.outcomes["assault"] for run in comparison.runs.values())
    row = comparison.row(AREAS[2], "Later")
    assert row.pairs == np.sum((first == 1) & (second == 1)) < row.histories


def test_what_cannot_occur_has_no_row():
    assert {"assault", "direct clash", *AREAS} <= set(shown())
    assert not {"assault", "direct clash", *AREAS} & set(shown(adversary=None))
    assert not set(AREAS) & set(shown(ground=None))
    assert "direct clash" not in shown(guarantors={"army": {"home": True}, "ally": {}})


def test_no_area_is_lost_before_what_is_there_all_the_time_so_that_has_no_row():
    there = {"ground": {"troops": 100, "present": True}}
    outcomes = shown(guarantors=GUARANTORS | {"ally": {"brings": there}})
    assert AREAS[1] not in outcomes
    assert {AREAS[0], AREAS[2]} <= set(outcomes)


def test_a_pattern_without_a_plan_or_a_rule_has_no_breaches_and_no_harm_outside_them():
    bare = {"plan": None, "guarantors": None, "adversary": None, "ground": None}
    assert shown(**bare) == ["acts"]
    with_rule = shown(**bare, threshold={"at_least": 3})
    assert with_rule[1:] == [
        "breaches", "false breaches", "first hostile act to breach", "grey-zone harm",
    ]  # fmt: skip


def test_acts_are_counted_per_30_days():
    fire = {"fire": {"kind": "artillery", "at": ["1 h", "2 days", "3 days"]}}
    played = run(load(WAR | {"violations": fire, "horizon": "15 days"}), 1, engine="simpy")
    assert measures(played)[0].estimate.value == 6


def test_the_notes_name_the_severity_of_each_kind_and_what_has_no_interval():
    own = {"kinds": {"jamming": {"severity": 0.5}}}
    more = {"violations": FIRE | {"jamming": {"kind": "jamming", "rate": "1 per day"}}}
    calm = load(WAR | own | more | {"adversary": {}, "ground": {}})
    said = " ".join(notes([run(calm, 20, engine="simpy")]))
    assert "first episode that called it" in said
    assert "artillery 1 and jamming 0.5" in said
    assert "(-): no interval" in said  # no breach was false
    assert "As many as 16 % of all such histories may still differ" in said


def test_a_mean_of_few_histories_is_said_to_be_less_sure_and_one_of_many_is_not():
    bare = WAR | {"plan": None, "guarantors": None, "adversary": None, "ground": None}
    bare = load({word: value for word, value in bare.items() if value is not None})
    assert TOO_FEW in notes([run(bare, FEW - 1, engine="simpy")])
    assert TOO_FEW not in notes([run(bare, FEW, engine="simpy")])
