"""What is told of an outcome at a point of a study, and of its change from one point to another.

The histories of a point are an array of (histories,), or of (sets, histories) where sets of
uncertain values were drawn: then it is told at two levels.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from simulator.model.parameters import Array
from simulator.tables.amounts import SHARE, difference, with_interval
from simulator.tables.knee import differs, paired
from simulator.tables.summary import Estimate, mean, share
from simulator.tables.wording import percent
from simulator.uncertain.signs import Difference, difference_of
from simulator.uncertain.two_levels import Sort, TwoLevels, two_levels

SURE = 0.95
"""The share of the sets from which on a sign is taken as sure."""
OF_SETS = "90 % of the sets"


class Value(NamedTuple):
    """An outcome at a point."""

    unit: str
    estimate: Estimate
    """The mean or share with its interval, of chance alone: 95 %."""
    histories: int
    """Those that have the outcome."""
    levels: TwoLevels | None = None
    """Over the sets, where there are any."""

    @property
    def band(self) -> tuple[float, float]:
        """The ends of the band over the sets; NaN where there are none, or it is not known."""
        return _ends(self.levels)

    def record(self) -> dict[str, Any]:
        """As columns of a table, those of the sets only where there are any."""
        found = {**self.estimate._asdict(), "histories": self.histories}
        if self.levels is None:
            return found
        low, high = self.band
        return found | {"sets_low": low, "sets_high": high, "ignorance": self.levels.ignorance}

    @property
    def words(self) -> str:
        """'12 (10 to 14)', or '12 (5 to 24 in 90 % of the sets)' where the sets differ."""
        if self.levels is None or not self.levels.differs:
            return with_interval(self.unit, *self.estimate)
        return _of_sets(with_interval(self.unit, *self.levels.range))


class Change(NamedTuple):
    """An outcome at one point minus the same at another, by pairs of histories."""

    unit: str
    estimate: Estimate
    """With its interval, of chance alone: that which holds for all that are looked at together."""
    over_sets: Difference | None = None
    """Over the sets, where there are any."""

    @property
    def band(self) -> tuple[float, float]:
        """The ends of the band over the sets; NaN where there are none, or it is not known."""
        return _ends(None if self.over_sets is None else self.over_sets.levels)

    @property
    def beyond(self) -> bool:
        """Whether it is beyond chance: over all sets, or because they differ in it."""
        return differs(self.estimate) if self.over_sets is None else self.over_sets.beyond

    @property
    def holds(self) -> float:
        """The share of the sets that have its sign; NaN where there are none."""
        if self.over_sets is None:
            return np.nan
        return self.over_sets.lower if self.estimate.value < 0 else self.over_sets.higher

    @property
    def sure(self) -> bool:
        """Whether it is beyond chance, and has one sign in nearly all sets."""
        return self.beyond and not self.holds < SURE

    def record(self, name: str) -> dict[str, Any]:
        """As columns of a table under a name, those of the sets only where there are any."""
        value, low, high = self.estimate
        found: dict[str, Any] = {name: value, f"{name}_low": low, f"{name}_high": high}
        if self.over_sets is None:
            return found
        found[f"{name}_sets_low"], found[f"{name}_sets_high"] = self.band
        return found | self.over_sets.record()

    @property
    def words(self) -> str:
        """'-8.2 (-9.1 to -7.3)', or '-8.2 (-12 to -3 in 90 % of the sets)' where they differ."""
        if self.over_sets is None or not self.over_sets.levels.differs:
            return difference(self.unit, *self.estimate)
        return _of_sets(difference(self.unit, *self.over_sets.levels.range))


def value_of(values: Array, unit: str) -> Value:
    """What is told of the histories of a point."""
    is_share = unit == SHARE
    if values.ndim > 1:
        levels = two_levels(values, Sort.SHARE if is_share else Sort.AMOUNT)
        return Value(unit, levels.chance, levels.histories, levels)
    known = values[~np.isnan(values)]
    return Value(unit, share(known) if is_share else mean(known), len(known))


def change_of(left: Array, right: Array, unit: str, many: int = 1) -> Change:
    """Right minus left, at 95 % for `many` such changes that are looked at together."""
    is_share = unit == SHARE
    if left.ndim == 1:
        return Change(unit, paired(left, right, is_share, many))
    sort = Sort.CHANGE_OF_SHARE if is_share else Sort.CHANGE
    found = difference_of(right - left, sort, many)
    return Change(unit, found.levels.chance, found)


def from_last(values: Array, unit: str) -> list[Change]:
    """The last point minus each, itself too, at 95 % for all others at once."""
    many = max(1, len(values) - 1)
    return [change_of(one, values[-1], unit, many) for one in values]


def settles(changes: Sequence[Change]) -> int:
    """The first point from which on none is told from the last; `changes`: as `from_last` has them.

    The last itself where the one before still differs.
    """
    return max((at + 1 for at, one in enumerate(changes) if one.beyond), default=0)


def so_in(share: float) -> str:
    """'so in 93 % of the sets', 'so in every set'."""
    return "so in every set" if share == 1 else f"so in {percent(share)} of the sets"


def with_share(said: str, share: float) -> str:
    """A finding, with the share of the sets in which it is so; NaN where there are none."""
    return said if share != share else f"{said}, {so_in(share)}"


def _ends(levels: TwoLevels | None) -> tuple[float, float]:
    return (np.nan, np.nan) if levels is None else (levels.band.low, levels.band.high)


def _of_sets(words: str) -> str:
    """A value with its interval, with what that is of."""
    return f"{words.removesuffix(')')} in {OF_SETS})"
