"""The axes of a map: which values, where each stands, and what the axis is called."""

from collections.abc import Sequence
from typing import NamedTuple, NoReturn

import numpy as np

from simulator.errors import Problem, ScenarioError
from simulator.model.parameters import Array
from simulator.scenario.form import in_line
from simulator.scenario.path import path_of, value_at
from simulator.scenario.ranges import Bare
from simulator.scenario.rule_walk import clauses_at
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.rule import Clause, CusumClause
from simulator.sweeps.axes import Axis, read_axes
from simulator.tables.rule_words import clause_words

COUNTS = (1, 2, 3, 5, 7, 10, 15, 20, 30, 50)
WINDOWS = ("1 h", "3 h", "6 h", "12 h", "24 h", "48 h", "72 h", "168 h")
EVENLY = 11
"""Values of a range that is given without a step."""
MANY = 7.0
"""Stands for any number of several acts."""
UNEVEN = 3.0
"""A scale is not linear where the steps between the values differ by more than this."""


class Scale(NamedTuple):
    """Where the values of an axis stand."""

    axis: Axis
    label: str
    words: tuple[str, ...]
    """The values as people write them."""
    numbers: Array
    """float64: what the values mean, in the unit of the model; their order where no number may
    stand there."""
    places: Array
    """Where they stand: by the number, by its logarithm, or in even steps."""

    def said(self, number: float) -> str:
        """'by 24 h': the path, and a number in words."""
        unit = self.axis.unit
        value = self.words[int(number)] if unit is None else in_line(unit.write(number))
        return f"{self.axis.name} {value}"

    def holds(self, number: float) -> bool:
        """Whether a number lies between the first and the last."""
        return bool(self.numbers[0] <= number <= self.numbers[-1])

    def place_of(self, number: float) -> float:
        """Where a number between them stands."""
        if self.numbers[0] > 0 and np.array_equal(self.places, np.log10(self.numbers)):
            return float(np.log10(number))
        return float(np.interp(number, self.numbers, self.places))

    def cell_of(self, number: float) -> float:
        """Where it stands if the values stand in even steps, from 0 on."""
        return float(np.interp(number, self.numbers, np.arange(len(self.numbers))))


def scales(said: Sequence[str], on: Bare) -> list[Scale]:
    """One axis or two from texts PATH=VALUES; of a rule's own numbers where there are none.

    Raises `ScenarioError`.
    """
    if len(said) > 2:
        _refuse(f"a map has one axis or two, not {len(said)}. `escalation sweep` varies more.")
    return [scale_of(_filled(axis), on) for axis in read_axes(said or by_default(on.scenario), on)]


def scale_of(axis: Axis, on: Bare) -> Scale:
    """The values in rising order, with their places."""
    label = label_of(axis, on.scenario)
    read = _numbers(axis)
    if read is None:
        order = np.arange(len(axis.values), dtype=float)
        words = tuple(map(in_line, axis.values))
        return Scale(axis._replace(unit=None), label, words, order, order)
    found = sorted(zip(read, range(len(read)), strict=True))
    numbers = np.array([number for number, _ in found])
    rising = tuple(axis.values[i] for _, i in found)
    words = tuple(map(in_line, rising))
    return Scale(axis._replace(values=rising), label, words, numbers, _places(numbers))


def _numbers(axis: Axis) -> list[float] | None:
    """What the values mean; None where one is no number, whether or not it is allowed there."""
    if axis.unit is None:
        return None
    try:
        return [axis.unit.read(value) for value in axis.values]
    except ValueError:
        return None


def label_of(axis: Axis, scenario: Scenario) -> str:
    """What an axis is called: 'at least N acts of drone within 24 h', or its path."""
    for place, clause in clauses_at(("threshold",), scenario.threshold):
        if isinstance(clause, Clause) and axis.targets == ((*place, "at_least"),):
            words = clause_words(clause.model_copy(update={"at_least": MANY}))
            return words.replace(f"{MANY:g}", "N", 1)
    return axis.name


def _places(numbers: Array) -> Array:
    """By the number where the steps are alike, else by its logarithm, with a 0 in even steps."""
    steps = np.diff(numbers)
    if len(steps) == 0 or steps.max() <= UNEVEN * steps.min():
        return numbers
    return np.log10(numbers) if numbers[0] > 0 else np.arange(len(numbers), dtype=float)


def _filled(axis: Axis) -> Axis:
    """With values spread evenly where a range has no step."""
    if axis.span is None or axis.unit is None:
        return axis
    values = [axis.at(i / (EVENLY - 1)) for i in range(EVENLY)]
    return axis._replace(values=tuple(dict.fromkeys(values)), span=None)


def by_default(scenario: Scenario) -> list[str]:
    """The numbers of the first two clauses of the rule; the number and the window of its only one.

    Raises `ScenarioError` where the rule has none.
    """
    found = list(clauses_at(("threshold",), scenario.threshold))
    clauses = [(place, one) for place, one in found if isinstance(one, Clause)]
    if "threshold" not in scenario.model_fields_set or not clauses:
        scores = [place for place, one in found if isinstance(one, CusumClause)]
        if not scores:
            _refuse("there is no rule to vary. Name a path and its values: --x PATH=VALUES.")
        return [f"{path_of(scores[0])}.cusum.limit={_listed(COUNTS)}"]
    (place, first), *others = clauses
    axes = [f"{path_of(place)}.at_least={_listed({*COUNTS, first.at_least})}"]
    if others:
        place, second = others[0]
        return [*axes, f"{path_of(place)}.at_least={_listed({*COUNTS, second.at_least})}"]
    return [*axes, f"{path_of(place)}.within={','.join(WINDOWS)}"]


def _listed(numbers: "set[float] | Sequence[float]") -> str:
    return ",".join(f"{number:g}" for number in sorted(numbers))


def number_at(scale: Scale, full: dict[str, object]) -> float | None:
    """What stands at an axis's places in a scenario in full; None where they differ, or nothing."""
    values = [value_at(full, target) for target in scale.axis.targets]
    if any(value is None or value != values[0] for value in values):
        return None
    if scale.axis.unit is None:
        said = in_line(values[0])
        return float(scale.words.index(said)) if said in scale.words else None
    try:
        return scale.axis.unit.read(values[0])
    except ValueError:
        return None


def _refuse(message: str) -> NoReturn:
    raise ScenarioError([Problem("map", None, "", message)])
