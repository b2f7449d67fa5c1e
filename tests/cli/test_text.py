import math

import pytest

from simulator.cli.text import clean, csv_cell, number, plain, table, unbroken


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


def test_a_row_of_one_cell_is_a_heading_below_an_empty_line() -> None:
    text = table(["a", "b"], [["A long heading"], ["  x", "1"], ["Other"], ["  y", "2"]])
    assert text.splitlines() == ["a    b", "", "A long heading", "  x  1", "", "Other", "  y  2"]


def test_what_may_not_be_broken_goes_to_the_next_line_whole() -> None:
    text = table(["a", "b"], [["x " * 50, f"12 {unbroken('(1 to 2)')} " * 9]])
    assert "(1\n" not in text
    assert "\u00a0" not in text


def test_json_has_no_nan_and_no_tuples() -> None:
    assert plain({"a": (1, math.nan, [True, None, "x"])}) == {"a": [1, None, [True, None, "x"]]}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert csv_cell(cell) == f"'{cell}"


def test_a_cell_of_numbers_stays_a_number() -> None:
    assert csv_cell(-1.5) == -1.5


def test_cleaning_twice_changes_nothing() -> None:
    text = clean("\x1b\x1b[31m[31mx")
    assert clean(text) == text
