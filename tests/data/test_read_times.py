"""Dates and times as they are written: forms, zones, clocks that change, and what is not known."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, strategies as st

from simulator.clock import to_local
from simulator.data import timestamps as moments

from .readings import covered, read_text, rejected, spans

KYIV = "Europe/Kyiv"


def form(name: str, zone: str | None = None) -> dict[str, object]:
    return {"column": "time", "format": name, "zone": zone}


@pytest.mark.parametrize(
    ("name", "text", "start"),
    [
        ("ISO", "2024-04-13", "2024-04-12 21:00"),
        ("ISO", "2024-04-13T05:30", "2024-04-13 02:30"),
        ("ISO", "2024-04-13 05:30:59.999", "2024-04-13 02:30"),
        ("ISO", "2024-04-13T05:30Z", "2024-04-13 05:30"),
        ("ISO", "2024-04-13T05:30:00-0130", "2024-04-13 07:00"),
        ("day first", "13/04/2024", "2024-04-12 21:00"),
        ("day first", "13.4.2024 5:30", "2024-04-13 02:30"),
        ("month first", "04/13/2024 05:30", "2024-04-13 02:30"),
        ("%Y%m%d", "20240413", "2024-04-12 21:00"),
        ("%d %B %Y", "13 April 2024", "2024-04-12 21:00"),
        ("%b %d, %Y at %H.%M", "Apr 13, 2024 at 05.30", "2024-04-13 02:30"),
        ("%d.%m.%y %H:%M:%S%z", "13.04.24 05:30:01+05:30", "2024-04-13 00:00"),
    ],
)
def test_a_moment_is_read_in_the_form_that_the_mapping_names(
    tmp_path: Path, name: str, text: str, start: str
):
    reading = read_text(tmp_path, f'time\n"{text}"\n', start=form(name))
    assert [span[0] for span in spans(reading)] == [start]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ISO", "2023-02-29"),
        ("ISO", "2024-13-01"),
        ("ISO", "2024-04-13T24:00"),
        ("ISO", "2024-04-13T05:61"),
        ("ISO", "2024-4-13"),
        ("ISO", "0024-04-13"),
        ("ISO", "20240413"),
        ("day first", "31/04/2024"),
        ("%d %B %Y", "13 Aprol 2024"),
        ("%d.%m.%Y", "13x04x2024"),
    ],
)
def test_what_is_no_date_in_that_form_is_rejected(tmp_path: Path, name: str, text: str):
    good = {"ISO": "2024-01-05", "day first": "05/01/2024", "%d %B %Y": "5 Jan 2024"}
    reading = read_text(
        tmp_path, f"time\n{text}\n{good.get(name, '05.01.2024')}\n", start=form(name)
    )
    assert rejected(reading) == [(2, "time", text)]


def test_mixed_forms_in_one_column_are_told_apart_and_the_reader_is_warned(tmp_path: Path):
    text = "time\n13/04/2024\n2024-04-14\n04/25/2024\n04/05/2024\n"
    reading = read_text(tmp_path, text, start=form("day first"))
    reason = "not a date in the form day first, such as 13/04/2024; it is one in the form "
    assert [(one.line, one.reason) for one in reading.rejected] == [
        (3, f"{reason}ISO"),
        (4, f"{reason}month first"),
    ]
    assert "04/05/2024" in reading.summary.warnings[0]


def test_a_time_of_day_may_have_a_column_of_its_own_and_may_be_missing(tmp_path: Path):
    text = "time,clock\n2024-01-05,05:30\n2024-01-06,\n2024-01-07,noon\n"
    words = {"start": {"column": "time", "time": "clock"}}
    reading = read_text(tmp_path, text, **words)
    assert spans(reading) == [
        ("2024-01-05 03:30", "2024-01-05 03:31", 1),
        ("2024-01-05 22:00", "2024-01-06 22:00", 1),
    ]
    assert rejected(reading) == [(4, "clock", "noon")]


def test_times_may_be_written_in_another_zone_than_that_of_the_place(tmp_path: Path):
    reading = read_text(tmp_path, "time\n2024-07-05T23:30\n", start=form("ISO", "UTC"))
    assert spans(reading) == [("2024-07-05 23:30", "2024-07-05 23:31", 1)]
    assert covered(reading) == [("2024-07-05 21:00", "2024-07-06 21:00")]


def test_local_times_that_never_were_or_were_twice_are_rejected_and_an_offset_helps(tmp_path: Path):
    rows = ("2024-03-31T03:30", "2024-10-27T03:30", "2024-10-27T03:30+02:00", "2024-10-27T04:00")
    reading = read_text(tmp_path, "\n".join(("time", *rows)))
    assert [(one.line, one.reason) for one in reading.rejected] == [
        (2, "there was no such time in Europe/Kyiv: the clocks were put forward"),
        (
            3,
            "this time occurred twice in Europe/Kyiv, as the clocks were put back; "
            "write its offset too",
        ),
    ]
    assert [span[0] for span in spans(reading)] == ["2024-10-27 01:30", "2024-10-27 02:00"]


def test_the_days_on_which_clocks_change_have_23_and_25_hours(tmp_path: Path):
    reading = read_text(tmp_path, "time\n2024-03-31\n2024-10-27\n")
    records = reading.series.records
    assert (records["end"] - records["start"]).tolist() == [23 * 60, 25 * 60]


def test_a_day_that_begins_at_one_in_the_morning_is_a_day_all_the_same(tmp_path: Path):
    text = "time\n2022-03-26\n2022-03-27\n2022-03-28\n"  # no midnight in Beirut on the 27th
    reading = read_text(tmp_path, text, zone="Asia/Beirut")
    records = reading.series.records
    assert (records["end"] - records["start"]).tolist() == [24 * 60, 23 * 60, 24 * 60]


def test_only_so_much_is_known_as_the_precision_says(tmp_path: Path):
    rows = ("2024-02-01T05:30,a", "2024-02-12T05:30,b", "2024-02-14,c", "2024-02-15,d")
    text = "\n".join(("time,exact", *rows, "2024-02-29,a", "2024-02-29,e"))
    values = {"a": "minute", "b": "day", "c": "week", "d": "month"}
    reading = read_text(tmp_path, text, zone="UTC", precision={"column": "exact", "values": values})
    assert spans(reading) == [
        ("2024-02-01 00:00", "2024-03-01 00:00", 1),
        ("2024-02-01 05:30", "2024-02-01 05:31", 1),
        ("2024-02-11 00:00", "2024-02-18 00:00", 1),
        ("2024-02-12 00:00", "2024-02-13 00:00", 1),
        ("2024-02-29 00:00", "2024-03-01 00:00", 1),
    ]
    assert rejected(reading) == [(7, "exact", "e")]


def test_an_act_of_which_only_the_month_is_known_stays_within_what_is_covered(tmp_path: Path):
    reading = read_text(tmp_path, "time\n2024-02-10\n2024-02-20\n", zone="UTC", precision="month")
    assert spans(reading) == [("2024-02-10 00:00", "2024-02-21 00:00", 1)] * 2
    assert covered(reading) == [("2024-02-10 00:00", "2024-02-21 00:00")]


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2035, 1, 1)),
    st.sampled_from([KYIV, "UTC", "America/New_York", "Asia/Beirut", "Australia/Lord_Howe"]),
)
def test_minutes_of_a_zones_clock_are_what_python_says_they_are(local: datetime, zone: str):
    minute = local.replace(second=0, microsecond=0)
    by_fold = [minute.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1)]
    back = by_fold[0].astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    expected = moments.GAP if back != minute else moments.TWICE if len(set(by_fold)) > 1 else 0
    wall = np.array([(minute - datetime(1970, 1, 1)) // timedelta(minutes=1)])
    found, faults = moments.in_utc(wall, zone)
    assert faults.tolist() == [expected]
    if not expected:
        assert found.tolist() == [by_fold[0].timestamp() // 60]
        assert to_local(found, zone).tolist() == wall.tolist()


@given(st.dates(datetime(1900, 1, 1).date(), datetime(2099, 12, 31).date()))
def test_every_day_is_counted_as_the_calendar_has_it(day: object):
    written = moments.written(pa.array([f"{day}"]), "ISO")
    assert written.read.all()
    assert np.datetime64(int(written.minutes[0]), "m") == np.datetime64(str(day))
