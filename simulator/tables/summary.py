"""Intervals: how sure a share, a mean or a paired difference is, at 95 %."""

from math import sqrt
from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array
from simulator.tables.student import student_quantile

LEVEL = 0.95
Z = 1.959963984540054
"""Standard normal quantile of the two-sided level."""
LEAST_OF_FEW = (0.05129329438755053, 0.35536151069866195, 0.8176914471639534)
"""The Poisson means that bring 1, 2 or 3 and more with 5 %."""
EXACT = 12
"""Pairs that differ, up to which all their signs are gone through."""


class Estimate(NamedTuple):
    """A value with its interval; NaN where there is nothing to estimate it from."""

    value: float
    low: float
    high: float


NOTHING = Estimate(np.nan, np.nan, np.nan)


def share(yes: Array) -> Estimate:
    """The share of true among 0 and 1, with Wilson's interval as Brown, Cai and DasGupta mend it.

    Where up to three are true, or all but so few, Wilson's (1927) lies too far inside.
    """
    return share_of(float(np.mean(yes)), len(yes)) if len(yes) else NOTHING


def share_of(p: float, n: float, quantile: float = Z) -> Estimate:
    """The same of a share that was found in this many, which need not be a whole number."""
    low, high = wilson(p, n, quantile)
    yes, few = round(p * n), 2 if n <= 50 else 3
    no = round(n - p * n)
    if 0 < yes <= few:
        low = _least_of_few(yes) / n
    if 0 < no <= few:
        high = 1.0 - _least_of_few(no) / n
    return Estimate(p, min(p, max(0.0, low)), max(p, min(1.0, high)))


def wilson(part: float, count: float, quantile: float = Z) -> tuple[float, float]:
    """The score interval of a share that was found in this many (Wilson 1927).

    `quantile`: of the two-sided level, 95 % unless another is given.
    """
    z = quantile
    centre = (part + z * z / (2 * count)) / (1 + z * z / count)
    half = z * sqrt(part * (1 - part) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return max(0.0, centre - half), centre + half


def _least_of_few(count: int) -> float:
    """The Poisson mean that brings as many or more with 5 % (Brown et al. 2001, section 4.1.1)."""
    return LEAST_OF_FEW[count - 1]


def mean(values: Array, level: float = LEVEL) -> Estimate:
    """The mean of what is never below 0, with the interval of Hall's transformation (Hall 1992).

    It takes account of skewness, which Student's interval misses on the side where the few great
    values lie. It is NaN where the values are all the same: what never varied may be rare, and how
    great it is when it comes nobody has seen.
    """
    n = len(values)
    if n == 0:
        return NOTHING
    value, below, above = _halls(values, level)
    return Estimate(value, float(np.maximum(0.0, value - below)), value + above)


def _halls(values: Array, level: float) -> tuple[float, float, float]:
    """The mean, and how far Hall's interval reaches below and above it; NaN without spread.

    Studentised means t of skewed values are skewed; t + a t^2 / 3 + a^2 t^3 / 27 + a / 6, with
    a = skewness / sqrt(n), is nearly as Student's. The interval is where that is likely.
    """
    n, value = len(values), float(np.mean(values))
    if np.ptp(values) == 0.0:
        return value, np.nan, np.nan
    away = values - value
    spread = float(np.mean(away**2))
    a = float(np.mean(away**3)) / spread**1.5 / np.sqrt(n)
    error, t = np.sqrt(spread / (n - 1)), student(n - 1, level)

    def studentised(like: float) -> float:
        if abs(a) < 1e-6:
            return like
        return float(3 / a * (np.cbrt(1 + a * (like - a / 6)) - 1))

    return value, error * studentised(t), -error * studentised(-t)


def normal(level: float = LEVEL) -> float:
    """How many standard deviations the normal law's two-sided interval reaches to each side."""
    if level == LEVEL:
        return Z
    from scipy.special import ndtri

    return float(ndtri(0.5 + level / 2))


def student(freedom: int, level: float = LEVEL) -> float:
    """How many standard errors Student's two-sided interval reaches to each side."""
    return student_quantile(freedom, normal(level), 0.5 - level / 2)


def difference_of_shares(left: Array, right: Array, level: float = LEVEL) -> Estimate:
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
    half = normal(level) * np.sqrt(more + fewer - (more - fewer) ** 2 / pairs) / pairs
    value = (gained - lost) / n
    return Estimate(value, max(-1.0, centre - half), min(1.0, centre + half))


def difference_of_means(left: Array, right: Array, level: float = LEVEL) -> Estimate:
    """Right minus left over pairs, with the wider of Student's and Hall's interval on each side.

    Hall's is too narrow on the side where no pair happened to differ. NaN where no pair differs
    from the others.
    """
    n = len(left)
    if n == 0:
        return NOTHING
    change = right - left
    value, below, above = _halls(change, level)
    half = student(n - 1, level) * float(np.std(change, ddof=1)) / np.sqrt(n) if n > 1 else np.nan
    return Estimate(
        value, value - float(np.maximum(below, half)), value + float(np.maximum(above, half))
    )


def p_of_shares(left: Array, right: Array) -> float:
    """Exact McNemar test: as many flips one way as the other?"""
    from scipy.special import bdtr

    gained = int(np.sum((left == 0) & (right == 1)))
    lost = int(np.sum((left == 1) & (right == 0)))
    if gained + lost == 0:
        return 1.0
    return min(1.0, 2.0 * float(bdtr(min(gained, lost), gained + lost, 0.5)))


def p_of_means(left: Array, right: Array) -> float:
    """Paired test: is the mean difference 0?

    Up to EXACT pairs that differ it is the exact test of Fisher's, over all ways in which the signs
    of the differences could have fallen; beyond, Student's. It is never below what that many signs
    allow, however equal the differences are.
    """
    change = right - left
    differing = change[change != 0.0]
    if len(differing) == 0:
        return 1.0
    if len(differing) <= EXACT:
        return _p_of_signs(differing)
    least = 2.0 ** (1 - len(differing))
    return max(least, _p_of_student(change))


def _p_of_signs(change: Array) -> float:
    """The share of all signs that bring the sum as far from 0 as theirs."""
    flips = np.arange(2 ** len(change))[:, np.newaxis] >> np.arange(len(change)) & 1
    sums = np.abs((1.0 - 2.0 * flips) @ change)
    return float(np.mean(sums >= sums[0] * (1 - 1e-12)))


def _p_of_student(change: Array) -> float:
    from scipy.special import stdtr

    n, spread = len(change), float(np.std(change, ddof=1))
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
