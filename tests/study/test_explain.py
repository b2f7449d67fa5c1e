"""The chain of causes behind each phase, in plain words."""

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.load import load
from simulator.study.explain import explain

PLAN = {
    "name": "By hand",
    "horizon": "20 days",
    "starts": "Friday 12:00",
    "violations": {"strikes": {"kind": "artillery", "at": {"count": 4, "within": "4 h"}}},
    "monitoring": {"report": "5 h", "teams": 1, "verify": "2 h"},
    "threshold": {"of": "artillery", "at_least": 3, "within": "24 h"},
    "plan": {
        "phases": [
            {"name": "answer", "by": "24 h", "owed_by": "army", "warns": True},
            {"name": "coalition", "when": {"continues": {"at_least": 2}}, "owed_by": "ally"},
        ]
    },
    "guarantors": {
        "army": {"home": True, "decides": "3 h", "brings": {"fires": {"arrives": "1 h"}}},
        "ally": {},
    },
}


def told(**changes):
    return explain(load({**PLAN, **changes}), 0)


def test_a_start_is_told_from_the_act_to_the_arrival_with_the_hours_of_each_part():
    # Acts at 0, 1, 2, 3 h; one team works 2 h on each report: verdicts at 7, 9, 11 h.
    story = told()
    called = "answer, called on day 1, Friday 23:00: in time"
    assert f"{called}; it started at 15 h on the clock and was due at 24 h." in story
    assert "  day 1, Friday 14:00: an act happens: artillery (strikes)" in story
    assert "  day 1, Friday 19:00: it is reported" in story
    assert "  day 1, Friday 23:00: it is verified after 2.0 h in the queue" in story
    assert (
        "  day 1, Friday 23:00: 'answer' is called\n"
        "  day 1, Friday 23:00: army is asked to act\n"
        "  day 2, Saturday 02:00: army decides to act\n"
    ) in story
    assert "  day 2, Saturday 03:00: means of army are there: fires" in story
    assert (
        "The 15 h were 2.0 h until enough had happened, 5.0 h until it was reported, 2.0 h waiting "
        "for a verification team, 2.0 h for verification, 3.0 h for the decision and 1.0 h for the "
        "arrival." in story
    )
    assert "Shorten first: the report (5.0 h); without it, the start is at about 10 h." in story


def test_a_phase_that_was_not_called_says_how_near_it_came():
    story = told()
    assert (
        "coalition: not called. Of acts after the warning it needs at least 2 acts of any kind "
        "within 24 h. The most reached: 0." in story
    )


@pytest.mark.parametrize(
    ("clause", "says"),
    [
        ({"of": "drone", "at_least": 2}, "2 acts of drone within 24 h. The most reached: 1"),
        (
            {"at_least": 9, "within": "2 h"},
            "9 acts of any kind within 2 h. The most reached: 3",
        ),
        (
            {"at_least": 9, "measure": "severity"},
            "a severity of at least 9 from any kind within 24 h. The most reached: 6",
        ),
    ],
)
def test_only_acts_that_the_condition_counts_are_told_of(clause, says):
    # Since the clock's start, which is the first act: 4 of artillery (severity 1) and one of drone
    # (severity 2), at 0, 1, 1, 2 and 3 h.
    violations = {**PLAN["violations"], "drone": {"kind": "drone", "at": ["1 h"]}}
    phase = {"name": "war", "when": {"full_scale": clause}, "owed_by": "ally"}
    plan = {"phases": [PLAN["plan"]["phases"][0], phase]}
    assert says in told(violations=violations, plan=plan)


def test_without_a_breach_no_phase_is_called():
    story = told(threshold={"at_least": 50})
    assert "No breach: 4 acts happened, 4 counted" in story
    assert "answer: not called. There was no breach." in story


def test_a_lapsed_phase_names_who_declined():
    guarantors = {"army": {"home": True, "honours": 0}, "ally": {}}
    story = told(guarantors=guarantors)
    assert "answer, called on day 1, Friday 23:00: lapsed, as those who declined were" in story
    assert "  army declined on day 1, Friday 23:00." in story
    assert "Its condition counts from the warning, which never came." in story


def test_a_phase_that_never_starts_is_not_called_late_and_says_what_is_missing():
    guarantors = {"army": {"home": True, "decides": "60 days"}, "ally": {}}
    story = told(guarantors=guarantors)
    assert ": never started, though it was called; on the clock it was due at 24 h." in story
    assert "  army had not decided." in story


def test_a_deadline_that_the_call_sets_says_when_the_call_was_and_how_long_it_allows():
    # The first act is at 0 h and the breach is confirmed at 11 h: 72 h after that is 83 h.
    phase = {**PLAN["plan"]["phases"][0], "within": "72 h"}
    story = told(plan={"phases": [phase]})
    later = "which is later than the plan's 24 h"
    assert f"was due at 83 h (72 h after the call at 11 h, {later})." in story
    without = told(plan={"phases": [{**phase, "by": None}]})
    assert "was due at 83 h (72 h after the call at 11 h)." in without


def test_phases_of_several_episodes_say_which_each_was_called_in():
    # The second salvo comes after the plan has stood down from the first, and it goes on: the act
    # at 271 h is reported at 276 h, waits for the team until 277 h, and counts at 279 h.
    acts = {"kind": "artillery", "at": ["0 h", "1 h", "2 h", "240 h", "241 h", "242 h"]}
    acts["at"] += ["270 h", "271 h"]
    story = told(violations={"strikes": acts})
    assert "in 2 episodes." in story
    assert "answer, called on day 1, Friday 23:00 in episode 1: in time" in story
    assert "coalition, called on day 13, Wednesday 03:00 in episode 2: " in story


LATE_CALL = {
    # Warned at 15 h; two more acts at 100 and 101 h on the clock, known 7 h later, call the ally.
    "violations": {
        **PLAN["violations"],
        "more": {"kind": "artillery", "at": ["100 h", "101 h"]},
    },
    "plan": {
        "stand_down": "9 days",
        "phases": [
            PLAN["plan"]["phases"][0],
            {**PLAN["plan"]["phases"][1], "by": "72 h"},
        ],
    },
}


def test_a_call_after_the_deadline_is_what_made_the_phase_late_and_not_what_came_after_it():
    story = told(
        **LATE_CALL, guarantors={"army": PLAN["guarantors"]["army"], "ally": {"decides": "5 h"}}
    )
    coalition = story[story.index("coalition, called") :]
    assert "late; it started at 114 h on the clock and was due at 72 h." in coalition
    assert (
        "The call itself came 37 h after the deadline, so no haste in deciding and coming"
        in coalition
    )
    assert "Shorten first" not in coalition
    assert "Shorten first" in story  # the answer's own story still says what to shorten


def test_a_call_after_the_deadline_is_told_where_the_phase_never_started_too():
    guarantors = {"army": PLAN["guarantors"]["army"], "ally": {"decides": "60 days"}}
    assert "The call itself came 37 h after the deadline" in told(
        **LATE_CALL, guarantors=guarantors
    )


def test_a_report_that_made_the_call_late_is_still_what_to_shorten():
    # Acts at 0, 1 and 2 h, reported 30 h later: the answer is called after its 24 h.
    story = told(monitoring={"report": "30 h"})
    assert "The call itself came 8.0 h after the deadline" in story
    assert "Shorten first: the report (30 h)" in story


def test_a_late_start_of_a_phase_called_in_time_says_nothing_of_its_call():
    guarantors = {"army": {"home": True, "decides": "30 h"}, "ally": {}}
    assert "late; it started" in told(guarantors=guarantors)
    assert "The call itself" not in told(guarantors=guarantors)


def test_what_moved_the_adversary_is_named_in_the_words_of_the_scenario():
    ally = {"decides": "5 h", "brings": {"ground": {"troops": 9, "arrives": "1 h"}}}
    adversary = {
        "red_line": {"provokes": 1},
        "moves": [
            {"on": "warning", "to": "restraint"},
            {"from": "restraint", "to": "harassment", "after": "2 days"},
        ],
    }
    words = LATE_CALL | {"guarantors": PLAN["guarantors"] | {"ally": ally}, "adversary": adversary}
    story = told(**words)
    assert story.endswith(
        "The adversary's posture was harassment. What moved it:\n"
        "  day 2, Saturday 03:00: restraint (warning)\n"
        "  day 4, Monday 03:00: harassment (after a time)\n"
        "  day 6, Wednesday 07:00: assault (the red line, as means of ally are there: ground)"
    )
    assert "red line" not in explain(load(PLAN | words), 0, phase="coalition")


def test_an_adversary_that_nothing_moves_is_said_to_hold_its_posture():
    assert told().endswith("\n\nThe adversary's posture was harassment from beginning to end.")


def test_only_the_phase_asked_for_is_told():
    assert "coalition:" not in explain(load(PLAN), 0, phase="answer")


def test_an_unknown_phase_is_answered_with_those_there_are():
    with pytest.raises(ScenarioError, match="name 'answer' or 'coalition'"):
        explain(load(PLAN), 0, phase="navy")
    with pytest.raises(ScenarioError, match="there is no phase 'navy': the plan has no phases"):
        explain({**PLAN, "plan": {}}, 0, phase="navy")


def test_an_unsigned_ceasefire_is_said_so():
    assert "did not sign" in told(adversary={"signs": 0})
