"""In how many sets one arm lies above another, and what distinguishes the sets where it does
not."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array
from simulator.tables.summary import LEVEL, holm
from simulator.uncertain.two_levels import TwoLevels

TELLING = 0.05
"""A number is reported if its p is below this (Holm, over all numbers)."""
MOST_TOLD = 3
FEW = 3
"""Fewer sets than this on one side are not described."""


class Signs(NamedTuple):
    """The sign of a paired difference, set by set; shares are of the sets that have it."""

    expected: Array
    """(sets,) the expectation of the difference; NaN where no pair of the set has it."""
    surely: Array
    """(sets,) 1 or -1 where it is further from 0 than chance between the pairs explains, else 0."""

    @property
    def higher(self) -> float:
        """In which share of the sets the second arm is higher."""
        return self._share(self.expected > 0)

    @property
    def lower(self) -> float:
        """In which share of the sets it is lower."""
        return self._share(self.expected < 0)

    @property
    def surely_higher(self) -> float:
        """In which share of the sets the pairs show it higher, beyond chance."""
        return self._share(self.surely > 0)

    @property
    def surely_lower(self) -> float:
        """In which share of the sets they show it lower, beyond chance."""
        return self._share(self.surely < 0)

    @property
    def sets(self) -> int:
        """How many sets have the difference."""
        return int(np.sum(~np.isnan(self.expected)))

    def _share(self, chosen: Array) -> float:
        return float(np.sum(chosen)) / self.sets if self.sets else np.nan


def signs(change: Array, levels: TwoLevels) -> Signs:
    """The signs of a difference of (sets, pairs), NaN where a pair does not have it.

    `levels`: the same difference at two levels.
    """
    surely = np.array([_beyond(pairs[~np.isnan(pairs)]) for pairs in change])
    return Signs(levels.expected, surely)


def _beyond(pairs: Array) -> float:
    """1 or -1 where the mean is that far above or below 0, by Student's interval; else 0."""
    from scipy.special import stdtrit

    if len(pairs) < 2 or np.ptp(pairs) == 0:
        return 0.0
    error = float(np.std(pairs, ddof=1)) / np.sqrt(len(pairs))
    middle = float(np.mean(pairs))
    beyond = abs(middle) > float(stdtrit(len(pairs) - 1, 0.5 + LEVEL / 2)) * error
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
