import numpy as np
import pytest

from simulator.uncertain.levels import levels


@pytest.mark.parametrize("sets", [1, 2, 4, 8, 64, 256])
def test_of_a_power_of_two_sets_each_has_a_stratum_of_its_own(sets: int) -> None:
    found = levels(7, "together", sets)
    assert sorted((found * sets).astype(int)) == list(range(sets))


@pytest.mark.parametrize("sets", [1, 3, 100, 129])
def test_more_sets_leave_the_first_ones_as_they_are(sets: int) -> None:
    np.testing.assert_array_equal(levels(0, "together", 200)[:sets], levels(0, "together", sets))


def test_another_path_or_seed_has_other_levels() -> None:
    one = levels(0, "together", 64)
    for other in (levels(0, "ground.reach", 64), levels(1, "together", 64)):
        assert abs(np.corrcoef(one, other)[0, 1]) < 0.35
        assert not np.any(one == other)


def test_levels_of_one_set_are_uniform_over_the_seeds() -> None:
    for number in (0, 5):
        found = np.sort([levels(seed, "together", number + 1)[number] for seed in range(400)])
        away = np.abs(found - (np.arange(400) + 0.5) / 400)
        assert away.max() < 1.63 / np.sqrt(400)  # Kolmogorov's bound of 1 %


def test_a_mean_over_the_sets_is_far_more_precise_than_one_of_free_draws() -> None:
    means = [levels(seed, "together", 64).mean() for seed in range(100)]
    assert np.std(means) < 0.05 * np.sqrt(1 / 12 / 64)
