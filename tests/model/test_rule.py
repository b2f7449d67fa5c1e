"""The rule: windows over when acts occurred, combinations, scores, and what a breach rests on."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from simulator.minutes import DAY
from simulator.model import rule
from simulator.model.encode import encode
from simulator.model.parameters import Array, Parameters
from simulator.scenario.load import load
from tests.histories import play

KINDS = ("small_arms", "artillery", "drone", "missile", "air_strike", "ground_assault")
DRONE, ARTILLERY, MISSILE = KINDS.index("drone"), KINDS.index("artillery"), KINDS.index("missile")


def asking(threshold: dict[str, Any], offset: int = 0, **pattern: Any) -> Parameters:
    """A scenario with this threshold, begun so many minutes after midnight.

    `pattern`: words of a pattern of each kind, numbered as the kinds are.
    """
    starts = f"Monday {offset // 60:02d}:{offset % 60:02d}"
    patterns = {kind: {"kind": kind, "at": ["0 h"], **pattern} for kind in KINDS}
    scenario = {"name": "a rule", "starts": starts, "violations": patterns, "threshold": threshold}
    return encode(load(scenario))


def acts_of(*told: tuple[Any, ...]) -> Array:
    """Acts (minute, kind, munitions, severity, hostile), the last three 1, 1, True by default."""
    acts = np.zeros(len(told), rule.ACT)
    for i, (minute, kind, *more) in enumerate(told):
        size, severity, hostile = [*more, 1.0, 1.0, True][:3] if not more else padded(more)
        acts[i] = (minute, kind, hostile, size, severity)
    return acts


def padded(more: list[Any]) -> list[Any]:
    return [*more, *[1.0, 1.0, True][len(more) :]]


def breaches(threshold: dict[str, Any], *told: tuple[Any, ...], offset: int = 0) -> list[int]:
    """The minutes at which a rule is met, when acts are known in the order told.

    As in the plan: after a breach only later acts make the next one.
    """
    p = asking(threshold, offset)
    acts = np.zeros(len(told), rule.ACT)
    since, met = 0, []
    for n, act in enumerate(acts_of(*told)):
        place = rule.insert(acts, n, *(act[f] for f in ("minute", "kind", "hostile")),
                            act["munitions"], act["severity"])  # fmt: skip
        last = rule.crossing(p, 0, acts, n + 1, place, since)
        if last >= 0:
            met.append(int(acts[last]["minute"]))
            since = met[-1] + 1
    return met


def initial(threshold: dict[str, Any], *told: tuple[Any, ...], offset: int = 0) -> int:
    """The earliest act that meets a rule at the last of these acts, told in order."""
    p = asking(threshold, offset)
    return int(rule.rule_met(p, 0, acts_of(*told), len(told) - 1, 0, False))


FIVE = {"of": "drone", "at_least": 5, "within": "24 h"}
TWO = {"of": "drone", "at_least": 2, "within": "60 min"}


def test_one_drone_meets_a_rule_of_one_drone_and_artillery_does_not() -> None:
    assert breaches({"of": "drone", "at_least": 1}, (7, DRONE)) == [7]
    assert breaches({"of": "drone", "at_least": 1}, (7, ARTILLERY)) == []


def test_a_window_of_60_minutes_holds_minute_0_and_59_but_not_60() -> None:
    assert breaches(TWO, (0, DRONE), (59, DRONE)) == [59]
    assert breaches(TWO, (0, DRONE), (60, DRONE)) == []


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (2, 0, 1)])
def test_the_order_of_confirmation_does_not_change_when_a_rule_is_met(order: Any) -> None:
    told = [(100, DRONE), (120, DRONE), (170, DRONE)]
    three = {"of": "drone", "at_least": 3, "within": "71 min"}
    assert breaches(three, *(told[i] for i in order)) == [170]


def test_an_act_confirmed_late_meets_the_rule_at_the_minute_of_the_later_act() -> None:
    assert breaches(TWO, (200, DRONE), (150, DRONE)) == [200]


def test_an_act_confirmed_late_does_not_join_acts_outside_its_window() -> None:
    assert breaches(TWO, (200, DRONE), (140, DRONE)) == []


def test_acts_up_to_a_breach_are_spent_and_five_more_make_the_next() -> None:
    told = [(minute, DRONE) for minute in range(0, 100, 10)]
    assert breaches(FIVE, *told) == [40, 90]


def test_an_act_before_a_breach_that_is_confirmed_after_it_makes_no_second_breach() -> None:
    assert breaches({"of": "drone", "at_least": 1}, (50, DRONE), (40, DRONE)) == [50]


def test_munitions_add_up_over_acts() -> None:
    rule_of_25 = {"at_least": 25, "measure": "munitions", "within": "60 min"}
    assert breaches(rule_of_25, (0, DRONE, 12.0), (5, DRONE, 12.0)) == []
    assert breaches(rule_of_25, (0, DRONE, 12.0), (5, ARTILLERY, 13.0)) == [5]


def test_severity_adds_up_over_acts() -> None:
    graver = {"at_least": 6, "measure": "severity", "within": "60 min"}
    assert breaches(graver, (0, DRONE, 1.0, 2.0), (5, MISSILE, 1.0, 5.0)) == [5]
    assert breaches(graver, (0, DRONE, 99.0, 2.0), (5, DRONE, 99.0, 2.0)) == []


def test_all_wants_both_clauses_at_the_same_minute() -> None:
    both = {"all": [{"of": "drone", "within": "60 min"}, {"of": "missile", "within": "10 min"}]}
    assert breaches(both, (0, DRONE), (59, MISSILE)) == [59]
    assert breaches(both, (0, MISSILE), (10, DRONE)) == []
    assert breaches(both, (0, MISSILE), (9, DRONE)) == [9]


def test_any_is_met_by_either_clause() -> None:
    either = {"any": [FIVE, {"of": "missile", "at_least": 1}]}
    assert breaches(either, (0, DRONE), (5, MISSILE)) == [5]
    assert breaches(either, *((i, DRONE) for i in range(5))) == [4]


def test_any_and_all_nest() -> None:
    nested = {"all": [{"any": [{"of": "drone"}, {"of": "missile"}]}, {"of": "artillery"}]}
    assert breaches(nested, (0, DRONE), (1, MISSILE)) == []
    assert breaches(nested, (0, MISSILE), (1, ARTILLERY)) == [1]


def test_acts_of_one_minute_count_together_and_the_breach_is_at_the_last_of_them() -> None:
    acts = acts_of((5, DRONE), (5, DRONE), (5, DRONE))
    assert rule.crossing(asking(TWO), 0, acts, 3, 1, 0) == 2


def test_three_days_running_wants_each_of_the_three() -> None:
    days = {"of": "drone", "at_least": 1, "within": "calendar day", "days": 3}
    told = [(100, DRONE), (DAY + 1300, DRONE), (2 * DAY + 5, DRONE)]
    assert breaches(days, *told) == [2 * DAY + 5]
    assert breaches(days, told[0], told[2], (4 * DAY, DRONE)) == []


def test_a_missing_middle_day_confirmed_late_completes_three_days_running() -> None:
    days = {"of": "drone", "at_least": 1, "within": "calendar day", "days": 3}
    assert breaches(days, (100, DRONE), (2 * DAY + 5, DRONE), (DAY + 7, DRONE)) == [2 * DAY + 5]


def test_a_calendar_day_turns_at_midnight_and_not_24_hours_after_the_ceasefire() -> None:
    daily = {"of": "drone", "at_least": 2, "within": "calendar day"}
    noon = 720
    assert breaches(daily, (0, DRONE), (719, DRONE), offset=noon) == [719]
    assert breaches(daily, (719, DRONE), (720, DRONE), offset=noon) == []


def test_a_running_score_by_hand() -> None:
    # Each act adds 1, 6 per day takes 1 away in 240 minutes: 1, 1.75, 1.75, 2.5 at 0, 60, 300, 360.
    score = {"cusum": {"of": "drone", "drift": "6 per day", "limit": 2.5}}
    told = [(0, DRONE), (60, DRONE), (300, DRONE), (360, DRONE)]
    assert breaches(score, *told[:3]) == []
    assert breaches(score, *told) == [360]
    assert initial(score, *told) == 0


def test_a_running_score_never_falls_below_zero_and_starts_afresh_from_there() -> None:
    score = {"cusum": {"of": "drone", "drift": "6 per day", "limit": 1.5}}
    assert breaches(score, (0, DRONE), (1000, DRONE), (1030, DRONE)) == [1030]
    assert initial(score, (0, DRONE), (1000, DRONE), (1030, DRONE)) == 1000


def test_the_initial_act_is_the_earliest_that_counts_in_the_window() -> None:
    told = [(0, DRONE), (500, ARTILLERY), (600, DRONE), (620, DRONE), (630, DRONE)]
    told += [(1400, DRONE), (1700, DRONE)]
    assert initial(FIVE, *told) == 600


def test_the_initial_act_of_all_is_the_earliest_of_any_of_its_clauses() -> None:
    both = {"all": [{"of": "missile", "within": "10 min"}, {"of": "drone", "within": "60 min"}]}
    assert initial(both, (0, DRONE), (30, DRONE), (59, MISSILE)) == 0


def test_the_initial_act_of_days_running_is_that_of_the_first_day() -> None:
    days = {"of": "drone", "at_least": 1, "within": "calendar day", "days": 2}
    assert initial(days, (100, DRONE), (200, DRONE), (DAY + 5, DRONE)) == 100


@pytest.mark.parametrize("turned", [False, True])
def test_the_order_of_alternatives_does_not_change_the_initial_act(turned: bool) -> None:
    short = {"of": "drone", "at_least": 2, "within": "60 min"}
    longer = {"of": "drone", "at_least": 3, "within": "24 h"}
    either = {"any": [longer, short] if turned else [short, longer]}
    assert initial(either, (0, DRONE), (100, DRONE), (130, DRONE)) == 0


# False breaches, in whole histories


def a_breach_by(*causes: str) -> list[str]:
    """The breach of a rule of two drones: one act of each cause, ten minutes apart."""
    patterns = {
        f"pattern {i}": {
            "kind": "drone",
            "cause": cause,
            "at": [f"{i * 10} min"],
            "blamed": "100 %",
        }
        for i, cause in enumerate(causes)
    }
    return play(
        {
            "horizon": "2 days",
            "violations": patterns,
            "threshold": {"of": "drone", "at_least": 2},
            "monitoring": {"confirm": {"other": "100 %"}},
        }
    ).lines("breach")


def test_a_breach_is_false_if_acts_that_are_not_hostile_alone_would_have_met_the_rule() -> None:
    assert a_breach_by("hostile", "hostile") == ["10 breach 0 clock 0"]
    assert a_breach_by("hostile", "accident") == ["10 breach 0 clock 0"]
    assert a_breach_by("accident", "exercise") == ["10 breach 0 clock 0 false"]


def test_an_exercise_that_nobody_blames_on_the_adversary_makes_no_breach() -> None:
    history = play(
        {
            "horizon": "2 days",
            "violations": {"x": {"kind": "drone", "cause": "exercise", "at": ["0 h"], "blamed": 0}},
            "monitoring": {"confirm": {"other": 1}},
        }
    )
    assert history.lines("verdict", "breach") == ["0 verdict x other side"]


# Staying under


def would_stay(threshold: dict[str, Any], told: list[Any], act: Any, **believed: float) -> bool:
    acts = np.zeros(len(told) + 1, rule.ACT)
    acts[: len(told)] = acts_of(*told)
    minute, kind = act
    p = asking(threshold, stays_under={"belief": 1.0, "margin": 1.0} | believed)
    return bool(rule.would_stay_under(p, kind, acts, len(told), minute, 1.0))


def test_salami_takes_all_but_one_of_what_the_rule_allows() -> None:
    assert would_stay(FIVE, [(i, DRONE) for i in range(3)], (10, DRONE))
    assert not would_stay(FIVE, [(i, DRONE) for i in range(4)], (10, DRONE))


def test_salami_acts_again_once_the_window_has_moved_on() -> None:
    told = [(i, DRONE) for i in range(4)]
    assert not would_stay(FIVE, told, (DAY - 1, DRONE))
    assert would_stay(FIVE, told, (DAY, DRONE))


def test_salami_takes_more_where_it_believes_the_limit_to_be_higher() -> None:
    told = [(i, DRONE) for i in range(8)]
    assert would_stay(FIVE, told, (10, DRONE), belief=2.0)
    assert not would_stay(FIVE, [*told, (9, DRONE)], (10, DRONE), belief=2.0)


def test_salami_with_no_margin_goes_up_to_the_limit_itself() -> None:
    assert would_stay(FIVE, [(i, DRONE) for i in range(4)], (10, DRONE), margin=0.0)


def test_salami_of_a_kind_that_no_clause_counts_is_free() -> None:
    assert would_stay(FIVE, [(i, DRONE) for i in range(4)], (10, ARTILLERY))


def test_salami_keeps_under_a_running_score_too() -> None:
    score = {"cusum": {"of": "drone", "drift": "6 per day", "limit": 3}}
    assert would_stay(score, [(0, DRONE)], (0, DRONE))
    assert not would_stay(score, [(0, DRONE), (0, DRONE)], (239, DRONE))
    assert would_stay(score, [(0, DRONE), (0, DRONE)], (240, DRONE))


# Against a definition by brute force


clause_words = st.fixed_dictionaries(
    {
        "of": st.lists(st.sampled_from(KINDS[1:4]), unique=True, max_size=2),
        "at_least": st.sampled_from([1, 2, 3, 4.5]),
        "measure": st.sampled_from(["violations", "munitions", "severity"]),
        "within": st.sampled_from(["10 min", "60 min", "24 h", "calendar day"]),
        "days": st.sampled_from([1, 1, 1, 2, 3]),
    }
)
score_words = st.fixed_dictionaries(
    {
        "cusum": st.fixed_dictionaries(
            {
                "drift": st.sampled_from(["0 per day", "48 per day"]),
                "limit": st.sampled_from([1, 3]),
            }
        )
    }
)
rule_words = st.recursive(
    clause_words | score_words,
    lambda part: st.dictionaries(
        st.sampled_from(["any", "all"]),
        st.lists(part, min_size=1, max_size=2),
        min_size=1,
        max_size=1,
    ),
    max_leaves=4,
)
some_acts = st.lists(
    st.tuples(
        st.integers(0, 200) | st.integers(0, 4 * DAY),
        st.sampled_from([1, 2, 3]),
        st.sampled_from([1.0, 2.0]),
        st.sampled_from([0.5, 1.0]),
    ),
    min_size=1,
    max_size=9,
)


def is_met(word: Any, acts: list[Any], minute: int, since: int, offset: int) -> bool:
    """Whether a rule is met at a minute at which an act occurred: the definition, word by word."""
    if "any" in word:
        return any(is_met(part, acts, minute, since, offset) for part in word["any"])
    if "all" in word:
        return all(is_met(part, acts, minute, since, offset) for part in word["all"])
    known = sorted(act for act in acts if since <= act[0] <= minute)
    if "cusum" in word:
        score, before = 0.0, since
        drift = float(word["cusum"]["drift"].split()[0]) / DAY
        for at, *_ in known:
            score = max(0.0, score - drift * (at - before)) + 1.0
            before = at
        return max(0.0, score - drift * (minute - before)) >= word["cusum"]["limit"]
    today = (minute + offset) // DAY
    moments = {today: {minute}}
    for at, *_ in known:
        if (at + offset) // DAY < today:
            moments.setdefault((at + offset) // DAY, set()).add(at)
    return all(
        any(window_holds(word, known, at, offset) for at in moments.get(today - back, ()))
        for back in range(word["days"])
    )


def window_holds(word: Any, known: list[Any], minute: int, offset: int) -> bool:
    total = 0.0
    for at, kind, size, severity in known:
        if word["of"] and KINDS[kind] not in word["of"]:
            continue
        if word["within"] == "calendar day":
            inside = (at + offset) // DAY == (minute + offset) // DAY
        else:
            amount, unit = word["within"].split()
            inside = minute - at < int(amount) * (60 if unit == "h" else 1)
        if inside and at <= minute:
            total += {"violations": 1.0, "munitions": size, "severity": severity}[word["measure"]]
    return total >= word["at_least"]


@settings(max_examples=200)
@given(rule_words, some_acts, st.sampled_from([0, 720]))
def test_the_rule_is_met_where_the_definition_says(
    word: dict[str, Any], told: list[Any], offset: int
) -> None:
    p = asking(word, offset)
    acts = np.zeros(len(told), rule.ACT)
    known: list[Any] = []
    since = 0
    for n, (minute, kind, size, severity) in enumerate(told):
        place = rule.insert(acts, n, minute, kind, True, size, severity)
        known.append((minute, kind, size, severity))
        last = rule.crossing(p, 0, acts, n + 1, place, since)
        wanted = [
            at for at in sorted({one[0] for one in known})
            if at >= since and is_met(word, known, at, since, offset)
        ]  # fmt: skip
        assert [int(acts[last]["minute"])] * (last >= 0) == wanted[:1]
        if last >= 0:
            since = int(acts[last]["minute"]) + 1
