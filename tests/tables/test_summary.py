"""Intervals against SciPy and by their coverage."""

import numpy as np
import pytest
from scipy import stats

from simulator.tables import summary


@pytest.mark.parametrize(("yes", "n"), [(0, 20), (1, 20), (7, 20), (20, 20), (150, 200)])
def test_a_share_has_wilsons_interval(yes, n):
    values = np.array([1.0] * yes + [0.0] * (n - yes))
    expected = stats.binomtest(yes, n).proportion_ci(method="wilson")
    found = summary.share(values)
    assert found.value == yes / n
    assert found[1:] == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_a_mean_has_students_interval():
    values = np.array([3.0, 5.0, 8.0, 13.0])
    low, high = stats.t.interval(0.95, 3, loc=values.mean(), scale=stats.sem(values))
    assert summary.mean(values) == pytest.approx((values.mean(), low, high))


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
    assert summary.p_of_means(same, same + 1) == 0.0


def test_holm_multiplies_the_smallest_by_all_and_never_falls():
    assert summary.holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert summary.holm([0.9, 0.8]) == [1.0, 1.0]


def test_holm_passes_over_what_was_not_tested():
    adjusted = summary.holm([float("nan"), 0.01, 0.02])
    assert np.isnan(adjusted[0])
    assert adjusted[1:] == pytest.approx([0.02, 0.02])
