"""What knowing a number is worth, against cases worked out by hand."""

import numpy as np
import pytest

from simulator.sensitivity.worth import worth, worth_of_all


def test_two_states_by_hand():
    # Half of the time the second plan is 3 better, half of the time 1 worse: on average 1 better.
    # Who knows takes it only in the first state: 3 / 2 = 1.5, which is 0.5 more.
    state = np.repeat([0, 1], 500)
    change = np.where(state == 0, 3.0, -1.0)
    told = worth(change, state, forms=True, seed=1)
    assert told.value == pytest.approx(0.5)
    assert told.low < 0.5 < told.high
    assert worth_of_all(change) == pytest.approx(0.5)


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_it_does_not_matter_whether_more_is_better(sign):
    state = np.repeat([0, 1], 500)
    change = sign * np.where(state == 0, 3.0, -1.0)
    assert worth(change, state, forms=True, seed=1).value == pytest.approx(0.5)


def test_a_number_that_never_changes_the_choice_is_worth_nothing():
    level = (np.arange(1000) + 0.5) / 1000
    assert worth(2.0 + level, level, forms=False, seed=1).value == 0.0


def test_a_difference_that_rises_through_nothing():
    # The difference is level - 1/2: knowing it gives E[max(0, U - 1/2)] = 1/8 over 0.
    level = (np.arange(4000) + 0.5) / 4000
    noise = np.random.default_rng(2).normal(0, 0.5, 4000)
    told = worth(level - 0.5 + noise, level, forms=False, seed=1)
    assert told.value == pytest.approx(0.125, abs=0.02)
    assert told.low < 0.125 < told.high


def test_an_inert_number_is_worth_nearly_nothing():
    rng = np.random.default_rng(2)
    told = worth(rng.normal(0, 0.5, 4000), rng.random(4000), forms=False, seed=1)
    assert told.value < 0.03


def test_too_few_points_tell_nothing():
    assert np.isnan(worth(np.array([1.0, np.nan]), np.array([0.1, 0.2]), False, 1).value)
