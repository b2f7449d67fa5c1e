"""Scenarios made from a template are those that a full reading makes."""

from copy import deepcopy
from typing import Any

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.form import leaves
from simulator.scenario.load import load, load_mapping
from simulator.scenario.path import PathError, set_at
from simulator.scenario.reading import Address
from simulator.scenario.schema import Scenario
from simulator.scenario.template import Template

VALUES = ("17 h", 3, "40 %", "7 per day", None, [1, 2], {"any": []}, float("nan"))
NAMES = ("one-drone", "grey-zone", "report-may-be-wrong", "replay-donbas-2020")


def fully(template: Template, values: dict[Address, Any], like: Scenario) -> Scenario:
    """The same tree, read as a whole."""
    tree = deepcopy(template.on.tree)
    for address, value in values.items():
        set_at(tree, address, deepcopy(value), template.on.full)
    return load_mapping(tree, folder=like.folder)


def told(make: Any) -> Any:
    """The scenario and its warnings, or its faults."""
    try:
        found = make()
    except ScenarioError as error:
        return str(error)
    return found, found.warnings


@pytest.mark.parametrize("name", NAMES)
def test_a_value_anywhere_gives_the_scenario_or_the_faults_of_a_full_reading(name: str) -> None:
    scenario = load(name)
    template = Template(scenario)
    allowed = refused = 0
    for number, leaf in enumerate([*leaves(template.on.full, False)][::17]):
        values = {leaf.at: VALUES[number % len(VALUES)]}
        found = told(lambda values=values: template.scenario(values))
        assert found == told(lambda values=values: fully(template, values, scenario)), leaf.path
        refused += isinstance(found, str)
        allowed += not isinstance(found, str)
    assert allowed
    assert refused


def test_many_values_at_once_are_put_in_together() -> None:
    scenario = load("one-drone")
    template = Template(scenario)
    by_path = {
        "threshold.at_least": 7,
        "violations.*.rate": "3 per day",
        "kinds.drone.severity": 4,
        "plan.phases.0.by": None,
        "horizon": "40 days",
        "guarantors.france.decides.government": {"uniform": ["2 h", "9 h"]},
    }
    values = {place: value for path, value in by_path.items() for place in template.places(path)}
    assert template.at(by_path) == fully(template, values, scenario)
    assert template.at(by_path) != scenario


def test_a_warning_is_that_of_the_new_value() -> None:
    template = Template(load("one-drone"))
    assert template.at({}).warnings == ()
    found = template.at({"plan.phases.0.by": "1 min"}).warnings
    assert ["cannot be met" in one.message for one in found] == [True]


def test_what_no_value_touches_is_shared() -> None:
    template = Template(load("one-drone"))
    one, other = (template.at({"threshold.at_least": count}) for count in (2, 3))
    assert one.threshold.at_least == 2  # type: ignore[union-attr]
    assert one.violations is other.violations
    assert one.plan is other.plan


def test_a_template_stays_as_it_is() -> None:
    template = Template(load("one-drone"))
    before = template.at({})
    template.at({"violations.*.rate": "1 per day", "threshold": {"at_least": 9}})
    with pytest.raises(ScenarioError):
        template.at({"threshold.at_least": 0})
    assert template.at({}) == before


def test_values_that_clash_with_each_other_are_refused() -> None:
    template = Template(load("one-drone"))
    with pytest.raises(ScenarioError, match="so it could only be late"):
        template.at({"plan.phases.0.by": "2 h", "plan.phases.0.not_before": "3 h"})


def test_a_path_that_leads_nowhere_is_named() -> None:
    with pytest.raises(PathError, match="there is no 'treshold'"):
        Template(load("one-drone")).at({"treshold.at_least": 1})
