"""The table of how often intervals hold the truth counts them right."""

import numpy as np
import pytest

from benchmarks.interval_coverage import cut, differences, held
from simulator.tables.amounts import SHARE
from simulator.tables.measures import Measure

NAN = np.nan


@pytest.mark.parametrize(
    ("intervals", "said"),
    [
        ([(0.0, 2.0)] * 190 + [(1.5, 2.0)] * 10, "95 %"),
        ([(0.0, 0.5)] * 100 + [(0.0, 1.0)] * 100 + [(NAN, NAN)] * 200, "50 % (none in 50 %)"),
        ([(0.0, 2.0)] * 99 + [(NAN, NAN)] * 301, "- (none in 75 %)"),
        ([(NAN, NAN)] * 400, "- (none in 100 %)"),
    ],
)
def test_the_share_is_of_the_intervals_that_there_are(intervals, said):
    assert held(np.array([(1.0, *ends) for ends in intervals]), 1.0) == said


def test_a_stretch_is_cut_from_both_arms_alike():
    first = Measure("assault", SHARE, np.array([0.0, 0.0, 1.0, 1.0, NAN]))
    second = Measure("assault", SHARE, np.array([1.0, 1.0, 1.0, 0.0, 1.0]))
    assert cut(second, slice(2, 4)).values.tolist() == [1.0, 0.0]
    assert differences(first, second)(slice(0, 2)).value == 1.0
    assert differences(first, second)(slice(2, 5)).value == -0.5
