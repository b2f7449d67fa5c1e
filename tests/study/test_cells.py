"""The table of a comparison: the same text in a terminal and in a notebook."""

from typing import Any

import pytest

from simulator.study.cells import grid
from simulator.study.compare import compare
from simulator.study.comparison import Comparison
from simulator.tables.page import Grid

ONE: dict[str, Any] = {
    "name": "One",
    "horizon": "10 days",
    "limits": "It shows little.",
    "violations": {"fire": {"kind": "artillery", "rate": "2 per day"}},
    "threshold": {"of": "artillery", "at_least": 1, "within": "24 h"},
    "plan": {"phases": [{"name": "first", "by": "24 h", "owed_by": "x"}]},
}
SIX = {**ONE, "name": "Six", "threshold": {"of": "artillery", "at_least": 6, "within": "24 h"}}
NINE = {**ONE, "name": "Nine", "threshold": {"of": "artillery", "at_least": 9, "within": "24 h"}}


@pytest.fixture(scope="module", params=[(ONE, SIX), (ONE, SIX, NINE)], ids=["two", "three"])
def compared(request: pytest.FixtureRequest) -> Comparison:
    return compare(*request.param, replications=30)


def grid_of(compared: Comparison) -> Grid:
    return grid(compared.rows, compared.arms, compared.replications)


def test_a_notebook_shows_every_cell_that_a_terminal_shows(compared: Comparison) -> None:
    html = compared._repr_html_()
    text = compared.text
    cells = {cell for row in grid_of(compared).rows for cell in row[1:]}
    assert len(cells) > 20
    for cell in cells:
        assert cell.replace("'", "&#x27;").replace("<", "&lt;") in html
        value, bracket, interval = cell.partition(" (")  # a terminal may break a line there
        assert value in text
        assert (bracket + interval).strip() in text


def test_a_notebook_has_no_missing_numbers_and_no_long_ones(compared: Comparison) -> None:
    html = compared._repr_html_()
    assert "NaN" not in html
    assert "nan" not in html
    assert max(len(cell) for row in grid_of(compared).rows for cell in row[1:]) < 40


def test_a_difference_of_shares_is_in_percentage_points(compared: Comparison) -> None:
    (row,) = [row for row in compared.rows if row[:3] == ("first: in time", row.unit, "Six")]
    assert f"{round(100 * row.difference.value)} points (" in compared._repr_html_()


def test_it_is_titled_and_says_what_it_does_not_show(compared: Comparison) -> None:
    html = compared._repr_html_()
    assert "<b>A: One</b><br><b>B: Six</b>" in html
    assert "30 pairs of histories, seed 0" in html
    assert "It shows little." in html
    assert "not a forecast" in html


def test_the_repr_names_the_arms(compared: Comparison) -> None:
    assert repr(compared).startswith("<Comparison of 'One' with 'Six'")
    assert repr(compared).endswith(": 30 pairs of histories, seed 0>")
