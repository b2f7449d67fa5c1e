"""Bad input: what is rejected row by row, and what keeps a file from being read at all."""

import os
from pathlib import Path

import pytest

from simulator.data.read import read
from simulator.errors import EventDataError

from .readings import TIMED, read_text, refused, rejected, spans

PERIODS = {"start": "from", "end": "to", "count": "n", "zone": "UTC"}


def test_counts_that_are_no_counts_are_rejected_each_with_its_reason(tmp_path: Path):
    cells = ("3", "3.0", "-1", "2.5", "many", "1e99", "1_000", "nan", "")
    more = ("7",) * 4
    text = "\n".join(
        ("time,n", *(f"2024-01-{i:02},{cell}" for i, cell in enumerate(cells + more, 1)))
    )
    reading = read_text(tmp_path, text, count="n", covered="days")
    assert [span[2] for span in spans(reading)] == [3, 3, 7, 7, 7, 7]
    assert [(one.value, one.reason) for one in reading.rejected] == [
        ("-1", "a number below 0"),
        ("2.5", "not a whole number of acts"),
        ("many", "not a number"),
        ("1e99", "more than 1,000,000,000"),
        ("1_000", "not a number"),
        ("nan", "not a number"),
    ]
    assert reading.summary.not_reported == 1


def test_munitions_may_be_fractions_but_not_below_0(tmp_path: Path):
    reading = read_text(tmp_path, "time,m\n2024-01-01,2.5\n2024-01-02,-2.5\n", munitions="m")
    assert reading.series.records["munitions"].tolist() == [2.5]
    assert rejected(reading) == [(3, "m", "-2.5")]


def test_a_period_that_ends_before_it_starts_or_has_no_length_is_rejected(tmp_path: Path):
    rows = ("2024-01-02,2024-01-01,1", "2024-01-02,,1", "2024-01-02,2024-01-02,1")
    text = "\n".join(("from,to,n", *rows, "2024-01-03,2024-01-03,1\n"))
    reading = read_text(tmp_path, text, **PERIODS)
    assert rejected(reading) == [(2, "to", "2024-01-01"), (3, "to", "")]
    rows = ("2024-01-02,0", "2024-01-02,x", "2024-01-02,1e9", "2024-01-02,1", "2024-01-03,1")
    text = "\n".join(("time,days", *rows, "2024-01-04,1\n"))
    reading = read_text(tmp_path, text, length="days")
    assert rejected(reading) == [(2, "days", "0"), (3, "days", "x"), (4, "days", "1e9")]


def test_periods_of_one_kind_and_region_must_not_overlap_and_the_first_is_kept(tmp_path: Path):
    rows = ("2024-01-01,2024-01-03,5,N", "2024-01-03,2024-01-04,6,N", "2024-01-02,2024-01-02,7,S")
    text = "\n".join(("from,to,n,where", *rows, "2024-01-04,2024-01-04,8,N"))
    reading = read_text(tmp_path, text, region="where", **PERIODS)
    assert [span[2] for span in spans(reading)] == [5, 7, 8]
    assert [(one.line, one.value) for one in reading.rejected] == [(3, "line 2")]


def test_acts_of_several_days_may_overlap(tmp_path: Path):
    text = "from,to\n2024-01-01,2024-01-03\n2024-01-02,2024-01-02\n"
    reading = read_text(tmp_path, text, start="from", end="to")
    assert len(reading.series.records) == 2


def test_a_row_that_repeats_another_is_rejected_and_the_summary_says_what_to_do(tmp_path: Path):
    text = "time,note\n2024-01-01,a\n2024-01-01,b\n2024-01-01,a\n2024-01-01,a\n"
    reading = read_text(tmp_path, text)
    assert [(one.line, one.value) for one in reading.rejected] == [(4, "line 2"), (5, "line 2")]
    assert (reading.summary.acts, reading.summary.duplicates) == (2, 2)
    assert "duplicates: keep" in reading.summary.warnings[0]
    assert read_text(tmp_path, text, duplicates="keep").summary.acts == 4


def test_a_row_with_too_few_or_too_many_cells_is_rejected_with_its_line(tmp_path: Path):
    reading = read_text(
        tmp_path, "time,n\n\n2024-01-01\n2024-01-02,1\n2024-01-03,1,1\n2024-01-04,1\n"
    )
    assert rejected(reading) == [(3, "", "1 of 2"), (5, "", "3 of 2")]
    assert reading.series.records["line"].tolist() == [4, 6]


def test_a_row_has_the_line_on_which_it_begins_whatever_its_cells_hold(tmp_path: Path):
    text = 'time,note\r\n2024-01-01,"a\r\nb, ""c"""\r\n\r\nx,y\r\n2024-01-02,"d"'
    reading = read_text(tmp_path, text)
    assert reading.series.records["line"].tolist() == [2, 6]
    assert rejected(reading) == [(5, "time", "x")]


@pytest.mark.parametrize("size", [10, 11, 12, 40, 1000])
def test_a_file_is_the_same_in_blocks_of_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
):
    monkeypatch.setattr("simulator.data.csv_rows.BLOCK", size)
    rows = [f'2024-01-{day:02},"note\n{day}"' for day in range(1, 29)]
    text = "\n".join(("\ufefftime,note", *rows[:9], "x,y", "", *rows[9:], "2024-01-05"))
    reading = read_text(tmp_path, text)
    lines = [*range(2, 20, 2), *range(22, 60, 2)]
    assert reading.series.records["line"].tolist() == lines
    assert rejected(reading) == [(20, "time", "x"), (60, "", "1 of 2")]


def test_columns_may_be_parted_by_semicolons_or_tabs(tmp_path: Path):
    for mark in ";\t|":
        reading = read_text(tmp_path, f"note{mark}time\nx{mark}2024-01-01\n")
        assert reading.summary.acts == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "events.csv:1: the file is empty."),
        ("\n\r\n", "events.csv:1: the file is empty."),
        ("time", "events.csv:1: there is a header, but there are no rows of data."),
        ("time\n", "events.csv:1: there is a header, but there are no rows of data."),
        ("tiem\n1\n", "events.csv:1: there is no column 'time', which the mapping needs; "
         "did you mean 'tiem'?"),
        ("a,b\n1,2\n", "events.csv:1: there is no column 'time', which the mapping needs; "
         "there are a, b."),
        ("time,time\n1,2\n", "events.csv:1: there are 2 columns 'time'; rename all but one."),
        (b"time,n\n2024-01-01,a\n2024-01-02,\xe9\n",
         "events.csv:3: this is not UTF-8 text (byte 32 of the file is 0xE9). Save the file as "
         "UTF-8 (in Excel: CSV UTF-8), or write its encoding into the mapping, such as encoding: "
         "cp1252 (Excel in Western Europe) or encoding: cp1251 (Cyrillic)."),
        ("time\n2024-01-01\n".encode("utf-16-le"),
         "events.csv:1: this is UTF-16 text without a mark that says so. Save it as UTF-8, or "
         "write into the mapping: encoding: utf-16-le"),
        ("time\n2024-01-01\n".encode("utf-16-be"),
         "events.csv:1: this is UTF-16 text without a mark that says so. Save it as UTF-8, or "
         "write into the mapping: encoding: utf-16-be"),
        (b"PK\x03\x04",
         "events.csv: this is a ZIP archive or an Excel workbook; unpack it, or save it as CSV."),
        (b"\x1f\x8b\x08", "events.csv: this is compressed; unpack it first."),
        ('time,n\n2024-01-01,a\n2024-01-01,"a\n2024-01-02,b\n',
         "events.csv:3: a quotation mark opened in the row that begins here is never closed."),
        ('time,n\n2024-01-01,5" gun\n2024-01-01,a\n2024-01-02,9" gun\n',
         "events.csv:2: a quotation mark within a cell; put the cell in quotation marks and double "
         "it."),
        ("time,n\r2024-01-01,a\r",
         "events.csv:1: a line ends with a bare CR; save the file with line ends LF or CR LF."),
        ("time,n\n2024-01-01,a\r2024-01-01,b\n",
         "events.csv:2: a line ends with a bare CR; save the file with line ends LF or CR LF."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_where_and_what_would_do(
    tmp_path: Path, content: str | bytes, message: str
):
    assert refused(tmp_path, content) == [message]


def test_every_missing_column_is_named(tmp_path: Path):
    told = refused(tmp_path, "a\n1\n", region="where", count="n", kind="drone")
    assert [line.split("'")[1] for line in told] == ["time", "n", "where"]


def test_a_file_that_is_not_there_and_a_folder_are_no_files(tmp_path: Path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(EventDataError) as caught:
            read(path, TIMED)
        assert str(caught.value).startswith(str(path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_refused_since_it_can_be_read_but_once(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(EventDataError, match="not a file that can be read more than once"):
        read(tmp_path / "pipe", TIMED)


def test_a_file_of_too_many_rows_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("simulator.data.read.MOST_ROWS", 2)
    text = "time\n2024-01-01\n2024-01-02\n2024-01-03\n"
    assert refused(tmp_path, text) == ["events.csv: more than 2 rows. Cut the file into parts."]


def test_a_file_of_which_too_much_is_faulty_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("simulator.data.read.MOST_REJECTED", 1)
    told, *rows = refused(tmp_path, "time\n2024-01-01\nx\ny\n")
    assert told == "events.csv: more than 1 rows cannot be read by the mapping."
    assert [row.split(" ")[0] for row in rows] == ["events.csv:3", "events.csv:4"]


def test_a_file_of_which_nothing_is_wanted_is_read_all_the_same(tmp_path: Path):
    reading = read_text(tmp_path, "time,what\n2024-01-01,a\n", where={"what": "b"})
    assert (reading.summary.acts, reading.summary.days_covered) == (0, 1)
    assert reading.summary.first is None
