"""An outcome over sets of values and histories of each: what is chance and what is ignorance.

By the law of total variance the variance of one history's outcome is that within a set, which is
chance, plus that between the expectations of the sets, which is what nobody knows. Means of few
histories scatter more than expectations, so that the variance between them is corrected as in the
analysis of variance of one random effect, for sets of unequal size (Searle, Casella and McCulloch
1992, "Variance Components", section 3.6).
"""

from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array
from simulator.tables.summary import NOTHING, Estimate, Z

BAND = 0.90
"""The share of the sets that a band holds."""


SURE = 0.01
SETTLED = 3.0
"""How many times as wide as the interval of chance the band is, where chance hardly matters."""


class TwoLevels(NamedTuple):
    """One outcome at two levels, in its own unit; variances in the square of it."""

    value: float
    """The mean of all histories of all sets."""
    chance: Estimate
    """The same with the interval that chance leaves to it, over these sets: 95 %."""
    band: Estimate
    """The middle of the sets' expectations and the band that holds 90 % of them."""
    within: float
    """The variance of histories of one set."""
    between: float
    """The variance between the expectations of the sets; 0 where chance explains them all."""
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
    def differs(self) -> bool:
        """Whether the sets differ by more than chance explains."""
        return self.p < SURE

    @property
    def settled(self) -> bool:
        """Whether more histories will not narrow the answer: the band is far wider than chance."""
        band, chance = (one.high - one.low for one in (self.band, self.chance))
        return bool(self.differs and band > SETTLED * chance)


def two_levels(outcomes: Array) -> TwoLevels:
    """The outcome of (sets, histories) at two levels; NaN where a history does not have it."""
    counts = np.sum(~np.isnan(outcomes), axis=1)
    there = counts > 0
    kept, counts = outcomes[there], counts[there]
    if len(kept) == 0:
        nothing = np.full(len(outcomes), np.nan)
        return TwoLevels(np.nan, NOTHING, NOTHING, np.nan, np.nan, np.nan, 0, 0, nothing)
    means = np.nanmean(kept, axis=1)
    total = int(np.sum(counts))
    value = float(np.sum(counts * means) / total)
    within = _within(kept, means, counts)
    between, p = _between(means, counts, within)
    half = Z * np.sqrt(within / total) if within > 0 else np.nan
    low = np.maximum(0.0, value - half) if np.nanmin(kept) >= 0 else value - half
    chance = Estimate(value, float(low), float(value + half))
    expected = np.full(len(outcomes), np.nan)
    expected[there] = expectations(means, counts, within, between)
    band = _band(expected[there])
    return TwoLevels(value, chance, band, within, between, p, len(kept), total, expected)


def _within(outcomes: Array, means: Array, counts: Array) -> float:
    """The pooled variance of the histories of a set; NaN where no set has two."""
    freedom = float(np.sum(counts - 1))
    return float(np.nansum((outcomes - means[:, None]) ** 2)) / freedom if freedom else np.nan


def _between(means: Array, counts: Array, within: float) -> tuple[float, float]:
    """The variance between expectations: that of the means less what chance adds, and its p."""
    from scipy.special import fdtrc

    sets, total = len(means), float(np.sum(counts))
    if sets < 2:
        return np.nan, np.nan
    grand = np.sum(counts * means) / total
    scatter = float(np.sum(counts * (means - grand) ** 2)) / (sets - 1)
    size = (total - float(np.sum(counts**2)) / total) / (sets - 1)
    p = float(fdtrc(sets - 1, total - sets, scatter / within)) if within > 0 else np.nan
    return max(0.0, (scatter - within) / size), p


def expectations(means: Array, counts: Array, within: float, between: float) -> Array:
    """The means of the sets drawn together until they scatter as their expectations do.

    Drawn towards their centre by the root of their reliability, so that the variance of what is
    left is that between the sets (Louis 1984; full shrinkage would leave too little).
    """
    if not between > 0:
        return np.full(len(means), np.mean(means)) if between == 0 else means
    reliability = between / (between + within / counts)
    centre = np.sum(reliability * means) / np.sum(reliability)
    drawn: Array = centre + np.sqrt(reliability) * (means - centre)
    return drawn


def _band(found: Array) -> Estimate:
    """The median of the sets and the band with as many sets below it as above it."""
    low, middle, high = np.quantile(found, [(1 - BAND) / 2, 0.5, (1 + BAND) / 2])
    return Estimate(float(middle), float(low), float(high))
