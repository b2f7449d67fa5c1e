"""What lasted how long in one trace, on histories small enough to check by hand."""

import numpy as np
import pytest

from simulator.engine.simulate import trace
from simulator.minutes import HOUR
from simulator.model.encode import encode, names_of
from simulator.scenario.load import load
from simulator.tables.spans import Spans, only_in, parting, spans_of, window_around_first_breach

PLAN = {
    "stand_down": "3 days",
    "phases": [
        {"name": "first", "when": "breach", "by": "24 h", "owed_by": "home", "warns": True},
        {"name": "second", "when": {"continues": {}}, "by": "30 h", "owed_by": ["a", "b"]},
    ],
}
ROSTER = {
    "home": {"home": True, "decides": "2 h"},
    "a": {"decides": "10 h", "needs": "c", "brings": {"air": {"arrives": "20 h"}}},
    "b": {"decides": "5 h", "honours": "0 %"},
    "c": {"decides": "20 days"},
}


def told(**words: object) -> Spans:
    scenario = load(
        {"name": "spans", "horizon": "10 days"}
        | {"violations": {"raids": {"kind": "drone", "at": ["1 h", "9 h"], "size": 4}}}
        | {"plan": PLAN, "guarantors": ROSTER}
        | words
    )
    return spans_of(trace(encode(scenario), 0), names_of(scenario), scenario)


def test_an_act_carries_its_report_and_verdict():
    acts = told(monitoring={"report": "2 h", "verify": "30 min"}).acts
    assert acts["minute"].to_list() == [60, 540]
    assert acts["reported"].to_list() == [180, 660]
    assert acts["judged"].to_list() == [210, 690]
    assert acts["verdict"].to_list() == ["adversary"] * 2
    assert acts["counted"].to_list() == [1, 1]
    assert acts["size"].to_list() == [4, 4]
    assert acts["hostile"].all()


def test_an_act_that_nobody_saw_has_neither():
    acts = told(monitoring={"seen": "0 %"}).acts
    assert acts[["reported", "judged"]].isna().all(axis=None)
    assert acts["verdict"].to_list() == ["", ""]


def test_a_phase_lasts_from_its_call_to_its_start_and_is_in_force_until_the_stand_down():
    first, second = told().phases.to_dict("records")
    assert (first["called"], first["ended"], first["due"]) == (60, 180, 60 + 24 * HOUR)
    assert (first["state"], first["started"], first["until"]) == ("met", True, 540 + 72 * HOUR)
    # Its guarantor waits for another, who answers after the stand-down.
    assert (second["called"], second["due"], second["state"]) == (540, 60 + 30 * HOUR, "late")
    assert np.isnan(second["ended"])


def test_a_clock_that_is_reset_moves_the_deadline_of_an_open_phase():
    plan = PLAN | {"new_breach": "resets the clock"}
    slow = ROSTER | {"home": {"home": True, "decides": "12 h"}}
    (first,) = told(plan=plan, guarantors=slow).phases.to_dict("records")
    assert (first["clock"], first["due"], first["ended"]) == (540, 540 + 24 * HOUR, 60 + 12 * HOUR)


def test_guarantors_are_asked_with_those_they_wait_for_and_may_not_have_answered():
    answers = told().answers.set_index("guarantor")
    assert answers.index.to_list() == ["home", "a", "c", "b"]
    assert answers["asked"].to_dict() == {"home": 60, "a": 540, "b": 540, "c": 540}
    assert answers["comes"].to_dict() == {"home": True, "a": False, "b": False, "c": False}
    assert answers["decided"]["b"] == 540 + 5 * HOUR
    assert answers["decided"][["a", "c"]].isna().all()


def test_an_arrival_knows_since_when_it_was_under_way():
    roster = ROSTER | {"c": {"decides": "1 h"}}
    arrivals = told(guarantors=roster).arrivals.to_dict("records")
    decided = 540 + 10 * HOUR
    assert arrivals == [
        {"minute": decided + 20 * HOUR, "guarantor": "a", "means": "air", "since": decided}
    ]


def test_episodes_run_from_breach_to_stand_down():
    spans = told()
    assert spans.breaches[["minute", "opens"]].to_dict("list") == {
        "minute": [60, 540],
        "opens": [True, False],
    }
    assert spans.episodes.to_dict("list") == {"start": [60], "end": [540 + 72 * HOUR]}
    assert spans.warnings.tolist() == [180]


def test_area_is_lost_in_straight_lines_between_changes_of_the_rate():
    spans = told(
        adversary={
            "moves": [{"to": "assault", "at": "2 days"}, {"to": "restraint", "at": "4 days"}]
        },
        ground={"rate": "50 km2 per day"},
    )
    assert np.interp([2880, 4320, 14400], spans.area["minute"], spans.area["area"]).tolist() == [
        0, 50, 100,
    ]  # fmt: skip
    assert spans.postures[["start", "end", "posture"]].to_numpy().tolist() == [
        [0, 2880, "harassment"],
        [2880, 5760, "assault"],
        [5760, 14400, "restraint"],
    ]


def test_area_stops_where_nothing_is_left_to_lose():
    spans = told(
        adversary={"moves": [{"to": "assault", "at": "2 days"}]},
        ground={"rate": "50 km2 per day", "at_most": "75 km2"},
    )
    minutes = [2880, 4320, 5040, 7000, 14400]
    assert np.interp(minutes, spans.area["minute"], spans.area["area"]).tolist() == [
        0, 50, 75, 75, 75,
    ]  # fmt: skip
    assert spans.area["minute"].is_monotonic_increasing


def test_the_window_opens_a_day_before_the_first_breach_and_stays_within_the_horizon():
    spans = told(violations={"raids": {"kind": "drone", "at": ["3 days"]}})
    assert window_around_first_breach(spans) == (2 * 1440, 10 * 1440)
    quiet = told(violations={})
    assert window_around_first_breach(quiet) == (0, 10 * 1440)


def test_a_ceasefire_that_was_not_signed_has_nothing_to_tell():
    spans = told(adversary={"signs": "0 %"})
    assert [len(table) for table in (spans.acts, spans.phases, spans.answers, spans.breaches)] == [
        0, 0, 0, 0,
    ]  # fmt: skip


def test_histories_part_where_one_has_an_act_that_the_other_has_not():
    one = told()
    other = told(violations={"raids": {"kind": "drone", "at": ["1 h", "1 h", "20 h"], "size": 4}})
    assert only_in(one.acts, other.acts)["minute"].to_list() == [540]
    assert only_in(other.acts, one.acts)["minute"].to_list() == [60, 1200]
    assert parting(one, other) == 60
    assert parting(one, one) == np.inf


@pytest.mark.parametrize("what", ["reported", "judged"])
def test_times_are_not_before_the_act(what):
    acts = told(monitoring={"report": {"lognormal": {"median": "2 h", "p90": "9 h"}}}).acts
    assert (acts[what] >= acts["minute"]).all()
