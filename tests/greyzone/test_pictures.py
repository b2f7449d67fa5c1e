"""The picture of a grey zone: what it says, and that no text of it overlaps another."""

import pytest

from simulator import grey_zone
from tests.plots.conftest import WAR
from tests.plots.layout import faults


@pytest.fixture(scope="module")
def found():
    return grey_zone(WAR, rules=["one-drone"], kinds=["drone"], replications=6)


def test_each_rule_has_a_ring_and_a_diamond_above_or_below_it(found):
    (ax,) = found.plot.curve().axes
    diamonds = [line for line in ax.lines if line.get_marker() == "D" and line.get_ms() == 7]
    heights = sorted(float(line.get_ydata()[0]) for line in diamonds)
    told = found.table[
        (found.table.adversary == "best response") & (found.table.outcome == "grey-zone harm")
    ]
    assert heights == sorted(told["value"])
    assert ax.get_ylabel() == "grey-zone harm: severity outside episodes, per 30 days"


def test_no_text_overlaps_or_is_cut_off_and_the_title_is_the_finding(found):
    figure = found.plot.curve()
    assert faults(figure) == []
    title = " ".join(figure.texts[0].get_text().split())
    assert title.startswith("Once the adversary has read") or "nothing beyond chance" in title
