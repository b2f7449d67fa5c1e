"""When phases start, in the hours that their deadlines count: on rows made by hand, and against the
states that the model gives the same phases."""

from typing import Any

import numpy as np
import pytest

from simulator.model import terms
from simulator.results.pictures import phase_starts
from simulator.scenario.schema.plan import Phase
from simulator.tables import starts
from simulator.tables.measures import measures
from simulator.tables.starts import CALL, CLOCK, DEADLINE, Arm, start_curves
from tests.plots.conftest import WAR, run_of

PHASE = np.dtype(
    [("replication", "i8"), ("episode", "i8"), ("phase", "i8"), ("state", "i8")]
    + [(name, "f8") for name in ("called", "started", "due")]
)
CALLS = np.array(
    [
        (0, 0, 0, terms.MET, 4.0, 10.0, 24.0),
        (1, 0, 0, terms.LATE, 30.0, 40.0, 24.0),
        (3, 2, 0, terms.LAPSED_STATE, 1.0, np.nan, 24.0),
    ],
    PHASE,
)


def phase(**words: Any) -> Phase:
    return Phase.model_validate({"name": "first", "owed_by": "home"} | words)


BY, WITHIN, BOTH = phase(by="24 h"), phase(within="36 h"), phase(by="24 h", within="36 h")


@pytest.mark.parametrize(
    ("phases", "since"),
    [
        ([BY], CLOCK),
        ([WITHIN], CALL),
        ([BOTH], DEADLINE),
        ([phase()], CALL),
        ([BY, phase(by="72 h"), phase()], CLOCK),
        ([BY, WITHIN], DEADLINE),
        ([BY, WITHIN, phase()], CALL),
    ],
)
def test_hours_are_counted_from_where_the_deadlines_are(phases, since):
    assert starts.counted_from(phases) == since


def test_a_deadline_has_a_place_only_among_the_hours_that_it_counts():
    assert starts.due_at(BY, CLOCK) == 24
    assert starts.due_at(WITHIN, CALL) == 36
    assert [starts.due_at(one, DEADLINE) for one in (BY, WITHIN, BOTH)] == [0, 0, 0]
    assert np.isnan([starts.due_at(BY, CALL), starts.due_at(BOTH, CLOCK)]).all()
    assert np.isnan(starts.due_at(phase(), DEADLINE))


def test_hours_to_a_start_are_those_from_the_clock_the_call_or_the_deadline():
    assert starts.hours_to_start(CALLS, CLOCK).tolist() == [10, 40, np.inf]
    assert starts.hours_to_start(CALLS, CALL).tolist() == [6, 10, np.inf]
    assert starts.hours_to_start(CALLS, DEADLINE).tolist() == [-14, 16, np.inf]


def test_a_curve_is_of_all_histories_or_of_those_that_called_the_phase():
    arms = [Arm("", BY, CALLS, 4)]
    every, called = start_curves(arms), start_curves(arms, of_called=True)
    assert every["share"][every["hour"] == 24].tolist() == [1 / 4]
    assert called["share"][called["hour"] == 24].tolist() == [1 / 3]
    assert every["share"].iloc[-1] == 2 / 4
    assert (every["low"] <= every["share"]).all()
    assert (every["share"] <= every["high"]).all()


def test_the_hours_shown_reach_past_every_deadline_and_to_most_starts():
    hours = starts.hours_to_show({"": np.array([np.inf])}, [24.0, 300.0], False)
    assert hours[-1] == 375
    assert {24, 300} <= set(hours)
    assert starts.hours_to_show({"": np.array([100.0, 1e6])}, [], False)[-1] == 240
    early = starts.hours_to_show({"": np.array([-40.0] * 9)}, [0.0], True)
    assert (early[0], early[-1]) == (-40, 12)


def test_a_deadline_is_told_as_the_plan_has_it():
    assert starts.promise([BY]) == "due 24 h on the clock"
    assert starts.promise([phase(within="90 min")]) == "due 1.5 h after the call"
    assert starts.promise([BOTH, BOTH]).endswith("36 h after the call, whichever is later")
    assert starts.promise([BY, BOTH]) == "deadlines differ"
    assert starts.promise([phase()]) == "no deadline"


def often(new_breach: str, **deadline: str) -> dict[str, Any]:
    """A plan over a war of several episodes, with a deadline that is kept in some histories."""
    first = {"name": "first", "when": "breach", "owed_by": "home", **deadline}
    fire = {"kind": "artillery", "rate": "4 per day", "overdispersion": 0.5}
    return {
        "horizon": "30 days",
        "violations": {"fire": fire},
        "threshold": {"of": "artillery", "at_least": 3},
        "plan": {"phases": [first], "stand_down": "1 day", "new_breach": new_breach},
        "guarantors": {"home": {"decides": {"lognormal": {"median": "5 h", "p90": "20 h"}}}},
        "adversary": {"signs": "80 %"},
    }


DEADLINES: tuple[dict[str, str], ...] = (
    {"by": "14 h"}, {"within": "5 h"}, {"by": "12 h", "within": "6 h"}, {},
)  # fmt: skip


@pytest.mark.parametrize("deadline", DEADLINES, ids=lambda one: "+".join(one) or "none")
@pytest.mark.parametrize("new_breach", ["keeps the clock", "resets the clock"])
def test_a_curve_passes_its_deadline_at_the_share_that_the_table_has_in_time(deadline, new_breach):
    run = run_of(40, **often(new_breach, **deadline))
    (table,) = [m.estimate.value for m in measures(run) if m.outcome == "first: in time"]
    curve = phase_starts({"": run})
    assert curve["in_time"].unique().tolist() == [table]
    at_deadline = curve[curve["hour"] == curve["due"]]
    if deadline:
        assert at_deadline["share"].tolist() == [table]
        assert 0.1 < table < 0.9
    else:
        assert at_deadline.empty
    assert run.block.phases["episode"].max() > 0
    assert curve["histories"].iloc[0] == (run.block.outcomes["signed"] == 1).sum() < 40


def test_the_small_war_has_a_panel_for_each_phase():
    curve = phase_starts({"": run_of(2)})
    assert list(curve["phase"].unique()) == [one["name"] for one in WAR["plan"]["phases"]]
