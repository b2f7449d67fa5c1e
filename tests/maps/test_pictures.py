"""Maps as pictures: no text overlaps, and what is drawn is what the table says."""

from typing import Any

import pytest

from simulator import map_out
from tests.plots.conftest import WAR
from tests.plots.layout import faults

QUICK: dict[str, Any] = {"replications": 6}
LONG = {**WAR, "name": "A war with a very long name " * 6}
MANY = ["acts", "breaches", "false breaches", "severity before an answer", "grey-zone harm"]
ALONG = [
    "threshold.at_least=1..20 by 1",
    "threshold.at_least=1,2,5,1000000",
    "plan.phases.first.by=1 h..240 h by 12 h",
    "plan.clock=breach,initial violation",
    "guarantors.a.honours=0 %..100 %",
    "threshold.at_least=3",
]


@pytest.mark.parametrize("axis", ALONG)
@pytest.mark.parametrize("war", [WAR, LONG], ids=["plain", "long name"])
def test_no_text_of_curves_overlaps_or_is_cut_off(axis, war):
    found = map_out(war, axis, outcomes=MANY, **QUICK)
    assert faults(found.plot.curves()) == []


@pytest.mark.parametrize("y", ["guarantors.a.honours=0 %,100 %", "plan.phases.first.by=1 h..48 h"])
@pytest.mark.parametrize("x", ["threshold.at_least=1..15 by 1", "threshold.at_least=10,20"])
@pytest.mark.parametrize("against", [False, True])
def test_no_text_of_a_heat_map_overlaps_or_is_cut_off(x, y, against):
    found = map_out(WAR, x, y, outcomes=MANY[:2], against=against, **QUICK)
    assert faults(found.plot.heat()) == []


def test_a_picture_of_the_other_number_of_axes_is_refused_with_the_one_to_draw():
    with pytest.raises(ValueError, match=r"draw curves\(\)"):
        map_out(WAR, "threshold.at_least=1,9", **QUICK).plot.heat()
    with pytest.raises(ValueError, match=r"draw heat\(\)"):
        map_out(WAR, "threshold.at_least=1,9", "together=0 %,1 %", **QUICK).plot.curves()


def test_the_curves_are_those_of_the_table():
    found = map_out(WAR, "threshold.at_least=1,5,9", outcomes=["breaches"], **QUICK)
    (ax,) = found.plot.curves().axes
    curve = next(line for line in ax.lines if len(line.get_xdata()) == 3)
    told = found.table[found.table["outcome"] == "breaches"]["value"].tolist()
    assert list(curve.get_ydata()) == told
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["1", "5", "9"]


def test_a_cell_shows_its_difference_and_a_hatch_where_chance_explains_it():
    axes = "threshold.at_least=1,10", "together=0 %,100 %"
    found = map_out(WAR, *axes, outcomes=["breaches"], against=True, replications=40)
    (ax,) = found.plot.heat().axes
    told = found.table[found.table["outcome"] == "breaches"]
    assert told["differs"].tolist() == [True, True, False, False]
    hatched = [patch for patch in ax.patches if patch.get_hatch()]
    assert [patch.get_x() for patch in hatched] == [0.5, 0.5]
    assert {"0"} < {text.get_text() for text in ax.texts}
