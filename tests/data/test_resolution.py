"""Rounded clock times are seen by the minutes of the hour, and are not taken for salvos."""

from collections.abc import Callable

import numpy as np
import pytest

from simulator.data.resolution import Resolution, resolution_of, unrounded
from simulator.data.series import RECORD, Series
from simulator.fits.family import Fits, compare
from simulator.fits.timed import gap_families, rates, salvo_family
from simulator.fits.timed.acts import acts_of
from simulator.minutes import DAY
from simulator.model.parameters import Array

DAYS = 100
MIDNIGHT = 18_262 * DAY
"""2020-01-01T00:00Z."""
FEW = (rates.FAMILIES[0], gap_families.FAMILIES[2], salvo_family.FAMILIES[0])
"""Steady, Weibull gaps and salvos."""
Draw = Callable[[np.random.Generator], Array]


def made(minutes: Array, zone: str = "UTC") -> Series:
    """An act at each of these minutes that is within the days, on their lines."""
    inside = np.sort(minutes[(minutes >= 0) & (minutes < DAYS * DAY)])
    records = np.zeros(len(inside), RECORD)
    records["start"] = MIDNIGHT + inside
    records["end"], records["total"] = records["start"] + 1, 1
    records["line"] = np.arange(len(inside)) + 2
    covered = np.array([[MIDNIGHT, MIDNIGHT + DAYS * DAY]])
    return Series(records, ("drone",), ("north",), zone, covered, "made up", False)


def steady(luck: np.random.Generator) -> Array:
    return luck.integers(0, DAYS * DAY, 400)


def salvos(luck: np.random.Generator, count: int = 60, more: int = 6, within: int = 15) -> Array:
    openers = luck.integers(0, DAYS * DAY, count)
    further = [at + luck.integers(0, within, luck.poisson(more)) for at in openers]
    return np.concatenate([openers, *further])


def rounded(minutes: Array, grid: int) -> Array:
    return (minutes + grid // 2) // grid * grid


def heaped(luck: np.random.Generator, minutes: Array, share: float) -> Array:
    return np.where(luck.random(len(minutes)) < share, rounded(minutes, 60), minutes)


ROUNDED: dict[str, Draw] = {
    "5 minutes": lambda luck: rounded(steady(luck), 5),
    "15 minutes": lambda luck: rounded(steady(luck), 15),
    "hours": lambda luck: rounded(steady(luck), 60),
    "six in ten to hours": lambda luck: heaped(luck, steady(luck), 0.6),
}


def fitted(series: Series) -> Fits:
    return compare(FEW, acts_of(series))


@pytest.mark.parametrize("grid", [5, 10, 15, 20, 30, 60])
@pytest.mark.parametrize("draw", [steady, salvos])
def test_a_grid_of_all_times_is_seen(grid: int, draw: Draw) -> None:
    found = resolution_of(made(rounded(draw(np.random.default_rng(1)), grid)))
    assert list(found.shares) == [grid]
    assert found.shares[grid] > 0.99
    assert (found.coarsest, found.whole) == (grid, True)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6])
def test_the_share_of_times_on_full_hours_is_found_to_within_luck(share: float) -> None:
    luck = np.random.default_rng(2)
    found = resolution_of(made(heaped(luck, steady(luck), share)))
    assert list(found.shares) == [60]
    assert abs(found.shares[60] - share) < 3.0 * np.sqrt(share * (1.0 - share) / 400)
    assert not found.whole


def test_times_to_5_minutes_of_which_some_are_to_hours_have_both_grids() -> None:
    luck = np.random.default_rng(3)
    found = resolution_of(made(heaped(luck, rounded(steady(luck), 5), 0.3))).shares
    assert list(found) == [60, 5]
    assert sum(found.values()) == pytest.approx(1.0, abs=0.01)


def test_acts_at_midnight_beyond_other_hours_have_no_time() -> None:
    luck = np.random.default_rng(4)
    acts = steady(luck)
    found = resolution_of(made(np.where(luck.random(400) < 0.2, acts // DAY * DAY, acts)))
    assert list(found.shares) == [DAY]
    assert found.shares[DAY] == pytest.approx(0.2, abs=0.06)


def test_exact_times_are_not_taken_for_rounded_even_where_whole_salvos_share_a_minute() -> None:
    kinds: list[Draw] = [
        steady,
        salvos,
        lambda luck: salvos(luck, 60, 10, 1),
        lambda luck: salvos(luck, 20, 40, 30),
    ]
    for seed in range(50):
        for draw in kinds:
            assert resolution_of(made(draw(np.random.default_rng(seed)))) == Resolution({})


def test_minutes_are_those_of_the_place() -> None:
    quarter_past = rounded(steady(np.random.default_rng(5)), 60) + 15
    assert list(resolution_of(made(quarter_past, "Asia/Kathmandu")).shares) == [60]
    assert not resolution_of(made(steady(np.random.default_rng(5)), "Asia/Kathmandu")).shares


def test_of_few_acts_nothing_is_known() -> None:
    assert resolution_of(made(60 * np.arange(19))) == Resolution({}, seen=False)
    assert list(resolution_of(made(60 * np.arange(20))).shares) == [60]


def test_a_rounded_act_is_put_within_half_a_grid_and_in_the_data() -> None:
    series = made(rounded(steady(np.random.default_rng(6)), 15))
    found = unrounded(series, resolution_of(series))
    away = [
        int(found.records["start"][found.records["line"] == one["line"]][0] - one["start"])
        for one in series.records
    ]
    assert set(away) == set(range(-7, 8))
    assert (np.diff(found.records["start"]) >= 0).all()
    at_the_edge = made(np.array([0] * 30 + [DAYS * DAY - 1] * 30))
    moved = unrounded(at_the_edge, Resolution({60: 1.0})).records["start"] - MIDNIGHT
    assert 0 <= moved.min() <= moved.max() < DAYS * DAY
    assert (moved < 31).sum() == 30


def test_where_an_act_is_put_does_not_depend_on_the_others() -> None:
    series = made(rounded(steady(np.random.default_rng(7)), 60))
    found = resolution_of(series)
    whole = unrounded(series, found).records
    half = series.records[::2]
    part = unrounded(Series(half, series.kinds, series.regions, "UTC", series.covered, "", False),
                     found).records  # fmt: skip
    assert set(part.tolist()) <= set(whole.tolist())


def test_exact_acts_stay_where_they_are_among_rounded_ones() -> None:
    luck = np.random.default_rng(8)
    series = made(heaped(luck, steady(luck), 0.3))
    found = unrounded(series, resolution_of(series)).records
    was = dict(zip(series.records["line"].tolist(), series.records["start"].tolist(), strict=True))
    moved = {was[one["line"]] % 60 for one in found if one["start"] != was[one["line"]]}
    assert moved == {0}


@pytest.mark.parametrize("name", ROUNDED)
@pytest.mark.parametrize("seed", range(2))
def test_steady_acts_with_rounded_times_are_not_taken_for_salvos(name: str, seed: int) -> None:
    series = made(ROUNDED[name](np.random.default_rng(seed)))
    assert fitted(unrounded(series, resolution_of(series))).chosen.family == "steady"


@pytest.mark.parametrize("name", ["15 minutes", "hours", "six in ten to hours"])
def test_as_they_stand_such_times_would_be(name: str) -> None:
    series = made(ROUNDED[name](np.random.default_rng(0)))
    assert fitted(series).chosen.family == "salvos"


@pytest.mark.parametrize("grid", [5, 15])
def test_salvos_with_rounded_times_are_still_salvos(grid: int) -> None:
    series = made(rounded(salvos(np.random.default_rng(0)), grid))
    chosen = fitted(unrounded(series, resolution_of(series))).chosen
    assert chosen.family == "salvos"
    assert chosen.values["rate"] == pytest.approx(0.6, rel=0.1)
    assert chosen.values["salvo acts"] == pytest.approx(6.0, rel=0.1)
    assert 15 <= chosen.values["salvo within"] * DAY < 15 + 2 * grid
