import numpy as np
import pytest
from scipy import stats

from simulator.model.parameters import Array
from simulator.uncertain.levels import levels
from simulator.uncertain.signs import Difference, difference_of, telling
from simulator.uncertain.two_levels import Sort

RNG = np.random.default_rng(0)
SETS, PAIRS = 400, 60
X = {path: levels(0, path, SETS) for path in ("x", "y", "inert", "idle")}


def signs(left: Array, right: Array) -> Difference:
    return difference_of(right - left, Sort.CHANGE)


def test_the_share_of_the_sets_in_which_the_second_arm_is_higher_is_that_of_the_model() -> None:
    noise = RNG.standard_normal((SETS, PAIRS))
    effect = X["x"] - 0.25  # above 0 in three quarters of the sets
    found = signs(noise, noise + effect[:, None] + 0.01 * RNG.standard_normal((SETS, PAIRS)))
    assert found.higher == pytest.approx(0.75, abs=0.01)
    assert found.lower == pytest.approx(0.25, abs=0.01)
    assert found.surely_higher == pytest.approx(0.75, abs=0.01)


def test_without_an_effect_five_sets_in_a_hundred_lie_beyond_chance() -> None:
    left, right = RNG.standard_normal((2, SETS, PAIRS))
    found = signs(left, right)
    assert found.surely_higher + found.surely_lower == pytest.approx(0.05, abs=0.035)


def test_the_share_of_a_sign_is_that_of_expectations_and_not_of_noisy_means() -> None:
    noise = 2.0 * RNG.standard_normal((SETS, PAIRS))
    effect = X["x"] - 0.05  # above 0 in 95 % of the sets
    change = effect[:, None] + noise
    assert np.mean(change.mean(axis=1) > 0) < 0.91
    assert signs(np.zeros_like(change), change).higher == pytest.approx(0.95, abs=0.03)


def test_pairs_without_the_outcome_do_not_count_and_sets_without_pairs_neither() -> None:
    left, right = np.zeros((3, 4)), np.array([[1.0, 2, np.nan, 1]] * 3)
    right[2] = np.nan
    found = signs(left, right)
    assert found.levels.sets == 2
    assert found.levels.expected[0] == pytest.approx(4 / 3)
    assert found.higher == 1.0


def test_arms_that_never_differ_are_equal() -> None:
    found = signs(np.full((2, 5), 0.1), np.full((2, 5), 0.1))
    assert found.equal
    assert not found.beyond
    assert found.p == 1.0
    assert found.higher == found.lower == found.surely_higher == found.surely_lower == 0.0


@pytest.mark.parametrize(("pairs", "surely"), [(5, 0.0), (6, 1.0)])
def test_a_difference_that_never_varies_is_beyond_chance_and_not_equal(
    pairs: int, surely: float
) -> None:
    # Signs that all fall alike have a p of 2 / 2^5 = 0.06 and 2 / 2^6 = 0.03.
    found = signs(np.zeros((4, pairs)), np.ones((4, pairs)))
    assert not found.equal
    assert found.beyond
    assert (found.higher, found.lower, found.p) == (1.0, 0.0, 0.0)
    assert found.surely_higher == surely
    assert signs(np.ones((4, pairs)), np.zeros((4, pairs))).surely_lower == surely


def test_sets_that_differ_both_ways_and_never_vary_are_not_equal() -> None:
    found = signs(np.zeros((4, 9)), np.repeat([[-1.0], [1.0], [-1.0], [1.0]], 9, axis=1))
    assert found.levels.value == 0
    assert not found.equal
    assert found.beyond
    assert found.higher == found.lower == 0.5


def test_the_p_of_a_difference_is_that_of_students_test_with_sets_as_blocks() -> None:
    change = RNG.standard_normal((5, 8)) + 0.3
    variance = np.sum((change - change.mean(axis=1, keepdims=True)) ** 2) / 35
    t = change.mean() / np.sqrt(variance / 40)
    assert signs(np.zeros((5, 8)), change).p == pytest.approx(2 * stats.t.sf(abs(t), 35))


def test_few_pairs_that_differ_are_no_surer_than_their_signs() -> None:
    change = np.zeros((10, 50))
    change[:5, 0] = 1.0
    assert signs(np.zeros((10, 50)), change).p == 2 / 2**5
    assert not signs(np.zeros((10, 50)), change).beyond


def test_pairs_without_the_outcome_are_none_that_differ() -> None:
    change = np.zeros((10, 50))
    change[:5, 0] = 1.0
    change[:, 40:] = np.nan
    assert signs(np.zeros((10, 50)), change).p == 2 / 2**5


def test_the_sets_where_it_flips_are_described_by_the_number_that_makes_them_flip() -> None:
    described = X["x"] + 0.3 * X["y"] > 1.0
    assert telling(described, X) == ["x", "y"]


def test_where_nothing_tells_the_sets_apart_a_number_is_told_in_5_of_100() -> None:
    rng = np.random.default_rng(1)
    told = [bool(telling(rng.random(SETS) < 0.2, X)) for _ in range(400)]
    assert 0.02 < np.mean(told) < 0.08


def test_two_sets_are_too_few_to_be_described() -> None:
    assert telling(np.arange(SETS) < 2, X | {"number": np.arange(SETS)}) == []
