"""A frontier against a case by hand, plain runs, and points whose values are set."""

from typing import Any

import numpy as np
import pytest

from simulator import frontier, load, load_text, run, vary
from simulator.errors import ScenarioError
from simulator.frontiers.aims import ANSWER, BORNE, FALSE, GREY, first_hostile
from simulator.frontiers.findings import better_than_all
from simulator.frontiers.names import plain_name
from simulator.frontiers.played import Candidate, Named, Point, best, means, one_below, rounds_of
from simulator.greyzone.day_to_day import answered_by
from simulator.model.parameters import FILE
from simulator.model.terms import VIOLATION
from simulator.scenario.schema.rule import Clause

BY_HAND: dict[str, Any] = {
    "name": "By hand",
    "horizon": "200 h",
    "violations": {
        "drones": {"kind": "drone", "at": ["10 h", "100 h", "101 h", "102 h"]},
        "strays": {"kind": "drone", "cause": "accident", "at": ["30 h", "31 h"], "blamed": "100 %"},
    },
    "monitoring": {"confirm": {"other": "100 %"}},
    "threshold": {"of": "drone", "at_least": 3},
    "plan": {"phases": [{"name": "first", "by": "24 h", "owed_by": "x"}]},
}
SHORT = vary("reported-plan", "horizon", "20 days")
QUICK: dict[str, Any] = {"replications": 20, "most": 40, "seed": 5}


@pytest.fixture(scope="module")
def found():
    return frontier(SHORT, workers=1, **QUICK)


def test_the_frontier_of_a_case_by_hand():
    """One drone is a breach at hour 10, at once and rightly, and falsely at hours 30 and 31; two
    within a day are one at hour 30, and not falsely, since one of them is hostile. All others come
    later and are no better: three within a day at hour 31, two within 6 h at hour 31 and falsely.
    """
    told = frontier(BY_HAND, rules=[], replications=3)
    assert [one.candidate.name for one in told.points] == [
        "2 drones within 24 h",
        "1 drone within 6 h",
    ]
    two, one = (means(point.values) for point in told.points)
    np.testing.assert_allclose(two, [0.0, 20.0, 2.0])
    np.testing.assert_allclose(one, [2 / (200 / 720), 0.0, 2.0])
    np.testing.assert_allclose(means(told.named[0].values), [0.0, 21.0, 2.0])
    assert "None is better than 'as written' in all three aims" in told.headline


def test_a_point_is_a_plain_run_of_the_scenario_that_is_written_to_the_bit(found):
    for point in found.points[:2]:
        again = load_text(found.scenarios[point.candidate.name].yaml)
        assert again.threshold == point.candidate.rule
        played = run(again, 20, 5)
        outcomes = played.block.outcomes
        np.testing.assert_array_equal(point.values[0], outcomes["false_breaches_per_30_days"])
        np.testing.assert_array_equal(point.values[2], outcomes["severity_unanswered"])
        rows = played.phases.assign(hour=lambda one: one["clock"] + one["started"])
        starts = rows.groupby("replication")["hour"].min()
        first = first_hostile(SHORT, 5, 20, FILE)
        for replication, hours in enumerate(point.values[1]):
            start = starts.get(replication, np.nan)
            start = 480.0 if np.isnan(start) else start
            assert hours == start - first[replication]


def test_what_is_told_is_not_what_the_race_chose_the_points_for(found):
    assert all((point.raced != means(point.values)).any() for point in found.points)
    assert "histories of seed 5, which the race had not seen" in " ".join(found.text.split())


def test_the_first_hostile_act_is_that_of_the_whole_history_also_after_the_first_days():
    late = load({
        "name": "Late", "horizon": "20 days",
        "violations": {
            "fire": {"kind": "artillery", "rate": "1 per day", "starts": "4 days"},
            "exercise": {"kind": "artillery", "rate": "9 per day", "cause": "exercise"},
        },
    })  # fmt: skip
    told = first_hostile(late, 0, 30, FILE)
    played = run(late, 30, 0)
    for replication in range(30):
        rows = played.rows(replication)
        acts = rows[(rows["what"] == VIOLATION) & (rows["subject"] == 0)]
        assert told[replication] == acts["minute"][0] / 60
    assert (told > 120).any()


def test_the_same_is_found_with_one_worker_and_with_two(found):
    two = frontier(SHORT, workers=2, **QUICK)
    assert two.table.equals(found.table)
    assert two.text == found.text


def test_every_rule_is_tried_with_every_option_of_the_plan():
    told = frontier(BY_HAND, rules=[], vary=["plan.stand_down=12 h,72 h"], replications=2, most=30)
    one = frontier(BY_HAND, rules=[], replications=2, most=1)
    assert told.record()["race"]["possible"] == 2 * one.record()["race"]["possible"]
    assert all("plan.stand_down" in point.candidate.name for point in told.points)
    for point in told.points:
        scenario = told.scenarios[point.candidate.name]
        assert scenario.plan.stand_down == point.candidate.scenario.plan.stand_down


def test_the_grey_zone_is_that_of_an_adversary_that_keeps_one_below():
    told = frontier(BY_HAND, rules=[], replications=2, grey_zone=True, most=20)
    assert list(told.table["outcome"].unique()) == [FALSE.name, ANSWER.name, GREY.name]
    point = told.points[0]
    read = answered_by(told.scenarios[point.candidate.name], one_below(told.scenario))
    harm = run(read, 2, 0).block.outcomes["grey_zone_harm"]
    np.testing.assert_array_equal(point.values[2], harm)


def test_a_tenth_of_the_candidates_goes_on_and_the_last_round_has_all_histories():
    assert [tuple(one) for one in rounds_of(1500, 2000)] == [(20, 150), (200, 20), (2000, 20)]
    assert rounds_of(20, 2)[-1].histories == 2


def test_a_third_of_the_places_goes_to_those_nearest_to_beating_the_rivals():
    found = np.array([[0, 100], [1, 90], [2, 80], [90, 2], [95, 1], [30.0, 60.0]])
    assert 5 in best(found, np.array([[40.0, 70.0]]), 3)
    assert 5 not in best(found, np.array([[2.0, 90.0]]), 3)


def hand_made(false: float, hours: float, borne: float, scatter: float = 0.1) -> np.ndarray:
    """(aims, histories) with these means on shared luck, a little of it their own."""
    luck = np.random.default_rng(1).normal(0, 1, 200)
    own = np.random.default_rng(int(7 * hours + borne)).normal(0, scatter, (3, 200))
    values = np.array([[false], [hours], [borne]]) + luck + own
    values[0] *= false > 0
    return values


def point(*aims: float, **how: float) -> Point:
    candidate = Candidate(Clause(), "", load("reported-plan"))
    return Point(candidate, np.array(aims), hand_made(*aims, **how))


def test_a_point_is_better_only_if_it_is_in_every_aim_than_every_rule_beyond_chance():
    rules = [Named("A", Clause(), hand_made(5, 50, 50)), Named("B", Clause(), hand_made(9, 30, 30))]
    good, half = point(3, 20, 20), point(6, 20, 20)
    assert better_than_all([half, good], rules).point is good
    assert better_than_all([half], rules) is None
    assert better_than_all([half], rules[1:]).point is half
    assert better_than_all([point(4.99, 29.9, 29.9, scatter=3.0)], rules) is None


def test_a_rule_without_false_breaches_leaves_room_in_the_other_aims():
    none = Named("A", Clause(), hand_made(0, 50, 50))
    told = better_than_all([point(0, 20, 20)], [none])
    assert told.floors == ("A",)
    assert better_than_all([point(1, 20, 20)], [none]) is None


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"vary": ["threshold.at_least=1,2"]}, "the threshold is what is searched"),
        ({"vary": ["plan.stand_dwn=1 h"]}, "stand_down"),
        ({"rules": ["one-dron"]}, "did you mean 'one-drone'"),
        ({"most": 0}, "whole number of 1 or more"),
        ({"replications": 1}, "whole number of 2 or more"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_would_do(asked, said):
    with pytest.raises(ScenarioError, match=said):
        frontier(BY_HAND, **({"replications": 2} | asked))


def test_the_names_in_the_table_are_those_of_the_rules(found):
    points = found.table[found.table["point"] > 0]
    assert set(points["name"]) == {plain_name(one.candidate.rule) for one in found.points}
    assert list(found.table["outcome"].unique()) == [FALSE.name, ANSWER.name, BORNE.name]
    named = found.table[found.table["point"] == 0]
    assert list(dict.fromkeys(named["mark"])) == ["as written", "One drone", "Twenty strikes"]
