"""Which points no other beats, against each pair looked at by itself."""

import numpy as np
import pytest

from simulator.frontiers.pareto import pareto, spread

NAN = np.nan


def test_a_point_is_left_where_no_other_is_as_low_in_all_and_lower_in_one():
    values = np.array([[0, 9], [5, 5], [5, 6], [9, 0], [9, 9], [1, 9]])
    assert pareto(values) == [0, 1, 3]


def test_of_equal_points_the_first_is_left_and_what_is_not_known_is_worst():
    assert pareto(np.array([[1.0, 1.0], [1.0, 1.0], [1.0, NAN], [0.0, NAN]])) == [0, 3]
    assert pareto(np.array([[NAN, NAN]])) == [0]


@pytest.mark.parametrize("seed", range(5))
def test_it_is_what_looking_at_every_pair_gives(seed):
    values = np.random.default_rng(seed).integers(0, 6, (40, 3)).astype(float)
    left = [
        i
        for i, one in enumerate(values)
        if not any(
            (other <= one).all() and ((other < one).any() or j < i)
            for j, other in enumerate(values)
            if i != j
        )
    ]
    assert pareto(values) == left


def test_the_frontier_goes_first_then_what_only_it_beats_and_the_ends_before_the_crowd():
    line = np.array([[0, 10], [1, 9], [2, 8], [10, 0], [11, 11], [12, 12]], float)
    assert set(spread(line, 4)) == {0, 1, 2, 3}
    assert spread(line, 2) == [0, 3]
    assert spread(line, 6)[4:] == [4, 5]
