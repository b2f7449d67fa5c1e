"""What a sweep varies: a path of the scenario and its values, from the text of `--vary`.

PATH=1,5,20                  values as a file has them, also PATH=12 h,1 day or PATH=true,false
PATH=12 h..240 h by 12 h     a range in steps
PATH=12 h..240 h             a range to draw from: `design` says how often
PATH & PATH=1,5,20           linked: all of these paths have the same value at a point
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple, NoReturn

from simulator.errors import Problem, ScenarioError
from simulator.scenario import reading
from simulator.scenario.form import in_line
from simulator.scenario.known import overlap
from simulator.scenario.load import plain
from simulator.scenario.path import PathError, resolve
from simulator.scenario.ranges import Bare
from simulator.scenario.reading import Address
from simulator.scenario.unit_at import Unit, unit_at
from simulator.tables.wording import counted

SAID_OF = "axis"
"""What messages call it, whichever option it was given with."""
MOST_VALUES = 10_000
"""Of one axis."""
EXAMPLE = "threshold.at_least=1,5,20 or plan.phases.0.by=12 h..240 h by 12 h"
_RANGE = re.compile(r"(?P<first>.+?) ?\.\. ?(?P<last>.+?)(?: by (?P<step>.+))?")
Said = str | Sequence[Any]
"""The values of an axis: as text, or in a sequence as a file has them."""


class Axis(NamedTuple):
    """One thing that is varied."""

    name: str
    """Its path; linked ones with '&' between them."""
    targets: tuple[Address, ...]
    """Every place that takes the value."""
    unit: Unit | None
    """Of the number that may stand there."""
    values: tuple[Any, ...]
    """As a file has them; of a range without a step, its ends."""
    span: tuple[float, float] | None = None
    """The ends of such a range, in the unit of the model."""

    def at(self, level: float) -> Any:
        """The value at a level from 0 to 1: within the range, or one of the values."""
        if self.span is None or self.unit is None:
            return self.values[min(int(level * len(self.values)), len(self.values) - 1)]
        low, high = self.span
        return self.unit.write(low + level * (high - low))

    @property
    def options(self) -> list[str]:
        """The paths by themselves, as --set takes them."""
        return paths_of(self.name)


def paths_of(name: str) -> list[str]:
    """The paths of an axis, from its name."""
    return [path.strip() for path in name.split("&")]


def read_axes(said: Mapping[str, Said] | Iterable[str], on: Bare) -> list[Axis]:
    """The axes in a mapping of paths to values, or in texts PATH=VALUES.

    Raises `ScenarioError` with every problem: a path that is not there or comes twice, no values,
    the same one twice, too many.
    """
    pairs = said.items() if isinstance(said, Mapping) else [_parted(text) for text in said]
    axes: list[Axis] = []
    problems: list[Problem] = []
    for name, values in pairs:
        try:
            axes.append(_axis(name, values, on))
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    refuse_same_place(axes)
    return axes


def refuse_same_place(axes: Sequence[Axis]) -> None:
    """Raise `ScenarioError` where one value is set by two paths."""
    owners: dict[Address, str] = {}
    for axis in axes:
        for target in axis.targets:
            for other, owner in owners.items():
                if overlap(other, target):
                    message = f"varies what '{owner}' varies too; name each value once."
                    raise ScenarioError([Problem(SAID_OF, None, axis.name, message)])
        owners |= dict.fromkeys(axis.targets, axis.name)


def targets_of(name: str, on: Bare) -> tuple[Address, ...]:
    """Every place that a path, or several linked ones, lead to; raises `ScenarioError`."""
    try:
        found = tuple(place for path in paths_of(name) for place in resolve(path, on.full))
    except PathError as error:
        raise ScenarioError([Problem(SAID_OF, None, name, str(error))]) from None
    if len(set(found)) < len(found):
        _refuse(name, "leads to one place twice; name each path once.")
    return found


def read_value(text: str, name: str) -> Any:
    """One value as YAML reads it; raises `ScenarioError`."""
    return _listed(text, name)[0] if "," not in text else text.strip()


def _parted(text: str) -> tuple[str, str]:
    name, equals, values = text.partition("=")
    if not equals or not name.strip() or not values.strip():
        message = f"'{text}' does not vary anything. Write a path and its values: {EXAMPLE}."
        raise ScenarioError([Problem(SAID_OF, None, "", message)])
    return name.strip(), values.strip()


def _axis(name: str, said: Said, on: Bare) -> Axis:
    targets = targets_of(name, on)
    unit = unit_at(targets[0])
    if isinstance(said, str):
        match = _RANGE.fullmatch(said.strip())
        if match is not None and "," not in said:
            return _of_range(Axis(name, targets, unit, ()), match)
        values = _listed(said, name)
    else:
        values = [plain(one, SAID_OF, {}) for one in said]
    if not values:
        _refuse(name, "has no values. Write at least one.")
    _refuse_many(name, len(values))
    _refuse_twice(name, values, unit)
    return Axis(name, targets, unit, tuple(values))


def _listed(text: str, name: str) -> list[Any]:
    """Values with commas between them, each as YAML reads it."""
    if not all(part.strip() for part in text.split(",")):
        _refuse(name, f"'{text}' lacks a value. Write values with commas between them: 1,5,20.")
    try:
        tree = reading.read(f"[{text}]", SAID_OF).tree
    except ScenarioError as error:
        raise ScenarioError(
            [one._replace(line=None, path=name) for one in error.problems]
        ) from None
    if not isinstance(tree, list) or any(isinstance(one, list | dict) for one in tree):
        _refuse(name, f"'{text}' is more than plain values. Write them as in --set: 1,5,20.")
    return list(tree)


def _of_range(axis: Axis, match: re.Match[str]) -> Axis:
    """The axis with the values of `A..B by STEP`, or with the span of `A..B`."""
    if axis.unit is None:
        _refuse(axis.name, f"'{match[0]}' is a range, and no number stands there; list values.")
    first, last = (_number(axis, match[word]) for word in ("first", "last"))
    if not first < last:
        _refuse(axis.name, f"'{match[0]}' does not grow. Write the smaller end first.")
    if match["step"] is None:
        ends = (axis.unit.write(first), axis.unit.write(last))
        return axis._replace(values=ends, span=(first, last))
    step = _number(axis, match["step"])
    if step <= 0:
        _refuse(axis.name, f"a step of {match['step']} leads nowhere. Write one above 0.")
    low, high, by = (Fraction(repr(one)) for one in (first, last, step))
    count = int((high - low) / by) + 1
    _refuse_many(axis.name, count)
    values = [axis.unit.write(float(low + i * by)) for i in range(count)]
    _refuse_twice(axis.name, values, axis.unit)
    return axis._replace(values=tuple(values))


def _number(axis: Axis, text: str) -> float:
    """What one end or the step of a range means there."""
    assert axis.unit is not None
    try:
        return axis.unit.read(read_value(text, axis.name))
    except ValueError as error:
        _refuse(axis.name, str(error))


def _refuse_many(name: str, count: int) -> None:
    if count > MOST_VALUES:
        has = f"has {counted(count, 'value', 'values')}, more than {MOST_VALUES:,}."
        _refuse(name, f"{has} Take a longer step; a sweep can also draw from a range (--design).")


def _refuse_twice(name: str, values: Sequence[Any], unit: Unit | None) -> None:
    """Refuse values that are the same, also when they are written in different units."""
    seen: dict[Any, Any] = {}
    for value in values:
        meant = _meant(value, unit)
        if meant in seen:
            same = f"'{in_line(value)}' and '{in_line(seen[meant])}' are the same value."
            _refuse(name, same if seen[meant] != value else f"'{in_line(value)}' comes twice.")
        seen[meant] = value


def _meant(value: Any, unit: Unit | None) -> Any:
    if unit is not None:
        try:
            return unit.read(value)
        except ValueError:
            pass  # a word, such as a name; whether it is allowed there is asked later
    return repr(value)


def _refuse(name: str, message: str) -> NoReturn:
    raise ScenarioError([Problem(SAID_OF, None, name, message)])
