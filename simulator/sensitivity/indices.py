"""Effects and Sobol indices of an outcome that has luck in it, with chance taken out.

Each point is a mean of few histories, so that its square, and the square of a difference of two,
are too large by what chance adds. That is known from the histories themselves, and is taken away
from every square before it is used: from those above the fraction line, and from the variance
below it. What is left are shares of the variance *between* points, as if each had been played for
ever. Without luck these are the estimators of Saltelli et al. (2010) and Jansen (1999).
"""

from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array
from simulator.sensitivity.design import Matrices, Steps
from simulator.uncertain.two_levels import SURE, Sort, two_levels

RESAMPLES = 1000
LEVEL = 0.95
LEAST = 0.5
"""The share of the rows that must have an outcome for its indices to be told."""


class Index(NamedTuple):
    """One index of each group, with its 95 % interval; (groups,) each."""

    value: Array
    low: Array
    high: Array


class Indices(NamedTuple):
    """What Sobol's matrices tell of an outcome; the inert number is the last group."""

    first: Index
    """The share of the variance between points that a group explains by itself."""
    total: Index
    """The share that would be left if all but the group were known: with what it does together
    with others."""
    between: float
    """The variance between points, in the square of the outcome's unit."""
    chance: float
    """The share of one history's variance that is chance at a point."""
    p: float
    """How likely chance would scatter the points so far if all were alike (F test)."""

    @property
    def floor(self) -> float:
        """How far chance may well take a total index from 0: the further end of the inert
        number's interval."""
        return float(np.max(np.abs([self.total.low[-1], self.total.high[-1]])))

    @property
    def changes(self) -> Array:
        """(groups,) by how much the outcome typically changes (root mean square) when a group
        alone is drawn anew."""
        found: Array = np.sqrt(np.maximum(0.0, 2 * self.between * self.total.value))
        return found

    @property
    def differs(self) -> bool:
        """Whether the points differ by more than chance."""
        return self.p < SURE

    @property
    def told(self) -> Array:
        """(groups,) whether a group's total index is above the floor, and surely above 0."""
        found: Array = (self.total.value > self.floor) & (self.total.low > 0) & self.differs
        return found


def typical_changes(values: Array, steps: Steps, numbers: int) -> Array:
    """(numbers,) the root mean square change of an outcome over the steps of each number.

    `values`: (points, histories), NaN without the outcome. Chance is taken out of each square,
    which Morris's mean of absolute changes does not allow. NaN where no step of a number has the
    outcome.
    """
    squares = _squares(values[steps.after], values[steps.before])
    found = np.full(numbers, np.nan)
    for number in range(numbers):
        own = squares[steps.moved == number]
        known = own[~np.isnan(own)]
        if len(known):
            found[number] = np.sqrt(max(0.0, float(np.mean(known))))
    return found


def indices(values: Array, design: Matrices, seed: int) -> Indices | None:
    """Sobol's indices; `values`: (points, histories) of the design, NaN without the outcome.

    None where too few rows have the outcome at all their points. Intervals are from a bootstrap
    over the rows.
    """
    shaped = values.reshape(design.rows, design.groups + 2, -1)
    known = np.all(np.sum(~np.isnan(shaped), axis=2) >= 2, axis=1)
    if np.mean(known) < LEAST:
        return None
    rows = shaped[known]
    a, each, b = rows[:, 0], rows[:, 1:-1], rows[:, -1]
    levels = two_levels(np.concatenate([a, b]), Sort.CHANGE)
    parts = _Parts.of(a, each, b)
    drawn = np.random.default_rng(seed).multinomial(
        len(rows), np.full(len(rows), 1 / len(rows)), RESAMPLES
    )
    first, total = parts.shares(np.full((1, len(rows)), 1.0))
    firsts, totals = parts.shares(drawn.astype(float))
    return Indices(
        _index(first[0], firsts),
        _index(total[0], totals),
        levels.between,
        1.0 - levels.ignorance,
        levels.p,
    )


class _Parts(NamedTuple):
    """What each row adds to the sums that the indices are made of."""

    squares: Array
    """(rows,) the mean square of A and B, chance taken out of it."""
    middles: Array
    """(rows,) the mean of A and B."""
    first: Array
    total: Array
    """(rows, groups)"""

    @classmethod
    def of(cls, a: Array, each: Array, b: Array) -> "_Parts":
        """From histories of A and B (rows, histories) and of each group (rows, groups, ...)."""
        middle = float(np.mean([_means(a), _means(b)]))
        a, each, b = a - middle, each - middle, b - middle
        squares = (_means(a) ** 2 - _noise(a) + _means(b) ** 2 - _noise(b)) / 2
        from_a, from_b = a[:, None], b[:, None]
        moved = _means(each) - _means(from_a)
        shared = _shared(from_b, each) - _shared(from_b, from_a)
        first = _means(from_b) * moved - shared
        return cls(squares, (_means(a) + _means(b)) / 2, first, _squares(each, from_a) / 2)

    def shares(self, weights: Array) -> tuple[Array, Array]:
        """First and total indices, (resamples, groups), with so much weight on each row."""
        by = weights / np.sum(weights, axis=1, keepdims=True)
        variance = (by @ self.squares - (by @ self.middles) ** 2)[:, None]
        with np.errstate(divide="ignore", invalid="ignore"):
            found = (by @ self.first) / variance, (by @ self.total) / variance
        return np.where(variance > 0, found[0], np.nan), np.where(variance > 0, found[1], np.nan)


def _index(value: Array, drawn: Array) -> Index:
    ends = [(1 - LEVEL) / 2, (1 + LEVEL) / 2]
    if np.all(np.isnan(drawn)):
        return Index(value, np.full_like(value, np.nan), np.full_like(value, np.nan))
    low, high = np.nanquantile(drawn, ends, axis=0)
    return Index(value, low, high)


def _means(values: Array) -> Array:
    """The mean of the histories that have the outcome."""
    found: Array = np.nansum(values, axis=-1) / _counts(values)
    return found


def _counts(values: Array) -> Array:
    counts = np.sum(~np.isnan(values), axis=-1)
    found: Array = np.where(counts > 0, counts, np.nan)
    return found


def _noise(values: Array) -> Array:
    """The variance that chance gives to the mean of these histories."""
    return _shared(values, values)


def _shared(one: Array, other: Array) -> Array:
    """The covariance that chance gives to the means of two points, history by history."""
    both = ~np.isnan(one) & ~np.isnan(other)
    pairs = np.sum(both, axis=-1)
    left = np.where(both, one - _means(one)[..., None], 0.0)
    right = np.where(both, other - _means(other)[..., None], 0.0)
    covariance = np.sum(left * right, axis=-1) / np.maximum(pairs - 1, 1)
    found: Array = covariance * pairs / (_counts(one) * _counts(other))
    return found


def _squares(one: Array, other: Array) -> Array:
    """The square of the difference of two points, chance taken out of it."""
    noise = _noise(one) + _noise(other) - 2 * _shared(one, other)
    found: Array = (_means(one) - _means(other)) ** 2 - noise
    return found
