"""From UTC to the clock of a place and back, where clocks change and days are left out."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, strategies as st

from simulator.clock import local_time, to_local, to_utc
from simulator.minutes import DAY

ZONES = ("Europe/Kyiv", "UTC", "America/New_York", "Asia/Beirut", "Australia/Lord_Howe")
KYIV_SPRING = 1711843200 // 60
"""2024-03-31T00:00Z; in Kyiv clocks go from 3:00 to 4:00 at 1:00 UTC."""
KYIV_AUTUMN = 1729987200 // 60
"""2024-10-27T00:00Z; in Kyiv clocks go from 4:00 back to 3:00 at 1:00 UTC."""
SAMOA = 1325289600 // 60
"""2011-12-31T00:00Z; in Apia 30 December 2011 was left out at 10:00 UTC of that day."""


@given(st.datetimes(datetime(1990, 1, 1), datetime(2035, 1, 1)), st.sampled_from(ZONES))
def test_a_zones_clock_shows_what_python_says_it_shows(utc: datetime, zone: str) -> None:
    minute = utc.replace(second=0, microsecond=0)
    shown = minute.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    count = (minute - datetime(1970, 1, 1)) // timedelta(minutes=1)
    (local,) = to_local(np.array([count]), zone).tolist()
    assert datetime(1970, 1, 1) + timedelta(minutes=local) == shown
    assert local_time(count, zone).replace(tzinfo=None) == shown


@pytest.mark.parametrize("zone", [*ZONES, "Pacific/Apia"])
def test_the_way_back_ends_where_it_began_or_at_the_first_of_two(zone: str) -> None:
    utc = np.arange(KYIV_SPRING - 200 * DAY, KYIV_SPRING + 300 * DAY, 17)
    local = to_local(utc, zone)
    back = to_utc(local, zone)
    assert (to_local(back, zone) == local).all()
    assert (back <= utc).all()


def test_local_time_jumps_where_clocks_change() -> None:
    around = KYIV_SPRING + np.array([59, 60, 61])
    assert list(to_local(around, "Europe/Kyiv") - around) == [120, 180, 180]


def test_a_change_of_clocks_between_the_first_and_last_minute_of_one_day_is_seen() -> None:
    day = KYIV_SPRING + np.arange(0, DAY, 60)
    assert list(to_local(day, "Europe/Kyiv") - day) == [120] + [180] * 23


def test_a_time_that_comes_twice_is_the_first_of_them() -> None:
    twice = np.array([KYIV_AUTUMN + 3 * 60 + 30])
    assert to_utc(twice, "Europe/Kyiv") == KYIV_AUTUMN + 30


def test_a_time_that_the_clock_passes_over_is_the_minute_at_which_it_does() -> None:
    never = np.array([KYIV_SPRING + 3 * 60 + 30])
    assert to_utc(never, "Europe/Kyiv") == KYIV_SPRING + 60


def test_a_day_that_the_calendar_left_out_is_passed_over_at_one_minute() -> None:
    left_out = SAMOA - DAY + np.array([0, 12 * 60])
    assert to_utc(left_out, "Pacific/Apia").tolist() == [SAMOA - DAY + 10 * 60] * 2
