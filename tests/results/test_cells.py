"""The table of a run: the same text in a terminal and in a notebook."""

from typing import Any

import pytest

from simulator.results.cells import outcomes
from simulator.results.run import Run
from simulator.study.run import run
from simulator.tables.measures import estimates

TINY: dict[str, Any] = {
    "name": "Tiny & small",
    "horizon": "10 days",
    "limits": "It shows little.",
    "violations": {"fire": {"kind": "artillery", "rate": "6 per day"}},
    "threshold": {"of": "artillery", "at_least": 3, "within": "24 h"},
    "plan": {"phases": [{"name": "first", "by": "24 h", "owed_by": "x"}]},
}


@pytest.fixture(scope="module")
def played() -> Run:
    return run(TINY, 20, 0)


def test_the_repr_says_what_was_played(played: Run) -> None:
    assert repr(played) == "<Run of Tiny & small: 20 histories of 10 days, seed 0>"


def test_a_notebook_shows_every_cell_that_a_terminal_shows(played: Run) -> None:
    found = estimates(played)
    html, text = played._repr_html_(), played.text
    grid = outcomes(found)
    assert len(grid.rows) > len(found) > 8
    for cell in [cell.strip() for row in grid.rows for cell in row]:
        assert cell.replace("'", "&#x27;") in html
        assert cell in text
    assert "It shows little." in html


def test_a_share_is_in_per_cent_in_a_notebook(played: Run) -> None:
    assert "<td>100 % (84 to 100 %)</td>" in played._repr_html_()


def test_a_heading_spans_the_table(played: Run) -> None:
    assert '<th colspan="3" style="text-align: left">Breaches</th>' in played._repr_html_()
