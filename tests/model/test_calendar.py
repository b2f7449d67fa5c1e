"""The calendar: where the rows from a minute on begin."""

import numpy as np
import pytest

from simulator.engine.trace import ROW
from simulator.model.calendar import first_from


@pytest.mark.parametrize(
    ("minute", "first"), [(0, 0), (5, 0), (6, 1), (7, 1), (8, 4), (9, 4), (10, 5)]
)
def test_the_rows_from_a_minute_on_begin_with_the_first_of_equal_minutes(
    minute: int, first: int
) -> None:
    rows = np.zeros(6, ROW)
    rows["minute"] = [5, 7, 7, 7, 9, 0]  # the last is not in use
    assert first_from(rows, 5, minute) == first


def test_none_of_no_rows_is_the_first() -> None:
    assert first_from(np.zeros(0, ROW), 0, 3) == 0
