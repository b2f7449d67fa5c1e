"""What is told of each outcome: its indices, its chance, its floor, and what knowing is worth."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array
from simulator.sensitivity.factors import INERT, REST, Factor
from simulator.sensitivity.indices import Indices, indices
from simulator.sensitivity.played import Played, Screened
from simulator.sensitivity.worth import worth, worth_of_all
from simulator.tables.measures import IN_TIME
from simulator.tables.summary import NOTHING, Estimate
from simulator.uncertain.two_levels import Sort, two_levels

FIRST = ("false breaches",)
THEN = (
    "severity before an answer",
    "assault answered in time",
    "assault",
    "area lost in all (with an assault)",
    "grey-zone harm",
    "breaches",
    "acts",
)
"""Shown where nobody names others, the phases that start in time between them: the first that
vary."""
SHOWN = 5


class Line(NamedTuple):
    """One number, or several together, and what it does to an outcome."""

    name: str
    change: float
    """By how much the outcome typically changes (root mean square) when only this is drawn anew."""
    first: Estimate
    total: Estimate
    told: bool
    """Whether it can be told from noise."""
    worth: Estimate = NOTHING
    """Of two scenarios: what knowing it is worth, in the outcome's unit."""


class Found(NamedTuple):
    """What is told of one outcome."""

    outcome: str
    unit: str
    constant: float
    """Its value, where it is the same in every history; else NaN."""
    indices: Indices | None
    """None where it is constant, or too few points have it."""
    lines: tuple[Line, ...]
    """The largest total index first, then all other numbers together, then the inert one."""
    worth: float = np.nan
    """Of two scenarios: what knowing everything that is uncertain is worth."""

    @property
    def told(self) -> list[Line]:
        """Numbers that can be told from noise."""
        return [one for one in self.lines if one.told and one.name != REST]

    @property
    def differs(self) -> bool:
        """Whether the points differ by more than chance."""
        return self.indices is not None and self.indices.differs

    @property
    def known(self) -> bool:
        """Whether there is anything to tell."""
        return self.indices is not None


def shown(screened: dict[str, Screened]) -> list[str]:
    """The outcomes that are shown where nobody names any."""
    answered = [name for name in screened if name.endswith(f": {IN_TIME}")]
    preferred = [name for name in (*FIRST, *answered, *THEN) if name in screened]
    moving = [name for name in preferred if np.nanmax(screened[name].effects, initial=0) > 0]
    return (moving or preferred or list(screened))[:SHOWN]


def found_of(
    outcome: str, played: Played, factors: Sequence[Factor], seed: int, differences: bool
) -> Found:
    """What is told of an outcome that was screened."""
    screened, values = played.screened[outcome], played.values.get(outcome)
    every = np.concatenate([screened.values.ravel(), *([] if values is None else [values.ravel()])])
    known = every[~np.isnan(every)]
    constant = float(known[0]) if len(known) and np.ptp(known) == 0 else np.nan
    told = None
    if values is not None and constant != constant:
        told = indices(values, played.design, seed)
    if told is None:
        return Found(outcome, screened.unit, constant, None, ())
    assert values is not None
    lines = [
        Line(
            name,
            float(told.changes[i]),
            _at(told, i, first=True),
            _at(told, i),
            bool(told.told[i]),
        )
        for i, name in enumerate(_names(played, factors))
    ]
    everything = np.nan
    if differences:
        lines, everything = _with_worth(lines, values, played, factors, seed)
    return Found(outcome, screened.unit, constant, told, _in_order(lines), everything)


def _names(played: Played, factors: Sequence[Factor]) -> list[str]:
    """What each group of the matrices is called."""
    own = [factors[place].name for place in played.chosen]
    return [*own, *([REST] if len(own) < len(factors) else []), INERT]


def _at(told: Indices, place: int, first: bool = False) -> Estimate:
    index = told.first if first else told.total
    return Estimate(*(float(one[place]) for one in index))


def _in_order(lines: Sequence[Line]) -> tuple[Line, ...]:
    last = {REST: 1, INERT: 2}
    return tuple(
        sorted(lines, key=lambda one: (last.get(one.name, 0), -np.nan_to_num(one.total.value)))
    )


def _with_worth(
    lines: Sequence[Line], values: Array, played: Played, factors: Sequence[Factor], seed: int
) -> tuple[list[Line], float]:
    """The lines with what knowing each number is worth, and what knowing all is."""
    design = played.design
    of_points = values.reshape(design.rows, design.groups + 2, -1)
    ends = np.concatenate([of_points[:, 0], of_points[:, -1]])
    shaped = design.levels.reshape(design.rows, design.groups + 2, -1)
    levels = np.concatenate([shaped[:, 0], shaped[:, -1]])
    expected = two_levels(ends, Sort.CHANGE).expected
    counts = np.sum(~np.isnan(ends), axis=1)
    means = np.where(counts > 0, np.nansum(ends, axis=1) / np.maximum(counts, 1), np.nan)
    places = {factors[place].name: place for place in played.chosen}
    found = []
    for line in lines:
        if line.name == REST:
            found.append(line)
            continue
        place = places.get(line.name, len(factors))
        number, forms = levels[:, place], False
        if place < len(factors) and factors[place].weights:
            number, forms = factors[place].forms(number), True
        found.append(line._replace(worth=worth(means, number, forms, seed)))
    return found, worth_of_all(expected)
