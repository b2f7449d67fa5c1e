"""Which points are played: Morris's trajectories to screen, Sobol's matrices for the indices.

The last number of every design is inert: it stands for nothing in the scenario and decides only on
whose luck a point is played. What it seems to do is what chance does to an index. All points that
are compared with each other but for its own have the same luck.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array

GRID = 4
"""Levels of Morris's grid; a step goes over half of them."""
EDGE = 1e-9
"""How near to the end of a range a level may come: some ranges have no upper end."""


class Steps(NamedTuple):
    """Morris's trajectories: from point to point one number moves."""

    levels: Array
    """(points, numbers) between 0 and 1, the inert number last."""
    luck: Array
    """(points,) int: points of the same number share their luck."""
    moved: Array
    """(steps,) int: which number moves in each step."""
    before: Array
    after: Array
    """(steps,) int: the points at its two ends."""


class Matrices(NamedTuple):
    """Sobol's two matrices A and B, and for each group A with that group's columns from B."""

    levels: Array
    """(rows * (groups + 2), numbers), row by row: A, a point for each group, B."""
    luck: Array
    """(points,) int."""
    rows: int
    groups: int
    """With the inert number, which is the last group."""


def trajectories(numbers: int, count: int, seed: int) -> Steps:
    """So many of Morris's trajectories over this many numbers, with an inert one beside them."""
    from SALib.sample import morris

    width = numbers + 1
    problem = _problem(width, None)
    grid = morris.sample(problem, count, num_levels=GRID, seed=seed)
    points = np.arange(len(grid)).reshape(count, width + 1)
    before, after = points[:, :-1].ravel(), points[:, 1:].ravel()
    moved = np.argmax(np.abs(grid[after] - grid[before]), axis=1)
    luck = 2 * (np.arange(len(grid)) // (width + 1)) + (grid[:, -1] > 0.5)
    # The middles of the grid's cells, so that no number stands at the very end of its range.
    levels = 0.5 / GRID + (1 - 1 / GRID) * grid
    return Steps(levels, luck.astype(np.int64), moved, before, after)


def matrices(groups: Sequence[int], rows: int, seed: int) -> Matrices:
    """Saltelli's design; `groups`: of each number the group that it belongs to, from 0 on.

    Numbers of one group move together; the inert one, which is added, is a group of its own.
    """
    from SALib.sample import sobol

    order = np.argsort(groups, kind="stable")
    names = [f"{groups[place]}" for place in order]
    count = len(set(names)) + 1
    problem = _problem(len(groups) + 1, [*names, "inert"])
    sampled = sobol.sample(problem, rows, calc_second_order=False, seed=seed)
    levels = np.empty_like(sampled)
    levels[:, [*order, len(groups)]] = sampled
    # B and the point at which the inert number comes from B have B's luck, all others A's.
    from_b = np.zeros(count + 2, int)
    from_b[-2:] = 1
    luck = (2 * np.arange(rows)[:, None] + from_b).ravel()
    return Matrices(np.clip(levels, EDGE, 1 - EDGE), luck, rows, count)


def _problem(width: int, groups: Sequence[str] | None) -> dict[str, object]:
    """What SALib wants to know."""
    problem = {
        "num_vars": width,
        "names": [f"x{place}" for place in range(width)],
        "bounds": [[0.0, 1.0]] * width,
    }
    return problem | ({"groups": list(groups)} if groups is not None else {})
