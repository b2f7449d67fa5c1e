"""The likelihood of counts whose level wanders: an exact forward filter on a grid of log-levels."""

from functools import lru_cache
from math import ceil, exp, log, pi, sqrt
from typing import NamedTuple

import numpy as np
from scipy.interpolate import CubicSpline

from simulator.jit import jit
from simulator.model.parameters import Array

FINE = 0.9
"""Grid step in the narrowest standard deviation that is summed over; a log probability is
right to about 1e-5."""
REACH = (6.5, 12.0)
"""How far the grid reaches at least and at most, in standard deviations of the level."""
BAND = 6.5
"""How far a day's move reaches, in standard deviations of a move."""
NEGLIGIBLE = 1e-13
MESH = 200
ROUGHLY = 1.25
"""To a power of this what a grid must be fine enough for is rounded up."""


class Grid(NamedTuple):
    """Points of the standardised log-level, and the chance to go from each to its heirs in a day.

    Points lie closer where a count tells more of the level, so that sums over them are as good as
    integrals.
    """

    points: Array
    """Shape (points,)."""
    start: Array
    """Shape (points,): the stationary law."""
    moves: Array
    """Shape (points, heirs): from each point to its heirs, which lie side by side."""
    first: Array
    """Shape (points,): the first heir."""
    last: Array
    """Shape (points,): one past the last heir."""


def grid(sd: float, memory: float, mean: float, shape: float, most: int) -> Grid:
    """A grid for a level of this standard deviation and memory (in days).

    `mean`: the greatest expected count; `shape`: of the gamma mixing, 0 for none; `most`: the
    greatest count.
    """
    return _grid(sd, memory, _rounded(mean), _rounded(shape), most)


def _rounded(number: float) -> float:
    """Up to a power of ROUGHLY; 0 stays."""
    return ROUGHLY ** ceil(log(number, ROUGHLY)) if number > 0.0 else 0.0


@lru_cache(maxsize=16)
def _grid(sd: float, memory: float, mean: float, shape: float, most: int) -> Grid:
    """Kept, since a search changes one parameter at a time, and most leave the grid as it is."""
    rho = exp(-1.0 / memory)
    move = sqrt(1.0 - rho * rho)
    highest = (log((most + 1.0) / mean) + 0.5 * sd * sd) / sd
    reach = min(max(REACH[0], highest + 1.0), REACH[1])
    mesh = np.linspace(-reach, reach, MESH)
    told = sd * sd * _told(mean * np.exp(sd * mesh - 0.5 * sd * sd), shape, most)
    crowd = np.sqrt(told + 2.0 / move**2) / FINE
    numbered = np.cumsum(crowd) * (mesh[1] - mesh[0])
    numbered -= numbered[0]
    place = CubicSpline(numbered, mesh)
    numbers = np.arange(0.0, float(numbered[-1]))
    points, steps = place(numbers), place(numbers, 1)
    first = np.searchsorted(points, rho * points - BAND * move)
    last = np.searchsorted(points, rho * points + BAND * move)
    heirs = first[:, None] + np.arange(int(np.max(last - first)))
    heirs = np.minimum(heirs, len(points) - 1)
    moves = _normal((points[heirs] - rho * points[:, None]) / move) * (steps[heirs] / move)
    return Grid(points, _normal(points) * steps, moves, first, last)


def _told(means: Array, shape: float, most: int) -> Array:
    """What a count tells of the log of its mean: its Fisher information.

    Far above the greatest count it tells less, since every probability falls there: of mixed counts
    as a power of the mean, of Poisson counts to nothing.
    """
    beyond = means / (2.0 * most + 30.0)
    told: Array = means / (1.0 + beyond**4)
    if shape > 0.0:
        told = means * shape / (means + shape) / (1.0 + beyond)
    return told


def _normal(z: Array) -> Array:
    density: Array = np.exp(-0.5 * z * z) / sqrt(2.0 * pi)
    return density


def log_terms(
    days: Array,
    totals: Array,
    means: Array,
    shapes: Array,
    constants: Array,
    sd: float,
    memory: float,
) -> Array:
    """Log probability of each count given those before it, as an array like `totals`.

    `days`: day of each count, rising; `means`: expected counts at factor 1; `shapes`: of the gamma
    mixing, 0 for none; `constants`: the part of each log probability that no level changes.
    """
    on = grid(sd, memory, float(means.max()), float(shapes.max()), int(totals.max()))
    factors = np.exp(sd * on.points - 0.5 * sd * sd)
    terms = np.empty(len(totals))
    belief, work = on.start.copy(), np.empty((3, len(on.start)))
    _forward(days, totals, means, shapes, factors, on.moves, on.first, on.last, belief, work, terms)
    return terms + constants


@jit
def _forward(
    days: Array,
    totals: Array,
    means: Array,
    shapes: Array,
    factors: Array,
    moves: Array,
    first: Array,
    last: Array,
    belief: Array,
    work: Array,
    terms: Array,
) -> None:
    """Move the belief day by day, and weigh it with each count; outside [low, high) it is 0.

    `work`: three rows to write in, each as long as the belief.
    """
    low, high = 0, len(belief)
    for i in range(len(totals)):
        if i > 0:
            for _ in range(days[i] - days[i - 1]):
                low, high = _move(moves, first, last, belief, work[0], low, high)
        if i == 0 or means[i] != means[i - 1] or shapes[i] != shapes[i - 1]:
            _spread(means[i], shapes[i], factors, work[1], work[2])
        terms[i] = _weigh(totals[i], work[1, low:high], work[2, low:high], belief[low:high])
        while belief[low] < NEGLIGIBLE:
            low += 1
        while belief[high - 1] < NEGLIGIBLE:
            high -= 1


@jit
def _move(
    moves: Array, first: Array, last: Array, belief: Array, moved: Array, low: int, high: int
) -> tuple[int, int]:
    """One day on; the span of the grid that the belief then has reached."""
    new_low, new_high = first[low], last[high - 1]
    for j in range(new_low, new_high):
        moved[j] = 0.0
    for i in range(low, high):
        _share_out(belief[i], moves[i], moved[first[i] : last[i]])
    for j in range(new_low, new_high):
        belief[j] = moved[j]
    return new_low, new_high


@jit
def _share_out(mass: float, moves: Array, heirs: Array) -> None:
    """Give each heir its share of one level's mass."""
    for k in range(len(heirs)):
        heirs[k] += mass * moves[k]


@jit
def _spread(mean: float, shape: float, factors: Array, gain: Array, loss: Array) -> None:
    """At each level, what a count adds to its log probability for each act, and takes off once."""
    for j in range(len(factors)):
        at = mean * factors[j]
        if shape > 0.0:
            loss[j] = shape * np.log1p(at / shape)
            gain[j] = np.log(at / (shape + at))
        else:
            loss[j] = at
            gain[j] = np.log(at)


@jit
def _weigh(total: int, gain: Array, loss: Array, belief: Array) -> float:
    """Weigh the belief with a count, scaled to sum 1; the log probability of the count."""
    best = -np.inf
    for j in range(len(belief)):
        best = max(best, total * gain[j] - loss[j])
    whole = 0.0
    for j in range(len(belief)):
        belief[j] *= np.exp(total * gain[j] - loss[j] - best)
        whole += belief[j]
    for j in range(len(belief)):
        belief[j] /= whole
    return float(best + np.log(whole))
