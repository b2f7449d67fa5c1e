"""Sliding windows say what the rule says at every act, and the engine is not misled by them."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from simulator.minutes import DAY
from simulator.model import parameters, rule, terms
from simulator.model.encode import encode
from simulator.model.parameters import Array, Parameters
from simulator.replays.windows import acts_met, clause_met, days_met
from simulator.scenario.load import load

WEIGHTS = (0.1, 0.2, 0.7, 1.0, 25.0)


def clause(**words: Any) -> dict[str, Any]:
    plain = {"kinds": 0b111, "at_least": 1.0, "within": DAY, "days": 1, "drift": -1.0}
    return plain | {"rule": 0, "group": 0, "measure": terms.VIOLATIONS} | words


def table(*clauses: dict[str, Any]) -> Parameters:
    """A scenario that asks these clauses."""
    rows = np.zeros(len(clauses), parameters.CLAUSE)
    for row, words in zip(rows, clauses, strict=True):
        for name, value in words.items():
            row[name] = value
    return encode(load({"name": "a rule"})).replace(clauses=rows)


def acts_at(*minutes: int, kind: int = 0) -> Array:
    acts = np.zeros(len(minutes), rule.ACT)
    acts["minute"], acts["kind"], acts["hostile"] = sorted(minutes), kind, 1
    acts["munitions"] = acts["severity"] = 1.0
    return acts


clauses = st.lists(
    st.builds(
        clause,
        group=st.integers(0, 1),
        kinds=st.integers(1, 7),
        measure=st.sampled_from([terms.VIOLATIONS, terms.MUNITIONS, terms.SEVERITY]),
        at_least=st.sampled_from([0.1, 0.3, 1.0, 2.0, 3.0, 5.0, 25.0]),
        within=st.sampled_from([0, 1, 30, 360, DAY, 3 * DAY]),
        days=st.sampled_from([1, 1, 2, 3]),
        drift=st.sampled_from([-1.0, -1.0, -1.0, 0.0, 0.001]),
    ),
    min_size=1,
    max_size=4,
).map(lambda found: table(*sorted(found, key=lambda one: one["group"])))
minutes = st.one_of(st.integers(0, 5 * DAY - 1), st.sampled_from([0, DAY - 1, DAY, 2 * DAY]))
histories = st.lists(
    st.tuples(minutes, st.integers(0, 2), st.sampled_from(WEIGHTS), st.sampled_from(WEIGHTS)),
    max_size=40,
).map(
    lambda found: np.array(
        [(at, kind, 1, munitions, severity) for at, kind, munitions, severity in sorted(found)],
        rule.ACT,
    )
)


def by_the_rule(asked: Parameters, acts: Array) -> list[bool]:
    """Whether the model's own rule is met at each act that is the last of its minute."""
    last = np.append(np.diff(acts["minute"]) > 0, True)[: len(acts)]
    return [
        bool(ends) and rule.rule_met(asked, 0, acts, place, 0, False) >= 0
        for place, ends in enumerate(last)
    ]


@settings(max_examples=300)
@given(clauses, histories)
def test_a_sliding_pass_says_what_the_rule_says(asked: Parameters, acts: Array) -> None:
    assert acts_met(asked, acts).tolist() == by_the_rule(asked, acts)


def test_twenty_in_a_day_and_twenty_within_24_hours_part_at_midnight() -> None:
    acts = acts_at(*range(DAY - 10, DAY + 10))
    sliding, calendar = table(clause(at_least=20)), table(clause(at_least=20, within=0))
    assert days_met(sliding, acts, 3).tolist() == [False, True, False]
    assert days_met(calendar, acts, 3).tolist() == [False, False, False]


def test_a_sum_that_is_just_enough_is_enough_however_the_window_came_there() -> None:
    # Added up from the last act back, as the rule does, each three are 1 or just below it; a sum
    # that slides from one three to the next comes to other last digits.
    acts = acts_at(*range(0, 3000, 10))
    acts["severity"] = np.resize([0.3, 0.1, 0.6], len(acts))
    asked = table(clause(measure=terms.SEVERITY, at_least=1.0, within=21))
    assert acts_met(asked, acts).tolist() == by_the_rule(asked, acts)
    assert 0 < acts_met(asked, acts).sum() < len(acts) - 2


def test_an_act_of_another_kind_is_not_counted() -> None:
    assert not clause_met(table(clause(kinds=0b110)), 0, acts_at(5, 6)).any()


def test_no_acts_meet_nothing() -> None:
    assert (
        days_met(table(clause(), clause(drift=0.1, group=1)), acts_at(), 2).tolist() == [False] * 2
    )


@pytest.mark.parametrize("days", [2, 3])
def test_days_running_want_every_day(days: int) -> None:
    acts = acts_at(10, DAY + 10, 2 * DAY + 10, 4 * DAY)
    met = days_met(table(clause(days=days)), acts, 5).tolist()
    assert met == [False, days == 2, True, False, False]
