from math import exp, expm1, lgamma, log

import numpy as np
import pytest

from simulator.fits.timed.days import STILL, log_terms
from simulator.fits.timed.excitation import echoes, none
from simulator.fits.timed.rates import FAMILIES

from .drawn import DAY, acts, played

ECHO = {family.name: family for family in FAMILIES}["echo"]
SHARE, MEMORY, BASE = 0.4, 90.0, 3.0 / DAY
VALUES = {"rate": 3.0, "echo share": SHARE, "echo memory": MEMORY / DAY}


def bred(wait: int) -> float:
    """Acts that one act is expected to breed in the minute so long after."""
    return SHARE * -expm1(-1.0 / MEMORY) * exp(-wait / MEMORY)


def test_the_log_likelihood_of_three_acts_is_what_it_is_by_hand():
    means = [BASE, BASE + bred(60), BASE + bred(100) + bred(40)]
    spent = sum(bred(wait) for first in (100, 160, 200) for wait in range(1, DAY - first))
    by_hand = sum(map(log, means)) - BASE * DAY - spent - 3 * bred(0)
    assert ECHO.log_density(VALUES, acts([100, 160, 200])) == pytest.approx(by_hand, abs=1e-12)


def test_acts_of_one_minute_are_a_generalised_poisson_number():
    n, q = 3, bred(0)
    by_hand = log(BASE) + 2 * log(BASE + n * q) - n * q - lgamma(n + 1)
    by_hand -= BASE * DAY + n * sum(bred(wait) for wait in range(1, DAY - 700))
    assert ECHO.log_density(VALUES, acts([700] * 3)) == pytest.approx(by_hand, abs=1e-12)


def test_one_pass_finds_what_the_sum_over_all_pairs_finds():
    minutes = played({"rate": "40 per day"}, 3).minutes
    data = acts(minutes.tolist(), (0, 3 * DAY))
    found = echoes(data.calendar, SHARE, MEMORY, BASE)
    rows = data.calendar.minute
    later = np.maximum(rows[:, None] - minutes, 0)
    each = np.where(
        rows[:, None] > minutes, SHARE * -np.expm1(-1 / MEMORY) * np.exp(-later / MEMORY), 0.0
    )
    assert found.due == pytest.approx(each.sum(axis=1), abs=1e-12)
    all_minutes = np.arange(3 * DAY)
    later = np.maximum(all_minutes[:, None] - minutes, 0)
    each = np.where(
        all_minutes[:, None] > minutes,
        SHARE * -np.expm1(-1 / MEMORY) * np.exp(-later / MEMORY),
        0.0,
    )
    per_minute = each.sum(axis=1)
    assert found.spent == pytest.approx(per_minute.reshape(3, -1).sum(axis=1), abs=1e-10)
    own = found.own * np.bincount(minutes // 60 % 24, minlength=24)
    by_hour = np.bincount(all_minutes // 60 % 24, per_minute)
    assert found.bred == pytest.approx(by_hour + own, abs=1e-10)


def test_the_chances_of_all_that_three_minutes_may_bring_sum_to_1():
    most = 14
    values = {"rate": 0.3 * DAY, "echo share": 0.5, "echo memory": 1.2 / DAY}
    total = 0.0
    for number in range(most**3):
        counts = (number % most, number // most % most, number // most**2)
        minutes = [minute for minute, count in enumerate(counts) for _ in range(count)]
        total += exp(ECHO.log_density(values, acts(minutes, (0, 3))))
    assert total == pytest.approx(1.0, abs=1e-4)


def test_in_a_gap_acts_come_and_breed_as_is_expected():
    """After a long gap what waits is what a process at rest has, whatever was before."""
    gap = acts([], (0, DAY), (900 * DAY, 901 * DAY))
    rest = BASE * SHARE / (1.0 - SHARE) * exp(-1.0 / MEMORY)
    spent = echoes(gap.calendar, SHARE, MEMORY, BASE).spent
    assert spent[0] == 0.0
    fresh = -expm1(-1.0 / MEMORY)
    assert spent[1] == pytest.approx(rest * -expm1(-DAY / MEMORY) / fresh, rel=1e-9)


def test_without_echo_each_minute_is_poisson():
    calendar = acts([3, 3, 9]).calendar
    found = log_terms(calendar, np.full(24, BASE), none(calendar), STILL)
    assert found[0] == pytest.approx(3 * log(BASE) - BASE * DAY - log(2), abs=1e-12)
