"""In how many sets one arm lies above another, and what distinguishes the sets where it does
not."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array
from simulator.tables.summary import LEVEL, holm
from simulator.uncertain.two_levels import Sort, TwoLevels, two_levels

TELLING = 0.05
"""A number is reported if its p is below this (Holm, over all numbers)."""
MOST_TOLD = 3
FEW = 3
"""Fewer sets than this on one side are not described."""


class Difference(NamedTuple):
    """An arm minus the first, pair by pair; shares are of the sets that have it."""

    levels: TwoLevels
    surely: Array
    """(sets,) 1 or -1 where it is further from 0 than chance between the pairs explains, else 0."""
    p: float
    """How likely chance would bring the mean so far from 0; adjusted, if others are compared."""
    equal: bool
    """Whether the arms never differ, in any pair of any set."""

    @property
    def beyond(self) -> bool:
        """Whether there is more than chance explains, over all sets or between them."""
        return self.levels.differs or self.p < 1 - LEVEL

    @property
    def higher(self) -> float:
        """In which share of the sets the second arm is higher."""
        return self._share(self.levels.expected > 0)

    @property
    def lower(self) -> float:
        """In which share of the sets it is lower."""
        return self._share(self.levels.expected < 0)

    @property
    def surely_higher(self) -> float:
        """In which share of the sets the pairs show it higher, beyond chance."""
        return self._share(self.surely > 0)

    @property
    def surely_lower(self) -> float:
        """In which share of the sets they show it lower, beyond chance."""
        return self._share(self.surely < 0)

    def record(self) -> dict[str, float]:
        """In which shares of the sets it has which sign: NaN where it may all be chance."""
        told = self.beyond or self.equal
        return {
            "higher_in": self.higher if told else np.nan,
            "surely_higher_in": self.surely_higher,
            "lower_in": self.lower if told else np.nan,
            "surely_lower_in": self.surely_lower,
        }

    def _share(self, chosen: Array) -> float:
        return float(np.sum(chosen)) / self.levels.sets if self.levels.sets else np.nan


def difference_of(change: Array, sort: Sort, many: int = 1) -> Difference:
    """A difference of (sets, pairs), NaN where a pair does not have it.

    `many`: of how many differences, looked at together, it is one (Bonferroni).
    """
    levels = two_levels(change, sort, 1 - (1 - LEVEL) / many)
    differing = int(np.count_nonzero(change[~np.isnan(change)]))
    p = float(np.minimum(1.0, many * _p(levels, differing)))
    return Difference(levels, _surely(change), p, bool(levels.sets and not differing))


def _p(levels: TwoLevels, differing: int) -> float:
    """How likely chance would bring the mean as far from 0, over these sets: Student's test.

    Never below what the signs of the pairs that differ allow, as in a plain comparison. Where the
    pairs of a set never vary there is no chance: 1 or 0.
    """
    from scipy.special import stdtr

    if not levels.known:
        return np.nan
    if levels.within == 0 or levels.value == 0:
        return float(levels.value == 0)
    error = np.sqrt(levels.within / levels.histories)
    freedom = levels.histories - levels.sets
    return max(2.0 ** (1 - differing), 2.0 * float(stdtr(freedom, -abs(levels.value) / error)))


def _surely(change: Array) -> Array:
    """(sets,) 1 or -1 where the mean of a set's pairs is that far above or below 0, by Student's
    interval; else 0.

    Pairs that are all the same need to be as many as a test of their signs does.
    """
    from scipy.special import stdtrit

    counts = np.sum(~np.isnan(change), axis=1)
    alike = np.fmin.reduce(change, axis=1) == np.fmax.reduce(change, axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        middle = np.nansum(change, axis=1) / counts
        squares = np.nansum((change - middle[:, None]) ** 2, axis=1)
        error = np.sqrt(squares / (counts - 1) / counts)
        far = np.abs(middle) > stdtrit(counts - 1, 0.5 + LEVEL / 2) * error
    beyond = np.where(alike, 2.0 ** (1 - counts) < 1 - LEVEL, far) & (counts > 1)
    return np.where(beyond, np.sign(middle), 0.0)


def telling(described: Array, values: Mapping[str, Array]) -> list[str]:
    """By which numbers the sets that are `described` (bool) differ most from all others.

    By the test of Mann and Whitney (1947) for each number, adjusted for being many (Holm).
    `values`: by name, the number in each set; the most telling names come first.
    """
    from scipy.stats import mannwhitneyu

    varying = {name: one for name, one in values.items() if np.ptp(one) > 0}
    if min(np.sum(described), np.sum(~described)) < FEW or not varying:
        return []
    tests = [mannwhitneyu(one[described], one[~described]).pvalue for one in varying.values()]
    adjusted = dict(zip(varying, holm([float(one) for one in tests]), strict=True))
    told = [name for name, p in adjusted.items() if p < TELLING]
    return sorted(told, key=lambda name: adjusted[name])[:MOST_TOLD]
