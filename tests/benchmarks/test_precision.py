from math import inf, nan, sqrt

import numpy as np
import pytest

from benchmarks.agreement import COMPARED
from benchmarks.precision import PARTS, saved, times

PAIRS = 4000


def columns(**own):
    return dict.fromkeys(COMPARED, [1.0] * PAIRS) | own


def test_pairs_save_what_the_two_rules_have_in_common():
    random = np.random.default_rng(1)
    common, first, second = random.normal(size=(3, PAIRS))
    a, b = columns(severity=common + first), columns(severity=5.0 + common + 0.5 * second)
    (found,) = saved(a, b)
    expected = (2.0 + 1.25) / 1.25  # the variances of the sums, and of what is not in common
    assert found.name == "severity"
    assert abs(found.times - expected) < 4.0 * found.error
    # By the delta method: of the logarithm of a ratio of two variances with this correlation.
    shared = 1.0 - 1.0 / expected
    assert found.error == pytest.approx(expected * 2.0 * sqrt(shared / PAIRS), rel=0.5)


def test_independent_runs_save_nothing():
    a, b = np.random.default_rng(2).normal(size=(2, PAIRS))
    (found,) = saved(columns(area_72=a), columns(area_72=b))
    assert abs(found.times - 1.0) < 4.0 * found.error


def test_a_difference_that_is_always_the_same_is_known_at_once():
    values = np.arange(2.0 * PARTS)
    assert times(np.array([values, values + 3.0])) == inf


def test_what_only_some_histories_have_and_what_never_varies_is_left_out():
    some, varied = [nan, 2.0] * (PAIRS // 2), [0.0, 1.0] * (PAIRS // 2)
    found = saved(columns(hours_to_breach=some, assault=varied), columns(hours_to_breach=varied))
    assert [one.name for one in found] == ["assault"]
