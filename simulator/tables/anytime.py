"""Intervals that hold together at every look at a growing number of histories, with 95 %.

Whoever looks at intervals of 95 % again and again, and stops when they are narrow, stops too often
where chance alone made them narrow. So the looks are fixed beforehand, and share the 5 %: look i
may be wrong with probability 0.05 / (i (i + 1)), which adds up to 0.05 however many looks there
are. All intervals then hold together with 95 %, and so does the one at which anybody stops, for
whatever reason: a confidence sequence (Darling and Robbins 1967, PNAS 58:66-68) at planned looks
(repeated confidence intervals, Jennison and Turnbull 1984, Controlled Clinical Trials 5:33-45).
"""

from bisect import bisect_left

import numpy as np

from simulator.model.parameters import Array
from simulator.tables import summary
from simulator.tables.summary import NOTHING, Estimate

FIRST = 64
"""Histories at the first look; each further look has twice as many."""
WRONG = 1 - summary.LEVEL
SKEWED = 25.0
"""Cochran's rule: a mean of n values has its interval once n is 25 times their squared skewness."""


def looks(most: int) -> list[int]:
    """At how many histories to look: 64, 128, 256, ..., and at the most that there may be."""
    counts = [FIRST]
    while counts[-1] < most:
        counts.append(2 * counts[-1])
    return [*counts[:-1], most]


def spent(look: int) -> float:
    """With what probability the interval at this look (1, 2, ...) may be wrong."""
    return WRONG / (look * (look + 1))


def share(yes: Array, wrong: float) -> Estimate:
    """The share of true among 0 and 1, with the exact interval (Clopper and Pearson 1934).

    Wilson's interval is wrong too often here: at levels beyond 99 %, one rare yes among n
    histories puts its lower end above shares that bring about such a yes one time in twenty.
    """
    from scipy.special import betainccinv, betaincinv

    n, x = len(yes), int(np.sum(yes))
    if n == 0:
        return NOTHING
    low = float(betaincinv(x, n - x + 1, wrong / 2)) if x > 0 else 0.0
    high = float(betainccinv(x + 1, n - x, wrong / 2)) if x < n else 1.0
    return Estimate(x / n, low, high)


def mean(values: Array, wrong: float) -> Estimate:
    """The mean of what is never below 0, with Hall's interval; NaN where too few values decide."""
    if few_decide(values):
        return _without_interval(values)
    return summary.mean(values, 1 - wrong)


def difference_of_means(left: Array, right: Array, wrong: float) -> Estimate:
    """Right minus left over pairs, with the interval of the tables; NaN where too few decide."""
    if few_decide(right - left):
        return _without_interval(right - left)
    return summary.difference_of_means(left, right, 1 - wrong)


def few_decide(values: Array) -> bool:
    """Whether the values are too skewed for their mean to have an interval at such levels.

    Also where they are all equal, or where only a few are unlike the others. The rule is that of
    Cochran (1977, Sampling Techniques, 3rd edition): n of more than 25 times squared skewness.
    """
    if len(values) == 0 or np.ptp(values) == 0:
        return True
    away = values - np.mean(values)
    skewness = float(np.mean(away**3)) / float(np.mean(away**2)) ** 1.5
    return bool(len(values) < SKEWED * skewness**2)


def _without_interval(values: Array) -> Estimate:
    value = float(np.mean(values)) if len(values) else np.nan
    return Estimate(value, np.nan, np.nan)


def quantile(values: Array, share_below: float, wrong: float) -> Estimate:
    """A quantile between two of the ordered values, whatever they are (Thompson 1936).

    The number of values below it is binomial. An end is NaN where there are too few values.
    """
    from scipy.special import bdtr, bdtrc

    n = len(values)
    if n == 0:
        return NOTHING
    ordered = np.sort(values)
    below = bisect_left(range(n), wrong / 2, key=lambda k: float(bdtr(k, n, share_below)))
    above = bisect_left(range(n), -wrong / 2, key=lambda k: -float(bdtrc(k, n, share_below)))
    low = float(ordered[below - 1]) if below > 0 else np.nan
    high = float(ordered[above]) if above < n else np.nan
    value = float(np.quantile(ordered, share_below, method="inverted_cdf"))
    return Estimate(value, low, high)


def difference_of_shares(left: Array, right: Array, wrong: float) -> Estimate:
    """Right minus left over pairs of 0 and 1: what is gained minus what is lost, each exact."""
    gained, lost = share(right > left, wrong / 2), share(left > right, wrong / 2)
    return Estimate(gained.value - lost.value, gained.low - lost.high, gained.high - lost.low)
