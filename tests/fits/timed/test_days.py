from math import exp, lgamma, log, pi, sqrt

import numpy as np
import pytest

from simulator.fits.timed import hours
from simulator.fits.timed.rates import FAMILIES, RateFamily

from .drawn import DAY, Acts, acts, played

BY_NAME = {family.name: family for family in FAMILIES}
STEADY = BY_NAME["steady"]
DRIFT = BY_NAME["drifting level"]
BOTH = BY_NAME["over-dispersed days on a drifting level"]
ECHO_IN_DRIFT = RateFamily("echo in drift", "", wander=True, echo=True)


def normal(z: float) -> float:
    return exp(-0.5 * z * z) / sqrt(2 * pi)


def two_days(acts_of_first: int, acts_of_second: int) -> Acts:
    first = [60 * i for i in range(acts_of_first)]
    second = [DAY + 60 * i for i in range(acts_of_second)]
    return acts(first + second, (0, 2 * DAY))


def test_a_steady_rate_is_a_poisson_process():
    found = STEADY.log_density({"rate": 4.0}, two_days(3, 2))
    assert found == pytest.approx(5 * log(4.0 / DAY) - 8.0, abs=1e-12)


def test_gamma_mixed_days_have_negative_binomial_counts_at_even_moments():
    k, mean = 0.8, 4.0
    expected = 0.0
    for n in (3, 2):
        ways = lgamma(n + k) - lgamma(k) - lgamma(n + 1)
        count = ways + k * log(k / (k + mean)) + n * log(mean / (k + mean))
        expected += count + lgamma(n + 1) - n * log(DAY)
    family = BY_NAME["over-dispersed days"]
    found = family.log_density({"rate": mean, "overdispersion": k}, two_days(3, 2))
    assert found == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("k", [None, 2.0])
def test_a_wandering_level_is_summed_over_as_an_integral_would(k):
    sd, memory, mean = 0.9, 3.0, 4.0
    data = two_days(7, 1)
    rho = exp(-1.0 / memory)
    z = np.linspace(-8, 8, 1601)
    step = z[1] - z[0]

    def of_day(n: int):
        rate = mean * np.exp(sd * z - 0.5 * sd * sd)
        if k is None:
            return np.exp(n * np.log(rate / DAY) - rate)
        mixed = n * np.log(rate / DAY) - (n + k) * np.log1p(rate / k)
        return np.exp(mixed + lgamma(n + k) - lgamma(k) - n * log(k))

    start = np.exp(-0.5 * z * z) / sqrt(2 * pi)
    move = sqrt(1 - rho * rho)
    moves = np.exp(-0.5 * ((z[None, :] - rho * z[:, None]) / move) ** 2) / (sqrt(2 * pi) * move)
    whole = (start * of_day(7)) @ moves @ of_day(1) * step * step
    values = {"rate": mean, "wander sd": sd, "wander memory": memory, "overdispersion": k or 0.0}
    family = DRIFT if k is None else BOTH
    assert family.log_density(values, data) == pytest.approx(log(whole), abs=1e-5)


def test_a_level_that_hardly_wanders_leaves_a_steady_rate():
    data = two_days(5, 3)
    values = {"rate": 4.0, "wander sd": 1e-5, "wander memory": 3.0}
    assert DRIFT.log_density(values, data) == pytest.approx(
        STEADY.log_density(values, data), abs=1e-7
    )


def test_echoes_on_a_wandering_level_are_summed_over_the_level():
    """One day: the integral of the density at each level, with what the acts breed fixed."""
    values = {
        "rate": 4.0, "wander sd": 0.9, "wander memory": 3.0,
        "echo share": 0.5, "echo memory": 0.1,
    }  # fmt: skip
    data = acts([100, 100, 160, 400])
    z = np.linspace(-8, 8, 1601)
    each = []
    for level in z:
        factor = exp(0.9 * level - 0.5 * 0.9**2)
        at_level = {"rate": 4.0 * factor, "echo share": 0.5, "echo memory": 0.1}
        each.append(normal(level) * exp(BY_NAME["echo"].log_density(at_level, data)))
    whole = sum(each) * (z[1] - z[0])
    assert ECHO_IN_DRIFT.log_density(values, data) == pytest.approx(log(whole), abs=1e-5)


def test_a_block_is_judged_from_both_sides():
    """A day of four acts is likelier between busy days than between quiet ones."""
    values = {"rate": 4.0, "wander sd": 1.0, "wander memory": 5.0}
    scores = []
    for before, after in ((9, 9), (9, 0), (0, 0)):
        minutes = [60 * i for i in range(before)]
        minutes += [DAY + 60 * i for i in range(9)] + [2 * DAY + 60 * i for i in range(after)]
        data = acts(minutes, (0, 3 * DAY))
        scores.append(DRIFT.log_density(values, data, (DAY, 2 * DAY)))
    assert scores == sorted(scores, reverse=True)


def test_a_missing_day_is_not_a_quiet_one():
    values = {"rate": 4.0, "wander sd": 1.0, "wander memory": 5.0}
    minutes = [60 * i for i in range(9)]
    missing = DRIFT.log_density(values, acts(minutes, (0, DAY), (2 * DAY, 3 * DAY)))
    whole = DRIFT.log_density(values, acts(minutes, (0, 3 * DAY)))
    assert missing > whole + 0.5


def test_hours_have_mean_1_and_follow_the_acts():
    data = acts([0, 10, 20, 70, 600, 600])
    weights = hours.weights_of(hours.fitted(data.calendar, np.zeros(24)))
    assert weights.mean() == pytest.approx(1.0)
    assert weights[0] / weights[1] == pytest.approx(3.5 / 1.5)
    assert weights[5] > 0.0


def test_hours_allow_for_what_is_not_covered():
    """Twice as many acts in an hour that was seen twice as long say the same."""
    data = acts([0, 1, DAY, DAY + 1, 60, 61], (0, 120), (DAY, DAY + 60))
    weights = hours.weights_of(hours.fitted(data.calendar, np.zeros(24)))
    assert weights[0] == pytest.approx(weights[1], rel=0.05)


def test_acts_that_others_bred_are_not_the_hours_own():
    data = played({"rate": "20 per day"}, 20)
    bred = np.zeros(24)
    bred[7] = np.bincount(data.calendar.hour, minlength=24)[7]
    weights = hours.weights_of(hours.fitted(data.calendar, bred))
    assert weights[7] < 0.05
    assert np.delete(weights, 7).mean() == pytest.approx(24 / 23, rel=0.01)
