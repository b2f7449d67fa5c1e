"""Plans of which it is known by hand what an hour, a guarantor or more troops would change."""

from typing import Any

import numpy as np
import pytest

from simulator import levers, run
from simulator.errors import ScenarioError
from simulator.leverage.guarantors import guarantor_changes
from simulator.leverage.shorter import mean_minutes, shortened
from simulator.leverage.troops import doses
from simulator.scenario.load import load_mapping

A, B = "guarantors.a.decides.government", "guarantors.b.decides.government"
FIRST = {
    "decides": {"government": "4 h", "parliament": "5 h"},
    "brings": {"air": {"arrives": "6 h"}},
}
CHAIN: dict[str, Any] = {
    "name": "chain",
    "horizon": "5 days",
    "violations": {"strike": {"kind": "artillery", "at": ["24 h"]}},
    "threshold": {"of": "artillery", "at_least": 1},
    "monitoring": {"report": "2 h", "verify": "3 h"},
    "plan": {"phases": [{"name": "help", "by": "24 h", "owed_by": ["a", "b"]}]},
    "guarantors": {"a": FIRST, "b": {"decides": "60 h"}},
}
HELP = "help: hours on the clock"
ROADS = {"a": 20, "b": 30}
"""Hours that two guarantors take on average to arrive."""


def of(scenario: dict[str, Any], **more: Any) -> Any:
    return levers(load_mapping(scenario), **({"replications": 20} | more))


def gains(found: Any, outcome: str = HELP) -> dict[str, float]:
    """Hours gained per hour, of each single delay."""
    table = found.table[(found.table["outcome"] == outcome) & (found.table["sort"] == "delay")]
    single = table[table["hours_shorter"].notna()]
    return dict(zip(single["change"], single["gained_per_hour"], strict=True))


def changes(found: Any, outcome: str) -> dict[str, Any]:
    """The rows of an outcome, by the change."""
    table = found.table[found.table["outcome"] == outcome]
    return {row.change: row for row in table.itertuples()}


def test_in_a_chain_of_fixed_delays_an_hour_gains_an_hour_and_nothing_off_it():
    found = of(CHAIN)
    assert gains(found) == {
        "monitoring.report": 1.0,
        "monitoring.verify": 1.0,
        A: 1.0,
        "guarantors.a.decides.parliament": 1.0,
        "guarantors.a.brings.air.arrives": 1.0,
        B: 0.0,
    }
    rows = changes(found, HELP)
    # 2 + 3 + 4 + 5 + 6 hours are 20, a tenth shorter.
    assert (rows["all delays"].value, rows["all delays"].difference) == (18.0, -2.0)
    assert rows["all of the monitoring"].difference == -0.5
    assert rows["all decisions"].difference == -0.9
    assert rows[A].beyond_chance
    assert not rows[B].beyond_chance
    assert f"These change nothing beyond chance: {B}." in " ".join(found.text.split())


def test_where_a_plan_waits_by_itself_its_wait_is_all_that_an_hour_gains():
    phase = CHAIN["plan"]["phases"][0] | {"not_before": "22 h"}
    found = gains(of(CHAIN | {"plan": {"phases": [phase]}}))
    assert found.pop("plan.phases.help.not_before") == pytest.approx(2.0 / 2.2)
    assert set(found.values()) == {0.0}


def test_of_two_who_are_nearly_as_quick_the_second_gains_what_it_comes_before_the_first():
    guarantors = {"a": {"decides": "10 h"}, "b": {"decides": "10 h 30 min"}}
    found = gains(of(CHAIN | {"guarantors": guarantors, "monitoring": {}}))
    # A tenth off the second is 63 minutes: it then comes 33 minutes before the first.
    assert found == {A: 1.0, B: pytest.approx(33 / 63)}


def test_a_start_is_timed_from_the_moment_that_the_plan_as_written_counts_from():
    phase = {"name": "help", "within": "24 h", "owed_by": "a"}
    found = of(CHAIN | {"plan": {"phases": [phase], "clock": "breach"}})
    outcome = "help: hours from the call"
    # The call itself comes sooner by what reports and verifications save, and so does the start.
    assert gains(found, outcome)["monitoring.report"] == 1.0
    assert changes(found, outcome)["all delays"].difference == -2.0


def test_a_random_delay_on_the_path_gains_an_hour_for_an_hour_of_its_mean():
    decides = {"gamma": {"shape": 2, "mean": "20 h"}}
    scenario = CHAIN | {"guarantors": {"a": {"decides": decides}}}
    scenario["plan"] = {"phases": [{"name": "help", "owed_by": "a"}], "stand_down": "80 days"}
    found = of(scenario | {"horizon": "90 days"}, replications=2000)
    row = changes(found, "help: hours from the call")[A]
    assert row.hours_shorter == pytest.approx(2.0)
    assert row.gained_low < 1.0 < row.gained_high
    assert row.gained_high - row.gained_low < 0.1


def test_of_two_who_set_out_an_hour_of_either_gains_as_often_as_the_plan_waits_for_it():
    comes = {name: {"gamma": {"shape": 3, "mean": f"{hours} h"}} for name, hours in ROADS.items()}
    guarantors = {name: {"brings": {"air": {"arrives": one}}} for name, one in comes.items()}
    plan = {"phases": [{"name": "help", "owed_by": ["a", "b"]}], "stand_down": "80 days"}
    scenario = CHAIN | {"guarantors": guarantors, "plan": plan, "horizon": "90 days"}
    found = of(scenario, replications=1000, shorten="2 %")
    # From the answers of the plain run: how long the road was of the one who came first.
    answers = run(load_mapping(scenario), replications=1000).answers.set_index(
        "guarantor", append=True
    )
    road = (answers["air"] - answers["decided"]).unstack()
    first = road.eq(road.min(axis=1), axis=0)
    for name, hours in ROADS.items():
        row = changes(found, "help: hours from the call")[f"guarantors.{name}.brings.air.arrives"]
        waited = (road[name] * first[name]).mean() / hours
        assert row.gained_per_hour == pytest.approx(waited, abs=0.015)
        assert 0.1 < waited < 0.8


def test_a_whole_delay_is_taken_away_and_a_shape_is_kept_by_a_part():
    lognormal = {"lognormal": {"median": "2 h", "p90": "10 h"}}
    scenario = load_mapping(CHAIN | {"monitoring": {"report": lognormal}})
    report, *_ = shortened(scenario, 0.5)
    assert report.scenario.monitoring.report.lognormal.median == 60
    assert report.scenario.monitoring.report.lognormal.p90 == 300
    sigma = np.log(5) / 1.2815515655446004
    assert report.hours == pytest.approx(np.exp(sigma**2 / 2), rel=1e-6)
    gone, *_ = shortened(scenario, 1.0)
    assert gone.scenario.monitoring.report.constant == 0
    assert gone.hours == pytest.approx(2 * report.hours)
    assert mean_minutes({"uniform": ["1 h", "3 h"]}) == 120


QUORUM = CHAIN | {
    "monitoring": {},
    "plan": {
        "phases": [
            {"name": "help", "by": "24 h", "owed_by": "all", "needs": {"guarantors": 2}},
        ]
    },
    "guarantors": {name: {"in": "all", "honours": "60 %", "decides": "1 h"} for name in "abc"},
}


def test_of_three_of_whom_two_are_needed_one_fewer_and_one_more_are_as_by_hand():
    found = of(QUORUM, replications=4000)
    rows = changes(found, "help: in time")
    written = 3 * 0.6**2 - 2 * 0.6**3
    for name, then in {"without b": 0.6**2, "b surely agrees": 1 - 0.4**2}.items():
        row = rows[name]
        assert row.value == pytest.approx(then, abs=0.025)
        assert row.difference_low < then - written < row.difference_high
        assert row.beyond_chance
    assert "the phase 'help' is in time in" in found.headline
    assert "; if " in found.headline


def test_who_comes_only_with_another_does_not_come_without_it():
    needy = QUORUM["guarantors"] | {"a": {"in": "all", "needs": ["b"]}, "b": {"in": "all"}}
    needy["c"] = {"in": "all"}
    rows = changes(of(QUORUM | {"guarantors": needy}), "help: in time")
    assert (rows["without a"].value, rows["without b"].value) == (1.0, 0.0)
    assert "a surely agrees" not in rows


def test_who_is_there_goes_who_owes_nothing_joins_and_the_attacked_state_stays():
    guarantors = QUORUM["guarantors"] | {
        "home": {"home": True},
        "there": {"brings": {"ground": {"troops": 100, "present": True}}},
    }
    found = {
        one.name: one.scenario
        for one in guarantor_changes(load_mapping(QUORUM | {"guarantors": guarantors}))
    }
    assert not any("home" in name for name in found)
    gone = found["without there"].guarantors["there"]
    assert (gone.honours, gone.brings.ground.present) == (0.0, False)
    assert found["there joins"].plan.phases[0].owed_by == ("all", "there")
    assert found["a surely agrees"].guarantors["a"].honours == 1.0


def test_those_whom_only_the_plan_names_count_too():
    plain = {key: one for key, one in CHAIN.items() if key != "guarantors"}
    names = [one.name for one in guarantor_changes(load_mapping(plain))]
    assert names == ["without a", "without b"]


FRONT = {
    "name": "front",
    "horizon": "10 days",
    "adversary": {
        "moves": [
            {"from": "harassment", "to": "assault", "after": {"exponential": {"mean": "2 days"}}}
        ]
    },
    "guarantors": {"x": {"brings": {"ground": {"troops": 5000, "present": True}}}},
    "ground": {
        "sector": "100 km",
        "defenders": 10000,
        "rate": "1000 km2 per day",
        "holds_at": "200 per km",
        "reach": "100 %",
    },
}


def test_the_area_lost_falls_with_troops_until_the_line_holds():
    found = of(FRONT, replications=200)
    course = found.troops.courses[0]
    assert course.outcome.name == "area lost in all (with an assault)"
    assert found.troops.scale.words == ("0", "2,500", "5,000", "10,000", "25,000", "50,000")
    # A km has 100 defenders and a hundredth of the troops; at 200 nothing is lost.
    share = course.outcome.values / course.outcome.plan
    known = share[:, ~np.isnan(course.outcome.plan)]
    assert known == pytest.approx(np.array([[2.0, 1.5, 1.0, 0.0, 0.0, 0.0]]).T + 0 * known)
    assert course.settled == 3
    assert "with 50,000 troops of other states instead of 5,000, an assault takes" in found.headline


def test_fewer_troops_than_a_phase_needs_are_left_out():
    needs = {"phases": [{"name": "help", "owed_by": "x", "needs": {"troops": 4000}}]}
    war = load_mapping(CHAIN | {"plan": needs, "guarantors": FRONT["guarantors"]})
    found = doses(war)
    assert found is not None
    assert found.numbers == (10000, 25000, 50000)


def test_neither_engine_nor_workers_change_it():
    one = of(QUORUM, workers=1)
    for other in (of(QUORUM, workers=3), of(QUORUM, engine="simpy")):
        assert other.record() == one.record()


def test_named_outcomes_are_those_that_are_reported():
    found = of(CHAIN, outcomes=["breaches", HELP])
    assert set(found.table["outcome"]) == {"breaches", HELP}
    assert "No guarantor by itself changes breaches beyond chance" in found.text


def test_where_nothing_matters_the_page_and_the_pictures_say_so():
    found = of(QUORUM, outcomes=["breaches"])
    assert "no single change moves an outcome beyond chance" in found.headline
    assert (
        "There is no delay" in of(CHAIN | {"monitoring": {}, "guarantors": {"a": {}, "b": {}}}).text
    )
    assert found.plot.delays().axes
    assert found.plot.guarantors().axes
    with pytest.raises(ValueError, match="no other state brings troops"):
        found.plot.troops()


def test_a_picture_says_what_it_found():
    found = of(CHAIN)
    title = found.plot.delays().texts[0].get_text()
    assert title == "An hour less of monitoring.report brings 'help' 1.00 h sooner"
    title = of(QUORUM, replications=400).plot.guarantors().texts[0].get_text()
    assert title.startswith("Without ")
    assert "the phase 'help' is in time in" in title


@pytest.mark.parametrize(
    ("scenario", "more", "said"),
    [
        ({"name": "war", "violations": CHAIN["violations"]}, {}, "there is nothing to change"),
        (CHAIN, {"shorten": "0 %"}, "shortens nothing"),
        (CHAIN, {"shorten": "1 h"}, "1 h"),
        (CHAIN, {"shorten": "200 %"}, "200 %"),
        (CHAIN, {"outcomes": ["help: hours on clock"]}, "did you mean 'help: hours on the clock'"),
        (CHAIN, {"replications": 1}, "replications"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_remedy(scenario, more, said):
    with pytest.raises(ScenarioError, match=said):
        of(scenario, **more)
