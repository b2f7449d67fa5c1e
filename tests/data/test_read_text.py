"""How a CSV is written: encodings, separators, and lines above the header."""

from pathlib import Path

import pytest

from simulator.data.csv_rows import CsvRows
from simulator.data.read import read

from .readings import TIMED, read_text, refused, rejected

REGION = {"region": "where"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1251", "utf-8-sig"])
def test_text_is_read_in_the_encoding_that_the_mapping_names(tmp_path: Path, encoding: str):
    path = tmp_path / "events.csv"
    path.write_bytes("time,where\r\n2024-01-01,Київ\r\n".encode(encoding))
    reading = read(path, {**TIMED, **REGION, "encoding": encoding})
    assert (reading.series.regions, rejected(reading)) == (("Київ",), [])


def test_utf_16_with_its_mark_needs_no_word_and_lines_are_counted_all_the_same(tmp_path: Path):
    path = tmp_path / "events.csv"
    path.write_bytes("time,where\r\n2024-01-01,Süd\r\nx,Süd\r\n".encode("utf-16"))
    reading = read(path, {**TIMED, **REGION})
    assert (reading.series.regions, rejected(reading)) == (("Süd",), [(3, "time", "x")])


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_text_in_another_encoding_is_the_same_in_blocks_of_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
):
    monkeypatch.setattr("simulator.data.csv_rows.BLOCK", size)
    path = tmp_path / "events.csv"
    path.write_bytes("sep=;\r\ntime;where\r\n2024-01-01;\U0001f600\r\n".encode("utf-16"))
    assert read(path, {**TIMED, **REGION}).series.regions == ("\U0001f600",)


def test_bytes_that_are_none_of_the_named_encoding_are_refused(tmp_path: Path):
    (told,) = refused(tmp_path, b"time,where\n2024-01-01,\x81\n", encoding="cp1252", **REGION)
    assert told.startswith("events.csv: this is not cp1252 text")
    assert refused(tmp_path, "time\n2024-01-01\n", encoding="utf-9") == [
        "the mapping encoding: 'utf-9' is not an encoding; write one such as cp1252, cp1251 or "
        "utf-16."
    ]


def test_only_what_stands_outside_quotation_marks_parts_cells(tmp_path: Path):
    for mark, other in ((";", ","), (",", ";"), ("\t", ",")):
        text = f'time{mark}"note (a{other} b{other} c{other} d)"\n2022-03-01{mark}x\n'
        assert read_text(tmp_path, text).summary.acts == 1


@pytest.mark.parametrize(
    "above", ["sep=;\n", '"sep=;"\r\n', "SEP=;\n# comment\n", "# a, b\n\nsep=;\n"]
)
def test_a_line_with_which_excel_names_the_separator_is_no_header(tmp_path: Path, above: str):
    reading = read_text(tmp_path, f"{above}time;a,b,c\n2022-03-01;x\ny;x\n")
    assert reading.summary.acts == 1
    assert rejected(reading) == [(above.count("\n") + 3, "time", "y")]


def test_comments_above_the_header_are_passed_over_and_a_header_that_begins_so_is_not(
    tmp_path: Path,
):
    assert read_text(
        tmp_path, "# it's \"so, he said\n#\n#made by me\ntime,n\n2024-01-01,1\n"
    ).series.records["line"].tolist() == [5]
    path = tmp_path / "events.csv"
    path.write_text("#id,time\n1,2024-01-01\n")
    assert CsvRows(path).header == ["#id", "time"]


def test_a_separator_can_be_named(tmp_path: Path):
    text = "time~a,b,c\n2024-01-01~x\n"
    assert read_text(tmp_path, text, separator="~").summary.acts == 1
    assert read_text(tmp_path, text.replace("~", "\t"), separator="tab").summary.acts == 1
    assert refused(tmp_path, text, separator="ab") == [
        "the mapping separator: 'ab' cannot part cells; write one sign such as ';' or tab."
    ]


def test_capitals_in_the_header_make_no_difference_unless_two_columns_differ_by_them_alone(
    tmp_path: Path,
):
    assert read_text(tmp_path, "\u00a0TIME ,n\n2024-01-01,1\n").summary.acts == 1
    assert rejected(read_text(tmp_path, "time,TIME\n2024-01-01,x\n")) == []
    assert refused(tmp_path, "Time,TIME\n2024-01-01,x\n") == [
        "events.csv:1: there is no column 'time', which the mapping needs; did you mean 'Time'?"
    ]
