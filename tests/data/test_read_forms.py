"""Dates as tools write them: offsets, clocks of twelve hours, years of two digits, lost days."""

from pathlib import Path

import pytest

from .readings import read_text, refused, rejected, spans


def starts(folder: Path, cells: list[str], form: object = "ISO", zone: str = "UTC") -> list[str]:
    """When the acts of these cells begin, in UTC, in the order of the file; nothing is rejected."""
    text = "\n".join(("time", *(f'"{cell}"' for cell in cells)))
    reading = read_text(folder, text, zone=zone, start={"column": "time", "format": form})
    assert rejected(reading) == []
    records = sorted(zip(reading.series.records["line"].tolist(), spans(reading), strict=True))
    return [span[0] for _, span in records]


def test_iso_is_read_as_databases_write_it(tmp_path: Path):
    two_hours_ahead = [
        "2020-12-31 21:25:58.745232+02", "2020-12-31 21:25:58+0200", "2020-12-31 21:25:58 +02:00",
        "20201231T212558+02",
    ]  # fmt: skip
    assert set(starts(tmp_path, two_hours_ahead, zone="Asia/Baku")) == {"2020-12-31 19:25"}
    in_utc = ["2020-12-31 21:25:58 UTC", "2020-12-31T21:25:58Z", "20201231T212558Z",
              "20201231T2125Z", "2020-12-31 21:25 GMT"]  # fmt: skip
    assert set(starts(tmp_path, in_utc, zone="Asia/Baku")) == {"2020-12-31 21:25"}
    assert starts(tmp_path, ["20201231T212558"], zone="Asia/Baku") == ["2020-12-31 17:25"]


def test_a_clock_of_twelve_hours_begins_its_halves_at_twelve(tmp_path: Path):
    cells = [
        "3/1/2022 12:30:00 AM", "3/1/2022 1:15:00 PM", "3/1/2022 11:00 PM", "3/1/2022 12:00 p.m.",
    ]  # fmt: skip
    right = ["2022-03-01 00:30", "2022-03-01 13:15", "2022-03-01 23:00", "2022-03-01 12:00"]
    assert starts(tmp_path, cells, "month first") == right
    both = ["%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p"]
    assert starts(tmp_path, cells, both) == right


def test_no_clock_of_twelve_hours_shows_0_or_13(tmp_path: Path):
    text = "time\n3/1/2022 0:30 AM\n3/1/2022 13:15 PM\n3/1/2022 1:15 PM\n3/1/2022 2:15 PM\n"
    reading = read_text(tmp_path, text, start={"column": "time", "format": "month first"})
    assert [line for line, _, _ in rejected(reading)] == [2, 3]


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("%d.%m.%Y %I:%M", "a 12-hour clock is %I with %p (AM or PM); a 24-hour clock is just %H."),
        (
            "%d.%m.%Y %H:%M %p",
            "a 12-hour clock is %I with %p (AM or PM); a 24-hour clock is just %H.",
        ),
        ("%d.%m.%Y %H %I %p", "contains the same part twice."),
        ("%d.%m.%Y %y", "contains the same part twice."),
        (["day first", "month first"], "comes first; write one of them."),
        ([], "name at least one form of dates."),
    ],
)
def test_a_form_that_cannot_be_read_is_refused(tmp_path: Path, form: object, told: str):
    start = {"column": "time", "format": form}
    (line,) = refused(tmp_path, "time\n2024-01-01\n", start=start)
    assert line.startswith("the mapping start.format: ")
    assert line.endswith(told)


def test_a_time_of_day_in_its_own_column_may_be_of_twelve_hours(tmp_path: Path):
    text = "time,clock\n2024-01-05,5:30 PM\n2024-01-06,12:00 AM\n"
    reading = read_text(tmp_path, text, zone="UTC", start={"column": "time", "time": "clock"})
    assert [span[0] for span in spans(reading)] == ["2024-01-05 17:30", "2024-01-06 00:00"]


def test_years_of_two_digits_are_those_of_posix(tmp_path: Path):
    cells = ["31-Dec-69", "01-Jan-97", "1-Sept-99", "05-May-00", "05-May-24"]
    years = ["1969-12-31", "1997-01-01", "1999-09-01", "2000-05-05", "2024-05-05"]
    assert starts(tmp_path, cells, "%d-%b-%y") == [f"{year} 00:00" for year in years]


def test_dates_in_the_future_are_read_and_warned_of(tmp_path: Path):
    start = {"column": "time", "format": "%d.%m.%y"}
    (warning,) = read_text(tmp_path, "time\n01.02.24\n01.02.68\n", start=start).summary.warnings
    assert warning.startswith(
        "Rows dated in the future: 1; the last is 2068-02-01 00:00+02:00 (line 3)."
    )
    assert read_text(tmp_path, "time\n01.02.24\n", start=start).summary.warnings == []


def test_blanks_that_break_no_line_do_no_harm(tmp_path: Path):
    cells = ["\u00a02024-01-05", "2024-01-05\u202f5:30\u202fAM", "\u200b2024-01-05\ufeff"]
    assert starts(tmp_path, cells) == [
        "2024-01-05 00:00", "2024-01-05 05:30", "2024-01-05 00:00",
    ]  # fmt: skip


def test_days_kept_as_fractions_are_the_same_days(tmp_path: Path):
    assert starts(tmp_path, ["20220224.0", "20220225"], "%Y%m%d") == [
        "2022-02-24 00:00", "2022-02-25 00:00",
    ]  # fmt: skip


def test_each_cell_is_read_by_the_first_form_that_fits(tmp_path: Path):
    cells = ["28 December 2022", "2022-12-27", "26-Dec-22"]
    assert starts(tmp_path, cells, ["ISO", "%d %B %Y", "%d-%b-%y"]) == [
        "2022-12-28 00:00", "2022-12-27 00:00", "2022-12-26 00:00",
    ]  # fmt: skip


def test_a_day_that_never_was_is_named_and_not_moved(tmp_path: Path):
    text = "time\n2011-12-29\n2011-12-30\n2011-12-31\n2012-01-01\n"
    reading = read_text(tmp_path, text, zone="Pacific/Apia")
    assert [(one.line, one.reason) for one in reading.rejected] == [
        (3, "there was no such day in Pacific/Apia: the calendar skipped it")
    ]
    assert [span[:2] for span in spans(reading)] == [
        ("2011-12-29 10:00", "2011-12-30 10:00"),
        ("2011-12-30 10:00", "2011-12-31 10:00"),
        ("2011-12-31 10:00", "2012-01-01 10:00"),
    ]
    told = refused(tmp_path, text, zone="Pacific/Apia", covered={"from": "2011-12-30"})
    assert told == [
        "the mapping covered.from: '2011-12-30': there was no such day in Pacific/Apia: the "
        "calendar skipped it."
    ]


def test_a_bound_that_the_clocks_never_showed_or_showed_twice_is_named(tmp_path: Path):
    said = {"from": "2024-03-31T03:30", "to": "2024-10-27T03:30"}
    assert refused(tmp_path, "time\n2024-04-01\n", zone="Europe/Kyiv", covered=said) == [
        "the mapping covered.from: '2024-03-31T03:30': there was no such time in Europe/Kyiv: the "
        "clocks were put forward.",
        "the mapping covered.to: '2024-10-27T03:30': this time occurred twice in Europe/Kyiv, as "
        "the clocks were put back; write its offset too.",
    ]


def test_weeks_dated_by_their_first_day_last_seven_days(tmp_path: Path):
    text = "time,n\n2022-01-01,5\n2022-01-08,3\n2022-01-15,0\n"
    reading = read_text(tmp_path, text, zone="UTC", count="n", length="7 days")
    assert spans(reading) == [
        ("2022-01-01 00:00", "2022-01-08 00:00", 5),
        ("2022-01-08 00:00", "2022-01-15 00:00", 3),
        ("2022-01-15 00:00", "2022-01-22 00:00", 0),
    ]
    (told,) = refused(tmp_path, text, count="n", precision="week")
    assert "write length: 7 days in place of precision: week" in told


def test_a_length_is_of_every_row_or_in_a_column_but_not_both(tmp_path: Path):
    reading = read_text(tmp_path, "time\n2024-01-01T05:00Z\n", length="90 minutes")
    assert spans(reading) == [("2024-01-01 05:00", "2024-01-01 06:30", 1)]
    for length in ({"always": 7, "column": "n"}, {"unit": "days"}):
        (told,) = refused(tmp_path, "time,n\n2024-01-01,1\n", length=length)
        assert told == "the mapping length: write one length such as 7 days, or a column"
