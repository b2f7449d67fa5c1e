"""Values as JSON has them."""

from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from simulator.tables.json_values import plain


class Named(NamedTuple):
    """A row with names."""

    first: int
    second: float


def test_what_is_missing_or_not_finite_is_null() -> None:
    for value in (None, float("nan"), np.float64("inf"), pd.NaT, np.datetime64("NaT")):
        assert plain(value) is None


def test_moments_and_dates_are_in_iso_form() -> None:
    assert plain(pd.Timestamp("2024-03-01 10:30")) == "2024-03-01T10:30:00"
    assert plain(np.datetime64("2024-03-01T10:30")) == "2024-03-01T10:30:00"
    assert plain(date(2024, 3, 1)) == "2024-03-01"


def test_rows_keep_their_names_and_numbers_their_kind() -> None:
    assert plain([Named(np.int64(1), np.float64(0.5))]) == [{"first": 1, "second": 0.5}]
    assert plain({1: (True, "a")}) == {"1": [True, "a"]}
