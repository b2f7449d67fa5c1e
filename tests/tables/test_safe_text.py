"""Text of others: no formula for a spreadsheet, no command for a terminal."""

import pandas as pd
import pytest

from simulator.store.folder import to_csv
from simulator.tables.safe_text import clean, csv_cell

FORMULAS = ["=1+1", "+1", "-1", "@x", "\tx", " =1+1", "\u200b=2+2", "\ufeff\u00a0=3+3", "\n=4+4"]


@pytest.mark.parametrize("cell", [*FORMULAS, "\uff1d5+5"])
def test_no_cell_is_a_formula_whichever_way_it_is_written(cell: str) -> None:
    assert csv_cell(cell) == f"'{cell}"
    assert to_csv(pd.DataFrame({"a": [cell], cell: [1]}, dtype=object)).count("'") == 2


@pytest.mark.parametrize("cell", ["1=1", "a-b", "", " a", "\u200ba", -1.5, None])
def test_what_is_no_formula_stays_as_it_is(cell: object) -> None:
    assert csv_cell(cell) == cell


def test_a_sign_that_no_terminal_shows_does_not_hide_a_formula() -> None:
    assert csv_cell("\x1b[31m=1+1") == "'=1+1"


def test_cleaning_twice_changes_nothing() -> None:
    text = clean("\x1b\x1b[31m[31mx")
    assert clean(text) == text
