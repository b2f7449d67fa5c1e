"""Classes of arrays: what compiled code sees of them is what Python sees."""

import pickle
from typing import Annotated

import numpy as np
import pytest

from simulator.handles import Arrays
from simulator.jit import jit, struct
from simulator.model.parameters import Array

POINT = struct([("x", "i8"), ("y", "f8")])


class Points(Arrays):
    """Two arrays of different kinds."""

    points: Annotated[Array, POINT, 1]
    grid: Annotated[Array, np.float64, 2]


@jit
def looked_up(of: Points, i: int, row: int, column: int) -> float:
    return of.points[i].x + of.points[i].y + of.grid[row, column]


@jit
def moved(of: Points, i: int) -> None:
    of.points[i].x += 1


def some() -> Points:
    points = np.zeros(3, POINT)
    points["x"], points["y"] = [10, 20, 30], [0.5, 0.25, 0.125]
    return Points(points=points, grid=np.arange(12.0).reshape(3, 4) * 100)


def test_compiled_code_finds_each_array_and_its_columns() -> None:
    assert looked_up(some(), 2, 1, 3) == 30 + 0.125 + 700


def test_what_compiled_code_writes_python_reads() -> None:
    one = some()
    moved(one, 1)
    assert one.points["x"].tolist() == [10, 21, 30]


def test_a_replaced_array_leaves_the_first_object_as_it_was() -> None:
    one = some()
    other = one.replace(grid=np.full((3, 4), -1.0))
    assert looked_up(other, 0, 0, 0) == 9.5
    assert looked_up(one, 0, 0, 0) == 10.5


def test_arrays_that_travelled_have_addresses_of_their_own() -> None:
    one = some()
    other = pickle.loads(pickle.dumps(one))
    one.points["x"] = 0
    assert looked_up(other, 2, 1, 3) == 30 + 0.125 + 700


def test_a_missing_array_is_named() -> None:
    with pytest.raises(TypeError, match="Points has the arrays points, grid"):
        Points(points=np.zeros(1, POINT))


@pytest.mark.parametrize(
    "grid",
    [
        np.zeros((3, 4), np.float32),
        np.zeros(12),
        np.zeros((4, 3)).T,
    ],
    ids=["another type", "another shape", "in pieces"],
)
def test_an_array_that_is_not_as_declared_is_refused(grid: Array) -> None:
    with pytest.raises(TypeError, match="grid must be a C array of float64 with 2 dimensions"):
        Points(points=np.zeros(1, POINT), grid=grid)
