"""Where a curve bends, told apart from chance, and differences between its points.

Every point is known from the same histories, so that the histories can be drawn anew together; and
where some of these have the values of uncertain numbers in common, such sets of them are.
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

    `xs`, `ys`: (points, histories), or (points, sets, histories), of which whole sets are drawn
    anew, as the histories of a set are not independent; NaN where a history does not have the
    outcome. None for fewer than three points, where the ends of `ys` are not told apart, and where
    the curve may as well be straight: the knee lies on the same side of the line between the ends
    in fewer of the trials than 95 % for all points at once demands.
    """
    between, sets = len(xs) - 2, xs.shape[1]
    x, y = (_by_set(one) for one in (xs, ys))
    if between < 1 or not differs(paired(y.means[0], y.means[-1], False)):
        return None
    at = bend(*(np.nanmean(one.reshape(len(one), -1), axis=1) for one in (xs, ys)))
    luck = np.random.default_rng(sets)
    times = luck.multinomial(sets, np.full(sets, 1 / sets), TRIALS).T
    pairs = zip(x.drawn(times), y.drawn(times), strict=True)
    away = np.array([_from_line(*pair) for pair in pairs])
    same_side = float(max(np.mean(away[:, at] > 0), np.mean(away[:, at] < 0)))
    if same_side < 1 - (1 - SURE) / 2 / between:
        return None
    found = np.argmax(np.abs(away), axis=1)
    low, high = np.quantile(found, [(1 - SURE) / 2, (1 + SURE) / 2], method="inverted_cdf")
    return Knee(at, int(low), int(high))


class _Sums(NamedTuple):
    """(points, sets) each: the sums of the histories of a set, and how many have the outcome."""

    sums: Array
    counts: Array

    @property
    def means(self) -> Array:
        """The mean of each set; NaN where none of its histories has the outcome."""
        with np.errstate(invalid="ignore"):
            means: Array = self.sums / self.counts
        return means

    def drawn(self, times: Array) -> Array:
        """(trials, points): the means where each set comes so many times."""
        with np.errstate(invalid="ignore"):
            means: Array = (self.sums @ times) / (self.counts @ times)
        return means.T


def _by_set(values: Array) -> _Sums:
    """Of (points, sets, histories), or of (points, histories), each of which is its own set."""
    each = values.reshape(*values.shape[:2], -1)
    known = ~np.isnan(each)
    return _Sums(np.where(known, each, 0.0).sum(axis=2), known.sum(axis=2).astype(float))


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
