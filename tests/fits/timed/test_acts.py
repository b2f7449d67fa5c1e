import numpy as np
import pytest

from simulator.data.series import RECORD, Series
from simulator.errors import EventDataError
from simulator.fits.timed.acts import Acts, acts_of

from .drawn import DAY, acts

KYIV_SPRING = 1711843200 // 60
"""2024-03-31T00:00Z; in Kyiv clocks go from 3:00 to 4:00 at 1:00 UTC."""


def test_a_day_on_which_clocks_go_forward_has_no_fourth_hour():
    covered = np.array([[KYIV_SPRING - 120, KYIV_SPRING - 180 + DAY]])
    calendar = Acts(np.zeros(0, np.int64), np.zeros(0), covered, "Europe/Kyiv").calendar
    assert len(calendar.days) == 1
    assert list(calendar.exposure[0]) == [60] * 3 + [0] + [60] * 20


def test_an_act_belongs_to_its_local_day_and_hour():
    minute = KYIV_SPRING - 150
    data = Acts(
        np.array([minute]), np.zeros(1), np.array([[minute - 60, minute + DAY]]), "Europe/Kyiv"
    )
    calendar = data.calendar
    assert calendar.hour[0] == 23
    assert calendar.days[calendar.day[0]] == KYIV_SPRING // DAY - 1


def test_exposure_is_what_is_covered_of_each_hour():
    exposure = acts([], (30, 100), (110, 115)).calendar.exposure
    assert list(exposure[0, :3]) == [30, 45, 0]


def test_pieces_break_at_hours_and_gaps():
    calendar = acts([], (30, 100), (110, 115)).calendar
    pieces = zip(
        calendar.starts.tolist(), calendar.ends.tolist(), calendar.piece_hour.tolist(), strict=True
    )
    assert list(pieces) == [(30, 60, 0), (60, 100, 1), (110, 115, 1)]


def test_acts_of_one_minute_are_one_row():
    calendar = acts([5, 5, 7]).calendar
    assert list(calendar.minute) == [5, 7]
    assert list(calendar.acts) == [2, 1]


def test_blocks_are_whole_days_that_hold_everything():
    data = acts([], (0, 3 * DAY), (5 * DAY, 12 * DAY))
    blocks = data.blocks(5)
    assert blocks[0][0] == 0
    assert blocks[-1][1] == 12 * DAY
    assert [low for low, _ in blocks[1:]] == [high for _, high in blocks[:-1]]
    assert all(edge % DAY == 0 for block in blocks for edge in block)
    assert [data.days(block) for block in blocks] == [2.0] * 5


def test_too_few_days_for_blocks_are_refused():
    with pytest.raises(EventDataError, match="3 days are covered, and at least 10"):
        acts([], (0, 3 * DAY)).blocks(10)


def test_without_a_block_its_acts_and_its_time_are_gone():
    data = acts([10, 2000, 4000], (0, 3 * DAY)).without((DAY, 2 * DAY))
    assert list(data.minutes) == [10, 4000]
    assert data.covered.tolist() == [[0, DAY], [2 * DAY, 3 * DAY]]
    assert data.days() == 2.0


def test_counts_of_periods_are_no_timed_acts():
    records = np.zeros(2, RECORD)
    records["end"], records["total"], records["line"] = (1, 60), 1, (2, 3)
    series = Series(
        records, ("drone",), ("everywhere",), "UTC", np.array([[0, DAY]]), "a test", False
    )
    with pytest.raises(EventDataError, match="line 3 counts a period"):
        acts_of(series)
