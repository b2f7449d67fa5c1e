"""Probabilities from histories that were played with known probabilities."""

import numpy as np
import pytest
from scipy import stats

from simulator.rarities.counted import Counted
from simulator.tables.summary import share


def of(chances: list[float], looked: int = 1000, played: int = 100) -> Counted:
    return Counted(looked, played, np.arange(len(chances)), np.array(chances), 0.1)


def test_with_equal_weights_the_interval_is_garwoods() -> None:
    value, low, high = of([1.0] * 7).estimate
    assert value == 7 / 1000
    assert low == pytest.approx(stats.chi2.ppf(0.025, 2 * 7) / 2000)
    assert high == pytest.approx(stats.chi2.ppf(0.975, 2 * 8) / 2000)


def test_without_a_hit_the_bound_is_of_the_greatest_weight_there_could_have_been() -> None:
    value, low, high = of([]).estimate
    assert (value, low) == (0.0, 0.0)
    assert high == pytest.approx(-np.log(0.025) * 10 / 1000)


def test_plain_histories_have_the_interval_of_every_share() -> None:
    yes = np.repeat([1.0, 0.0], [3, 97])
    assert of([1.0] * 3, 100, 100).estimate == share(yes)


def test_a_hit_that_was_played_with_a_tenth_counts_as_ten() -> None:
    one = of([1.0, 0.1])
    assert one.estimate.value == pytest.approx(11 / 1000)
    assert one.worth == pytest.approx(121 / 101)
    variance = 101 / 1000**2 - 0.011**2 / 1000
    assert one.needed == pytest.approx(0.011 * 0.989 / variance)


def test_the_intervals_hold_the_truth_where_weights_are_uneven() -> None:
    """Two kinds of histories, one of which is played one time in five."""
    random = np.random.default_rng(3)
    looked, rates = 50_000, np.array([8e-4, 4e-4])
    chances = np.array([1.0, 0.2])
    missed = [0, 0]
    for _ in range(2000):
        counts = random.poisson(looked * rates * chances)
        one = of(np.repeat(chances, counts).tolist(), looked, looked // 2)
        _, low, high = one.estimate
        missed[0] += low > rates.sum()
        missed[1] += high < rates.sum()
    assert max(missed) < 0.04 * 2000
