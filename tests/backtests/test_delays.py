"""Simulated delays beside recorded response times."""

import numpy as np
import pytest

from simulator.backtests.cases import COMPARED, Response
from simulator.backtests.delays import (
    DAILY,
    MEANING,
    PLAN,
    keep_delays,
    reactions,
    verdict,
)
from simulator.backtests.scores import Bands
from simulator.engine.reference import replicate
from simulator.model.encode import encode, names_of
from simulator.scenario.load import load
from simulator.scenario.shipped import folder
from simulator.scenario.vary import vary


def empty() -> dict[str, list[float]]:
    return {name: [] for name in COMPARED}


def test_every_delay_has_its_meaning():
    assert set(MEANING) == set(COMPARED)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (30, 40, "in 50 %"),
        (6, 10, "in 90 %"),
        (96, 99, "miss: later"),
        (0, 4, "miss: sooner"),
        (0, 999, "in 50 %"),
    ],
)
def test_a_verdict_names_the_narrowest_band_or_the_side_of_the_miss(low, high, said):
    assert verdict(Bands(5, 25, 50, 75, 95), low, high, "later", "sooner") == said


def test_a_delay_that_never_came_has_no_bands():
    one = Response("x", "y", 1, 2, "national", "coalition air", "no", "", "")
    (found,) = reactions([one], empty())
    assert found.histories == 0
    assert np.isnan(found.bands.median)


def test_the_first_answers_of_one_history_are_read_from_it():
    """A plan of fixed delays: 2 h for a report, 3 h of verification, 5 h and 96 h for Estonia."""
    changes = {
        "violations": {"strikes": {"kind": "artillery", "at": {"count": 400, "within": "10 days"}}},
        "monitoring": {"report": "2 h", "verify": "3 h"},
        "threshold": {"of": "artillery", "at_least": 5},
        "uncertain": None,
        "together": None,
    }
    scenario = load(folder() / PLAN)
    for path in ("uncertain", "together", "violations", "monitoring", "threshold"):
        scenario = vary(scenario, path, changes[path])
    for name in ("united kingdom", "france", "germany", "estonia", "türkiye", "united states"):
        scenario = vary(scenario, f"guarantors.{name}.honours", "100 %")
    scenario = vary(scenario, "guarantors.estonia.decides", "5 h")
    scenario = vary(scenario, "guarantors.estonia.brings.ground.arrives", "96 h")
    delays = empty()
    p = encode(scenario, 1)
    keep_delays(replicate(p, 0), p, names_of(scenario), delays)
    assert delays["national answer"] == [2 + 3 + 2]
    assert delays["coalition decision"] == [5]
    assert delays["first report"] == [2]
    assert delays["troops after decision"] == [96]
    assert delays["first daily report"] == []


def test_a_daily_report_is_measured_from_the_close_of_its_day():
    scenario = load(folder() / DAILY)
    delays = empty()
    p = encode(scenario, 1)
    for replication in range(3):
        keep_delays(replicate(p, replication), p, names_of(scenario), delays)
    assert all(14 <= hours <= 20 for hours in delays["close to report"])
    assert len(delays["close to report"]) == 3
    assert delays["national answer"] == []
