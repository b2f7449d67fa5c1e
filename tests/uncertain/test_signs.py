import numpy as np
import pytest

from simulator.model.parameters import Array
from simulator.uncertain.levels import levels
from simulator.uncertain.signs import Signs, signs as signs_of, telling
from simulator.uncertain.two_levels import two_levels

RNG = np.random.default_rng(0)
SETS, PAIRS = 400, 60
X = {path: levels(0, path, SETS) for path in ("x", "y", "inert", "idle")}


def signs(left: Array, right: Array) -> Signs:
    return signs_of(right - left, two_levels(right - left))


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
    assert found.sets == 2
    assert found.expected[0] == pytest.approx(4 / 3)
    assert found.higher == 1.0


def test_pairs_that_are_all_alike_are_equal_and_not_beyond_chance() -> None:
    found = signs(np.zeros((2, 5)), np.zeros((2, 5)))
    assert found.higher == found.lower == found.surely_higher == found.surely_lower == 0.0


def test_the_sets_where_it_flips_are_described_by_the_number_that_makes_them_flip() -> None:
    described = X["x"] + 0.3 * X["y"] > 1.0
    assert telling(described, X) == ["x", "y"]


def test_where_nothing_tells_the_sets_apart_nothing_is_told() -> None:
    told = [bool(telling(RNG.random(SETS) < 0.2, X)) for _ in range(60)]
    assert np.mean(told) < 0.13


def test_two_sets_are_too_few_to_be_described() -> None:
    assert telling(np.arange(SETS) < 2, X | {"number": np.arange(SETS)}) == []
