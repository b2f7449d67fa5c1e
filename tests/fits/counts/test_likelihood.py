import numpy as np
import pytest
from scipy.stats import nbinom, poisson

from simulator.fits.counts.likelihood import independent, wandering
from simulator.fits.counts.periods import Periods

from .counted import DAY, daily


def test_steady_days_have_the_poisson_law() -> None:
    data = daily([0, 3, 7])
    expected = poisson.logpmf([0, 3, 7], 2.5)
    assert independent(data, np.full(3, 2.5), None) == pytest.approx(expected)


def test_a_period_of_three_mixed_days_has_the_law_of_their_sum() -> None:
    total = np.arange(2000)
    k, mean = 0.6, 4.0
    day = nbinom.pmf(total, k, k / (k + mean))
    three = np.convolve(np.convolve(day, day)[:2000], day)[:2000]
    period = Periods(np.array([0]), np.array([3 * DAY]), np.array([17]), 0, 0)
    assert np.exp(independent(period, np.array([3 * mean]), k)) == pytest.approx(three[17])


@pytest.mark.parametrize("k", [None, 0.7])
@pytest.mark.parametrize(("gap", "memory"), [(1, 5.0), (4, 3.0), (30, 40.0), (2, 0.4)])
def test_the_filter_is_the_integral_over_both_levels(
    k: float | None, gap: int, memory: float
) -> None:
    """Two counts, so many days apart: the double integral by Gauss and Hermite."""
    rate, sd, totals = 6.0, 0.8, [2, 19]
    points, weights = np.polynomial.hermite_e.hermegauss(80)
    weights = weights / weights.sum()
    rho = np.exp(-gap / memory)
    second = rho * points[:, None] + np.sqrt(1.0 - rho * rho) * points[None, :]

    def chance(total: int, level: np.ndarray) -> np.ndarray:
        mean = rate * np.exp(sd * level - 0.5 * sd * sd)
        return poisson.pmf(total, mean) if k is None else nbinom.pmf(total, k, k / (k + mean))

    first = chance(totals[0], points)
    both = weights @ (first * (chance(totals[1], second) @ weights))
    expected = [np.log(weights @ first), np.log(both) - np.log(weights @ first)]
    found = wandering(daily(totals, [0, gap]), np.full(2, rate), k, sd, memory)
    assert found == pytest.approx(expected, abs=3e-5)


@pytest.mark.parametrize("k", [None, 0.7])
def test_a_level_that_hardly_moves_is_no_level(k: float | None) -> None:
    data = daily([4, 0, 9, 2], [0, 1, 5, 6])
    means = np.full(4, 4.0)
    still = independent(data, means, k)
    assert wandering(data, means, k, 1e-4, 10.0) == pytest.approx(still, abs=1e-5)


def test_after_a_long_gap_the_level_is_forgotten() -> None:
    data = daily([40, 3], [0, 400])
    both = wandering(data, np.full(2, 10.0), None, 1.0, 5.0)
    alone = wandering(daily([3]), np.full(1, 10.0), None, 1.0, 5.0)
    assert both[1] == pytest.approx(alone[0], abs=3e-5)


def test_counts_in_the_thousands_are_no_trouble_for_the_grid() -> None:
    """So many acts tell the level but for a normal error, so the counts have a normal law."""
    data = daily([4000, 4100, 1500])
    terms = wandering(data, np.full(3, 1000.0), None, 1.0, 20.0)
    rho = np.exp(-1.0 / 20.0)
    level = np.log(data.total / 1000.0) + 0.5
    moves = np.diff(level, prepend=0.0)
    moves[1:] += (1.0 - rho) * level[:-1]
    told = 1.0 / data.total
    spread = np.array([1.0, 1.0 - rho**2, 1.0 - rho**2]) + told
    spread[1:] += rho**2 * told[:-1]
    law = -0.5 * moves**2 / spread - 0.5 * np.log(2 * np.pi * spread) - np.log(data.total)
    assert terms == pytest.approx(law, abs=0.01)
