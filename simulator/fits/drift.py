"""A level that drifts: a grid of log-levels, and how a belief about the level moves in a day.

The likelihoods of counts and of timed acts sum over the level by an exact forward filter on it.
"""

from functools import lru_cache
from math import ceil, exp, log, pi, sqrt
from typing import NamedTuple

import numpy as np
from scipy.interpolate import CubicSpline

from simulator.jit import jit
from simulator.model.parameters import Array, Floats, Grid, Integers

FINE = 0.9
"""Grid step in the narrowest standard deviation that is summed over; a log probability is
right to about 1e-5."""
REACH = (6.5, 12.0)
"""How far the grid reaches at least and at most, in standard deviations of the level."""
BAND = 6.5
"""How far a day's move reaches, in standard deviations of a move."""
MESH = 200
"""Points at which the crowding of the grid is computed; it only places points, so this may be
coarse."""
ROUGHLY = 1.25
"""To a power of this what a grid must be fine enough for is rounded up."""


class Points(NamedTuple):
    """Points of the standardised log-level, and the chance to go from each to its heirs in a day.

    Points lie closer where a count is more informative about the level, so that sums over them are
    as good as integrals.
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


def grid(sd: float, memory: float, mean: float, shape: float, most: int) -> Points:
    """A grid for a level of this standard deviation and memory (in days).

    `mean`: the greatest expected count; `shape`: of the gamma mixing, 0 for none; `most`: the
    greatest count.
    """
    return _grid(sd, memory, _rounded(mean), _rounded(shape), most)


def _rounded(number: float) -> float:
    """Up to a power of ROUGHLY; 0 stays."""
    return ROUGHLY ** ceil(log(number, ROUGHLY)) if number > 0.0 else 0.0


@lru_cache(maxsize=16)
def _grid(sd: float, memory: float, mean: float, shape: float, most: int) -> Points:
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
    return Points(points, _normal(points) * steps, moves, first, last)


def _told(means: Array, shape: float, most: int) -> Array:
    """The Fisher information of a count about the log of its mean.

    Far above the greatest count it is smaller, since every probability falls there: of mixed counts
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


class Levels(NamedTuple):
    """What a day's rate may be multiplied by, on a grid, and the chance to go on in a day."""

    factors: Floats
    """Shape (points,): of mean 1 under the stationary law."""
    start: Floats
    moves: Grid
    first: Integers
    last: Integers
    """As in Points."""


def levels(on: Points, sd: float) -> Levels:
    """The factors at the points of a grid for a log-level of this standard deviation."""
    factors = np.exp(sd * on.points - 0.5 * sd * sd)
    return Levels(factors, on.start, on.moves, on.first, on.last)


@jit
def move(on: Levels, belief: Array, moved: Array, low: int, high: int) -> tuple[int, int]:
    """One day on; the span of the grid that the belief then has reached.

    Outside [low, high) the belief is 0. `moved`: room for another belief.
    """
    new_low, new_high = on.first[low], on.last[high - 1]
    for j in range(new_low, new_high):
        moved[j] = 0.0
    for i in range(low, high):
        _share_out(belief[i], on.moves[i], moved[on.first[i] : on.last[i]])
    for j in range(new_low, new_high):
        belief[j] = moved[j]
    return new_low, new_high


@jit
def _share_out(mass: float, moves: Array, heirs: Array) -> None:
    """Give each heir its share of one level's mass."""
    for k in range(len(heirs)):
        heirs[k] += mass * moves[k]


@jit
def narrowed(belief: Array, low: int, high: int, negligible: float) -> tuple[int, int]:
    """The span without the levels at both ends that are hardly possible."""
    while belief[low] < negligible:
        low += 1
    while belief[high - 1] < negligible:
        high -= 1
    return low, high
