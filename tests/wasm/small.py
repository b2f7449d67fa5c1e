"""Entries of a small engine file: what compiled code may be handed, and how it fails."""

from typing import Annotated, NamedTuple

import numpy as np

from simulator.handles import Arrays
from simulator.jit import jit, struct
from simulator.model import draws
from simulator.model.elementary import exp, log
from simulator.model.parameters import Array, Floats, Grid, Integers, Pages
from simulator.wasm.entry import entry

POINT = struct([("x", "i8"), ("y", "f8")])


class Points(Arrays):
    """Two arrays of different kinds."""

    points: Annotated[Array, POINT, 1]
    grid: Grid


class Line(NamedTuple):
    """Numbers and an array as one argument."""

    slope: float
    start: int
    upward: bool
    at: Integers


@entry
def looked_up(of: Points, i: int, row: int, column: int) -> float:
    return of.points[i].x + of.points[i].y + of.grid[row, column]


@entry
def moved(of: Points, i: int) -> None:
    of.points[i].x += 1


@entry
def on_line(line: Line, found: Floats) -> bool:
    for i in range(len(line.at)):
        slope = line.slope if line.upward else -line.slope
        found[i] = line.start + slope * line.at[i]
    return line.upward


@entry
def corner(pages: Pages) -> int:
    pages[0, 0, 0] = pages[1, 2, 3]
    return pages.shape[0] * 100 + pages.shape[1] * 10 + pages.shape[2]


@entry
def samples(
    distributions: Annotated[Array, draws.DISTRIBUTION, 1],
    numbers: Floats,
    row: int,
    uniforms: Floats,
    found: Floats,
) -> None:
    for i in range(len(uniforms)):
        found[i] = draws.sample(distributions, numbers, row, uniforms[i])


@entry
def exponentials(numbers: Floats, found: Floats) -> None:
    for i in range(len(numbers)):
        found[i] = exp(numbers[i])


@entry
def logarithms(numbers: Floats, found: Floats) -> None:
    for i in range(len(numbers)):
        found[i] = log(numbers[i])


@jit
def part_of(whole: int, parts: int) -> int:
    if parts == 7:
        raise ValueError("seven is too many")
    return whole // parts


@entry
def shared(whole: int, parts: int) -> int:
    return part_of(whole, parts)


@entry
def far_off(numbers: Floats, place: int) -> float:
    return numbers[place]


ENTRIES = [
    looked_up, moved, on_line, corner, samples, exponentials, logarithms, shared, far_off,
]  # fmt: skip


def some() -> Points:
    points = np.zeros(3, POINT)
    points["x"], points["y"] = [10, 20, 30], [0.5, 0.25, 0.125]
    return Points(points=points, grid=np.arange(12.0).reshape(3, 4) * 100)
