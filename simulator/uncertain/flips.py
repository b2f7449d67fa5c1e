"""The sets in which a difference has the rarer sign, described by their most telling numbers."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from simulator.minutes import DAY, HOUR
from simulator.model.parameters import Array
from simulator.scenario.form import in_line
from simulator.scenario.quantities import format_duration
from simulator.scenario.ranges import Range
from simulator.tables.wording import percent
from simulator.uncertain.rows import Row
from simulator.uncertain.sets import Drawn, Sets, drawn_in
from simulator.uncertain.signs import telling


class Number(NamedTuple):
    """What may distinguish sets: a number by set, or whether a form was drawn (0 or 1)."""

    path: str
    """As `drawn_in` names it."""
    values: Array
    range_: Range
    form: str = ""

    def said(self, chosen: Array, others: Array) -> str:
        """'ground.reach 85 % (elsewhere 60 %)': its medians in the chosen sets and in others."""
        here, there = (self._middle(one) for one in (chosen, others))
        return f"{self.path} {here} (elsewhere {there})"

    def _middle(self, chosen: Array) -> str:
        if self.form:
            return f"'{self.form}' in {percent(float(np.mean(self.values[chosen])))}"
        return self.written(float(np.median(self.values[chosen])))

    def written(self, value: float) -> str:
        """A value of the number as a person writes it, with three digits; times in whole hours."""
        unit = self.range_.unit
        if unit is None:
            return f"{value:g}"
        if unit.written.write is format_duration:
            return format_duration(_plainly(value))
        return in_line(unit.write(float(f"{value:.3g}")))


def _plainly(minutes: float) -> int:
    """A time in whole days from three days on, in whole hours from three hours on."""
    step = DAY if minutes > 3 * DAY else HOUR if minutes > 3 * HOUR else 1
    return round(minutes / step) * step


class Flip(NamedTuple):
    """The sets in which an outcome has the rarer sign."""

    row: Row
    sets: int
    """How many they are."""
    higher: bool
    """Whether the arm is higher in them."""
    telling: tuple[str, ...]
    """By what they differ from the others, most telling first; nothing if by no number."""


def numbers_of(arms: Mapping[str, Sets]) -> dict[str, Number]:
    """What is drawn by itself in any arm; linked paths move with another and add nothing."""
    found: dict[str, Number] = {}
    for path, one in drawn_in(arms).items():
        if one.range_.said.along is None:
            found |= _numbers(path, one)
    return found


def _numbers(path: str, drawn: Drawn) -> dict[str, Number]:
    if not drawn.range_.forms:
        return {path: Number(path, drawn.values, drawn.range_)}
    places: dict[str, list[int]] = {}
    for place, name in enumerate(drawn.range_.named):  # two forms may be called alike
        places.setdefault(name, []).append(place)
    return {
        f"{path} {name}": Number(
            path, np.isin(drawn.values, some).astype(float), drawn.range_, name
        )
        for name, some in places.items()
    }


def flip_of(row: Row, numbers: Mapping[str, Number]) -> Flip | None:
    """The sets with the rarer sign of a row's difference; None where the sets do not differ, or all
    have the same sign. They are set against those with the other sign."""
    if row.difference is None or not row.difference.levels.differs:
        return None
    expected = row.difference.levels.expected
    above, below = expected > 0, expected < 0
    rarer = above if np.sum(above) < np.sum(below) else below
    if not np.any(rarer):
        return None
    signed = above | below
    found = telling(rarer[signed], {name: one.values[signed] for name, one in numbers.items()})
    told = tuple(numbers[name].said(rarer, signed & ~rarer) for name in found)
    return Flip(row, int(np.sum(rarer)), rarer is above, told)


def flip_record(flip: Flip) -> dict[str, Any]:
    """A flip as plain values."""
    return {
        "outcome": flip.row.outcome,
        "arm": flip.row.arm,
        "sets": flip.sets,
        "higher": flip.higher,
        "telling": list(flip.telling),
    }
