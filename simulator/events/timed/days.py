"""The likelihood of timed acts, day by day: the one that all families of rates share.

A day has a factor: of a level that wanders from day to day, or of gamma mixing, or of both. What
earlier acts breed is known once they are, so given the day's factor its acts have the law of
`excitation`. The gamma mixing is summed over in closed form, and the level by a forward filter on a
grid of levels (a single one, where it stands still).
"""

import numpy as np
from scipy.special import gammaln

from simulator.events.timed.acts import Calendar
from simulator.events.timed.excitation import Echoes
from simulator.events.timed.levels import Grid
from simulator.jit import jit
from simulator.model.parameters import Array

NEGLIGIBLE = 1e-10
AT_ONCE = 16
"""Chances that are multiplied before their logarithm is taken."""
SAFE = 300.0
"""An expected number whose chance to bring nothing can be multiplied on."""


def log_terms(
    calendar: Calendar, base: Array, means: Array, echo: Echoes, k: float | None, on: Grid
) -> Array:
    """Log probability of each told day's acts given all before.

    `base`: own acts expected in each minute that has acts, at factor 1; `means`: in each told day;
    `k`: of gamma mixing, which goes with no echo.
    """
    days = len(calendar.days)
    count = calendar.acts
    acts = np.searchsorted(calendar.day, np.arange(days + 1))
    totals = calendar.per_day
    whole = base + echo.due
    ties = whole + echo.own * count
    terms = np.empty(days)
    belief, work = on.start.copy(), np.empty((3, len(on.start)))
    _forward(calendar.days, acts, base / whole, base / ties, count, totals, means, k or 0.0,
             on.factors, on.moves, on.first, belief, work, terms)  # fmt: skip
    each = np.log(whole) + (count - 1) * np.log(ties) - echo.own * count - gammaln(count + 1.0)
    terms += np.bincount(calendar.day, each, days) - echo.spent
    if k is not None:
        terms += gammaln(k + totals) - gammaln(k) - totals * np.log(k)
    return terms


@jit
def _forward(
    days: Array,
    acts: Array,
    own: Array,
    own_of_ties: Array,
    count: Array,
    totals: Array,
    means: Array,
    k: float,
    factors: Array,
    moves: Array,
    first: Array,
    belief: Array,
    work: Array,
    terms: Array,
) -> None:
    """Move the belief day by day and weigh it with each day; outside [low, high) it is 0."""
    low, high = 0, len(belief)
    for d in range(len(days)):
        if d > 0:
            for _ in range(days[d] - days[d - 1]):
                low, high = _move(moves, first, belief, work[0], low, high)
        if d == 0 or means[d] != means[d - 1]:
            for j in range(len(factors)):
                work[1, j] = np.exp(-means[d] * factors[j])
        few = totals[d] <= AT_ONCE and means[d] * factors[low] < SAFE and k == 0.0
        for j in range(low, high):
            if few:
                rise = factors[j] - 1.0
                product = _product(own, own_of_ties, count, acts[d], acts[d + 1], rise)
                work[2, j] = work[1, j] * product
            elif k > 0.0:
                mixed = np.log1p(means[d] * factors[j] / k)
                work[2, j] = totals[d] * np.log(factors[j]) - (k + totals[d]) * mixed
            else:
                rise = factors[j] - 1.0
                gain = _log_product(own, own_of_ties, count, acts[d], acts[d + 1], rise)
                work[2, j] = gain - means[d] * factors[j]
        best = 0.0 if few else _from_logs(work[2], low, high)
        terms[d] = best + _weigh(work[2], belief, low, high)
        while belief[low] < NEGLIGIBLE:
            low += 1
        while belief[high - 1] < NEGLIGIBLE:
            high -= 1


@jit
def _product(
    own: Array, own_of_ties: Array, count: Array, first: int, last: int, rise: float
) -> float:
    """By what the day's acts are likelier where its factor is 1 + `rise` and not 1."""
    product = 1.0
    for u in range(first, last):
        product *= 1.0 + own[u] * rise
        for _ in range(count[u] - 1):
            product *= 1.0 + own_of_ties[u] * rise
    return product


@jit
def _log_product(
    own: Array, own_of_ties: Array, count: Array, first: int, last: int, rise: float
) -> float:
    """The logarithm of `_product`, for any number of acts."""
    gain, product = 0.0, 1.0
    for u in range(first, last):
        product *= 1.0 + own[u] * rise
        if count[u] > 1:
            gain += (count[u] - 1) * np.log(1.0 + own_of_ties[u] * rise)
        if (u - first) % AT_ONCE == AT_ONCE - 1:
            gain += np.log(product)
            product = 1.0
    return float(gain + np.log(product))


@jit
def _move(
    moves: Array, first: Array, belief: Array, moved: Array, low: int, high: int
) -> tuple[int, int]:
    """One day on; the span of the grid that the belief then has reached."""
    width = moves.shape[1]
    new_low, new_high = first[low], first[high - 1] + width
    for j in range(new_low, new_high):
        moved[j] = 0.0
    for i in range(low, high):
        mass = belief[i]
        for k in range(width):
            moved[first[i] + k] += mass * moves[i, k]
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
