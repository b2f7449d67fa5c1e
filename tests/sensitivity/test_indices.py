"""Sobol's indices against closed forms, with and without luck, and against SALib's own."""

import numpy as np
import pytest

from simulator.sensitivity.design import GRID, Matrices, matrices, trajectories
from simulator.sensitivity.indices import Indices, indices, typical_changes

A, B = 7.0, 0.1
EIGHTH = B * np.pi**4 / 5
TOTAL = A**2 / 8 + EIGHTH + B**2 * np.pi**8 / 18 + 0.5
ISHIGAMI_FIRST = np.array([(0.5 * (1 + EIGHTH) ** 2) / TOTAL, A**2 / 8 / TOTAL, 0.0])
ISHIGAMI_BOTH = 8 * B**2 * np.pi**8 / 225 / TOTAL
ISHIGAMI_TOTAL = ISHIGAMI_FIRST + [ISHIGAMI_BOTH, 0.0, ISHIGAMI_BOTH]


def ishigami(levels):
    x = np.pi * (2 * levels - 1)
    return np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])


def linear(levels):
    return 3 * levels[:, 0] + 2 * levels[:, 1] + levels[:, 2]


LINEAR = np.array([9.0, 4.0, 1.0]) / 14


def with_luck(expected, luck, histories, spread, seed=5):
    """Histories of each point; those of one number share their luck, as in the simulator."""
    drawn = np.random.default_rng(seed).normal(0, spread, (int(luck.max()) + 1, histories))
    return expected[:, None] + drawn[luck]


def found(function, rows=512, histories=3, spread=0.0, numbers=3) -> tuple[Indices, Matrices]:
    design = matrices(range(numbers), rows, seed=1)
    values = with_luck(function(design.levels), design.luck, histories, spread)
    told = indices(values, design, seed=2)
    assert told is not None
    return told, design


@pytest.mark.parametrize(
    ("function", "first", "total"),
    [(ishigami, ISHIGAMI_FIRST, ISHIGAMI_TOTAL), (linear, LINEAR, LINEAR)],
)
def test_indices_are_those_of_the_closed_form(function, first, total):
    told, _ = found(function, rows=2048)
    np.testing.assert_allclose(told.first.value[:3], first, atol=0.03)
    np.testing.assert_allclose(told.total.value[:3], total, atol=0.03)
    assert np.all((told.total.low[:3] <= total + 0.01) & (total - 0.01 <= told.total.high[:3]))


def test_without_luck_they_are_those_of_salib():
    from SALib.analyze import sobol

    told, design = found(ishigami)
    problem = {
        "num_vars": 4,
        "names": ["0", "1", "2", "inert"],
        "groups": ["0", "1", "2", "inert"],
        "bounds": [[0, 1]] * 4,
    }
    theirs = sobol.analyze(problem, ishigami(design.levels), calc_second_order=False, seed=1)
    np.testing.assert_allclose(told.first.value, theirs["S1"], atol=0.01)
    np.testing.assert_allclose(told.total.value, theirs["ST"], atol=0.01)


@pytest.mark.parametrize("spread", [0.5, 2.0, 4.0])
def test_luck_is_taken_out_and_reported_beside(spread):
    told, _ = found(linear, rows=512, histories=20, spread=spread)
    np.testing.assert_allclose(told.total.value[:3], LINEAR, atol=0.12)
    between = 14 / 12
    assert told.between == pytest.approx(between, rel=0.15)
    assert told.chance == pytest.approx(spread**2 / (spread**2 + between), abs=0.03)


def test_the_inert_number_is_at_the_floor_and_what_moves_is_above_it():
    told, _ = found(linear, rows=512, histories=10, spread=2.0)
    assert abs(told.total.value[-1]) < 0.1
    assert told.total.low[-1] <= 0 <= told.total.high[-1]
    assert told.told.tolist() == [True, True, True, False]


def test_an_inert_number_that_shares_its_luck_has_no_effect_at_all():
    told, _ = found(lambda levels: 3 * levels[:, 0], histories=10, spread=2.0)
    np.testing.assert_allclose(told.total.value[1:3], 0.0, atol=1e-12)


def test_luck_alone_is_told_from_nothing():
    told, _ = found(lambda levels: np.zeros(len(levels)), histories=10, spread=1.0)
    assert not told.differs
    assert not told.told.any()


def test_a_constant_outcome_has_no_indices():
    told, _ = found(lambda levels: np.ones(len(levels)))
    assert told.between == 0.0
    assert np.isnan(told.total.value).all()
    assert not told.told.any()


def test_numbers_of_one_group_move_together():
    design = matrices([0, 1, 1], 512, seed=1)
    values = with_luck(linear(design.levels), design.luck, 2, 0.0)
    told = indices(values, design, seed=2)
    np.testing.assert_allclose(told.total.value[:2], [9 / 14, 5 / 14], atol=0.03)


def test_only_the_inert_number_changes_the_luck():
    design = matrices([2, 0, 1], 4, seed=1)
    columns = {0: [1], 1: [2], 2: [0], 3: [3]}
    points, luck = design.levels.reshape(4, 6, 4), design.luck.reshape(4, 6)
    for row, own in zip(points, luck, strict=True):
        a, *each, b = row
        for group, point in enumerate(each):
            assert np.flatnonzero(point != a).tolist() == columns[group]
            np.testing.assert_array_equal(point[columns[group]], b[columns[group]])
        assert (own - own[0]).tolist() == [0, 0, 0, 0, 1, 1]
    assert len(np.unique(luck)) == 8


def test_a_number_that_changes_only_what_luck_does_has_no_effect():
    design = matrices(range(2), 512, seed=1)
    drawn = np.random.default_rng(7).normal(0, 1, (design.luck.max() + 1, 20))
    levels = design.levels
    values = levels[:, :1] + (1 + levels[:, 1:2]) * drawn[design.luck]
    told = indices(values, design, seed=2)
    assert told.total.value[0] == pytest.approx(1.0, abs=0.15)
    assert told.total.value[1] < told.floor
    assert told.told.tolist() == [True, False, False]


def test_a_step_moves_one_number_and_only_the_inert_one_changes_the_luck():
    steps = trajectories(3, 5, seed=1)
    changed = steps.levels[steps.after] != steps.levels[steps.before]
    assert (changed.sum(axis=1) == 1).all()
    assert (np.argmax(changed, axis=1) == steps.moved).all()
    other = steps.luck[steps.after] != steps.luck[steps.before]
    assert (other == (steps.moved == 3)).all()
    assert steps.levels.min() > 0
    assert steps.levels.max() < 1


def test_a_step_over_half_the_range_changes_a_linear_outcome_by_its_slope():
    steps = trajectories(3, 8, seed=1)
    reach = GRID / 2 / (GRID - 1) * (1 - 1 / GRID)
    values = with_luck(linear(steps.levels), steps.luck, 4, 0.0)
    told = typical_changes(values, steps, 4)
    np.testing.assert_allclose(told, [3 * reach, 2 * reach, reach, 0.0], atol=1e-9)


def test_chance_adds_nothing_to_the_typical_change_of_an_inert_number():
    steps = trajectories(3, 200, seed=1)
    values = with_luck(linear(steps.levels), steps.luck, 10, 3.0)
    told = typical_changes(values, steps, 4)
    raw = np.sqrt(2 * 3.0**2 / 10)
    assert told[3] < raw / 2


def test_histories_without_the_outcome_are_left_out():
    design = matrices(range(3), 256, seed=1)
    values = with_luck(linear(design.levels), design.luck, 10, 1.0)
    values[np.random.default_rng(3).random(values.shape) < 0.3] = np.nan
    told = indices(values, design, seed=2)
    np.testing.assert_allclose(told.total.value[:3], LINEAR, atol=0.12)
    values[: len(values) * 2 // 3] = np.nan
    assert indices(values, design, seed=2) is None
