"""Bands and scores against their definitions and against closed forms."""

import numpy as np
import pytest
from scipy import stats

from simulator.backtests.scores import (
    Bands,
    Exponential,
    LastValue,
    Poisson,
    bands,
    chance_of_range,
    crps,
    score,
    score_of_yes,
    widened,
)

GENERATOR = np.random.Generator(np.random.Philox(7))
N = 20_000
GRID = (np.arange(N) + 0.5) / N
"""Evenly spread probabilities: draws that have no luck in them."""


def by_definition(draws: np.ndarray, happened: float) -> float:
    """Mean |x - y| less half the mean |x - x'| over pairs of different draws, written out."""
    pairs = np.abs(draws[:, None] - draws[None, :])
    n = len(draws)
    return float(np.abs(draws - happened).mean() - pairs.sum() / (n * (n - 1)) / 2)


@pytest.mark.parametrize("happened", [-3.0, 0.2, 4.0, 90.0])
def test_crps_of_draws_is_its_definition_over_all_pairs(happened):
    draws = GENERATOR.gamma(0.5, 20.0, 300)
    assert crps(draws, happened) == pytest.approx(by_definition(draws, happened), rel=1e-12)


def test_crps_of_draws_is_without_bias_however_few_they_are():
    """Of two draws of a uniform law: over many twos the mean is that of the law. At
    y = 0.5 E|x - y| is 1/4, and half of E|x - x'| is 1/6."""
    twos = GENERATOR.random((40_000, 2))
    assert np.mean([crps(two, 0.5) for two in twos]) == pytest.approx(1 / 4 - 1 / 6, abs=0.003)


def test_draws_of_one_set_are_not_taken_for_independent():
    """Eight sets of ten draws each: a level that the set shares, and a little scatter. Over many
    such samples the mean is that of the law; it is too high if all pairs are used."""
    sets = np.repeat(np.arange(8), 10)
    level, scatter = 1.0, 0.3
    law = stats.norm(0, np.hypot(level, scatter))
    true = law.std() * (np.sqrt(2 / np.pi) - 1 / np.sqrt(np.pi))  # at its mean
    own, all_pairs = [], []
    for _ in range(4_000):
        draws = GENERATOR.normal(0, level, 8)[sets] + GENERATOR.normal(0, scatter, 80)
        own.append(crps(draws, 0.0, sets))
        all_pairs.append(crps(draws, 0.0))
    error = np.std(own) / np.sqrt(len(own))
    assert abs(np.mean(own) - true) < 3 * error
    assert np.mean(all_pairs) - true > 6 * error


def test_one_draw_alone_is_scored_by_its_error():
    assert crps(np.array([7.0]), 4.0) == 3.0
    assert crps(np.array([7.0, 5.0]), 4.0, np.zeros(2)) == 2.0


def test_crps_of_equal_draws_is_the_absolute_error():
    assert crps(np.full(50, 19.0), 22.0) == 3.0


@pytest.mark.parametrize("happened", [-2.0, 0.0, 1.3])
def test_crps_of_gaussian_draws_is_the_closed_form(happened):
    """Gneiting and Raftery 2007, eq. 21's closed form for the normal distribution."""
    closed = happened * (2 * stats.norm.cdf(happened) - 1) + 2 * stats.norm.pdf(happened)
    closed -= 1 / np.sqrt(np.pi)
    assert crps(stats.norm.ppf(GRID), happened) == pytest.approx(closed, abs=1e-3)


@pytest.mark.parametrize(("rate", "happened"), [(0.0, 4.0), (3.0, 0.0), (3.0, 7.0), (600.0, 33.5)])
def test_crps_of_poisson_is_the_sum_of_its_definition(rate, happened):
    counts = np.arange(0, 2000)
    weights = stats.poisson.pmf(counts, rate)
    far = np.sum(weights * np.abs(counts - happened))
    below = np.cumsum(weights)
    near = np.sum(below * (1 - below))  # half the mean |x - x'|
    found = Poisson(rate).score(happened, happened, 500).crps
    assert found == pytest.approx(far - near, rel=1e-9, abs=1e-9)


def test_crps_of_an_exponential_wait_is_that_of_its_draws():
    draws = stats.expon.ppf(GRID, scale=37.0)
    assert Exponential(37.0).score(60, 68, 500).crps == pytest.approx(crps(draws, 64), rel=1e-3)


def test_the_last_value_is_scored_by_its_error():
    assert LastValue(94).score(205, 205, 500).crps == 111
    assert LastValue(94).score(90, 95, 500).crps == 1.5


def test_the_log_score_of_gaussian_draws_is_the_closed_form():
    """Draws whose log(1 + x) is normal: the chance of a range is known."""
    draws = np.exp(stats.norm.ppf(GRID, 5.0, 0.4)) - 1
    closed = np.diff(stats.norm.cdf(np.log1p([99.5, 150.5]), 5.0, 0.4))[0]
    assert score(draws, 100, 150).log == pytest.approx(np.log(closed), abs=0.02)


def test_the_log_score_of_poisson_is_its_probability_function():
    assert Poisson(8.0).score(5, 5, 10**12).log == pytest.approx(stats.poisson.logpmf(5, 8.0))


def test_the_log_score_of_a_wait_is_the_chance_of_the_range():
    closed = np.exp(-59.5 / 37) - np.exp(-68.5 / 37)
    assert Exponential(37.0).score(60, 68, 10**12).log == pytest.approx(np.log(closed))


def test_smoothed_chances_of_all_counts_add_up_to_one():
    draws = GENERATOR.negative_binomial(1, 0.1, 400).astype(float)
    total = sum(chance_of_range(draws, count, count) for count in range(2000))
    assert total == pytest.approx(1, abs=1e-6)


def test_draws_that_are_all_the_same_give_their_figure_every_chance_and_others_none():
    assert chance_of_range(np.full(9, 19.0), 19, 19) == 1
    assert chance_of_range(np.full(9, 19.0), 21, 23) == 0


def test_one_part_in_all_histories_and_one_more_is_spread_widely():
    """A Cauchy law on log(1 + x) around 19; a range that no history gave has that part alone."""
    wide = np.diff(stats.cauchy.cdf(np.log1p([20.5, 23.5]), loc=np.log1p(19)))[0]
    told = pytest.approx(np.log(wide / 501))
    assert score(np.full(500, 19.0), 21, 23).log == told
    assert LastValue(19).score(21, 23, 500).log == told
    assert widened(0.5, 19, 21, 23, 500) == pytest.approx(np.log((500 * 0.5 + wide) / 501))


def test_what_is_spread_widely_adds_up_to_one():
    total = sum(np.exp(widened(0.0, 30.0, count, count, 0)) for count in range(20_000))
    assert total + 0.5 - np.arctan(np.log1p(19_999.5) - np.log1p(30)) / np.pi == pytest.approx(1)


def test_a_yes_is_scored_as_brier_did_less_what_few_draws_add():
    draws = np.array([1.0] * 30 + [0.0] * 10)
    of_so_few = 0.75 * 0.25 / (len(draws) - 1)  # what the scatter of 40 draws adds, on average
    assert score_of_yes(draws, 1).crps == pytest.approx(0.25**2 - of_so_few)
    assert score_of_yes(draws, 0).crps == pytest.approx(0.75**2 - of_so_few)
    assert score_of_yes(draws, 1).log == pytest.approx(np.log(30.5 / 41))


def test_the_ends_of_bands_are_the_draws_at_their_ranks():
    assert bands(np.arange(100, 0, -1)) == Bands(5, 25, 50, 75, 95)
    assert bands(np.array([3.0])) == Bands(3, 3, 3, 3, 3)


@pytest.mark.parametrize(
    ("low", "high", "in50", "in90"),
    [(25, 25, True, True), (80, 80, False, True), (96, 99, False, False), (95, 99, False, True)],
)
def test_a_range_meets_a_band_if_some_of_it_lies_there(low, high, in50, in90):
    found = Bands(5, 25, 50, 75, 95)
    assert (found.holds(low, high, 50), found.holds(low, high, 90)) == (in50, in90)


def test_bands_of_independent_draws_hold_their_share_of_figures():
    """Figures from the forecast itself: 50 and 90 % lie in its bands, as near as chance allows."""
    found = bands(GENERATOR.gamma(0.5, 20.0, N))
    figures = GENERATOR.gamma(0.5, 20.0, 4000)
    inside = [[found.holds(one, one, level) for one in figures] for level in (50, 90)]
    assert np.mean(inside[0]) == pytest.approx(0.5, abs=0.03)
    assert np.mean(inside[1]) == pytest.approx(0.9, abs=0.02)


@pytest.mark.parametrize("happened", [0.0, 12.0, 200.0])
def test_scores_on_the_log_scale_are_those_of_the_logs_of_draws(happened):
    draws = stats.poisson.ppf(GRID, 37.0)
    drawn = score(draws, happened, happened).relative
    assert Poisson(37.0).score(happened, happened, 500).relative == pytest.approx(drawn, rel=2e-3)
    waits = stats.expon.ppf(GRID, scale=37.0)
    drawn = score(waits, happened, happened).relative
    assert Exponential(37.0).score(happened, happened, 9).relative == pytest.approx(drawn, rel=2e-3)
    assert LastValue(0.0).score(happened, happened, 9).relative == np.log1p(happened)
