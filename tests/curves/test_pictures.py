"""The operating curve as a picture: what it says, and that no text of it overlaps another."""

from typing import Any

import pytest

from simulator import curve
from simulator.curves.findings import Beaten
from simulator.curves.pictures import CurvePlots
from simulator.tables.summary import Estimate
from simulator.uncertain.told import Change
from tests.plots.conftest import WAR
from tests.plots.layout import faults
from tests.plots.test_layout import HARD

QUICK: dict[str, Any] = {"replications": 6, "engine": "simpy"}


def texts(figure) -> str:
    return "\n".join(text.get_text() for text in figure.texts)


@pytest.mark.parametrize("name", [name for name in HARD if name not in ("busy", "three clauses")])
def test_no_text_overlaps_or_is_cut_off(name):
    found = curve(WAR | HARD[name], "count=1,2,3,5,8,12,50", **QUICK)
    assert faults(found.plot.curve()) == []


@pytest.mark.parametrize("along", ["severity", "window=1 h,6 h,2 days", "days=1,2", "cusum=1,5,20"])
def test_no_text_overlaps_whatever_is_varied(along):
    assert faults(curve(WAR, along, **QUICK).plot.curve()) == []


def test_every_rule_is_a_point_and_every_named_one_a_ring():
    found = curve(WAR, "count=1,2,4", of=["drone", "all"], **QUICK)
    first, *_ = found.plot.curve().axes
    told = {len(line.get_xdata()) for line in first.lines}
    assert {3, len(found.marks)} <= told
    names = [note.get_text() for note in first.texts]
    assert {mark.name for mark in found.marks} <= set(names)
    assert first.get_xlabel() == "false breaches per 30 days"


def test_the_title_is_the_finding():
    found = curve(WAR, "count=1,2,3", of=["all"], rules=["one-drone"], **QUICK)
    less = Change("h", Estimate(-2.0, -3.0, -1.0))
    beaten = [Beaten(found.marks[1], found.curves[0].points[2], 0, less, less)]
    (title, *_) = CurvePlots(found.table, beaten, "").curve().texts
    said = "“One drone” is beaten by at least 3 acts of any kind within 24 h"
    assert said in " ".join(title.get_text().split())
    assert "no named rule is beaten" in texts(CurvePlots(found.table, [], "").curve())
