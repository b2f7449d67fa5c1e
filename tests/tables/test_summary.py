"""Intervals and tests against SciPy and by how often they hold the truth."""

import numpy as np
import pytest
from scipy import optimize, special, stats

from simulator.tables import summary


@pytest.mark.parametrize(("yes", "n"), [(0, 20), (7, 20), (20, 20), (150, 200), (4, 100)])
def test_a_share_has_wilsons_interval(yes, n):
    values = np.array([1.0] * yes + [0.0] * (n - yes))
    expected = stats.binomtest(yes, n).proportion_ci(method="wilson")
    found = summary.share(values)
    assert found.value == yes / n
    assert found[1:] == pytest.approx((expected.low, expected.high), abs=1e-9)


@pytest.mark.parametrize(("yes", "n"), [(1, 20), (2, 20), (1, 100), (3, 100)])
def test_a_share_of_few_reaches_down_to_where_so_many_come_one_time_in_twenty(yes, n):
    values = np.array([1.0] * yes + [0.0] * (n - yes))
    found, turned = summary.share(values), summary.share(1 - values)
    assert stats.poisson.sf(yes - 1, n * found.low) == pytest.approx(0.05)
    assert (turned.low, turned.high) == pytest.approx((1 - found.high, 1 - found.low))


@pytest.mark.parametrize(("p", "n"), [(0.0076, 20), (0.0055, 100), (0.002, 100), (0.05, 20)])
def test_the_interval_of_a_rare_share_holds_the_truth_nine_times_in_ten_and_more(p, n):
    chances = stats.binom.pmf(np.arange(n + 1), n, p)
    found = [summary.share((np.arange(n) < yes).astype(float)) for yes in range(n + 1)]
    held = [low <= p <= high for _, low, high in found]
    assert chances[held].sum() > 0.92


def test_a_mean_of_values_that_are_not_skewed_has_students_interval():
    values = np.array([3.0, 5.0, 7.0, 9.0])
    low, high = stats.t.interval(0.95, 3, loc=values.mean(), scale=stats.sem(values))
    assert summary.mean(values) == pytest.approx((values.mean(), low, high))


def test_a_mean_of_skewed_values_has_halls_interval():
    values = np.random.default_rng(5).exponential(size=40)
    a = stats.skew(values) / np.sqrt(40)

    def as_student(t):
        return t + a * t**2 / 3 + a**2 * t**3 / 27 + a / 6

    def studentised(level):
        like = stats.t.ppf(level, 39)
        return optimize.brentq(lambda t: as_student(t) - like, -50, 50)

    found, error = summary.mean(values), stats.sem(values)
    ends = [values.mean() - error * studentised(level) for level in (0.975, 0.025)]
    assert found == pytest.approx((values.mean(), *ends))
    assert found.high - found.value > found.value - found.low


@pytest.mark.parametrize("kind", ["count", "rare", "loss"])
@pytest.mark.parametrize("n", [20, 100])
def test_no_mean_of_what_is_never_below_0_has_an_interval_that_is(kind, n):
    rng = np.random.default_rng(3)
    for _ in range(200):
        many = {
            "count": rng.poisson(0.1, n), "rare": rng.random(n) < 0.02,
            "loss": (rng.random(n) < 0.1) * rng.lognormal(0, 2, n),
        }  # fmt: skip
        found = summary.mean(many[kind].astype(float))
        assert np.isnan(found.low) or 0 <= found.low <= found.value <= found.high


def coverage(draw, truth, n, interval, experiments=1000):
    """The share of intervals that hold the truth, among those that there are."""
    rng = np.random.default_rng(11)
    found = [interval(draw(rng, n)) for _ in range(experiments)]
    held = [low <= truth <= high for _, low, high in found if low == low]
    return sum(held) / len(held)


def rare_losses(rng, n):
    return (rng.random(n) < 0.05) * rng.lognormal(-0.5, 1.0, n)


def losses(rng, n):
    return (rng.random(n) < 0.3) * rng.lognormal(-0.5, 1.0, n)


@pytest.mark.parametrize(
    ("draw", "truth", "n"),
    [(rare_losses, 0.05, 100), (rare_losses, 0.05, 1000), (losses, 0.3, 20), (losses, 0.3, 1000)],
)
def test_the_interval_of_a_skewed_mean_holds_the_truth_where_students_does_not(draw, truth, n):
    assert 0.92 <= coverage(draw, truth, n, summary.mean) <= 0.98

    def change(values):
        return summary.difference_of_means(values, np.zeros(len(values)))

    assert 0.92 <= coverage(draw, -truth, n, change) <= 0.98
    if n < 1000:

        def students(values):
            half = special.stdtrit(n - 1, 0.975) * stats.sem(values)
            return values.mean(), values.mean() - half, values.mean() + half

        assert coverage(draw, truth, n, students) < 0.92


@pytest.mark.parametrize("value", [0.0, 30.0])
def test_what_never_varied_has_no_interval(value):
    same = np.full(40, value)
    assert summary.mean(same)[0] == value
    assert np.isnan(summary.mean(same)[1:]).all()
    assert np.isnan(summary.difference_of_means(same, same + 1)[1:]).all()
    assert summary.difference_of_means(same, same + 1).value == 1


def test_nothing_to_estimate_from_gives_nan_and_a_single_value_no_interval():
    assert all(np.isnan(summary.mean(np.array([]))))
    assert all(np.isnan(summary.share(np.array([]))))
    assert summary.mean(np.array([4.0]))[0] == 4.0
    assert np.isnan(summary.mean(np.array([4.0])).low)


def test_no_flip_among_few_pairs_is_not_certainty():
    same = np.zeros(20)
    found = summary.difference_of_shares(same, same)
    assert found.value == 0.0
    assert found.low < -0.01
    assert found.high > 0.01


def test_the_paired_interval_of_shares_covers_the_truth_nine_times_in_ten_and_more():
    rng = np.random.default_rng(1)
    covered = 0
    for _ in range(1000):
        cells = rng.choice(4, size=60, p=[0.5, 0.25, 0.1, 0.15])
        left, right = (cells == 2) | (cells == 3), (cells == 1) | (cells == 3)
        found = summary.difference_of_shares(left.astype(float), right.astype(float))
        covered += found.low <= 0.15 <= found.high
    assert 0.93 <= covered / 1000 <= 0.98


def test_flips_are_tested_by_mcnemar_and_means_by_the_paired_t_test():
    left = np.array([0.0] * 9 + [1.0] * 2 + [0.0] * 30)
    right = np.array([1.0] * 9 + [0.0] * 2 + [0.0] * 30)
    assert summary.p_of_shares(left, right) == pytest.approx(stats.binomtest(2, 11).pvalue)
    rng = np.random.default_rng(2)
    before, after = rng.normal(size=(2, 30))
    assert summary.p_of_means(before, after) == pytest.approx(stats.ttest_rel(after, before).pvalue)


def test_no_change_at_all_has_p_of_one():
    same = np.ones(10)
    assert summary.p_of_shares(same, same) == 1.0
    assert summary.p_of_means(same, same) == 1.0


@pytest.mark.parametrize("n", [1, 2, 3, 10, 12, 13, 40])
def test_no_test_of_n_pairs_is_surer_than_n_equal_signs(n):
    same = np.zeros(n)
    assert summary.p_of_means(same, same + 1) == pytest.approx(2 / 2**n)
    nearly = same + 1 + 1e-9 * np.arange(n)
    assert summary.p_of_means(same, nearly) == pytest.approx(2 / 2**n)


@pytest.mark.parametrize("n", [3, 6, 9])
def test_few_pairs_are_tested_over_all_signs_of_their_differences(n):
    left, right = np.random.default_rng(n).exponential(size=(2, n))
    left[0] = right[0]
    expected = stats.permutation_test(
        (right - left,), np.sum, permutation_type="samples", n_resamples=np.inf
    )
    assert summary.p_of_means(left, right) == pytest.approx(expected.pvalue)


def test_holm_multiplies_the_smallest_by_all_and_never_falls():
    assert summary.holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert summary.holm([0.9, 0.8]) == [1.0, 1.0]


def test_holm_passes_over_what_was_not_tested():
    adjusted = summary.holm([float("nan"), 0.01, 0.02])
    assert np.isnan(adjusted[0])
    assert adjusted[1:] == pytest.approx([0.02, 0.02])


def test_a_wilson_interval_is_where_a_score_test_would_not_reject():
    low, high = summary.wilson(0.2, 50.0)
    for end in (low, high):
        assert abs(0.2 - end) / np.sqrt(end * (1 - end) / 50) == pytest.approx(summary.Z)
