"""Intervals at every look: against SciPy, and by how often they are wrong where one stops."""

import numpy as np
import pytest
from scipy import special, stats

from simulator.tables import anytime, summary


def test_one_looks_at_64_histories_then_at_twice_as_many_and_at_the_most():
    assert anytime.looks(1000) == [64, 128, 256, 512, 1000]
    assert anytime.looks(256) == [64, 128, 256]
    assert anytime.looks(1) == [1]


def test_all_looks_together_spend_one_in_twenty():
    spent = [anytime.spent(look) for look in range(1, 10_000)]
    assert spent == sorted(spent, reverse=True)
    assert sum(spent) == pytest.approx(0.05, abs=1e-5)
    assert sum(spent) < 0.05


@pytest.mark.parametrize(("yes", "n"), [(0, 20), (1, 20), (7, 20), (20, 20), (1, 5000)])
def test_a_share_has_the_exact_interval(yes, n):
    found = anytime.share(np.arange(n) < yes, 0.01)
    expected = stats.binomtest(yes, n).proportion_ci(0.99, method="exact")
    assert found.value == yes / n
    assert found[1:] == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_a_mean_has_the_tables_interval_of_the_level_that_is_left():
    values = np.random.Generator(np.random.Philox(1)).exponential(3.0, 200)
    assert anytime.mean(values, 0.001) == summary.mean(values, 0.999)
    none = np.zeros(200)
    found = anytime.difference_of_means(none, values, 0.001)
    assert found == summary.difference_of_means(none, values, 0.999)


@pytest.mark.parametrize(
    "values",
    [
        np.full(10_000, 0.1),  # always the same
        np.arange(10_000) < 20,  # few unlike the others
        np.where(np.arange(10_000) == 7, 1e6, np.arange(10_000)),  # one outweighs all
        np.array([4.0]),
    ],
)
def test_a_mean_that_a_few_values_decide_has_no_interval(values):
    found = anytime.mean(values.astype(float), 0.05)
    assert found.value == pytest.approx(values.mean())
    assert np.isnan(found.low)
    assert np.isnan(found.high)


@pytest.mark.parametrize(("n", "below"), [(20, 0.5), (100, 0.5), (100, 0.9), (1000, 0.02)])
def test_a_quantile_lies_between_the_nearest_values_that_leave_so_little_outside(n, below):
    wrong = 0.04
    found = anytime.quantile(np.arange(1.0, n + 1.0), below, wrong)
    number_below = stats.binom(n, below)
    low, high = int(found.low), int(found.high)  # the values are their own ranks
    assert number_below.cdf(low - 1) <= wrong / 2 < number_below.cdf(low)
    assert number_below.sf(high - 1) <= wrong / 2 < number_below.sf(high - 2)
    assert found.value == round(n * below)


def test_a_quantile_beyond_what_so_few_values_show_has_an_open_end():
    found = anytime.quantile(np.arange(20.0), 0.95, 0.05)
    assert found.value == 18.0
    assert found.low < 18.0
    assert np.isnan(found.high)


def test_no_flip_among_n_pairs_is_no_certainty_but_grows_towards_it():
    few, many = (anytime.difference_of_shares(np.zeros(n), np.zeros(n), 0.05) for n in (64, 4096))
    assert (few.value, many.value) == (0.0, 0.0)
    assert -few.low == few.high > 0.05 > 0.005 > many.high == -many.low > 0.0005


def test_a_difference_of_shares_is_what_is_gained_less_what_is_lost():
    left, right = np.array([0, 0, 0, 1, 1, 1, 1, 1.0]), np.array([1, 1, 1, 0, 1, 1, 1, 1.0])
    found = anytime.difference_of_shares(left, right, 0.1)
    gained, lost = (stats.binomtest(x, 8).proportion_ci(0.95, method="exact") for x in (3, 1))
    assert found == pytest.approx((0.25, gained.low - lost.high, gained.high - lost.low))


@pytest.mark.parametrize("interval", [anytime.share, anytime.mean])
def test_nothing_is_said_of_no_values(interval):
    assert all(np.isnan(interval(np.array([]), 0.05)))
    assert all(np.isnan(anytime.quantile(np.array([]), 0.5, 0.05)))
    assert all(np.isnan(anytime.difference_of_shares(np.array([]), np.array([]), 0.05)))


# How often the interval is wrong at which one stops

MOST = 8192
COUNTS = anytime.looks(MOST)


def wrong_in(draw, truth, within, interval):
    """The share of experiments that end with an interval without the truth in it."""
    rng = np.random.Generator(np.random.Philox(20))
    experiments = 600
    wrong = 0
    for _ in range(experiments):
        values = draw(rng)
        for look, n in enumerate(COUNTS, 1):
            value, low, high = interval(values[:n], anytime.spent(look))
            if max(high - value, value - low) <= within:
                break
        wrong += truth < low or truth > high
    return wrong / experiments


def yes(p):
    return lambda rng: (rng.random(MOST) < p).astype(float)


def rare_losses(p):
    """Mostly nothing, and with probability p a loss of mean 1 that varies much."""
    return lambda rng: (rng.random(MOST) < p) * rng.lognormal(-0.5, 1.0, MOST)


SHARES = [(0.0003, 0.01), (0.001, 0.05), (0.02, 0.01), (0.5, 0.1)]
MEANS = [
    (lambda rng: rng.exponential(1.0, MOST), 1.0, 0.2),
    (lambda rng: rng.lognormal(-0.5, 1.0, MOST), 1.0, 0.5),
    (rare_losses(0.3), 0.3, 0.15),
    (rare_losses(0.05), 0.05, 0.025),
]


@pytest.mark.parametrize(("p", "within"), SHARES)
def test_a_share_is_wrong_once_in_twenty_at_most_where_one_stops(p, within):
    assert wrong_in(yes(p), p, within, anytime.share) <= 0.05


@pytest.mark.parametrize(("draw", "truth", "within"), MEANS)
def test_a_mean_is_wrong_once_in_twenty_at_most_where_one_stops(draw, truth, within):
    assert wrong_in(draw, truth, within, anytime.mean) <= 0.05


@pytest.mark.parametrize("below", [0.5, 0.9])
def test_a_quantile_is_wrong_once_in_twenty_at_most_where_one_stops(below):
    def interval(values, wrong):
        return anytime.quantile(values, below, wrong)

    def draw(rng):
        return rng.exponential(1.0, MOST)

    assert wrong_in(draw, -np.log(1 - below), 0.3, interval) <= 0.05


def test_whoever_looks_at_95_percent_each_time_is_wrong_much_more_often():
    def wilsons(values, _):
        found = stats.binomtest(int(values.sum()), len(values)).proportion_ci(0.95, method="wilson")
        return values.mean(), found.low, found.high

    def of_the_tables(values, _):
        return summary.mean(values)

    def students(values, _):
        half = special.stdtrit(len(values) - 1, 0.975) * stats.sem(values)
        return values.mean(), values.mean() - half, values.mean() + half

    assert wrong_in(yes(0.0003), 0.0003, 0.01, wilsons) > 0.1
    assert wrong_in(yes(0.001), 0.001, 0.05, wilsons) > 0.1
    assert wrong_in(*MEANS[2], students) > 0.1
    assert wrong_in(*MEANS[3], students) > 0.3
    assert wrong_in(*MEANS[2], of_the_tables) > 0.07
    assert wrong_in(*MEANS[3], of_the_tables) > 0.07


def test_wilsons_interval_would_be_wrong_too_often_for_what_is_rare():
    def wilson(values, wrong):
        yes, n = int(values.sum()), len(values)
        found = stats.binomtest(yes, n).proportion_ci(1 - wrong, method="wilson")
        return yes / n, found.low, found.high

    assert wrong_in(yes(0.0003), 0.0003, 0.05, wilson) > 0.06
    assert wrong_in(yes(0.0003), 0.0003, 0.05, anytime.share) < 0.01
