"""Forecast bands against what happened: what is drawn."""

import pandas as pd

from simulator.plots import style
from simulator.plots.backtests import forecasts, reactions

ENDS = {"low90": 5, "low50": 9, "median": 9, "high50": 19, "high90": 39}


def table(*rows: dict) -> pd.DataFrame:
    base = {"title": "A", "what": "acts", "unit": "acts", "in_sample": "no", "low": 9, "high": 9}
    base |= {"verdict": "in 50 %", "numbers": "9   (90 %: 5 to 39)", **ENDS}
    return pd.DataFrame([base | row for row in rows])


def marks(ax) -> list:
    """The marks of what happened: one point each, with a face."""
    return [line for line in ax.lines if line.get_marker() in "osX" and len(line.get_xdata())]


def test_what_happened_is_a_mark_at_its_multiple_of_the_median():
    ax = forecasts(table({}, {"low": 19, "high": 39, "verdict": "miss: more"}))
    assert [line.get_xdata()[0] for line in marks(ax)] == [1.0, 3.0]
    assert [line.get_marker() for line in marks(ax)] == ["o", "X"]
    bands = [piece for piece in ax.collections if len(piece.get_segments())]
    assert bands[0].get_segments()[0][:, 0].tolist() == [0.6, 4.0]
    assert bands[1].get_segments()[0][:, 0].tolist() == [1.0, 2.0]


def test_what_was_not_held_out_is_hollow():
    ax = forecasts(table({"in_sample": "yes"}, {}))
    assert [line.get_markerfacecolor() for line in marks(ax)] == ["white", style.GREEN]


def test_each_case_is_named_once_and_each_row_by_what_it_is():
    ax = forecasts(table({}, {"what": "km", "unit": "km2"}, {"title": "B"}))
    words = [text.get_text() for text in ax.texts]
    assert [word for word in words if word in "AB"] == ["A", "B"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["acts", "km, km²", "acts"]
    assert "9   (90 %: 5 to 39)" in words


def test_a_yes_or_no_is_left_out():
    ax = forecasts(table({}, {"unit": "yes or no", "what": "breach"}))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["acts"]


def test_response_times_stand_under_the_delay_that_they_are_compared_with():
    rows = table(
        {"case": "P", "what": "one", "meaning": "b"},
        {"case": "Q", "what": "two", "meaning": "a", "median": None},
        {"case": "R", "what": "three", "meaning": "a"},
    )
    ax = reactions(rows)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["R: three", "P: one"]
    assert ax.get_xlabel() == "hours, log scale"
    assert "0 h" in [label.get_text() for label in ax.get_xticklabels()]
