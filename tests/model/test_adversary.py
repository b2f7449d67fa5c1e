"""The adversary: what moves it, how likely, how fast, and what it comes to believe."""

from typing import Any

import numpy as np
import pytest
from scipy import stats

from simulator.minutes import DAY
from simulator.model import adversary, terms
from simulator.model.encode import encode
from simulator.scenario.load import load
from tests.histories import Played, play

LUCK = 0.001


def moving(*moves: dict[str, Any], replication: int = 0, **more: Any) -> Played:
    """One drone at minute 0 and phases owed by x; the adversary has these moves."""
    words = {
        word: more.pop(word) for word in ("posture", "red_line", "credibility") if word in more
    }
    scenario = {
        "horizon": "30 days",
        "violations": {"a": {"kind": "drone", "at": ["0 h"]}},
        "guarantors": {"x": {"decides": "2 h"}},
        "plan": {"phases": [{"name": "p", "owed_by": "x", "by": "3 h"}], "stand_down": "29 days"},
        "adversary": {"moves": list(moves)} | words,
    }
    return play(scenario | more, replication)


def postures(history: Played) -> list[str]:
    """`MINUTE POSTURE`, without that of the start."""
    return [" ".join(line.split()[0:3:2]) for line in history.lines("posture")][1:]


def test_it_holds_the_posture_of_the_start_if_nothing_moves_it() -> None:
    assert moving().lines("posture") == ["0 posture harassment from harassment"]
    assert moving(posture="assault").lines("posture") == ["0 posture assault from assault"]


def test_it_moves_at_a_minute() -> None:
    assert postures(moving({"at": "5 h", "to": "assault"})) == ["300 assault"]


def test_it_moves_so_long_after_it_took_a_posture_each_time() -> None:
    back_and_forth = (
        {"from": "harassment", "to": "assault", "after": "10 days"},
        {"from": "assault", "to": "harassment", "after": "4 days"},
    )
    assert postures(moving(*back_and_forth)) == [
        f"{10 * DAY} assault",
        f"{14 * DAY} harassment",
        f"{24 * DAY} assault",
        f"{28 * DAY} harassment",
    ]


def test_a_move_from_another_posture_does_not_happen() -> None:
    assert postures(moving({"at": "5 h", "from": "restraint", "to": "assault"})) == []


def test_the_time_until_a_move_has_the_law_that_is_written() -> None:
    moves = {"from": "harassment", "to": "assault", "after": {"exponential": {"mean": "2 days"}}}
    waits = [int(postures(moving(moves, replication=r))[0].split()[0]) for r in range(300)]
    assert stats.kstest(waits, stats.expon(scale=2 * DAY).cdf).pvalue > LUCK


def test_of_two_waiting_moves_the_first_wins_and_the_other_is_off() -> None:
    race = (
        {"from": "harassment", "to": "assault", "after": "5 h"},
        {"from": "harassment", "to": "restraint", "after": "4 h"},
    )
    assert postures(moving(*race)) == ["240 restraint"]


def test_of_two_moves_in_one_minute_the_one_written_first_happens_first() -> None:
    same = ({"at": "4 h", "to": "assault"}, {"at": "4 h", "to": "restraint"})
    assert postures(moving(*same)) == ["240 assault", "240 restraint"]


def test_a_move_that_comes_to_nothing_lets_the_other_go_on() -> None:
    race = (
        {"from": "harassment", "to": {"assault": 0}, "after": "4 h"},
        {"from": "harassment", "to": "restraint", "after": "5 h"},
    )
    assert postures(moving(*race)) == ["300 restraint"]


@pytest.mark.parametrize("minute", ["119 min", "120 min", "121 min"])
def test_a_phase_does_not_put_off_a_timed_move_that_does_not_hang_on_belief(minute: str) -> None:
    history = moving({"from": "harassment", "to": "assault", "after": minute})
    assert history.minutes("start") == [120]
    assert postures(history) == [f"{minute.split()[0]} assault"]


# Reactions

REFUSES = {"guarantors": {"x": {"decides": "2 h", "honours": 0}}}
LATE = {"guarantors": {"x": {"decides": "4 h"}}}
TROOPS = {"brings": {"ground": {"troops": 500, "arrives": "1 h"}}}
WARNS = {"plan": {"phases": [{"name": "p", "owed_by": "x", "warns": True}]}}


@pytest.mark.parametrize(
    ("on", "world", "minute"),
    [
        ("p starts", {}, 120),
        ("p is late", LATE, 180),
        ("p lapses", REFUSES, 120),
        ("warning", WARNS, 120),
        ("troops arrive", {"guarantors": {"x": TROOPS}}, 60),
    ],
)
def test_it_reacts_to_what_the_move_names_in_that_minute(
    on: str, world: dict[str, Any], minute: int
) -> None:
    assert postures(moving({"on": on, "to": "assault"}, **world)) == [f"{minute} assault"]


@pytest.mark.parametrize("on", ["p is late", "p lapses", "warning", "troops arrive"])
def test_it_does_not_react_to_what_does_not_happen(on: str) -> None:
    assert postures(moving({"on": on, "to": "assault"})) == []


def test_it_reacts_to_the_phase_that_is_named_and_to_no_other() -> None:
    phases = [{"name": name, "owed_by": name} for name in ("x", "y")]
    roster = {"x": {"decides": "1 h"}, "y": {"decides": "2 h"}}
    history = moving(
        {"on": "y starts", "to": "assault"}, plan={"phases": phases}, guarantors=roster
    )
    assert postures(history) == ["120 assault"]


def test_a_reaction_knows_its_cause() -> None:
    history = moving({"on": "p starts", "to": "assault"})
    moved = history.rows[history.rows["what"] == terms.POSTURE][1]
    assert history.rows[moved["cause"]]["what"] == terms.START


def test_a_reaction_goes_each_way_as_often_as_written() -> None:
    reaction = {"on": "p starts", "to": {"restraint": "50 %", "assault": "20 %"}}
    found = [tuple(postures(moving(reaction, replication=r))) for r in range(600)]
    counts = [found.count(way) for way in (("120 restraint",), ("120 assault",), ())]
    assert stats.chisquare(counts, [300, 120, 180]).pvalue > LUCK


def test_a_reaction_draws_anew_on_each_occasion() -> None:
    # Twenty arrivals of troops, each of which moves it with 30 %.
    roster = {f"g{i}": {"brings": {"ground": {"arrives": f"{i} h"}}} for i in range(20)}
    plan = {"phases": [{"name": "p", "owed_by": list(roster)}]}
    there = {"on": "troops arrive", "from": "harassment", "to": {"assault": "30 %"}}
    hours = [
        int(moved[0].split()[0]) // 60
        for r in range(200)
        if (moved := postures(moving(there, replication=r, guarantors=roster, plan=plan)))
    ]
    counts = np.bincount(hours, minlength=4)[:4]
    expected = np.array([0.3 * 0.7**k for k in range(4)]) * 200
    rest = [200 - counts.sum()], [200 - expected.sum()]
    folded = [np.concatenate([a, b]) for a, b in zip((counts, expected), rest, strict=True)]
    assert stats.chisquare(*folded).pvalue > LUCK


# The red line


def red_line(line: dict[str, Any], replication: int = 0, home: bool = False) -> list[str]:
    x = TROOPS | {"home": home}
    return postures(moving(red_line=line, replication=replication, guarantors={"x": x}))


def test_a_red_line_deters_provokes_or_changes_nothing() -> None:
    assert red_line({}) == []
    assert red_line({"deters": 1}) == ["60 restraint"]
    assert red_line({"provokes": 1}) == ["60 assault"]


def test_a_red_line_does_both_as_often_as_written() -> None:
    found = [tuple(red_line({"deters": "30 %", "provokes": "20 %"}, r)) for r in range(500)]
    counts = [found.count(way) for way in (("60 restraint",), ("60 assault",), ())]
    assert stats.chisquare(counts, [150, 100, 250]).pvalue > LUCK


def test_troops_of_the_attacked_state_cross_no_red_line() -> None:
    assert red_line({"provokes": 1}, home=True) == []


def test_foreign_troops_that_are_present_cross_it_in_minute_0() -> None:
    x = {"brings": {"ground": {"troops": 500, "present": True}}}
    assert postures(moving(red_line={"provokes": 1}, guarantors={"x": x})) == ["0 assault"]


def test_air_that_arrives_crosses_no_red_line() -> None:
    x = {"brings": {"air": {"arrives": "1 h"}}}
    assert postures(moving(red_line={"provokes": 1}, guarantors={"x": x})) == []


def test_each_change_of_posture_names_the_move_that_made_it() -> None:
    moves = (
        {"from": "restraint", "to": "harassment", "after": "5 h"},
        {"on": "p is late", "to": "restraint"},
        {"at": "3 days", "to": "assault"},
        {"at": "4 days", "to": "harassment"},
    )
    x = TROOPS | {"decides": "5 days"}
    history = moving(*moves, red_line={"provokes": 1}, guarantors={"x": x})
    assert history.lines("posture") == [
        "0 posture harassment from harassment",
        "180 posture restraint from harassment (p is late)",
        "480 posture harassment from restraint (after a time)",
        "4320 posture assault from harassment (at 72 h)",
        "5760 posture harassment from assault (at 4 days)",
        "7260 posture assault from harassment (red line)",
    ]


# Credibility


def beliefs(*phases: dict[str, Any], **more: Any) -> list[float]:
    """The belief after each phase met, late or lapsed."""
    named = [{"name": f"p{k}", "owed_by": "x"} | phase for k, phase in enumerate(phases)]
    plan = {"phases": named, "stand_down": "29 days"}
    rows = moving(plan=plan, **more).rows
    told = np.isin(rows["what"], [terms.START, terms.DEADLINE, terms.LAPSED])
    return [float(value) for value in rows["value"][told]]


def test_the_belief_by_hand() -> None:
    # A prior of 50 % worth 4 phases: (2 + kept) / (4 + seen). Decisions come after 2 h.
    assert beliefs({"by": "3 h"}) == [3 / 5]
    assert beliefs({"by": "1 h"}) == [2 / 5, 2 / 5]  # missed, then late: one disappointment
    assert beliefs({"by": "3 h"}, {"by": "4 h"}, {"by": "119 min"}) == [2 / 5, 3 / 6, 4 / 7, 4 / 7]
    assert beliefs({}, **REFUSES) == [2 / 5]
    assert beliefs({"by": "1 h"}, **REFUSES) == [2 / 5, 2 / 5]  # missed, then lapsed
    assert beliefs({}, credibility={"prior": 0.2, "weight": 9}) == [(1.8 + 1) / 10]


def test_a_phase_that_starts_late_in_the_minute_of_its_call_disappoints_once() -> None:
    late_word = {"monitoring": {"report": "9 h"}, "guarantors": {"x": {}}}
    assert beliefs({"by": "1 h"}, **late_word) == [2 / 5]


def chosen(
    posture: str, to: dict[str, float], believed: float, **credibility: float
) -> list[float]:
    """How often a reaction leads to each posture, out of 4000."""
    moves = [{"on": "warning", "to": to}]
    scenario = {"name": "c", "adversary": {"moves": moves, "credibility": credibility}}
    p = encode(load(scenario))
    names = ("restraint", "harassment", "assault")
    found = [
        adversary.chosen_posture(p, r, 0, 1, names.index(posture), believed) for r in range(4000)
    ]
    return [found.count(k) / 4000 for k in range(3)]


TO = {"restraint": 0.3, "assault": 0.2}


@pytest.mark.parametrize(
    ("elasticity", "believed", "restraint", "assault"),
    [
        (0, 0.9, 0.3, 0.2),
        (1, 0.5, 0.3, 0.2),
        (1, 0.75, 0.45, 0.1),
        (1, 0.25, 0.15, 0.3),
        (2, 0.75, 0.675, 0.05),
    ],
)
def test_belief_scales_compliance_and_defiance_by_its_elasticity(
    elasticity: float, believed: float, restraint: float, assault: float
) -> None:
    shares = chosen("harassment", TO, believed, prior=0.5, elasticity=elasticity)
    assert shares[0] == pytest.approx(restraint, abs=0.03)
    assert shares[2] == pytest.approx(assault, abs=0.03)


def test_scaled_probabilities_never_exceed_one_in_all() -> None:
    shares = chosen("harassment", {"restraint": 0.8}, 0.9, prior=0.5, elasticity=2)
    assert shares == [1.0, 0.0, 0.0]


@pytest.mark.parametrize("believed", [0.25, 0.5, 0.75])
def test_to_name_staying_changes_nothing(believed: float) -> None:
    said = {"restraint": 0.4, "harassment": 0.6}
    unsaid = {"restraint": 0.4}
    known = {"prior": 0.5, "elasticity": 1.0}
    assert chosen("harassment", said, believed, **known) == chosen(
        "harassment", unsaid, believed, **known
    )


TEN_DAYS = {"from": "harassment", "to": "assault", "after": "10 days"}


@pytest.mark.parametrize(
    ("honours", "elasticity", "minute"),
    [
        # Half of the ten days is left when the phase lapses (belief 0.4) or is met (0.6): it
        # runs at 0.6 / 0.5 or 0.4 / 0.5 of its pace.
        (0, 1, 5 * DAY + 6000),
        (1, 1, 5 * DAY + 9000),
        (0, 0, 10 * DAY),
        (1, 0, 10 * DAY),
    ],
)
def test_an_assault_comes_sooner_as_belief_falls(
    honours: float, elasticity: float, minute: int
) -> None:
    history = moving(
        TEN_DAYS,
        credibility={"prior": 0.5, "weight": 4, "elasticity": elasticity},
        guarantors={"x": {"decides": "5 days", "honours": honours}},
        plan={"phases": [{"name": "p", "owed_by": "x"}], "stand_down": "29 days"},
    )
    assert postures(history) == [f"{minute} assault"]


@pytest.mark.parametrize(("elasticity", "cause"), [(0, terms.POSTURE), (1, terms.START)])
def test_the_cause_of_a_timed_move_is_what_last_set_its_time(elasticity: float, cause: int) -> None:
    history = moving(TEN_DAYS, credibility={"elasticity": elasticity})
    moved = history.rows[history.rows["what"] == terms.POSTURE][1]
    assert history.rows[moved["cause"]]["what"] == cause


def test_a_move_due_in_the_minute_in_which_belief_changes_is_not_put_off() -> None:
    due = {"from": "harassment", "to": "assault", "after": "120 min"}
    history = moving(due, credibility={"elasticity": 1})
    assert history.minutes("start") == [120]
    assert postures(history) == ["120 assault"]


def test_a_return_to_restraint_comes_sooner_as_belief_rises() -> None:
    history = moving(
        {"from": "harassment", "to": "restraint", "after": "10 days"},
        credibility={"elasticity": 1},
        guarantors={"x": {"decides": "5 days"}},
        plan={"phases": [{"name": "p", "owed_by": "x"}], "stand_down": "29 days"},
    )
    assert postures(history) == [f"{5 * DAY + 6000} restraint"]


# The gate


def test_without_a_signature_there_is_nothing_to_break() -> None:
    history = moving()
    scenario = {"adversary": {"signs": 0}, "violations": {"a": {"kind": "drone", "at": ["0 h"]}}}
    unsigned = play(scenario)
    assert unsigned.lines() == ["0 not signed"]
    assert unsigned.outcome["signed"] == 0
    assert np.isnan(unsigned.outcome["breaches"])
    assert history.outcome["signed"] == 1


def test_it_signs_as_often_as_written() -> None:
    p = encode(load({"name": "s", "adversary": {"signs": "30 %"}}))
    signed = sum(adversary.signs(p, r) for r in range(4000))
    assert stats.binomtest(signed, 4000, 0.3).pvalue > LUCK
