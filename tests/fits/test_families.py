from dataclasses import replace

import pytest

from simulator.fits.counts.families import FAMILIES
from simulator.fits.family import (
    Difference,
    Fits,
    Fitted,
    Interval,
    compare,
    difference,
    unlimited,
)

from .counts.counted import daily


def fitted(family: str, parameters: int, by_block: tuple[float, ...]) -> Fitted:
    values = {f"p{i}": 1.0 for i in range(parameters)}
    return Fitted(family, "", values, {}, sum(by_block) / 30.0, 0.0, by_block, [], dict)


def test_a_difference_is_nats_per_day_with_its_error_over_blocks():
    found = difference([10.0, 20.0, 30.0], [10.0, 10.0, 10.0])
    assert found.value == 2.0
    assert found.error == pytest.approx((1.5 * 200.0) ** 0.5 / 30.0)


def test_blocks_that_win_the_same_each_day_leave_no_error():
    assert difference([5.0, 10.0], [10.0, 20.0]) == Difference(0.5, 0.0)


def test_the_simplest_family_within_one_standard_error_is_chosen():
    days = (10.0, 10.0, 10.0)
    rich = fitted("rich", 5, (-10.0, -20.0, -30.0))
    plain = fitted("plain", 2, (-12.0, -19.0, -30.0))
    poor = fitted("poor", 1, (-90.0, -91.0, -92.0))
    fits = Fits((rich, plain, poor), days)
    assert fits.best is rich
    assert fits.chosen is plain


def test_a_lead_that_all_blocks_share_is_kept():
    days = (10.0, 10.0, 10.0)
    rich = fitted("rich", 5, (-10.0, -20.0, -30.0))
    plain = fitted("plain", 2, (-11.0, -21.0, -31.0))
    assert Fits((rich, plain), days).chosen is rich


def test_echoes_must_win_by_more_than_their_error():
    days = (10.0, 10.0, 10.0)
    echo = replace(fitted("echo", 3, (-10.0, -20.0, -30.0)), pattern={"echo": {"share": 0.5}})
    drift = fitted("drift", 3, (-12.0, -19.0, -30.0))
    assert Fits((echo, drift), days).chosen is drift
    assert Fits((echo, fitted("steady", 1, (-20.0, -30.0, -40.0))), days).chosen is echo


def test_a_lead_that_is_nothing_is_none():
    rich = fitted("rich", 5, (-10.0, -20.0, -30.0))
    plain = fitted("plain", 2, (-10.001, -20.001, -30.001))
    assert Fits((rich, plain), (10.0, 10.0, 10.0)).chosen is plain


def test_each_family_is_told_before_it_is_fitted():
    told: list[str] = []
    compare(FAMILIES[:2], daily([3, 0, 8, 1, 2]), blocks=2, note=told.append)
    assert told == ["fitting steady (1 of 2)", "fitting over-dispersed days (2 of 2)"]


def test_a_limit_that_is_not_there_is_said():
    found = unlimited({"a": Interval(1.0, 0.5, float("inf")), "b": Interval(1.0, 0.0, 2.0)})
    assert found == [
        "Nothing in the data limits a from above.",
        "The data do not distinguish b from 0.",
    ]
