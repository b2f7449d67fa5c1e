import numpy as np
import pytest

from simulator.data.series import RECORD, Series
from simulator.errors import EventDataError
from simulator.fits.counts.tally import tally

from .counted import DAY

KYIV_SUMMER = 3 * 60


def series(
    rows: list[tuple[int, int, int, int]], covered: list[tuple[int, int]], by_periods: bool = True
) -> Series:
    """Records of start, end, total and region, in Kyiv."""
    records = np.zeros(len(rows), RECORD)
    for record, (start, end, total, region) in zip(records, rows, strict=True):
        record["start"], record["end"] = start, end
        record["total"], record["region"] = total, region
    records["line"] = np.arange(len(rows)) + 2
    spans = np.array(covered)
    return Series(
        records, ("drone",), ("east", "west"), "Europe/Kyiv", spans, "somebody", by_periods
    )


def test_regions_of_one_period_are_added_up():
    whole = series([(0, DAY, 3, 0), (0, DAY, 4, 1)], [(0, DAY)])
    assert tally(whole).periods.total.tolist() == [7]


def test_a_period_that_lacks_a_region_is_left_out_and_not_taken_for_zero():
    rows = [(0, DAY, 3, 0), (0, DAY, 4, 1), (DAY, 2 * DAY, 9, 0), (2 * DAY, 3 * DAY, 1, 0),
            (2 * DAY, 3 * DAY, 1, 1)]  # fmt: skip
    whole = series(rows, [(0, 3 * DAY)])
    found = tally(whole)
    assert found.periods.total.tolist() == [7, 2]
    assert found.periods.middle_day.tolist() == [0, 2]
    assert found.incomplete == 1


def test_regions_counted_over_different_periods_cannot_be_added():
    whole = series([(0, DAY, 3, 0), (DAY, 2 * DAY, 4, 1)], [(0, 2 * DAY)])
    with pytest.raises(EventDataError, match="--region, such as 'east'"):
        tally(whole)


def test_one_region_alone_keeps_its_periods():
    whole = series([(0, DAY, 3, 0), (DAY, 2 * DAY, 4, 1)], [(0, 2 * DAY)])
    found = tally(whole.only(regions=["west"]))
    assert found.periods.start.tolist() == [DAY]


def test_reports_of_hours_are_added_up_to_days():
    midnight = 20000 * DAY - KYIV_SUMMER
    hours = [(midnight + 60 * hour, midnight + 60 * hour + 60, 1, 0) for hour in range(36)]
    whole = series(hours, [(midnight, midnight + 36 * 60)])
    found = tally(whole).periods
    assert found.total.tolist() == [24, 12]
    assert found.lengths.tolist() == [1.0, 0.5]


def test_a_wave_is_counted_on_the_day_of_its_middle():
    midnight = 20000 * DAY - KYIV_SUMMER
    wave = (midnight - 240, midnight + 420, 80, 0)
    whole = series([wave], [(midnight - DAY, midnight + DAY)], by_periods=False)
    assert tally(whole).periods.total.tolist() == [0, 80]


def test_timed_acts_are_counted_by_days_of_the_place_and_quiet_days_are_zeros():
    midnight = 20000 * DAY - KYIV_SUMMER
    acts = [midnight + 5, midnight + DAY - 1, midnight + 2 * DAY]
    whole = series([(at, at + 1, 1, 0) for at in acts], [(midnight, midnight + 4 * DAY)], False)
    found = tally(whole).periods
    assert found.total.tolist() == [2, 0, 1, 0]
    assert (found.start[0], found.end[-1]) == (midnight, midnight + 4 * DAY)
    assert found.zero == found.opens == midnight


def test_a_day_that_is_not_covered_is_no_zero():
    midnight = 20000 * DAY - KYIV_SUMMER
    covered = [(midnight, midnight + DAY), (midnight + 3 * DAY, midnight + 4 * DAY)]
    whole = series([(midnight + 5, midnight + 6, 1, 0)], covered, by_periods=False)
    found = tally(whole).periods
    assert found.total.tolist() == [1, 0]
    assert found.middle_day.tolist() == [0, 3]


def test_the_day_of_a_truce_opens_at_the_hour_at_which_periods_close():
    """A first period that begins after midnight still belongs to the day that opened at 16:30."""
    first = 16 * 60 + 30
    rows = [(first + 271, first + DAY, 3, 0), (first + DAY, first + 2 * DAY, 4, 0)]
    whole = series(rows, [(first + 271, first + 2 * DAY)])
    found = tally(whole).periods
    assert (found.zero, found.opens) == (first + 271, first)
    assert found.middle_day.tolist() == [0, 1]


def test_a_truce_within_the_data_is_minute_0():
    rows = [(day * DAY, day * DAY + DAY, 3, 0) for day in range(4)]
    whole = series(rows, [(0, 4 * DAY)])
    found = tally(whole, zero=2 * DAY + 60).periods
    assert (found.zero, found.opens) == (2 * DAY + 60, 2 * DAY)
    assert found.middle_day.tolist() == [-2, -1, 0, 1]


def test_an_act_of_a_year_is_counted_on_one_of_its_days_whatever_else_there_is():
    midnight = 20000 * DAY - KYIV_SUMMER
    covered = [(midnight, midnight + 50 * DAY)]
    vague = [(*covered[0], 1, 0)] * 400
    counted = tally(series(vague, covered, by_periods=False)).periods.total
    assert counted.sum() == 400
    assert 8 - 5 * 8**0.5 < counted.min() <= counted.max() < 8 + 5 * 8**0.5
    fewer = tally(series(vague[:7], covered, by_periods=False)).periods.total
    assert (fewer <= counted).all()
