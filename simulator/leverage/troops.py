"""The troops of all other states together, fewer and more: how outcomes depend on their number."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from simulator.errors import ScenarioError
from simulator.leverage.changes import TROOPS, Change
from simulator.leverage.played import Outcomes
from simulator.maps.found import Course, course, shown_outcomes
from simulator.maps.places import Scale
from simulator.maps.played import Outcome
from simulator.scenario.path import exact
from simulator.scenario.schema import Scenario
from simulator.scenario.vary import vary
from simulator.sweeps.axes import Axis

TIMES = (0.0, 0.5, 2.0, 5.0, 10.0)
"""How many times the troops of the plan are played, beside the plan as written."""
AXIS = "troops of all other states"


class Doses(NamedTuple):
    """The plan with other numbers of troops, in rising order."""

    own: float
    """How many the plan as written has."""
    numbers: tuple[float, ...]
    changes: tuple[Change, ...]


class Troops(NamedTuple):
    """How outcomes depend on the number of troops."""

    own: float
    scale: Scale
    courses: tuple[Course, ...]

    @property
    def said(self) -> str:
        """How many the plan as written has: '15,500'."""
        return _said(self.own)


def doses(scenario: Scenario) -> Doses | None:
    """The plan with each of these multiples of its troops; None where no other state brings any.

    Each guarantor keeps its share. Numbers below what a phase needs are left out, as such a plan
    cannot be.
    """
    brought = {
        name: one.brings.ground.troops
        for name, one in scenario.roster().items()
        if not one.home and one.brings.ground is not None and one.brings.ground.troops
    }
    if not brought:
        return None
    found = []
    for times in TIMES:
        try:
            found.append((times * sum(brought.values()), _changed(scenario, brought, times)))
        except ScenarioError:
            continue
    numbers, changes = zip(*found, strict=True)
    return Doses(sum(brought.values()), numbers, changes)


def _changed(scenario: Scenario, brought: dict[str, float], times: float) -> Change:
    for name, troops in brought.items():
        place = ("guarantors", name, "brings", "ground", "troops")
        scenario = vary(scenario, exact(place), times * troops, name="troops")
    return Change(TROOPS, _said(times * sum(brought.values())), scenario)


def _said(number: float) -> str:
    return f"{number:,.0f}"


def along(
    asked: Doses, written: Outcomes, changed: Sequence[Outcomes], names: Iterable[str] | None
) -> Troops:
    """Outcomes over the number of troops, the plan as written among them; so few points say nothing
    of a bend.

    `names`: of the outcomes; by default up to four that move.
    """
    points = sorted(
        zip((asked.own, *asked.numbers), (written, *changed), strict=True), key=lambda one: one[0]
    )
    numbers = np.array([number for number, _ in points])
    words = tuple(_said(number) for number in numbers)
    scale = Scale(Axis(AXIS, (), None, words), AXIS, words, numbers, numbers)
    found = [
        Outcome(name, one.unit, np.array([values[name].values for _, values in points]), one.values)
        for name, one in written.items()
    ]
    known = None if names is None else [name for name in names if name in written]
    shown = shown_outcomes(found, known, 1)
    courses = (course(one, scale)._replace(knee=None) for one in shown)
    return Troops(asked.own, scale, tuple(courses))
