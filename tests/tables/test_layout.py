import math
import re

import pytest

from simulator.tables.amounts import number
from simulator.tables.json_values import plain
from simulator.tables.layout import paragraph, table, unbroken


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, "0"),
        (0.012345, "0.0123"),
        (1.0, "1"),
        (45.678, "45.7"),
        (-45.678, "-45.7"),
        (12345.6, "12,346"),
        (1e9, "1,000,000,000"),
        (1e-9, "0"),
        (-1e-9, "0"),
        (math.nan, "-"),
        (math.inf, "-"),
        (None, "-"),
    ],
)
def test_a_number_has_the_digits_that_count(value: float | None, shown: str) -> None:
    assert number(value) == shown


def test_columns_are_aligned_and_lines_have_no_blanks_at_their_end() -> None:
    text = table(["a", "b", "c"], [["xx", "1", ""], ["y", "22", "z"]], right=(1,))
    assert text.splitlines() == ["a    b  c", "xx   1", "y   22  z"]


def test_a_table_that_is_too_wide_wraps_its_widest_cells() -> None:
    text = table(["name", "words"], [["x", "so many words " * 20], ["y", "few"]])
    lines = text.splitlines()
    assert max(map(len, lines)) <= 100
    assert lines[-1] == "y     few"
    assert " ".join(text.split()).count("so many words") == 20


def test_what_stands_in_a_cell_cannot_break_the_table() -> None:
    assert table(["a"], [["x\n\x1b[2Jy"]]).splitlines() == ["a", "x y"]


def test_a_name_without_blanks_is_cut_where_it_must() -> None:
    assert max(map(len, table(["a", "b"], [["x" * 300, "y"]]).splitlines())) <= 100


def test_a_word_longer_than_half_the_table_stays_whole_where_the_other_columns_leave_room() -> None:
    name = "x" * 60
    first, second, *_ = table(["a", "b"], [[f"    {name} y", "z " * 60]]).splitlines()[1:]
    assert first.startswith(f"    {name}  z")
    assert second.startswith("      y")


def test_a_row_of_one_cell_is_a_heading_below_an_empty_line() -> None:
    text = table(["a", "b"], [["A long heading"], ["  x", "1"], ["Other"], ["  y", "2"]])
    assert text.splitlines() == ["a    b", "", "A long heading", "  x  1", "", "Other", "  y  2"]


def test_what_may_not_be_broken_goes_to_the_next_line_whole() -> None:
    text = table(["a", "b"], [["x " * 50, f"12 {unbroken('(1 to 2)')} " * 9]])
    assert "(1\n" not in text
    assert "\u00a0" not in text


VALUES = [
    f"{value} {unbroken(interval)}"
    for value, interval in (
        ("10.3", "(-7.31 to 17.3)"),
        ("-1,234.5", "(-2,219 to -9.17)"),
        ("100 %", "(8 to 100 %)"),
    )
]
COMPARED = [["Harm"], *([f"  area lost, {i}", *VALUES, "<0.001"] for i in range(3))]
HEADER = ["outcome", "One drone", "Twenty strikes", "difference (95 %)", "p"]


@pytest.mark.parametrize("columns", [40, 60, 80, 100])
def test_no_width_breaks_a_number_or_a_word_of_a_table(
    columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.tables.layout.width", lambda: columns)
    text = table(HEADER, COMPARED, right=(4,))
    assert max(map(len, text.splitlines())) <= columns
    words = {word for row in (HEADER, *COMPARED) for cell in row for word in cell.split()}
    assert {word.rstrip(":") for word in text.split()} | {"outcome"} == words
    assert not re.search(r"\n *%", text)


def test_where_columns_do_not_fit_each_value_stands_below_its_row_with_its_heading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("simulator.tables.layout.width", lambda: 40)
    assert table(HEADER, COMPARED[:2], right=(4,)).splitlines() == [
        "",
        "Harm",
        "  area lost, 0",
        "      One drone: 10.3 (-7.31 to 17.3)",
        "      Twenty strikes: -1,234.5",
        "        (-2,219 to -9.17)",
        "      difference (95 %): 100 %",
        "        (8 to 100 %)",
        "      p: <0.001",
    ]


def test_a_row_that_is_listed_by_its_number_says_of_what(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.tables.layout.width", lambda: 20)
    text = table(["row", "event", "subject"], [["7", "x" * 9, "y" * 9]], right=(0,))
    assert text.splitlines() == ["row 7", "    event: xxxxxxxxx", "    subject:", "      yyyyyyyyy"]


def test_running_text_keeps_a_number_with_its_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.tables.layout.width", lambda: 40)
    text = paragraph("word " * 7 + "and 24 % " + "of it, " * 4 + "in 8,033 km2 " * 9)
    assert "24 %" in text
    assert not re.search(r"[0-9]\n", text)


def test_json_has_no_nan_and_no_tuples() -> None:
    assert plain({"a": (1, math.nan, [True, None, "x"])}) == {"a": [1, None, [True, None, "x"]]}
