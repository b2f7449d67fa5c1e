from math import exp, lgamma, log

import numpy as np
import pytest

from simulator.fits.timed.salvo_family import FAMILIES
from simulator.fits.timed.salvos import openers
from simulator.tables.summary import wilson

from .drawn import DAY, acts, played

SALVOS, BY_THE_HOUR = FAMILIES
MEAN, K, WITHIN = 3.0, 1.5, 120
VALUES = {"rate": 0.5, "salvo acts": MEAN, "salvo k": K, "salvo within": WITHIN / DAY}
AT_NIGHT = {
    "rate": "1 per day",
    "hours": [1.0] * 3 + [0.0] * 21,
    "salvo": {"acts": 6, "within": "6 h"},
}


def log_further(n: int) -> float:
    """Log probability of n further acts."""
    ways = lgamma(n + K) - lgamma(K) - lgamma(n + 1)
    return ways + K * log(K / (K + MEAN)) + n * log(MEAN / (K + MEAN))


def test_two_salvos_that_cannot_be_one_are_what_they_are_by_hand():
    """Almost surely an act within the salvo is no opener, when openers are this rare."""
    values = VALUES | {"rate": 1e-9}
    further = [0, 30, 119]
    data = acts([100, *(100 + at for at in further), 900])
    opening = 2 * log(1e-9 / DAY) - 1e-9
    by_hand = opening + log_further(3) + lgamma(4) - 3 * log(WITHIN) + log_further(0)
    assert SALVOS.log_density(values, data) == pytest.approx(by_hand, abs=1e-6)


def test_a_salvo_that_the_end_cuts_off_has_brought_what_was_seen_of_it():
    """Of the half that was seen, the further acts are negative binomial with half the mean."""
    values = VALUES | {"rate": 1e-9}
    data = acts([100], (0, 160))
    by_hand = log(1e-9 / DAY) + K * log(K / (K + MEAN / 2))
    assert SALVOS.log_density(values, data) == pytest.approx(by_hand, abs=1e-6)


def test_an_act_that_comes_too_late_opens_the_next_salvo():
    within = SALVOS.log_density(VALUES, acts([100, 219]))
    beyond = SALVOS.log_density(VALUES, acts([100, 220]))
    assert within > beyond + 1.0
    assert list(openers(np.array([100, 219, 220, 340, 341]), WITHIN)) == [
        True, False, True, True, False,
    ]  # fmt: skip


def test_the_chances_of_all_that_three_minutes_may_bring_sum_to_1():
    """Whatever is forgotten of the past, chances stay chances."""
    most = 10
    values = {"rate": 0.2 * DAY, "salvo acts": 0.8, "salvo k": 2.0, "salvo within": 2 / DAY}
    total = 0.0
    for number in range(most**3):
        counts = (number % most, number // most % most, number // most**2)
        minutes = [minute for minute, count in enumerate(counts) for _ in range(count)]
        total += exp(SALVOS.log_density(values, acts(minutes, (0, 3))))
    assert total == pytest.approx(1.0, abs=2e-3)


def test_the_salvos_that_were_played_are_found_again():
    law = {"negative_binomial": {"mean": 5, "k": 2}}
    data = played({"rate": "0.5 per day", "salvo": {"acts": law, "within": "3 h"}}, 500, seed=2)
    values = SALVOS.fit(data)
    truth = {"rate": 0.5, "salvo acts": 5.0, "salvo k": 2.0, "salvo within": 0.125}
    found = SALVOS.intervals(values, data)
    assert set(found) == set(truth)
    for name, true in truth.items():
        assert found[name].low <= true <= found[name].high
    assert values["salvo within"] == pytest.approx(0.125, rel=0.01)
    assert values["salvo acts"] == pytest.approx(5.0, rel=0.2)
    assert SALVOS.warnings(values, data) == []


def test_salvos_that_overlap_are_told():
    (told,) = SALVOS.warnings(VALUES | {"rate": 6.0}, acts([10]))
    assert told.startswith("On average 0.5 salvos are open at a time")


def test_hours_are_those_of_the_openers():
    """Openers at night alone; their salvos run on into the morning."""
    data = played(AT_NIGHT, 200)
    values = BY_THE_HOUR.fit(data)
    weights = BY_THE_HOUR.pattern(values)["hours"]
    assert sum(weights[:3]) > 20.0
    assert np.mean(data.minutes // 60 % 24 < 3) < 0.5


def test_in_crowded_minutes_few_readings_tell_what_many_do():
    """Readings of the same open salvos are made one after each act, and not by the minute."""
    data = acts([100 + minute for minute in (0, 1, 3, 5) for _ in range(8)])
    values = {"rate": 30.0, "salvo acts": 2.0, "salvo k": 1.0, "salvo within": 4 / DAY}
    few, many = (np.sum(SALVOS.read(values, data, n).log_terms) for n in (32, 2000))
    assert few == pytest.approx(many, abs=0.1)


def test_hours_are_known_as_well_as_if_it_were_told_which_acts_open_salvos():
    """Salvos that hardly meet: the interval is nearly that of the share among the openers."""
    data = played(AT_NIGHT, 200)
    values = BY_THE_HOUR.fit(data)
    found = BY_THE_HOUR.intervals(values, data)["hour 1"]
    low, high = wilson(found.value / 24.0, BY_THE_HOUR.read(values, data).opened.sum())
    assert high - low < (found.high - found.low) / 24.0 < 1.25 * (high - low)
