import numpy as np
import pytest

from simulator.tables.knee import bend, knee, paired

RNG = np.random.default_rng(7)


def noisy(means, histories=400, scatter=0.05):
    """A curve of these means whose histories share their luck, and have a little of their own."""
    luck = RNG.normal(0, 1.0, histories)
    own = RNG.normal(0, scatter, (len(means), histories))
    return np.array(means, float)[:, None] + luck + own


def test_a_curve_bends_where_it_is_furthest_from_the_line_between_its_ends():
    assert bend(np.array([0.0, 1, 2, 3, 4]), np.array([10.0, 3, 2, 1, 0])) == 1
    assert bend(np.array([0.0, 1, 2, 3, 4]), np.array([0.0, 1, 2, 9, 10])) == 2
    assert bend(np.array([8.0, 2, 0.5, 0.1, 0]), np.array([30.0, 60, 120, 800, 2000])) == 2


def test_a_straight_line_and_a_flat_one_do_not_bend():
    assert bend(np.arange(4.0), np.arange(4.0)) == 0
    assert bend(np.arange(4.0), np.ones(4)) == 0


def test_a_knee_that_luck_cannot_move_is_told_without_doubt():
    xs = np.tile(np.arange(6.0)[:, None], 400)
    assert knee(xs, noisy([50, 10, 8, 6, 4, 2])) == (1, 1, 1)


def test_a_knee_that_chance_moves_has_an_interval_that_holds_it():
    xs = np.tile(np.arange(6.0)[:, None], 60)
    found = knee(xs, noisy([40, 22, 10.0, 2.0, 1, 0], 60, 20.0))
    assert found is not None
    assert found.low < found.high
    assert found.low <= found.at <= found.high


@pytest.mark.parametrize("slope", [0.0, 1.0])
def test_a_knee_is_told_of_a_straight_line_no_more_often_than_one_time_in_twenty(slope):
    xs, line = np.tile(np.arange(6.0)[:, None], 60), slope * np.arange(6)
    assert sum(knee(xs, noisy(line, 60, 1.0)) is not None for _ in range(200)) / 200 < 0.08


def test_two_points_have_no_knee():
    assert knee(np.tile(np.arange(2.0)[:, None], 50), noisy([1, 0], 50)) is None


def test_the_same_histories_always_give_the_same_knee():
    xs, ys = np.tile(np.arange(6.0)[:, None], 60), noisy([40, 22, 10, 4, 1, 0], 60, 9.0)
    assert knee(xs, ys) == knee(xs, ys)


def test_an_interval_for_many_differences_at_once_is_wider_and_means_the_same_value():
    left, right = noisy([0, 1])
    one, many = paired(left, right, False), paired(left, right, False, 10)
    assert one.value == many.value
    assert many.low < one.low
    assert one.high < many.high
    yes, no = (left > 0).astype(float), (right > 0).astype(float)
    one, many = paired(yes, no, True), paired(yes, no, True, 10)
    assert many.low < one.low


def test_histories_without_the_outcome_are_left_out_of_the_pairs():
    left, right = np.array([1.0, np.nan, 2, 3]), np.array([2.0, 5, np.nan, 5])
    assert paired(left, right, False).value == pytest.approx(1.5)


def over_sets(means, sets=40, histories=25):
    """A curve whose middle stands higher or lower in each set, by more than chance moves it."""
    bent = RNG.normal(0, 3.0, sets)[None, :, None] * np.hanning(len(means))[:, None, None]
    own = RNG.normal(0, 1.0, (len(means), sets, histories))
    return np.array(means, float)[:, None, None] + bent + own


def test_a_knee_over_sets_is_that_of_the_means_and_its_interval_that_of_the_sets():
    ys = over_sets([50, 10, 8, 6, 4, 2])
    xs = np.broadcast_to(np.arange(6.0)[:, None, None], ys.shape)
    assert knee(xs, ys) == (1, 1, 1)


def test_the_histories_of_a_set_do_not_count_as_independent():
    """A line in which each set bends as it likes: as many sets one way as the other."""
    as_sets = as_histories = 0
    for _ in range(60):
        ys = over_sets([10, 8, 6, 4, 2, 0])
        xs = np.broadcast_to(np.arange(6.0)[:, None, None], ys.shape)
        as_sets += knee(xs, ys) is not None
        as_histories += knee(xs.reshape(6, -1), ys.reshape(6, -1)) is not None
    assert as_sets <= 6
    assert as_histories >= 30


def test_sets_of_one_history_are_histories():
    xs, ys = np.tile(np.arange(6.0)[:, None], 60), noisy([40, 22, 10, 4, 1, 0], 60, 9.0)
    assert knee(xs[:, :, None], ys[:, :, None]) == knee(xs, ys)
