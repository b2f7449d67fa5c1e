"""Numbers whose marks could mean two things: asked for, shown by the column, or named."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from simulator.data.figures import Marks, value
from simulator.data.read import read

from .readings import TIMED, read_text, refused, rejected, spans

ASKED = (
    "events.csv:{line} n: it is not clear which marks of '{cell}' are decimal and which group "
    "digits; write into the mapping: {words}"
)


def table(*cells: str) -> str:
    """A file of semicolons with these counts, a day each."""
    rows = [f"2022-03-{day:02};{cell}" for day, cell in enumerate(cells, 1)]
    return "\n".join(("time;n", *rows))


@pytest.mark.parametrize(
    ("cells", "line", "words"),
    [
        (("1.200", "12.000", "950"), 2, 'thousands: "." or decimal: "."'),
        (("950", "12.000"), 3, 'thousands: "." or decimal: "."'),
        (("1,200",), 2, 'thousands: "," or decimal: ","'),
        (("3,0",), 2, 'decimal: ","'),
        (("0,125",), 2, 'decimal: ","'),
        (("1.234.567",), 2, 'thousands: "."'),
        (("1.234,5",), 2, 'thousands: "."'),
        (("1 200",), 2, 'thousands: " "'),
        (("1\u202f200",), 2, 'thousands: " "'),
        (("1'200",), 2, 'thousands: "\'"'),
        (("2.5", "1.200", "1,200"), 4, 'thousands: "," or decimal: ","'),
    ],
)
def test_a_number_of_two_readings_is_asked_for_with_the_words_that_would_do(
    tmp_path: Path, cells: tuple[str, ...], line: int, words: str
):
    cell = cells[line - 2]
    told = refused(tmp_path, table(*cells), count="n")
    assert told == [ASKED.format(line=line, cell=cell, words=words)]


@pytest.mark.parametrize(
    ("words", "cells", "counts"),
    [
        ({"thousands": "."}, ("1.200", "12.000", "950", "1.234"), [1200, 12000, 950, 1234]),
        ({"decimal": "."}, ("12.000", "1,200"), [12, 1200]),
        ({"decimal": ","}, ("3,0", "1.200", "1.200,0"), [3, 1200, 1200]),
        ({"thousands": ","}, ("1,200", "3.0", "1,234,567"), [1200, 3, 1234567]),
        ({"thousands": " "}, ("1 200", "1\u00a0200", "1\u202f200"), [1200, 1200, 1200]),
        ({"thousands": "'"}, ("1'200", "1\u2019200"), [1200, 1200]),
        ({"thousands": " ", "decimal": ","}, ("1 200,0", "3"), [1200, 3]),
    ],
)
def test_with_a_mark_named_the_numbers_are_read(
    tmp_path: Path, words: dict[str, str], cells: tuple[str, ...], counts: list[int]
):
    reading = read_text(tmp_path, table(*cells), count="n", **words)
    assert [span[2] for span in spans(reading)] == counts
    assert rejected(reading) == []


def test_marks_in_the_wrong_places_are_no_number():
    german = Marks(decimal=",")
    wrong = ("1.2", "12.00", "1.2000", "1,2,3", "1,200.5", "1.200.5", ",", "1_0", "1,5_0")
    assert [value(text, german) for text in wrong] == [None] * len(wrong)
    assert value("-1.234.567,25", german) == -1234567.25
    assert value("1,5E3", german) == 1500


def test_a_column_may_show_itself_that_a_dot_is_decimal(tmp_path: Path):
    text = "time,m\n2024-01-01,1.125\n2024-01-02,2.5\n2024-01-03,1234.500\n"
    reading = read_text(tmp_path, text, munitions="m")
    assert reading.series.records["munitions"].tolist() == [1.125, 2.5, 1234.5]


def test_what_a_number_of_an_unwanted_row_looks_like_is_nobodys_concern(tmp_path: Path):
    text = "time,n,what\n2024-01-01,1.200,b\n2024-01-02,3,a\n"
    reading = read_text(tmp_path, text, count="n", where={"what": "a"})
    assert reading.summary.acts == 3


def test_numbers_by_their_type_have_one_reading(tmp_path: Path):
    path = tmp_path / "events.parquet"
    pq.write_table(pa.table({"time": ["2024-01-01"], "m": pa.array([1.125])}), path)
    reading = read(path, {**TIMED, "munitions": "m"})
    assert reading.series.records["munitions"].tolist() == [1.125]


def test_one_mark_cannot_be_decimal_and_group_digits_too(tmp_path: Path):
    told = refused(tmp_path, "time,n\n2024-01-01,1\n", count="n", decimal=",", thousands=",")
    assert told == ["the mapping: decimal and thousands cannot both be ','"]
