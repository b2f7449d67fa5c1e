"""The likelihood of timed acts, day by day: the one that all families of rates share.

A day has a factor: of a level that wanders from day to day, or of gamma mixing, or of both. What
earlier acts breed is known once they are, so given the day's factor its acts have the law of
`excitation`. The gamma mixing is summed over in closed form, and the level by a forward filter on a
grid of levels (a single one, where it stands still).
"""

from functools import lru_cache
from math import ceil, log
from typing import NamedTuple

import numpy as np
from scipy.special import gammaln

from simulator.events.counts.wander import grid
from simulator.events.timed.acts import Calendar
from simulator.events.timed.excitation import Echoes
from simulator.jit import jit
from simulator.model.parameters import Array

NEGLIGIBLE = 1e-10
AT_ONCE = 16
"""Chances that are multiplied before their logarithm is taken."""
LEAST = 1e-3
"""Acts expected on the busiest day, at least; only the grid's reach depends on it."""
ROUGHLY = 1.25
"""To a power of this the expected acts are rounded for the grid."""
SAFE = 300.0
"""An expected number whose chance to bring nothing can be multiplied on."""


class Days(NamedTuple):
    """What was told, day by day."""

    number: Array
    """Of each day; the numbers of neighbours differ by 1."""
    first: Array
    """Shape (days + 1,): the first row of a day among those of minutes that have acts."""
    acts: Array
    """Of each row."""
    own: Array
    """Of each row: share of its first act that is expected not to be bred, at factor 1."""
    own_of_ties: Array
    """Of its other acts."""
    totals: Array
    """Acts of each day."""
    means: Array
    """Own acts expected in each day at factor 1."""


class Levels(NamedTuple):
    """What a day's rate may be multiplied by, on a grid, and the chance to go on in a day.

    The arrays are those of `counts.wander.Grid`; compiled code takes none by names that another
    file gives them.
    """

    factors: Array
    start: Array
    moves: Array
    first: Array
    last: Array


STILL = Levels(np.ones(1), np.ones(1), np.ones((1, 1)), np.zeros(1, np.int64), np.ones(1, np.int64))
"""A level that does not move."""


def levels(calendar: Calendar, means: Array, k: float, sd: float, memory: float) -> Levels:
    """A log-level of this deviation and memory (days), as fine as what the days tell of it."""
    most = int(np.max(calendar.per_day, initial=0))
    mean = max(float(np.max(means, initial=0.0)), LEAST)
    return _levels(sd, memory, ROUGHLY ** ceil(log(mean, ROUGHLY)), k, most)


@lru_cache(maxsize=16)
def _levels(sd: float, memory: float, mean: float, k: float, most: int) -> Levels:
    """Kept, since a search changes one parameter at a time, and most leave the grid as it is."""
    on = grid(sd, memory, mean, k, most)
    factors = np.exp(sd * on.points - 0.5 * sd * sd)
    return Levels(factors, on.start, on.moves, on.first, on.last)


def log_terms(
    calendar: Calendar, base: Array, means: Array, echo: Echoes, k: float | None, on: Levels
) -> Array:
    """Log probability of each told day's acts given all before.

    `base`: own acts expected in each minute that has acts, at factor 1; `means`: in each told day;
    `k`: of gamma mixing, which goes with no echo.
    """
    count, totals = calendar.acts, calendar.per_day
    first = np.searchsorted(calendar.day, np.arange(len(calendar.days) + 1))
    whole = base + echo.due
    ties = whole + echo.own * count
    told = Days(calendar.days, first, count, base / whole, base / ties, totals, means)
    terms = np.empty(len(means))
    _forward(told, k or 0.0, on, on.start.copy(), np.empty((3, len(on.start))), terms)
    each = np.log(whole) + (count - 1) * np.log(ties) - echo.own * count - gammaln(count + 1.0)
    terms += np.bincount(calendar.day, each, len(means)) - echo.spent
    if k is not None:
        terms += gammaln(k + totals) - gammaln(k) - totals * np.log(k)
    return terms


@jit
def _forward(told: Days, k: float, on: Levels, belief: Array, work: Array, terms: Array) -> None:
    """Move the belief day by day and weigh it with each day; outside [low, high) it is 0."""
    low, high = 0, len(belief)
    for d in range(len(told.number)):
        if d > 0:
            for _ in range(told.number[d] - told.number[d - 1]):
                low, high = _move(on, belief, work[0], low, high)
        if d == 0 or told.means[d] != told.means[d - 1]:
            for j in range(len(belief)):
                work[1, j] = np.exp(-told.means[d] * on.factors[j])
        shift = _chances(told, d, k, on.factors, low, high, work[1], work[2])
        terms[d] = shift + _weigh(work[2], belief, low, high)
        while belief[low] < NEGLIGIBLE:
            low += 1
        while belief[high - 1] < NEGLIGIBLE:
            high -= 1


@jit
def _chances(
    told: Days,
    d: int,
    k: float,
    factors: Array,
    low: int,
    high: int,
    quiet: Array,
    chances: Array,
) -> float:
    """Fill in how likely the day's acts are at each factor; the log of what they are divided by.

    `quiet`: at each factor, the chance that the day brings nothing.
    """
    mean, total = told.means[d], told.totals[d]
    if k == 0.0 and total <= AT_ONCE and mean * factors[low] < SAFE:
        for j in range(low, high):
            chances[j] = quiet[j] * _product(told, d, factors[j] - 1.0)
        return 0.0
    for j in range(low, high):
        if k > 0.0:
            chances[j] = total * np.log(factors[j]) - (k + total) * np.log1p(mean * factors[j] / k)
        else:
            chances[j] = _log_product(told, d, factors[j] - 1.0) - mean * factors[j]
    return _from_logs(chances, low, high)


@jit
def _product(told: Days, d: int, rise: float) -> float:
    """By what the day's acts are likelier where its factor is 1 + `rise` and not 1."""
    product = 1.0
    for u in range(told.first[d], told.first[d + 1]):
        product *= 1.0 + told.own[u] * rise
        for _ in range(told.acts[u] - 1):
            product *= 1.0 + told.own_of_ties[u] * rise
    return product


@jit
def _log_product(told: Days, d: int, rise: float) -> float:
    """The logarithm of `_product`, for any number of acts."""
    gain, product, factors = 0.0, 1.0, 0
    for u in range(told.first[d], told.first[d + 1]):
        product *= 1.0 + told.own[u] * rise
        for _ in range(told.acts[u] - 1):
            product *= 1.0 + told.own_of_ties[u] * rise
            factors += 1
            if factors >= AT_ONCE:
                gain += np.log(product)
                product, factors = 1.0, 0
        factors += 1
        if factors >= AT_ONCE:
            gain += np.log(product)
            product, factors = 1.0, 0
    return float(gain + np.log(product))


@jit
def _move(on: Levels, belief: Array, moved: Array, low: int, high: int) -> tuple[int, int]:
    """One day on; the span of the grid that the belief then has reached."""
    new_low, new_high = on.first[low], on.last[high - 1]
    for j in range(new_low, new_high):
        moved[j] = 0.0
    for i in range(low, high):
        for k in range(on.last[i] - on.first[i]):
            moved[on.first[i] + k] += belief[i] * on.moves[i, k]
    for j in range(new_low, new_high):
        belief[j] = moved[j]
    return new_low, new_high


@jit
def _from_logs(chances: Array, low: int, high: int) -> float:
    """Turn logarithms to chances that are 1 at most; the greatest of the logarithms."""
    best = -np.inf
    for j in range(low, high):
        best = max(best, chances[j])
    for j in range(low, high):
        chances[j] = np.exp(chances[j] - best)
    return best


@jit
def _weigh(chances: Array, belief: Array, low: int, high: int) -> float:
    """Weigh the belief with a day, scaled to sum 1; the log probability of the day."""
    whole = 0.0
    for j in range(low, high):
        belief[j] *= chances[j]
        whole += belief[j]
    for j in range(low, high):
        belief[j] /= whole
    return float(np.log(whole))
