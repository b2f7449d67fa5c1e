"""An outcome over sets of values and histories of each: what is chance and what is ignorance.

By the law of total variance the variance of one history's outcome is that within a set, which is
chance, plus that between the expectations of the sets, which is what nobody knows. Means of few
histories scatter more than expectations, so that the variance between them is corrected as in the
analysis of variance of one random effect, for sets of unequal size (Searle, Casella and McCulloch
1992, "Variance Components", section 3.6).
"""

from enum import Enum
from math import inf, sqrt
from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array
from simulator.tables.summary import LEVEL, NOTHING, Estimate, share_of, student

BAND = 0.90
"""The share of the sets that a band holds."""
SURE = 0.01
"""Below this p of the F test the sets differ."""
SETTLED = 3.0
"""How many times as wide as the interval of chance the band is, where chance hardly matters."""


class Sort(Enum):
    """What an outcome is, by its least and its greatest value."""

    SHARE = 0.0, 1.0
    AMOUNT = 0.0, inf
    CHANGE = -inf, inf
    CHANGE_OF_SHARE = -1.0, 1.0


class TwoLevels(NamedTuple):
    """One outcome at two levels, in its own unit; variances in the square of it."""

    value: float
    """The mean of all histories of all sets."""
    chance: Estimate
    """The same with the interval that chance leaves to it, over these sets: 95 %."""
    band: Estimate
    """The middle of the sets' expectations and the band that holds 90 % of them."""
    within: float
    """The variance of histories of one set; NaN where no set has two."""
    between: float
    """The variance between the expectations of the sets; 0 where they do not differ."""
    p: float
    """How likely chance would scatter the sets so far if they were all alike (F test)."""
    sets: int
    """Sets with a history that has the outcome."""
    histories: int
    expected: Array
    """(all sets,) the expectation of each, as far as chance lets it be seen; NaN without one."""

    @property
    def ignorance(self) -> float:
        """The share of a history's variance that lies between the sets; NaN if it never varies."""
        total = self.within + self.between
        return self.between / total if total > 0 else np.nan

    @property
    def varies(self) -> bool:
        """Whether any two histories differ."""
        return self.within > 0 or self.between > 0

    @property
    def known(self) -> bool:
        """Whether there are histories enough to tell chance from what lies between the sets."""
        return self.p == self.p

    @property
    def differs(self) -> bool:
        """Whether the sets differ by more than chance explains."""
        return self.p < SURE

    @property
    def range(self) -> Estimate:
        """The value with its band over the sets, or with the interval of chance if they agree."""
        if self.differs:
            return Estimate(self.value, self.band.low, self.band.high)
        return self.chance

    @property
    def settled(self) -> bool:
        """Whether more histories will not narrow the answer: the band is far wider than chance.

        There is no interval of chance where the histories of a set never differ.
        """
        band, chance = (one.high - one.low for one in (self.band, self.chance))
        return bool(self.differs and not band <= SETTLED * chance)


def two_levels(outcomes: Array, sort: Sort, level: float = LEVEL) -> TwoLevels:
    """The outcome of (sets, histories) at two levels; NaN where a history does not have it.

    Where the sets do not differ by more than chance explains (F test), all have one expectation,
    the mean, and none of the variance lies between them. `level`: of the interval of chance.
    """
    counts = np.sum(~np.isnan(outcomes), axis=1)
    there = counts > 0
    kept, counts = outcomes[there], counts[there]
    expected = np.full(len(outcomes), np.nan)
    if len(kept) == 0:
        return TwoLevels(np.nan, NOTHING, NOTHING, np.nan, np.nan, np.nan, 0, 0, expected)
    means = _means(kept)
    total = int(np.sum(counts))
    value = float(np.sum(counts * means) / total)
    within = _within(kept, means, counts)
    between, p = _between(means, counts, within)
    if p >= SURE:
        between, means = 0.0, np.full(len(means), value)
    expected[there] = expectations(means, counts, within, between)
    quantile = student(total - len(kept), level)
    chance = _by_chance(value, within, total, quantile, sort)
    band = _band(expected[there]) if p == p else NOTHING
    return TwoLevels(value, chance, band, within, between, p, len(kept), total, expected)


def _means(outcomes: Array) -> Array:
    """The mean of each set, without rounding where its histories are all the same."""
    least, most = np.nanmin(outcomes, axis=1), np.nanmax(outcomes, axis=1)
    found: Array = np.where(least == most, least, np.nanmean(outcomes, axis=1))
    return found


def _within(outcomes: Array, means: Array, counts: Array) -> float:
    """The pooled variance of the histories of a set; NaN where no set has two."""
    freedom = float(np.sum(counts - 1))
    return float(np.nansum((outcomes - means[:, None]) ** 2)) / freedom if freedom else np.nan


def _between(means: Array, counts: Array, within: float) -> tuple[float, float]:
    """The variance between expectations: that of the means less what chance adds, and its p."""
    from scipy.special import fdtrc

    sets, total = len(means), float(np.sum(counts))
    if sets < 2 or within != within:
        return np.nan, np.nan
    if np.ptp(means) == 0:
        return 0.0, 1.0
    grand = np.sum(counts * means) / total
    scatter = float(np.sum(counts * (means - grand) ** 2)) / (sets - 1)
    size = (total - float(np.sum(counts**2)) / total) / (sets - 1)
    p = float(fdtrc(sets - 1, total - sets, scatter / within)) if within > 0 else 0.0
    return max(0.0, (scatter - within) / size), p


def _by_chance(value: float, within: float, total: int, quantile: float, sort: Sort) -> Estimate:
    """The mean of all histories with the interval that chance leaves to it, over these sets.

    Student's, cut where the outcome ends; of a share the score interval, of as many histories as
    would be as precise without sets (the effective sample size of Korn and Graubard 1998): sets
    that differ leave less to chance. NaN where the histories of a set never differ, but of shares.
    `quantile`: how many standard errors it reaches to each side; NaN where no set has two.
    """
    if quantile != quantile:
        return Estimate(value, np.nan, np.nan)
    if sort is Sort.SHARE:
        return share_of(value, _effective(value, within, total), quantile)
    half = quantile * sqrt(within / total) if within > 0 else np.nan
    least, most = sort.value
    low, high = np.maximum(least, value - half), np.minimum(most, value + half)
    return Estimate(value, float(low), float(high))


def _effective(share: float, within: float, total: int) -> float:
    """How many histories of one set would give this share as precisely.

    Never fewer than there are; and the variance within sets is taken for no less than that of one
    history that comes out otherwise than all others of its set.
    """
    return total * max(1.0, share * (1 - share) / max(within, 1 / total))


def expectations(means: Array, counts: Array, within: float, between: float) -> Array:
    """The means of the sets drawn together until they scatter as their expectations do.

    Drawn towards their centre by the root of their reliability, so that the variance of what is
    left is that between the sets (Louis 1984; full shrinkage would leave too little).
    """
    if not between > 0:
        return means
    reliability = between / (between + within / counts)
    centre = np.sum(reliability * means) / np.sum(reliability)
    drawn: Array = centre + np.sqrt(reliability) * (means - centre)
    return drawn


def _band(found: Array) -> Estimate:
    """The median of the sets and the band with as many sets below it as above it."""
    low, middle, high = np.quantile(found, [(1 - BAND) / 2, 0.5, (1 + BAND) / 2])
    return Estimate(float(middle), float(low), float(high))
