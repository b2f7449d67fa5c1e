import pytest

from simulator.errors import ScenarioError
from simulator.scenario.load import load
from simulator.scenario.ranges import bare
from simulator.scenario.schema import Scenario
from simulator.scenario.vary import vary
from simulator.sweeps.design import design
from simulator.sweeps.points import WHOLE, Points, Shard


def points(scenario: Scenario, *said: str, shard: Shard = WHOLE) -> Points:
    return Points(scenario, design(said, "grid", bare(scenario), 0), shard)


def test_the_scenario_of_a_point_is_the_one_that_its_values_set_one_by_one() -> None:
    base = load("reported-plan")
    found = points(base, "plan.phases.*.by=12 h,300 h", "guarantors.*.honours=0 %,35 %")
    by_hand = vary(vary(base, "plan.phases.*.by", "300 h"), "guarantors.*.honours", "35 %")
    plain = {"name": base.name, "uncertain": {}, "sources": ()}
    assert found.scenario_of(3) == by_hand.model_copy(update=plain)


def test_a_point_leaves_the_points_after_it_as_they_are() -> None:
    found = points(load("one-drone"), "threshold.at_least=1,5")
    first = found.scenario_of(0)
    found.scenario_of(1)
    assert found.scenario_of(0) == first
    assert first != found.scenario_of(1)


def test_a_value_that_is_not_allowed_is_refused_with_its_point_and_all_values() -> None:
    found = points(
        load("reported-plan"), "threshold.at_least=1,5", "guarantors.*.honours=20 %,120 %"
    )
    with pytest.raises(ScenarioError) as caught:
        found.scenario_of(3)
    assert "point 3 guarantors" in str(caught.value)
    assert "(with threshold.at_least=5, guarantors.*.honours=120 %)" in str(caught.value)


def test_a_point_names_the_options_that_set_it_linked_paths_one_by_one() -> None:
    found = points(load("one-drone"), "plan.phases.0.by & plan.phases.1.by=12 h,24 h")
    set_ = ["--set", "plan.phases.0.by=24 h", "--set", "plan.phases.1.by=24 h"]
    assert found.options(1) == set_


def test_every_point_is_in_one_shard() -> None:
    scenario = load("one-drone")
    said = "threshold.at_least=1..11 by 1"
    shards = [points(scenario, said, shard=Shard(i, 3)).own for i in (1, 2, 3)]
    assert sorted(number for own in shards for number in own) == list(range(11))
