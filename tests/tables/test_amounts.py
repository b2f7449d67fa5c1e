"""Values have the digits that their intervals leave, and differences of shares are points."""

from math import nan

import pytest

from simulator.tables.amounts import SHARE, difference, with_interval


@pytest.mark.parametrize(
    ("unit", "estimate", "shown"),
    [
        ("km2", (4172.3, 2048.1, 6297.4), "4,200 (2,000 to 6,300)"),
        ("per 30 days", (1.6831, 1.6441, 1.7209), "1.683 (1.644 to 1.721)"),
        ("h", (559.2, 340.0, 790.0), "560 (340 to 790)"),
        (SHARE, (0.4, 0.304, 0.503), "40 % (30 to 50 %)"),
        (SHARE, (0.0, 0.0, 0.037), "0 % (0 to 4 %)"),
        (SHARE, (0.0, 0.0, 0.0004), "0 % (0 to 0.04 %)"),
        (SHARE, (1.0, 0.9996, 1.0), "100 % (99.96 to 100 %)"),
        (SHARE, (0.0025, 0.0004, 0.014), "0.2 % (0 to 1.4 %)"),
        ("per 30 days", (0.0, nan, nan), "0 (-)"),
        ("h", (12345.678, nan, nan), "12,346 (-)"),
        ("h", (nan, nan, nan), "-"),
    ],
)
def test_a_value_has_no_more_digits_than_its_interval_leaves(unit, estimate, shown):
    assert with_interval(unit, *estimate) == shown


@pytest.mark.parametrize(
    ("unit", "estimate", "shown"),
    [
        (SHARE, (0.13, 0.041, 0.209), "+13 points (4 to 21)"),
        (SHARE, (-0.13, -0.209, -0.041), "-13 points (-21 to -4)"),
        (SHARE, (0.0, -0.02, 0.02), "0 points (-2 to 2)"),
        ("km2", (83.2, 51.0, 115.4), "+83 (51 to 115)"),
        ("h", (0.0, nan, nan), "0 (-)"),
        ("h", (nan, nan, nan), "-"),
    ],
)
def test_a_difference_has_a_sign_and_of_shares_is_in_percentage_points(unit, estimate, shown):
    assert difference(unit, *estimate) == shown
