"""Outcomes: each number by hand from a small history, and delays that add up in any."""

from math import isnan, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from simulator.engine.simulate import simulate, trace
from simulator.model.phase_outcomes import phase_outcomes
from tests.histories import Played, play
from tests.scenario_strategies import encoded, scenarios

PARTS = (
    "accumulation",
    "report",
    "waiting",
    "verification",
    "decision",
    "arrival",
    "not_before",
)


def history(*acts: str, **more: Any) -> Played:
    """Drones (severity 2) at these times, a rule of two, one phase owed by x."""
    scenario: dict[str, Any] = {
        "horizon": "30 days",
        "violations": {"a": {"kind": "drone", "at": list(acts)}},
        "threshold": {"at_least": 2},
        "guarantors": {"x": {}},
        "plan": {"phases": [{"name": "p", "owed_by": "x", "by": "24 h"}]},
    }
    return play(scenario | more)


@pytest.mark.parametrize(
    ("deadline", "due"),
    [({"by": "24 h"}, 24), ({"within": "30 h"}, 20), ({"by": "12 h", "within": "30 h"}, 20)],
    ids=["by", "within", "both"],
)
def test_where_the_clock_is_reset_all_hours_of_a_phase_are_on_the_one_that_it_starts_on(
    deadline: dict[str, str], due: float
) -> None:
    plan = {
        "new_breach": "resets the clock",
        "phases": [{"name": "p", "owed_by": "x", **deadline}],
    }
    acts = "0 h", "0 h", "10 h", "10 h"
    (late,) = history(*acts, plan=plan, guarantors={"x": {"decides": "26 h"}}).phases
    hours = [late[name] for name in ("clock", "called", "started", "due")]
    assert hours == [10, -10, 16, due]
    (soon,) = history(*acts, plan=plan, guarantors={"x": {"decides": "2 h"}}).phases
    first = {24: 24, 20: 30}[due]
    assert [soon[name] for name in ("clock", "called", "started", "due")] == [0, 0, 2, first]


def test_a_deadline_missed_before_the_clock_is_reset_stays_where_it_was() -> None:
    plan = {
        "new_breach": "resets the clock",
        "phases": [{"name": "p", "owed_by": "x", "by": "2 h"}],
    }
    acts = "0 h", "0 h", "10 h", "10 h"
    (late,) = history(*acts, plan=plan, guarantors={"x": {"decides": "11 h"}}).phases
    assert [late[name] for name in ("clock", "called", "started", "due")] == [0, 0, 11, 2]


def test_a_quiet_run_has_nothing_to_tell() -> None:
    outcome = history("0 h").outcome
    assert outcome["violations"] == outcome["hostile_violations"] == 1
    assert outcome["breaches"] == outcome["episodes"] == outcome["highest_phase"] == 0
    assert outcome["assault"] == outcome["area"] == 0
    assert isnan(outcome["hours_to_breach"])
    assert isnan(outcome["hours_to_assault"])
    assert isnan(outcome["assault_answered"])


def test_breaches_and_episodes_are_counted_apart() -> None:
    outcome = history("0 h", "1 h", "2 h", "3 h", "10 days", "241 h").outcome
    assert outcome["breaches"] == 3
    assert outcome["episodes"] == 2
    assert outcome["breaches_per_30_days"] == 3


def test_hours_to_the_breach_count_from_the_first_hostile_act_to_its_confirmation() -> None:
    violations = {
        "drill": {"kind": "drone", "cause": "exercise", "at": ["0 h"]},
        "a": {"kind": "drone", "at": ["1 h", "3 h"]},
    }
    late_word = {"monitoring": {"report": "5 h"}}
    assert history(violations=violations, **late_word).outcome["hours_to_breach"] == 7


def test_a_false_report_is_no_violation() -> None:
    outcome = history(
        violations={"rumour": {"kind": "drone", "cause": "false report", "at": ["0 h", "1 h"]}},
        monitoring={"confirm": {"other": 1}},
    ).outcome
    assert outcome["violations"] == outcome["severity"] == 0
    assert outcome["breaches"] == outcome["false_breaches"] == 1


def test_harm_in_the_grey_zone_is_what_was_borne_outside_episodes() -> None:
    # Also the act that broke the rule: it happened before anyone could know.
    outcome = history("0 h", "1 h", "2 h", "10 days").outcome
    assert outcome["severity"] == 8
    assert outcome["grey_zone_harm"] == 6
    assert outcome["severity_unanswered"] == 4
    half = history("0 h", horizon="15 days").outcome
    assert half["grey_zone_harm"] == 4  # two in 15 days are four in 30


def test_an_accident_is_no_grey_zone_harm() -> None:
    violations = {"a": {"kind": "drone", "cause": "accident", "at": ["0 h"]}}
    assert history(violations=violations).outcome["grey_zone_harm"] == 0


# Phases


def states(roster: Any, *acts: str, **phase: Any) -> list[str]:
    named = {"name": "p", "owed_by": "x", "by": "24 h"} | phase
    played = history(*acts, guarantors={"x": roster}, plan={"phases": [named]})
    return [record["state"] for record in played.phases]


def test_the_state_of_a_phase() -> None:
    breach = ("0 h", "1 h")
    assert states({}, "0 h") == []
    assert states({}, *breach) == ["met"]
    assert states({"decides": "30 h"}, *breach) == ["late"]
    assert states({"decides": "9 days"}, *breach) == ["late"]
    assert states({"decides": "9 days"}, *breach, by=None) == ["open"]
    assert states({"honours": 0}, *breach) == ["lapsed"]
    assert states({"honours": 0, "decides": "30 h"}, *breach) == ["lapsed"]
    assert states({}, *breach, when={"full_scale": {"at_least": 9}}) == ["not called"]
    assert states({}, *breach, "20 days", "481 h") == ["met", "met"]


QUEUE = {
    "monitoring": {"report": "60 min", "teams": 1, "verify": "30 min"},
    "threshold": {"at_least": 3},
    "guarantors": {"x": {"decides": "2 h", "brings": {"air": {"arrives": "5 h"}}}},
}


def test_a_delay_by_its_parts() -> None:
    # Reports at 60, 70, 80; verdicts at 90, 120, 150; the third waited 40 minutes for the team.
    phase = {"name": "p", "owed_by": "x", "not_before": "24 h"}
    played = history("0 min", "10 min", "20 min", plan={"phases": [phase]}, **QUEUE)
    (record,) = played.phases
    wanted = [20 / 60, 1.0, 40 / 60, 0.5, 2.0, 5.0, 14.5]
    assert [record[part] for part in PARTS] == pytest.approx(wanted)
    assert record["called"] == 2.5
    assert record["started"] == 24


def test_time_before_a_clock_that_starts_at_the_breach_is_no_delay() -> None:
    plan = {"clock": "breach", "phases": [{"name": "p", "owed_by": "x", "not_before": "24 h"}]}
    (record,) = history("0 min", "10 min", "20 min", plan=plan, **QUEUE).phases
    assert [record[part] for part in PARTS] == [0, 0, 0, 0, 2, 5, 17]


def test_what_had_started_before_a_call_is_no_part_of_its_delay() -> None:
    # p2 is called at 300 and its guarantor had arrived at 60: it starts at once.
    phases = [
        {"name": "p1", "owed_by": "x", "warns": True},
        {"name": "p2", "owed_by": "x", "when": {"continues": {"at_least": 1}}},
    ]
    roster = {"x": {"decides": "1 h"}}
    played = history("0 h", "0 h", "5 h", plan={"phases": phases}, guarantors=roster)
    second = played.phases[1]
    assert [second[part] for part in PARTS] == [5, 0, 0, 0, 0, 0, 0]


def test_troops_are_counted_by_the_hour_on_the_clock_at_which_they_were_there() -> None:
    ground = {"arrives": "48 h", "troops": 700}
    roster = {
        "x": {"brings": {"ground": {"troops": 50, "present": True}}},
        "y": {"brings": {"ground": ground}},
        "z": {"home": True, "brings": {"ground": {"troops": 9000}}},
    }
    phase = {"name": "p", "owed_by": list(roster)}
    (record,) = history("0 h", "0 h", plan={"phases": [phase]}, guarantors=roster).phases
    assert [record[f"troops_{h}"] for h in (24, 48, 72)] == [50, 750, 750]


def test_severity_before_a_start_counts_from_the_clock() -> None:
    plan = {"phases": [{"name": "p", "owed_by": "x"}]}
    roster = {"x": {"decides": "5 h"}}
    played = history("0 h", "29 h", "30 h", "32 h", "36 h", plan=plan, guarantors=roster)
    assert [record["severity_before"] for record in played.phases] == [6]


@given(mapping=scenarios())
@settings(max_examples=20, deadline=None)
def test_phases_are_the_same_whether_acts_reports_and_verdicts_are_looked_through_or_not(
    mapping: dict[str, Any],
) -> None:
    p = encoded(mapping)
    (whole, rare) = phase_outcomes(p, trace(p, 0)), simulate(p, [0]).phases
    assert whole.tobytes() == rare.tobytes()


def test_answers_tell_who_came_and_when_on_the_clock() -> None:
    roster = {
        "x": {"decides": "2 h", "brings": {"air": {"arrives": "3 h"}}},
        "y": {"decides": "4 h", "honours": 0},
    }
    plan = {"phases": [{"name": "p", "owed_by": ["x", "y"]}]}
    played = history("60 min", "2 h", plan=plan, guarantors=roster)
    answers = simulate(played.p, [0]).answers
    told = [[float(row[name]) for name in ("guarantor", "comes", "decided")] for row in answers]
    assert told == [[0, 1, 3], [1, 0, 5]]
    assert [float(air) for air in answers["air"]] == pytest.approx([6, nan], nan_ok=True)


# Escalation


def escalated(moves: Any, *acts: str) -> dict[str, float]:
    """Phase q, above the first, is called by an act after the warning."""
    phases = [
        {"name": "p", "owed_by": "x", "warns": True},
        {"name": "q", "owed_by": "x", "when": {"continues": {"at_least": 1}}, "by": "24 h"},
    ]
    return history(*acts, plan={"phases": phases}, adversary={"moves": moves}).outcome


def test_an_unwanted_escalation_is_a_phase_above_the_first_without_an_assault() -> None:
    continues = ("0 h", "0 h", "5 h")
    before, after = [{"at": "4 h", "to": "assault"}], [{"at": "6 h", "to": "assault"}]
    assert escalated([], "0 h", "0 h")["unwanted_escalation"] == 0
    assert escalated([], *continues)["unwanted_escalation"] == 1
    assert escalated(before, *continues)["unwanted_escalation"] == 0
    assert escalated(after, *continues)["unwanted_escalation"] == 1


def test_an_assault_is_answered_by_a_phase_above_the_first_that_starts_in_time_after_it() -> None:
    continues = ("0 h", "0 h", "5 h")
    before, after = [{"at": "4 h", "to": "assault"}], [{"at": "6 h", "to": "assault"}]
    assert escalated(before, *continues)["assault_answered"] == 1
    assert escalated(before, "0 h", "0 h")["assault_answered"] == 0
    assert escalated(after, *continues)["assault_answered"] == 0
    assert escalated(before, *continues)["highest_phase"] == 2


# Any scenario


@settings(max_examples=150)
@given(scenarios())
def test_the_parts_of_a_delay_add_up_to_the_start_on_the_clock(mapping: dict[str, Any]) -> None:
    block = simulate(encoded(mapping), [0])
    phases = block.phases
    started = ~np.isnan(phases["started"])
    total = sum(phases[part] for part in PARTS)
    assert np.allclose(total[started], phases["started"][started], atol=1e-9)
    assert np.all(np.isnan(total[~started]))
    for part in PARTS:
        assert np.all(phases[part][started] >= 0)
    outcome = block.outcomes[0]
    if outcome["signed"]:
        assert 0 <= outcome["area_24"] <= outcome["area_48"] <= outcome["area_72"]
        assert outcome["false_breaches"] <= outcome["breaches"]
        assert outcome["episodes"] <= outcome["breaches"]
        assert outcome["severity_unanswered"] <= outcome["severity"] + 1e-9
