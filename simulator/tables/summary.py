"""Intervals: how sure a share, a mean or a paired difference is, at 95 %."""

from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array

LEVEL = 0.95
Z = 1.959963984540054
"""Standard normal quantile of the two-sided level."""


class Estimate(NamedTuple):
    """A value with its interval; NaN where there is nothing to estimate it from."""

    value: float
    low: float
    high: float


NOTHING = Estimate(np.nan, np.nan, np.nan)


def share(yes: Array) -> Estimate:
    """The share of true among 0 and 1, with Wilson's interval (Wilson 1927)."""
    n = len(yes)
    if n == 0:
        return NOTHING
    p = float(np.mean(yes))
    centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * np.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return Estimate(p, min(p, max(0.0, centre - half)), max(p, min(1.0, centre + half)))


def mean(values: Array, level: float = LEVEL) -> Estimate:
    """The mean, with Student's interval; from a single value the interval is NaN."""
    n = len(values)
    if n == 0:
        return NOTHING
    value = float(np.mean(values))
    if n == 1:
        return Estimate(value, np.nan, np.nan)
    half = _student(n - 1, level) * float(np.std(values, ddof=1)) / np.sqrt(n)
    return Estimate(value, value - half, value + half)


def _student(freedom: int, level: float) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.5 + level / 2))


def difference_of_shares(left: Array, right: Array) -> Estimate:
    """Right minus left over pairs of 0 and 1.

    Half a pair is added to each of the four cells (Agresti and Min 2005), so that no flip among
    n pairs does not pass for certainty.
    """
    n = len(left)
    if n == 0:
        return NOTHING
    gained = float(np.sum((left == 0) & (right == 1)))
    lost = float(np.sum((left == 1) & (right == 0)))
    more, fewer, pairs = gained + 0.5, lost + 0.5, n + 2.0
    centre = (more - fewer) / pairs
    half = Z * np.sqrt(more + fewer - (more - fewer) ** 2 / pairs) / pairs
    value = (gained - lost) / n
    return Estimate(value, max(-1.0, centre - half), min(1.0, centre + half))


def difference_of_means(left: Array, right: Array) -> Estimate:
    """Right minus left over pairs, with Student's interval."""
    return mean(right - left)


def p_of_shares(left: Array, right: Array) -> float:
    """Exact McNemar test: as many flips one way as the other?"""
    from scipy.special import bdtr

    gained = int(np.sum((left == 0) & (right == 1)))
    lost = int(np.sum((left == 1) & (right == 0)))
    if gained + lost == 0:
        return 1.0
    return min(1.0, 2.0 * float(bdtr(min(gained, lost), gained + lost, 0.5)))


def p_of_means(left: Array, right: Array) -> float:
    """Paired t test: is the mean difference 0?"""
    from scipy.special import stdtr

    change = right - left
    n = len(change)
    if n < 2 or not np.any(change):
        return 1.0
    spread = float(np.std(change, ddof=1))
    if spread == 0.0:
        return 0.0
    t = float(np.mean(change)) / (spread / np.sqrt(n))
    return 2.0 * float(stdtr(n - 1, -abs(t)))


def holm(ps: list[float]) -> list[float]:
    """The p values adjusted for being many (Holm 1979); NaN stays NaN and does not count."""
    counted = [i for i, p in enumerate(ps) if p == p]
    adjusted = list(ps)
    reached = 0.0
    for rank, i in enumerate(sorted(counted, key=lambda i: ps[i])):
        reached = max(reached, min(1.0, ps[i] * (len(counted) - rank)))
        adjusted[i] = reached
    return adjusted
