import numpy as np
import pytest

from simulator.fits.counts.periods import Periods
from simulator.fits.counts.trend import over_periods, truce_level
from simulator.model.encode_violations import levels
from simulator.scenario.schema.violations import Level, Truce

from .counted import DAY, daily


def test_blocks_hold_every_period_once_in_parts_of_equal_days() -> None:
    data = daily(range(25), [*range(10), *range(40, 55)])
    blocks = data.blocks(5)
    assert [data.days(block) for block in blocks] == [5.0] * 5
    assert np.sum([data.inside(block) for block in blocks], axis=0).tolist() == [1] * 25
    assert all(before[1] == after[0] for before, after in zip(blocks, blocks[1:], strict=False))


def test_a_block_taken_out_is_a_gap_and_not_zeros() -> None:
    data = daily([5, 5, 5, 5])
    left = data.without((DAY, 3 * DAY))
    assert left.total.tolist() == [5, 5]
    assert left.middle_day.tolist() == [0, 3]
    assert left.days() == 2.0


def test_a_period_of_several_days_lies_on_its_middle_day() -> None:
    period = Periods(np.array([2 * DAY]), np.array([5 * DAY]), np.array([9]), zero=0, opens=0)
    assert period.middle_day.tolist() == [3]
    assert period.whole_days.tolist() == [3]


def test_the_truce_curve_is_that_of_the_model() -> None:
    truce = Truce(collapse="12 h", floor="5 %", erosion="30 days")
    for minute in (0, 60, 5 * 60, 3 * DAY, 40 * DAY, 200 * DAY):
        found = truce_level(0.5, 0.05, 30.0, np.array([minute / DAY]))
        assert found[0] == pytest.approx(
            levels(Level(truce=truce), np.array([minute]))[0], rel=1e-12
        )


def test_before_the_truce_the_rate_is_what_it_was() -> None:
    data = Periods(np.array([-2 * DAY, 0]), np.array([-DAY, DAY]), np.array([1, 1]), 0, 0)
    before, after = over_periods(data, 0.5, 0.05, 30.0)
    assert before == 1.0
    assert after < 0.6


def test_a_period_has_the_mean_of_its_hours() -> None:
    two_hours = Periods(np.array([0]), np.array([120]), np.array([1]), zero=0, opens=0)
    hours = truce_level(0.1, 0.01, 50.0, np.array([0.0, 1.0 / 24.0]))
    assert over_periods(two_hours, 0.1, 0.01, 50.0) == pytest.approx([hours.mean()])
