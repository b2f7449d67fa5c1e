"""The drivers of scenarios whose answer is known: what is moved, what is told, what is not."""

from typing import Any

import numpy as np
import pytest

from simulator import drivers
from simulator.errors import ScenarioError
from simulator.scenario.load import load_mapping
from simulator.sensitivity.delays import delays_of, with_delays
from simulator.sensitivity.factors import INERT, REST, moved

WAR: dict[str, Any] = {
    "name": "war",
    "horizon": "30 days",
    "violations": {"fire": {"kind": "drone", "rate": "4 per day"}},
    "threshold": {"of": "drone", "at_least": 8},
    "monitoring": {"report": {"lognormal": {"median": "2 h", "p90": "10 h"}}},
    "uncertain": {
        "violations.fire.rate": {"uniform": ["2 per day", "6 per day"]},
        "together": {"uniform": ["0 %", "50 %"]},
    },
}
PLAN: dict[str, Any] = {"phases": [{"name": "answer", "by": "24 h", "owed_by": "home"}]}
GUARANTORS: dict[str, Any] = {
    "home": {
        "decides": {"government": {"pert": ["1 h", "2 h", "6 h"]}, "parliament": "10 h"},
        "brings": {"air": {"arrives": "3 h"}},
    }
}
FULL = WAR | {"plan": PLAN, "guarantors": GUARANTORS}


@pytest.fixture(scope="module")
def of_war():
    return of(WAR, outcomes=["acts", "false breaches"])


def of(scenario: dict[str, Any], **more: Any) -> Any:
    asked = {"samples": 32, "replications": 6}
    return drivers(load_mapping(scenario), **(asked | more))


def test_the_delays_are_those_of_reports_decisions_and_arrivals():
    names = [one.name for one in delays_of(load_mapping(FULL))]
    assert names == [
        "monitoring.report",
        "guarantors.home.decides.government",
        "guarantors.home.decides.parliament",
        "guarantors.home.brings.air.arrives",
    ]


def test_a_delay_keeps_its_shape_and_moves_as_one():
    widened, names = with_delays(load_mapping(FULL))
    first, *others = [path for path in widened.uncertain if "government" in path]
    assert names[first] == "guarantors.home.decides.government"
    assert {widened.uncertain[path].along for path in others} == {first}
    sets = moved({"war": load_mapping(FULL)}).sets(np.full((1, 6), 0.999999), np.zeros(1, int), 0)
    drawn = sets["war"].scenario_of(0).guarantors["home"].decides
    assert drawn.government.pert == (120, 240, 720)
    assert drawn.parliament.constant == 1200


def test_a_delay_that_has_a_range_keeps_it():
    ranges = WAR["uncertain"] | {
        "monitoring.report.lognormal.p90": {"uniform": ["5 h", "20 h"]},
    }
    widened, names = with_delays(load_mapping(WAR | {"uncertain": ranges}))
    assert names == {}
    assert set(widened.uncertain) == set(ranges)


def test_linked_paths_are_one_number():
    linked = {"uniform": ["1 per day", "2 per day"], "with": "violations.fire.rate"}
    war = WAR | {
        "violations": WAR["violations"] | {"more": {"kind": "drone", "rate": "1 per day"}},
        "uncertain": WAR["uncertain"] | {"violations.more.rate": linked},
    }
    factors = moved({"war": load_mapping(war)}).factors
    assert [one.linked for one in factors] == [("violations.more.rate",), (), ()]


def test_what_moves_an_outcome_is_told_and_what_does_nothing_is_not(of_war):
    found = of_war.found[0]
    assert [line.name for line in found.told] == ["violations.fire.rate"]
    lines = {line.name: line for line in found.lines}
    assert lines["violations.fire.rate"].total.value == pytest.approx(1.0, abs=0.05)
    assert lines["together"].total.value == pytest.approx(0.0, abs=1e-12)
    assert abs(lines[INERT].total.value) <= found.indices.floor
    # Acts of 30 days at a rate uniform from 2 to 6: a Poisson variance of 120 is chance.
    between = (4 * 30) ** 2 / 12
    assert found.indices.between == pytest.approx(between, rel=0.3)
    assert found.indices.chance == pytest.approx(120 / (120 + between), abs=0.07)


def test_a_constant_outcome_is_said_to_be_constant(of_war):
    assert of_war.found[1].constant == 0.0
    assert "false breaches, per 30 days: the same in every history (0)" in of_war.text


def test_neither_workers_nor_engine_change_the_answer():
    few = {"samples": 8, "replications": 2, "outcomes": ["acts", "breaches"]}
    short = WAR | {"horizon": "3 days"}
    one = of(short, workers=1, **few)
    for other in (of(short, workers=3, **few), of(short, engine="simpy", **few)):
        assert other.record() == one.record()


def test_of_two_scenarios_the_difference_is_explained_and_priced():
    other = WAR | {"name": "quiet", "violations": {"fire": {"kind": "drone", "rate": "4 per day"}}}
    other = other | {"uncertain": {"together": {"uniform": ["0 %", "50 %"]}}}
    result = of(WAR, against=load_mapping(other), outcomes=["acts"])
    found = result.found[0]
    lines = {line.name: line for line in found.lines}
    # The difference is uniform from -60 to 60 acts per 30 days: E[max(0, .)] = 60 / 4.
    assert lines["violations.fire.rate"].worth.value == pytest.approx(15, abs=3)
    assert found.worth == pytest.approx(15, abs=3)
    assert lines[INERT].worth.value < 8
    assert "knowing violations.fire.rate before choosing is worth 1" in result.paragraph


def test_more_numbers_than_have_indices_of_their_own_stand_together():
    fires = {f"fire {n}": {"kind": "drone", "rate": "1 per day"} for n in range(10)}
    ranges = {
        f"violations.{name}.rate": {"uniform": ["0.5 per day", f"{1 + n} per day"]}
        for n, name in enumerate(fires)
    }
    war = WAR | {"violations": fires, "uncertain": ranges}
    found = of(war, outcomes=["acts"], samples=8, replications=2).found[0]
    names = [line.name for line in found.lines]
    assert names[-2:] == [REST, INERT]
    assert len(names) == 10
    assert "violations.fire 9.rate" in names
    assert "violations.fire 0.rate" not in names


@pytest.mark.parametrize(
    ("scenario", "more", "said"),
    [
        ({**WAR, "uncertain": {}, "monitoring": {}}, {}, "there is nothing to move"),
        (WAR, {"samples": 100}, "100 is no power of two, such as 64 or 128"),
        (WAR, {"outcomes": ["akts"]}, "did you mean 'acts'"),
        (WAR, {"replications": 1}, "replications"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_remedy(scenario, more, said):
    with pytest.raises(ScenarioError, match=said):
        of(scenario, **more)


def test_with_nothing_told_the_page_and_the_picture_say_so():
    result = of(WAR, outcomes=["false breaches"], samples=8, replications=2)
    assert "No number by itself moves an outcome" in result.headline
    assert result.plot.shares().axes
