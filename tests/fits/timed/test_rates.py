"""Families of rates find again what the simulator played, and tell what not to trust."""

import numpy as np
import pytest
from scipy import stats

from simulator.data.read import read
from simulator.fits.timed.acts import Acts, acts_of
from simulator.fits.timed.families import FAMILIES
from simulator.fits.timed.rates import RateFamily
from simulator.scenario.schema.violations import Pattern
from tests.fits.timed.rescaled import waits

from .drawn import DAY, acts, played

NIGHT = [3, 2, 1, 1] + [0.5] * 14 + [4, 6, 6, 5, 4, 4]
HOURS = {f"hour {hour}": 24 * weight / sum(NIGHT) for hour, weight in enumerate(NIGHT)}
WANDER = {"level": {"wander": {"sd": 0.6, "memory": "5 days"}}}
BY_NAME = {family.name: family for family in FAMILIES}
PLAYED = {
    "steady": ({"rate": "10 per day"}, 100, {"rate": 10.0}),
    "day profile": ({"rate": "10 per day", "hours": NIGHT}, 100, {"rate": 10.0}),
    "over-dispersed days by the hour": (
        {"rate": "10 per day", "hours": NIGHT, "overdispersion": 0.8},
        200,
        {"rate": 10.0, "overdispersion": 0.8},
    ),
    "drifting level by the hour": (
        {"rate": "10 per day", "hours": NIGHT} | WANDER,
        200,
        {"rate": 10.0, "wander sd": 0.6, "wander memory": 5.0},
    ),
    "echo": (
        {"rate": "6 per day", "echo": {"share": 0.4, "memory": "6 h"}},
        200,
        {"rate": 6.0, "echo share": 0.4, "echo memory": 0.25},
    ),
    "echo in drift by the hour": (
        {"rate": "10 per day", "hours": NIGHT, "echo": {"share": 0.4, "memory": "2 h"}} | WANDER,
        120,
        {"rate": 10.0, "wander sd": 0.6, "echo share": 0.4, "echo memory": 2 / 24},
    ),
}


@pytest.mark.parametrize("name", PLAYED)
def test_what_was_played_is_found_again(name: str) -> None:
    pattern, days, truth = PLAYED[name]
    data = played(pattern, days, seed=6)
    family = BY_NAME[name]
    values = family.fit(data)
    found = family.intervals(values, data)
    for parameter, true in truth.items():
        assert found[parameter].low < true < found[parameter].high
        assert values[parameter] == pytest.approx(true, rel=0.75)
    if "hours" in pattern:
        held = [found[hour].low <= weight <= found[hour].high for hour, weight in HOURS.items()]
        assert sum(held) >= 21
    words = family.pattern(values)
    assert words.keys() == pattern.keys()
    assert Pattern.model_validate({"kind": "drone"} | words)


def test_a_fit_from_the_fitted_values_stays_there() -> None:
    data = played({"rate": "6 per day", "echo": {"share": 0.4, "memory": "6 h"}}, 100)
    family = BY_NAME["echo"]
    values = family.fit(data)
    again = family.fit(data, values)
    assert family.log_density(again, data) == pytest.approx(
        family.log_density(values, data), abs=0.01
    )


def test_an_echo_that_is_drift_is_told_with_both_shares() -> None:
    drifting = {"rate": "8 per day", "level": {"wander": {"sd": 0.9, "memory": "6 days"}}}
    data = played(drifting, 100)
    family = BY_NAME["echo"]
    values = family.fit(data)
    assert values["echo share"] > 0.5
    (told,) = family.warnings(values, data)
    assert f"with a constant rate an act seems to trigger {values['echo share']:.2f} others" in told
    assert "and hours of its own 0.0" in told


def test_an_echo_that_is_one_is_not_called_drift() -> None:
    data = played({"rate": "6 per day", "echo": {"share": 0.5, "memory": "2 h"}}, 80)
    family = BY_NAME["echo"]
    assert family.warnings(family.fit(data), data) == []


def test_echoes_within_minutes_are_called_what_comes_together() -> None:
    data = acts([10, 10, 11, 400, 400, 401], (0, DAY))
    values = {"rate": 2.0, "echo share": 0.6, "echo memory": 1 / DAY}
    family = RateFamily("echo on a level", "", wander=True, echo=True)
    told = family.warnings(values | {"wander sd": 0.5, "wander memory": 2.0}, data)
    assert any(one.startswith("Echoes come within 1 minutes") for one in told)


def test_few_acts_for_so_many_hours_are_told() -> None:
    data = acts([10, 400, 900])
    family = BY_NAME["day profile"]
    (told,) = family.warnings(family.fit(data), data)
    assert told == "Only 0.1 acts per hour of the day inform the 24 weights of hours."


@pytest.mark.parametrize("name", PLAYED)
def test_on_the_true_clock_waits_are_exponential(name: str) -> None:
    pattern, days, truth = PLAYED[name]
    values = truth | (HOURS if "hours" in pattern else {}) | {"wander memory": 5.0}
    found = waits(BY_NAME[name], values, played(pattern, days, seed=5))
    assert stats.kstest(found, "expon").pvalue > 0.001


def test_on_a_false_clock_waits_are_not_exponential() -> None:
    data = played({"rate": "6 per day", "echo": {"share": 0.6, "memory": "60 min"}}, 60)
    found = waits(BY_NAME["steady"], {"rate": len(data.minutes) / 60}, data)
    assert stats.kstest(found, "expon").pvalue < 1e-6


def test_a_wait_does_not_reach_back_over_a_gap() -> None:
    data = acts([DAY + 60], (0, 600), (DAY, 2 * DAY))
    (wait,) = waits(BY_NAME["steady"], {"rate": 24.0}, data)
    assert 1.0 < wait < 1.0 + 1 / 60


@pytest.fixture(scope="module")
def kyiv(event_data) -> Acts:
    """Air-raid alerts of one city."""
    return acts_of(
        read(event_data / "ua_air_raid_alerts_2022_2024.csv").series.only(regions=["UA-30"])
    )


def test_the_echo_of_the_alerts_is_drift(kyiv: Acts) -> None:
    alone = BY_NAME["echo"].fit(kyiv)
    in_drift = BY_NAME["echo in drift by the hour"].fit(kyiv)
    assert 0.6 < alone["echo share"] < 0.95
    assert 3.0 < alone["echo memory"] < 10.0
    assert in_drift["echo share"] < 0.2
    (told,) = BY_NAME["echo"].warnings(alone, kyiv)
    assert told.startswith("Drift looks like echoes")


def test_the_gaps_of_the_alerts_are_lognormal_before_weibull_before_exponential(kyiv: Acts) -> None:
    aic = [
        2 * len(values) - 2 * family.log_density(values, kyiv)
        for family in map(BY_NAME.get, ("lognormal gaps", "Weibull gaps", "exponential gaps"))
        if family is not None
        for values in [family.fit(kyiv)]
    ]
    assert np.diff(aic) == pytest.approx([113.0, 88.0], abs=10.0)
