"""In how many sets one arm lies above another, and what distinguishes the sets where it does
not."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array
from simulator.tables.summary import LEVEL, holm, student
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

    def _share(self, chosen: Array) -> float:
        return float(np.sum(chosen)) / self.levels.sets if self.levels.sets else np.nan


def difference_of(change: Array, sort: Sort) -> Difference:
    """A difference of (sets, pairs), NaN where a pair does not have it."""
    levels = two_levels(change, sort)
    surely = np.array([_beyond(pairs[~np.isnan(pairs)]) for pairs in change])
    differing = int(np.count_nonzero(change[~np.isnan(change)]))
    return Difference(levels, surely, _p(levels, differing), bool(levels.sets and not differing))


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


def _beyond(pairs: Array) -> float:
    """1 or -1 where the mean is that far above or below 0, by Student's interval; else 0.

    Pairs that are all the same need to be as many as a test of their signs does.
    """
    if len(pairs) < 2:
        return 0.0
    middle = float(np.mean(pairs))
    if np.ptp(pairs) == 0:
        beyond = 2.0 ** (1 - len(pairs)) < 1 - LEVEL
    else:
        error = float(np.std(pairs, ddof=1)) / np.sqrt(len(pairs))
        beyond = abs(middle) > student(len(pairs) - 1) * error
    return float(np.sign(middle)) if beyond else 0.0


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
