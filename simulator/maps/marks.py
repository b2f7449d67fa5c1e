"""Scenarios that lie on a map: those that differ from the plan in what its axes vary, if at all."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from simulator.errors import ScenarioError
from simulator.maps.places import Scale, number_at
from simulator.scenario.form import in_full
from simulator.scenario.load import load
from simulator.scenario.path import holder, value_at
from simulator.scenario.schema import Scenario
from simulator.scenario.shipped import shipped
from simulator.scenario.variants import SAID

AS_WRITTEN = "as written"


class Mark(NamedTuple):
    """A scenario on the map."""

    name: str
    at: tuple[float, ...]
    """What it has at each axis, as a number in the unit of the model."""


def marks_on(plan: Scenario, scales: Sequence[Scale]) -> list[Mark]:
    """The plan as written, and the shipped scenarios on the map; none of what lies outside."""
    full = _bare(plan)
    found = [Mark(name, at) for name, at in _each(plan, full, scales)]
    names: dict[tuple[float, ...], list[str]] = {}
    for mark in found:
        names.setdefault(mark.at, []).append(mark.name)
    return [Mark(", ".join(dict.fromkeys(some)), at) for at, some in names.items()]


def _each(
    plan: Scenario, full: dict[str, Any], scales: Sequence[Scale]
) -> Iterator[tuple[str, tuple[float, ...]]]:
    """The plan and each shipped scenario that is another point of the map."""
    here = _place(full, scales)
    if here is not None:
        yield AS_WRITTEN, here
    for name in shipped():
        try:
            other = load(name)
        except ScenarioError:
            continue
        tree = _bare(other)
        at = _place(tree, scales)
        if at is not None and at != here and _moved(full, tree, scales) == tree:
            yield other.name, at


def _place(full: dict[str, Any], scales: Sequence[Scale]) -> tuple[float, ...] | None:
    """Where a scenario stands by what it has at the axes."""
    at = []
    for scale in scales:
        number = number_at(scale, full)
        if number is None or not scale.holds(number):
            return None
        at.append(number)
    return tuple(at)


def _bare(scenario: Scenario) -> dict[str, Any]:
    """Everything that is played, with defaults."""
    return {key: value for key, value in in_full(scenario).items() if key not in SAID}


def _moved(full: dict[str, Any], other: dict[str, Any], scales: Sequence[Scale]) -> dict[str, Any]:
    """The plan with what the other has at the axes."""
    tree = deepcopy(full)
    for target in (target for scale in scales for target in scale.axis.targets):
        holder(tree, target, tree)[target[-1]] = value_at(other, target)
    return tree
