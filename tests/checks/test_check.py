import numpy as np
import pytest

from simulator.checks.check import Check


def check(observed: float, far: bool = False, series: int = 199) -> Check:
    """Against series of 1, 2, 3, ..."""
    simulated = np.arange(1.0, series + 1.0)
    return Check("n", observed, simulated, far, False, "there are {}")


def test_the_middle_of_the_simulated_has_p_1() -> None:
    one = check(100.0)
    assert (one.p, one.passed, one.median) == (1.0, True, 100.0)


def test_p_counts_both_tails_of_a_number_and_one_of_a_distance() -> None:
    assert check(196.0).p == pytest.approx(2 * 5 / 200)
    assert check(196.0, far=True).p == pytest.approx(5 / 200)
    assert check(1.0, far=True).p == 1.0


@pytest.mark.parametrize("far", [False, True])
@pytest.mark.parametrize("series", [40, 99, 199, 200, 333])
def test_a_number_passes_just_if_it_is_within_the_band(far: bool, series: int) -> None:
    low, high = check(0.0, far, series).band
    for value in np.arange(0.5, series + 1.0, 0.5):
        assert check(value, far, series).passed == (low <= value <= high)


def test_five_of_a_hundred_simulated_fail_by_chance() -> None:
    values = check(0.0).simulated
    others = [Check("n", one, values[values != one], False, False, "") for one in values]
    assert sum(not one.passed for one in others) == pytest.approx(0.05 * 199, abs=2)


def test_the_words_hold_the_number_and_what_is_simulated() -> None:
    assert check(7.0).words == "there are 7; simulated: 100 (5 to 195)"
    assert check(7.0, far=True).words == "there are 7; simulated: 100 (up to 190)"
