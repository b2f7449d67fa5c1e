"""The likelihood of acts that breed acts, day by day, on a level that stands still or wanders.

A day has a factor, that of the level. What earlier acts breed is known once they are, so given the
day's factor its acts have the law of `excitation`. The level is summed over by a forward filter on
a grid of levels.
"""

from typing import NamedTuple

import numpy as np

from simulator.fits import drift
from simulator.fits.drift import Levels
from simulator.fits.timed.acts import Calendar
from simulator.fits.timed.excitation import Echoes
from simulator.jit import jit
from simulator.model.elementary import exp, log
from simulator.model.parameters import Array, Floats, Grid, Integers
from simulator.wasm.entry import entry

NEGLIGIBLE = 1e-10
"""Filter weight, of the whole, below which a day leaves out levels at either end of the grid."""
LEAST = 1e-3
"""Acts expected on the busiest day, at least; only the grid's reach depends on it."""
FAR = 600.0
"""No product is let grow beyond exp(FAR), or fall below exp(-FAR), before its logarithm is
taken."""
SAFE = 300.0
"""An expected number whose chance to bring nothing can be multiplied on."""


class Days(NamedTuple):
    """The data, day by day."""

    number: Integers
    """Of each day; the numbers of neighbours differ by 1."""
    first: Integers
    """Shape (days + 1,): the first row of a day among those of minutes that have acts."""
    acts: Integers
    """Of each row."""
    own: Floats
    """Of each row: share of its first act that is expected not to be bred, at factor 1."""
    own_of_ties: Floats
    """Of its other acts."""
    totals: Integers
    """Acts of each day."""
    means: Floats
    """Own acts expected in each day at factor 1."""


STILL = Levels(np.ones(1), np.ones(1), np.ones((1, 1)), np.zeros(1, np.int64), np.ones(1, np.int64))
"""A level that does not move."""


def levels(calendar: Calendar, means: Array, k: float, sd: float, memory: float) -> Levels:
    """A log-level of this deviation and memory (days), as fine as the information in the days
    requires."""
    most = int(np.max(calendar.counted.total, initial=0))
    on = drift.grid(sd, memory, max(float(np.max(means, initial=0.0)), LEAST), k, most)
    return drift.levels(on, sd)


def log_terms(calendar: Calendar, per_minute: Array, echo: Echoes, on: Levels) -> Array:
    """Log probability of each observed day's acts given all before.

    `per_minute`: shape (24,), own acts expected in a minute of each hour, at factor 1.
    """
    count, means = calendar.acts, calendar.exposure @ per_minute
    base = per_minute[calendar.hour]
    whole = base + echo.due  # acts expected in each minute, those that it breeds itself left out
    ties = whole + echo.own * count
    terms = -means
    if on is not STILL:
        observed = Days(
            calendar.days, calendar.first, count, base / whole, base / ties,
            calendar.counted.total, means,
        )  # fmt: skip
        _forward(observed, on, on.start.copy(), np.empty((3, len(on.start))), terms)
    each = np.log(whole) + (count - 1) * np.log(ties)
    total: Array = np.bincount(calendar.day, each, len(means)) - echo.spent - calendar.log_orders
    return terms + total - echo.own * calendar.counted.total


@entry
def _forward(observed: Days, on: Levels, belief: Floats, work: Grid, terms: Floats) -> None:
    """Move the belief day by day and weigh it with each day; outside [low, high) it is 0.

    `work`: three rows to write in, each as long as the belief.
    """
    low, high = 0, len(belief)
    quiet, chances = work[1], work[2]
    for d in range(len(observed.number)):
        if d > 0:
            for _ in range(observed.number[d] - observed.number[d - 1]):
                low, high = drift.move(on, belief, work[0], low, high)
        if d == 0 or observed.means[d] != observed.means[d - 1]:
            for j in range(len(belief)):
                quiet[j] = exp(-observed.means[d] * on.factors[j])
        shift = _chances(observed, d, on.factors[low:high], quiet[low:high], chances[low:high])
        terms[d] = shift + _weigh(chances[low:high], belief[low:high])
        low, high = drift.narrowed(belief, low, high, NEGLIGIBLE)


@jit
def _chances(observed: Days, d: int, factors: Array, quiet: Array, chances: Array) -> float:
    """Fill in how likely the day's acts are at each factor; the log of what they are divided by.

    `quiet`: at each factor, the chance that the day brings nothing.
    """
    mean = observed.means[d]
    steepest = max(abs(log(factors[0])), abs(log(factors[len(factors) - 1])), 1.0)
    at_once = int(FAR / steepest)
    if observed.totals[d] <= at_once and mean * factors[0] < SAFE:
        for j in range(len(chances)):
            chances[j] = quiet[j]
        _multiply(observed, observed.first[d], observed.first[d + 1], factors, chances)
        return 0.0
    return _by_logs(observed, d, factors, at_once, chances)


@jit
def _multiply(observed: Days, first: int, last: int, factors: Array, product: Array) -> None:
    """Multiply by what the acts of some rows are likelier by at each factor than at 1."""
    for u in range(first, last):
        own, ties = observed.own[u], observed.own_of_ties[u]
        for j in range(len(product)):
            product[j] *= 1.0 + own * (factors[j] - 1.0)
        for _ in range(observed.acts[u] - 1):
            for j in range(len(product)):
                product[j] *= 1.0 + ties * (factors[j] - 1.0)


@jit
def _by_logs(observed: Days, d: int, factors: Array, at_once: int, chances: Array) -> float:
    """The same on any day, however many acts it has; chances are 1 at most."""
    best = -np.inf
    for j in range(len(chances)):
        log_product, product, factored = -observed.means[d] * factors[j], 1.0, 0
        for u in range(observed.first[d], observed.first[d + 1]):
            own = observed.own[u]
            for _ in range(observed.acts[u]):
                product *= 1.0 + own * (factors[j] - 1.0)
                own, factored = observed.own_of_ties[u], factored + 1
                if factored >= at_once:
                    log_product += log(product)
                    product, factored = 1.0, 0
        chances[j] = log_product + log(product)
        best = max(best, chances[j])
    for j in range(len(chances)):
        chances[j] = exp(chances[j] - best)
    return best


@jit
def _weigh(chances: Array, belief: Array) -> float:
    """Weigh the belief with a day, scaled to sum 1; the log probability of the day."""
    whole = 0.0
    for j in range(len(belief)):
        belief[j] *= chances[j]
        whole += belief[j]
    for j in range(len(belief)):
        belief[j] /= whole
    return float(log(whole))
