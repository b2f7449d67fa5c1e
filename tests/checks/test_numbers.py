import numpy as np
import pytest

from simulator.checks import statistics as numbers
from simulator.checks.observed import Window


def window(days: list[int]) -> Window:
    day = np.array(days)
    return Window(
        start=1440 * day, end=1440 * (day + 1), day=day, unit=1,
        spans=np.column_stack([1440 * day, 1440 * (day + 1)]), opens=0,
        into_day=0, sizes=False, timed=False,
    )  # fmt: skip


def one(counts: list[int]) -> np.ndarray:
    return np.array([counts])


def test_the_numbers_of_ten_days_are_those_worked_out_by_hand() -> None:
    counts, ten = one([0, 3, 1, 0, 2, 20, 4, 0, 0, 10]), window([*range(10)])
    assert numbers.per_day(counts, ten)[0] == 4.0
    assert numbers.zero_share(counts, ten)[0] == 0.4
    assert numbers.busiest_share(counts, ten)[0] == 0.5
    assert numbers.variance_to_mean(counts, ten)[0] == pytest.approx((530 - 160) / 9 / 4)


def test_the_busiest_tenth_of_eleven_days_is_two_days() -> None:
    assert numbers.busiest_share(one([1] * 9 + [3, 8]), window([*range(11)]))[0] == 11 / 20


def test_memory_is_what_is_left_of_it_after_a_slow_drift() -> None:
    day = np.arange(400)
    luck = np.random.Generator(np.random.Philox(4))
    counts = luck.poisson(40 * np.exp(np.sin(day / 90.0)))
    raw = np.corrcoef(np.log1p(counts[:-1]), np.log1p(counts[1:]))[0, 1]
    assert raw > 0.8
    assert abs(numbers.detrended_memory(counts[None], window([*day]))[0]) < 0.15


def test_memory_pairs_only_days_that_follow_one_another() -> None:
    days = [0, 1, 10, 11, 20, 21, 30, 31, 40, 41, 50, 51]
    counts = one([9, 9, 1, 1, 9, 9, 1, 1, 9, 9, 1, 1])
    assert numbers.detrended_memory(counts, window(days))[0] > 0.7
    apart = window([2 * day for day in range(12)])
    assert numbers.detrended_memory(counts, apart)[0] == 0.0


def test_a_series_without_acts_has_numbers_too() -> None:
    quiet = one([0] * 12)
    for measure in numbers.MEASURES:
        assert np.isfinite(measure.of(quiet, window([*range(12)]))[0])
