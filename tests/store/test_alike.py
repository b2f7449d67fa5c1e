import numpy as np
import pytest

from simulator.model.parameters import Array
from simulator.store.alike import apart

ROWS = [(0, 1.5, 2), (0, np.nan, 3), (1, 0.0, 4), (2, 1e-300, 5)]


def table(rows: list[tuple[int, float, int]]) -> Array:
    return np.array(rows, [("replication", "i8"), ("hours", "f8"), ("state", "i2")])


def test_the_same_rows_are_the_same_whatever_their_nan_look_like() -> None:
    other = table(ROWS)
    other["hours"].view("u8")[1] ^= 1  # another NaN
    assert np.isnan(other["hours"][1])
    assert apart(table(ROWS), other, 3).total == 0


@pytest.mark.parametrize(
    ("row", "changed", "first", "column"),
    [
        (0, (0, np.nextafter(1.5, 2), 2), 0, "hours"),
        (1, (0, 0.0, 3), 0, "hours"),
        (2, (1, -0.0, 4), 1, "hours"),
        (3, (2, 1e-300, 6), 2, "state"),
    ],
)
def test_one_bit_in_one_row_is_found_with_its_history_and_column(
    row: int, changed: tuple[int, float, int], first: int, column: str
) -> None:
    rows = [*ROWS[:row], changed, *ROWS[row + 1 :]]
    found = apart(table(ROWS), table(rows), 3)
    assert (found.total, found.first, found.columns) == (1, first, (column,))


def test_a_row_more_or_less_is_a_difference_of_its_history_and_not_of_those_after_it() -> None:
    for one, other in ((ROWS, ROWS[:1] + ROWS[2:]), (ROWS[1:], ROWS)):
        found = apart(table(one), table(other), 3)
        assert found.differ.tolist() == [True, False, False]
        assert found.columns == ()


def test_a_history_without_any_rows_is_compared_too() -> None:
    assert apart(table(ROWS[:3]), table(ROWS), 4).differ.tolist() == [False, False, True, False]
