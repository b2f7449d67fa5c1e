"""The plan: deadlines, clocks, conditions, needs, and the way back to rest."""

from typing import Any

import pytest

from simulator.minutes import DAY
from simulator.model import terms
from tests.histories import Played, play


def plan(*phases: dict[str, Any], acts: Any = ("0 h",), roster: Any = None, **more: Any) -> Played:
    """Drones at these times against a rule of one drone; phase k is p{k + 1}, owed by `x`."""
    named = [{"name": f"p{k + 1}", "owed_by": "x"} | phase for k, phase in enumerate(phases)]
    words = {word: more.pop(word) for word in ("clock", "new_breach", "stand_down") if word in more}
    violations = more.pop("violations", {})
    scenario = {
        "horizon": "20 days",
        "violations": {"a": {"kind": "drone", "at": list(acts)}} | violations,
        "guarantors": roster or {"x": {}},
        "plan": {"phases": named} | words,
    }
    return play(scenario | more)


def slow(hours: str, **more: Any) -> dict[str, Any]:
    """A roster of one that decides after so long."""
    return {"x": {"decides": hours} | more}


PHASES = ("called", "start", "deadline missed", "lapsed", "warning")


# Deadlines


def test_a_start_in_the_minute_of_the_deadline_is_in_time() -> None:
    history = plan({"by": "24 h"}, roster=slow("24 h"))
    assert history.lines(*PHASES) == ["0 called p1 due 1440", "1440 start p1 met"]


def test_a_start_a_minute_after_the_deadline_is_late() -> None:
    history = plan({"by": "24 h"}, roster=slow("1441 min"))
    assert history.lines(*PHASES) == [
        "0 called p1 due 1440",
        "1440 deadline missed p1",
        "1441 start p1 late",
    ]


def test_by_counts_from_the_clock_and_within_from_the_call() -> None:
    late_word = {"monitoring": {"report": "10 h"}}
    assert plan({"by": "24 h"}, **late_word).lines("called") == ["600 called p1 due 1440"]
    assert plan({"within": "24 h"}, **late_word).lines("called") == ["600 called p1 due 2040"]


def test_where_by_and_within_are_given_the_later_holds() -> None:
    late_word = {"monitoring": {"report": "10 h"}}
    both = plan({"by": "24 h", "within": "2 h"}, {"by": "2 h", "within": "24 h"}, **late_word)
    assert both.lines("called") == ["600 called p1 due 1440", "600 called p2 due 2040"]


def test_a_phase_without_a_deadline_is_never_late() -> None:
    history = plan({}, roster=slow("19 days"))
    assert history.lines(*PHASES) == ["0 called p1 no deadline"]
    history = plan({}, roster=slow("19 days"), stand_down="20 days")
    assert history.lines("start") == [f"{19 * DAY} start p1 met"]


def test_a_phase_that_is_ready_waits_for_the_hour_that_the_plan_allows() -> None:
    history = plan({"not_before": "24 h", "by": "24 h"}, roster=slow("2 h"))
    assert history.lines("decision", "start") == ["120 decision x comes", "1440 start p1 met"]


def test_a_phase_called_after_its_deadline_is_late_at_once_and_the_adversary_knows() -> None:
    moves = {"adversary": {"moves": [{"on": "p1 is late", "to": "assault"}]}}
    history = plan({"by": "24 h"}, monitoring={"report": "30 h"}, **moves)
    assert history.lines("called", "start", "posture") == [
        "0 posture harassment from harassment",
        "1800 called p1 due 1440",
        "1800 start p1 late",
        "1800 posture assault from harassment (p1 is late)",
    ]


def test_a_phase_called_after_its_deadline_and_not_ready_misses_it_at_once() -> None:
    history = plan({"by": "24 h"}, monitoring={"report": "30 h"}, roster=slow("1 h"))
    assert history.lines(*PHASES) == [
        "1800 called p1 due 1440",
        "1800 deadline missed p1",
        "1860 start p1 late",
    ]


# The clock


THREE = {
    "acts": ("10 min", "20 min", "30 min"),
    "threshold": {"at_least": 3},
    "monitoring": {"report": "60 min"},
}


@pytest.mark.parametrize(
    ("clock", "start"), [("initial violation", 10), ("crossing violation", 30), ("breach", 90)]
)
def test_the_clock_starts_where_the_plan_says(clock: str, start: int) -> None:
    history = plan({"by": "24 h"}, clock=clock, **THREE)
    assert history.lines("breach", "called") == [
        f"90 breach 0 clock {start}",
        f"90 called p1 due {start + DAY}",
    ]


TWICE = {
    "acts": ("0 h", "10 h"),
    "roster": slow("26 h"),
}


def test_a_new_breach_keeps_the_clock_and_the_deadline() -> None:
    history = plan({"by": "24 h"}, **TWICE)
    assert history.lines("breach", *PHASES) == [
        "0 breach 0 clock 0",
        "0 called p1 due 1440",
        "600 breach 1 clock 0",
        "1440 deadline missed p1",
        "1560 start p1 late",
    ]


def test_a_new_breach_resets_the_clock_and_with_it_the_deadline() -> None:
    history = plan({"by": "24 h"}, new_breach="resets the clock", **TWICE)
    assert history.lines("breach", "deadline moved", *PHASES) == [
        "0 breach 0 clock 0",
        "0 called p1 due 1440",
        "600 breach 1 clock 600",
        "600 deadline moved p1 to 2040",
        "1560 start p1 met",
    ]
    (moved,) = (row for row in history.rows if row["what"] == terms.DEADLINE_MOVED)
    assert history.rows["what"][moved["cause"]] == terms.BREACH
    (phase,) = history.phases
    assert (phase["called"], phase["due"]) == (-10, 24)  # hours on the new clock


@pytest.mark.parametrize(
    ("phase", "roster"),
    [
        ({"within": "30 h"}, slow("26 h")),  # counts from the call
        ({}, slow("26 h")),  # has no deadline
        ({"by": "24 h"}, slow("2 h")),  # has started
        ({"by": "2 h"}, slow("26 h")),  # has been missed
    ],
)
def test_a_reset_clock_moves_no_deadline_that_does_not_run_on_it(
    phase: dict[str, Any], roster: dict[str, Any]
) -> None:
    history = plan(phase, acts=("0 h", "10 h"), roster=roster, new_breach="resets the clock")
    assert len(history.lines("breach")) == 2
    assert history.lines("deadline moved") == []


def test_only_the_deadline_of_a_phase_that_is_called_can_move() -> None:
    second = {"when": {"full_scale": {"at_least": 3}}, "by": "48 h"}
    words = TWICE | {"acts": ("0 h", "10 h", "20 h"), "new_breach": "resets the clock"}
    history = plan({"by": "24 h"}, second, **words)
    assert history.lines("deadline moved") == [
        "600 deadline moved p1 to 2040",
        "1200 deadline moved p1 to 2640",
    ]


def test_a_reset_clock_puts_off_what_may_not_start_before_its_hour() -> None:
    phase = {"not_before": "24 h"}
    assert plan(phase, acts=("0 h", "10 h")).minutes("start") == [1440]
    reset = plan(phase, acts=("0 h", "10 h"), new_breach="resets the clock")
    assert reset.minutes("start") == [2040]


def test_a_deadline_missed_before_the_clock_is_reset_stays_missed() -> None:
    history = plan(
        {"by": "2 h"}, acts=("0 h", "10 h"), roster=slow("11 h"), new_breach="resets the clock"
    )
    assert history.lines("deadline missed", "start") == [
        "120 deadline missed p1",
        "660 start p1 late",
    ]


# Conditions


def continued(*acts: str, **when: Any) -> list[int]:
    """When p2 is called, that wants one more drone after p1, the warning, which starts at 60."""
    condition = {"continues": {"at_least": 1}} | when
    phases = {"warns": True}, {"when": condition}
    return plan(*phases, acts=("0 h", *acts), roster=slow("60 min")).minutes("called", "p2")


def test_hostilities_continue_only_with_an_act_after_the_minute_of_the_warning() -> None:
    assert continued("59 min", "60 min") == []
    assert continued("61 min") == [61]


def test_acts_within_the_grace_do_not_count() -> None:
    assert continued("61 min", "180 min", grace="2 h") == []
    assert continued("61 min", "180 min", "181 min", grace="2 h") == [181]


def test_an_act_after_the_warning_calls_a_phase_when_it_is_confirmed() -> None:
    history = plan(
        {"warns": True},
        {"when": {"continues": {"at_least": 1}}},
        acts=("0 h", "61 min", "70 min"),
        monitoring={"report": "60 min"},
    )
    # The warning goes out at 60, with the first report; the act of minute 61 is known at 121.
    assert history.minutes("warning") == [60]
    assert history.minutes("called", "p2") == [121]


def test_without_a_warning_nothing_continues() -> None:
    history = plan(
        {},
        {"when": {"continues": {"at_least": 1}}},
        {"when": {"full_scale": {"at_least": 99}}, "warns": True},
        acts=("0 h", "9 h", "10 h"),
    )
    assert history.minutes("called", "p2") == []


def test_full_scale_counts_acts_since_the_clock_so_the_breach_itself_can_be_it() -> None:
    full = {"full_scale": {"at_least": 3}}
    history = plan({}, {"when": full}, **THREE)
    assert history.lines("called") == ["90 called p1 no deadline", "90 called p2 no deadline"]
    history = plan({}, {"when": full}, clock="breach", **THREE)
    assert history.minutes("called", "p2") == []


def test_a_breach_that_is_full_scale_calls_the_phase_though_other_acts_counted_days_before() -> (
    None
):
    history = plan(
        {},
        {"when": {"full_scale": {"of": "missile", "at_least": 1}}},
        acts=(),
        violations={
            "shell": {"kind": "artillery", "at": ["0 h"]},
            "rocket": {"kind": "missile", "at": ["5 days"]},
        },
        threshold={"of": "missile"},
    )
    assert history.minutes("called", "p2") == [5 * DAY]


def test_full_scale_may_have_been_met_between_the_acts_of_a_slow_breach() -> None:
    history = plan(
        {},
        {"when": {"full_scale": {"of": "drone", "at_least": 2, "within": "60 min"}}},
        acts=("60 min", "90 min"),
        violations={"rocket": {"kind": "missile", "at": ["0 h", "20 h", "40 h"]}},
        threshold={"of": "missile", "at_least": 3, "within": "48 h"},
    )
    assert history.minutes("called", "p2") == [2400]


@pytest.mark.parametrize(
    ("since", "called"), [("clock", 90), ("breach", 200), ("warning", 400), ("last phase", 600)]
)
def test_a_condition_counts_acts_since_the_moment_it_names(since: str, called: int) -> None:
    # Breach at 90 (acts of minute 30 at the latest), warning p1 at 150, p2 at 390.
    history = plan(
        {"warns": True},
        {"owed_by": "y"},
        {"when": {"full_scale": {"at_least": 1}, "since": since}},
        acts=("10 min", "20 min", "30 min", "140 min", "340 min", "540 min"),
        threshold={"at_least": 3},
        roster={"x": {"decides": "60 min"}, "y": {"decides": "300 min"}},
        monitoring={"report": "60 min"},
    )
    assert history.minutes("called", "p3") == [called]


def test_a_phase_is_called_once_in_an_episode() -> None:
    history = plan(
        {"warns": True}, {"when": {"continues": {"at_least": 1}}}, acts=("0 h", "1 h", "2 h", "3 h")
    )
    assert history.minutes("called", "p2") == [60]


# Back to rest


def test_the_plan_stands_down_so_long_after_the_last_act_that_counted() -> None:
    history = plan({}, acts=("0 h", "10 h"), stand_down="24 h")
    assert history.lines("stand-down") == ["2040 stand-down 0"]


def test_quiet_is_counted_from_the_act_and_not_from_its_report() -> None:
    late_word = {"monitoring": {"report": "5 h"}}
    history = plan({}, acts=("0 h", "10 h"), stand_down="24 h", **late_word)
    assert history.lines("stand-down") == ["2040 stand-down 0"]


def test_an_act_in_the_minute_of_the_stand_down_keeps_the_episode_open() -> None:
    history = plan({}, acts=("0 h", "1440 min"), stand_down="24 h")
    assert history.lines("breach", "stand-down") == [
        "0 breach 0 clock 0",
        "1440 breach 1 clock 0",
        "2880 stand-down 0",
    ]


def test_a_new_breach_after_a_stand_down_opens_a_new_episode_with_all_its_phases() -> None:
    history = plan({"by": "24 h"}, acts=("0 h", "1441 min"), stand_down="24 h")
    assert history.lines("breach", "called", "start", "stand-down") == [
        "0 breach 0 clock 0",
        "0 called p1 due 1440",
        "0 start p1 met",
        "1440 stand-down 0",
        "1441 breach 1 clock 1441",
        "1441 called p1 due 2881",
        "1441 start p1 met",
        "2881 stand-down 1",
    ]
    assert set(history.rows["episode"]) == {-1, 0, 1}


def test_acts_before_a_stand_down_make_no_breach_after_it() -> None:
    history = plan(
        {},
        acts=("0 h", "1 h", "20 h", "45 h", "46 h"),
        stand_down="24 h",
        threshold={"at_least": 2, "within": "3 days"},
    )
    assert history.lines("breach", "stand-down") == [
        "60 breach 0 clock 0",
        "2640 stand-down 0",
        "2760 breach 1 clock 2700",
        "4200 stand-down 1",
    ]


def test_an_act_from_before_the_stand_down_that_is_confirmed_after_it_does_not_count() -> None:
    history = plan(
        {},
        acts=("0 h",),
        violations={"slow": {"kind": "missile", "at": ["1 h"]}},
        monitoring={"teams": 1, "order": "in order", "verify": {"empirical": ["60 h"]}},
        stand_down="24 h",
    )
    # Verdicts at 60 h and 120 h: the first opens an episode at 60 h that rests at 84 h.
    assert history.lines("verdict", "breach", "stand-down") == [
        "3600 verdict a adversary",
        "3600 breach 0 clock 0",
        "5040 stand-down 0",
        "7200 verdict slow adversary waited 3540",
    ]


def test_what_was_decided_or_on_its_way_at_a_stand_down_comes_to_nothing() -> None:
    roster = {"x": {"brings": {"air": {"arrives": "30 h"}}}, "y": {"decides": "30 h"}}
    history = plan({}, {"owed_by": "y"}, roster=roster, stand_down="24 h")
    assert history.lines("decision", "arrival", "start") == ["0 decision x comes"]
    assert [phase["state"] for phase in history.phases] == ["open", "open"]


# Needs


def owed(needs: Any, roster: dict[str, Any], **more: Any) -> list[str]:
    """How a phase owed by all of a roster goes."""
    history = plan({"owed_by": list(roster), "needs": needs}, roster=roster, **more)
    return history.lines("start", "lapsed")


def brings(means: str, hours: int, **more: Any) -> dict[str, Any]:
    return {"brings": {means: {"arrives": f"{hours} h"} | more}}


THREE_STATES = {
    "x": brings("air", 1),
    "y": brings("air", 2),
    "z": brings("ground", 3, troops=1000),
}


def test_by_default_a_phase_starts_with_the_first_arrival() -> None:
    assert owed({}, THREE_STATES) == ["60 start p1 met"]


def test_a_phase_starts_when_so_many_have_come() -> None:
    assert owed({"guarantors": 2}, THREE_STATES) == ["120 start p1 met"]
    assert owed({"guarantors": 3}, THREE_STATES) == ["180 start p1 met"]


def test_a_phase_starts_when_those_it_names_have_come() -> None:
    assert owed({"guarantors": ["y"]}, THREE_STATES) == ["120 start p1 met"]
    assert owed({"guarantors": ["x", "z"]}, THREE_STATES) == ["180 start p1 met"]


def test_a_phase_starts_when_enough_troops_are_there() -> None:
    two = {
        "x": brings("ground", 1, troops=600),
        "y": brings("ground", 2, troops=400),
    }
    assert owed({"troops": 1000}, two) == ["120 start p1 met"]
    assert owed({"troops": 600}, two) == ["60 start p1 met"]


def test_a_phase_starts_when_the_effect_it_needs_is_there_from_anyone() -> None:
    assert owed({"effect": "ground"}, THREE_STATES) == ["180 start p1 met"]
    assert owed({"effect": ["air", "ground"]}, THREE_STATES) == ["180 start p1 met"]


def test_who_brings_nothing_has_come_when_it_agrees() -> None:
    assert owed({"guarantors": 2}, {"x": {"decides": "1 h"}, "y": {"decides": "5 h"}}) == [
        "300 start p1 met"
    ]


def test_the_announcement_is_not_the_arrival() -> None:
    roster = {"x": {"decides": "1 h"} | brings("air", 10)}
    assert owed({}, roster) == ["660 start p1 met"]


REFUSES: dict[str, Any] = {"honours": 0, "decides": "1 h"}


def test_a_phase_lapses_when_those_who_are_left_cannot_meet_its_needs() -> None:
    roster = {"x": {"decides": "9 h"}, "y": REFUSES, "z": REFUSES | {"decides": "2 h"}}
    assert owed({"guarantors": 1}, roster) == ["540 start p1 met"]
    assert owed({"guarantors": 2}, roster) == ["120 lapsed p1"]
    assert owed({"guarantors": ["y"]}, roster) == ["60 lapsed p1"]


def test_a_phase_lapses_when_the_troops_or_the_effect_can_no_longer_come() -> None:
    refused = REFUSES | brings("ground", 1, troops=1)
    roster = {"x": brings("ground", 1, troops=500), "y": REFUSES | brings("air", 1), "z": refused}
    assert owed({"troops": 501}, roster) == ["60 lapsed p1"]
    assert owed({"troops": 500}, roster) == ["60 start p1 met"]
    assert owed({"effect": "air"}, roster) == ["60 lapsed p1"]


def test_a_phase_that_lapsed_neither_starts_nor_misses_its_deadline() -> None:
    roster = {"x": {"decides": "9 h"}, "y": REFUSES}
    history = plan({"owed_by": ["x", "y"], "needs": {"guarantors": 2}, "by": "24 h"}, roster=roster)
    assert history.lines(*PHASES) == ["0 called p1 due 1440", "60 lapsed p1"]


def test_who_agreed_for_one_phase_sets_out_at_once_for_the_next() -> None:
    # y is asked for p1 and agrees at 60; it owes p2 as well, which is called at 500.
    roster = {"x": {}, "y": {"decides": "1 h"} | brings("air", 2)}
    history = plan(
        {"owed_by": ["x", "y"], "warns": True},
        {"owed_by": "y", "when": {"continues": {"at_least": 1}}},
        acts=("0 h", "500 min"),
        roster=roster,
    )
    assert history.lines("arrival", "start") == [
        "0 start p1 met",
        "180 arrival y air",
        "500 start p2 met",
    ]


def test_who_is_asked_only_because_another_needs_it_does_not_set_out() -> None:
    roster = {"x": {"needs": "y"}, "y": {"decides": "1 h"} | brings("air", 2)}
    history = plan({}, roster=roster)
    assert history.lines("decision", "arrival", "start") == [
        "60 decision x comes",
        "60 decision y comes",
        "60 start p1 met",
    ]


# The order of what is simultaneous


def test_what_happens_in_one_minute_comes_in_the_order_of_the_model() -> None:
    history = plan(
        {"by": "24 h", "owed_by": "x"},
        {"by": "24 h", "owed_by": "y"},
        {"by": "24 h", "owed_by": "z"},
        roster={
            "x": brings("air", 24),
            "y": {"decides": "24 h"},
            "z": {"decides": "25 h"},
        },
        violations={"drill": {"kind": "drone", "cause": "exercise", "at": ["24 h"]}},
        adversary={"moves": [{"at": "24 h", "to": "assault"}]},
        stand_down="24 h",
        ground={"rate": "100 km2 per day"},
    )
    assert [line for line in history.lines() if line.startswith("1440 ")] == [
        "1440 violation drill drone x1",
        "1440 report drill drone",
        "1440 verdict drill dismissed",
        "1440 arrival x air",
        "1440 decision y comes",
        "1440 start p1 met",
        "1440 start p2 met",
        "1440 deadline missed p3",
        "1440 posture assault from harassment (at 24 h)",
        "1440 front 100",
        "1440 stand-down 0",
    ]


def test_of_what_is_alike_the_first_in_the_scenario_comes_first() -> None:
    history = plan(
        {"owed_by": "y"},
        {"owed_by": "x"},
        roster={"x": {"decides": "1 h"}, "y": {"decides": "1 h"}},
        violations={"b": {"kind": "missile", "at": ["0 h"]}},
    )
    assert history.lines("violation", "decision", "start") == [
        "0 violation a drone x1",
        "0 violation b missile x1",
        "60 decision x comes",
        "60 decision y comes",
        "60 start p1 met",
        "60 start p2 met",
    ]


def test_nothing_happens_at_the_horizon() -> None:
    history = plan({"by": "24 h"}, roster=slow("24 h"), horizon="24 h")
    assert history.lines("start", "deadline missed") == []
    history = plan({"by": "24 h"}, roster=slow("24 h"), horizon="1441 min")
    assert history.lines("start", "deadline missed") == ["1440 start p1 met"]
