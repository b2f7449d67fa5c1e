"""The picture of a frontier: every rule is on it and in its list, and no text overlaps another."""

import pytest

from simulator import frontier
from tests.plots.conftest import WAR
from tests.plots.layout import faults


@pytest.fixture(scope="module")
def found():
    return frontier(WAR, rules=["one-drone"], most=25, replications=8)


def test_every_rule_is_numbered_and_the_list_says_which_it_is(found):
    figure = found.plot.frontier()
    listed = " ".join(text.get_text() for text in figure.texts)
    listed = " ".join(listed.split())
    for number, point in enumerate(found.points, start=1):
        assert f"{number} {point.candidate.name}" in listed
    assert "A as written" in listed
    (ax,) = figure.axes
    assert {note.get_text() for note in ax.texts} >= {"A", "1"}


def test_no_text_leaves_the_canvas_and_the_title_is_the_finding(found):
    figure = found.plot.frontier()
    assert not [fault for fault in faults(figure) if "leaves the canvas" in fault]
    title = " ".join(figure.texts[0].get_text().split())
    assert "better than “One drone”" in title
