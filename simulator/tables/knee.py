"""Where a curve bends, and where it stops changing: both told apart from chance.

Every point is known from the same histories, so that the histories can be drawn anew together.
"""

from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array
from simulator.tables.summary import Estimate, difference_of_means, difference_of_shares

TRIALS = 1000
SURE = 0.95


class Knee(NamedTuple):
    """The place of the knee among the points of a curve, and where 95 % of the trials have it."""

    at: int
    low: int
    high: int


def bend(x: Array, y: Array) -> int:
    """The point furthest from the line between the ends, with both axes scaled to their range.

    The rule of Kneedle (Satopaa, Albrecht, Irwin and Raghavan 2011) on what is not smoothed. The
    first point where the curve has no range in x or y.
    """
    return int(np.argmax(np.abs(_from_line(x, y))))


def _from_line(x: Array, y: Array) -> Array:
    """How far each point lies to one side of the line between the ends, or to the other (< 0)."""
    wide, tall = np.ptp(x), np.ptp(y)
    if not (wide > 0 and tall > 0):
        return np.zeros(len(x))
    u, v = (x - x[0]) / wide, (y - y[0]) / tall
    away: Array = u * v[-1] - v * u[-1]
    return away


def knee(xs: Array, ys: Array) -> Knee | None:
    """The knee of the curve of means, and its interval over bootstrapped histories (Efron 1979).

    `xs`, `ys`: (points, histories), NaN where a history does not have the outcome. None for fewer
    than three points, where the ends of `ys` are not told apart, and where the curve may as well be
    straight: the knee lies on the same side of the line between the ends in fewer of the trials
    than 95 % for all points at once demands.
    """
    between = len(xs) - 2
    if between < 1 or not differs(paired(ys[0], ys[-1], False)):
        return None
    at = bend(np.nanmean(xs, axis=1), np.nanmean(ys, axis=1))
    luck = np.random.default_rng(len(xs[0]))
    times = luck.multinomial(len(xs[0]), np.full(len(xs[0]), 1 / len(xs[0])), TRIALS).T
    pairs = zip(_means(xs, times), _means(ys, times), strict=True)
    away = np.array([_from_line(x, y) for x, y in pairs])
    same_side = float(max(np.mean(away[:, at] > 0), np.mean(away[:, at] < 0)))
    if same_side < 1 - (1 - SURE) / 2 / between:
        return None
    found = np.argmax(np.abs(away), axis=1)
    low, high = np.quantile(found, [(1 - SURE) / 2, (1 + SURE) / 2], method="inverted_cdf")
    return Knee(at, int(low), int(high))


def _means(values: Array, times: Array) -> Array:
    """(trials, points): the means where each history comes so many times."""
    known = ~np.isnan(values)
    with np.errstate(invalid="ignore"):
        means: Array = (np.where(known, values, 0.0) @ times) / (known.astype(float) @ times)
    return means.T


def settles(values: Array, is_share: bool = False) -> int:
    """The first point from which on none can be told from the last (paired, 95 % for all at once).

    `values`: (points, histories). The last point itself where the one before still differs.
    """
    last = len(values) - 1
    for at in range(last - 1, -1, -1):
        if differs(from_last(values, at, is_share)):
            return at + 1
    return 0


def from_last(values: Array, at: int, is_share: bool = False) -> Estimate:
    """The last point minus another, with the interval that holds for all of them at once."""
    return paired(values[at], values[-1], is_share, len(values) - 1)


def paired(left: Array, right: Array, is_share: bool, many: int = 1) -> Estimate:
    """Right minus left over the pairs that both have, with an interval of 95 %, or so wide that it
    holds for `many` such differences at once (Bonferroni)."""
    both = ~np.isnan(left) & ~np.isnan(right)
    if is_share:
        return difference_of_shares(left[both], right[both], 1 - (1 - SURE) / max(1, many))
    return difference_of_means(left[both], right[both], 1 - (1 - SURE) / max(1, many))


def differs(difference: Estimate) -> bool:
    """Whether a difference is beyond chance: its interval is known and leaves 0 out."""
    return difference.low > 0.0 or difference.high < 0.0
