"""The standardised log-level of a rate on a grid, so that sums over it are as good as integrals."""

from math import ceil, exp, log, pi, sqrt
from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array

FINE = 1.0
"""Grid step in the narrowest standard deviation that is summed over; the error is below 1e-8."""
REACH = (6.0, 12.0)
"""How far the grid reaches at least and at most, in standard deviations of the level."""
BAND = 6.0
"""How far a day's move reaches, in standard deviations of a move."""
MOST_POINTS = 2000


class Grid(NamedTuple):
    """Levels on even points, and the chance to go from each to its heirs in a day."""

    factors: Array
    """Shape (points,): by what the rate is multiplied."""
    start: Array
    """Shape (points,): the stationary law."""
    moves: Array
    """Shape (points, heirs); the heirs of a point lie side by side."""
    first: Array
    """Shape (points,): the first heir."""


STILL = Grid(np.ones(1), np.ones(1), np.ones((1, 1)), np.zeros(1, np.int64))
"""A level that does not move."""


def grid(sd: float, memory: float, most: float, above: float) -> Grid:
    """A log-level of this standard deviation that returns to its mean; `memory` in days.

    `most`: the acts that tell most of a day's level; `above`: the greatest ratio of a day's acts to
    those expected, which says how far the grid must reach.
    """
    rho = exp(-1.0 / memory)
    move = sqrt(1.0 - rho * rho)
    reach = min(max(REACH[0], (log(above) + 0.5 * sd * sd) / sd + 1.0), REACH[1])
    step = max(FINE / sqrt(sd * sd * most + 2.0 / move**2), 2.0 * reach / (MOST_POINTS - 1))
    half = ceil(reach / step)
    points = step * np.arange(-half, half + 1)
    width = min(2 * ceil(BAND * move / step) + 1, len(points))
    centre = np.rint(rho * points / step).astype(np.int64) + half
    first = np.clip(centre - width // 2, 0, len(points) - width)
    heirs = points[first[:, None] + np.arange(width)]
    moves = _normal((heirs - rho * points[:, None]) / move) * (step / move)
    return Grid(np.exp(sd * points - 0.5 * sd * sd), _normal(points) * step, moves, first)


def _normal(z: Array) -> Array:
    density: Array = np.exp(-0.5 * z * z) / sqrt(2.0 * pi)
    return density
