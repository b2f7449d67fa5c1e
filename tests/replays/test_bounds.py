"""Acts of which the day is not known: the fewest and the most days on which a rule may be met."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from simulator.model import rule, terms
from simulator.model.parameters import Array
from simulator.replays.bounds import INEXACT, Bounds, bounds
from simulator.replays.windows import days_met

from .test_windows import DAY, WEIGHTS, acts_at, clause, clauses, histories, table

DAYS = 6
inexact_acts = st.lists(
    st.tuples(
        st.integers(0, DAYS - 1), st.integers(0, DAYS - 1), st.integers(0, 2),
        st.sampled_from(WEIGHTS), st.sampled_from(WEIGHTS),
    ).map(lambda one: (min(one[:2]), max(one[:2]), *one[2:])),
    min_size=1,
    max_size=5,
).map(lambda found: np.array(found, INEXACT))  # fmt: skip


def vague(*spans: tuple[int, int], kind: int = 0) -> Array:
    """An act for each span of days."""
    return np.array([(first, last, kind, 1.0, 1.0) for first, last in spans], INEXACT)


def found(asked: Array, acts: Array, inexact: Array, days: int = DAYS) -> Bounds:
    return bounds(asked, acts, inexact, days_met(asked, acts, days))


def placed(acts: Array, inexact: Array, minutes: Any) -> Array:
    """All acts, those without a day at these minutes."""
    more = np.zeros(len(inexact), rule.ACT)
    more["minute"], more["hostile"] = minutes, 1
    for name in ("kind", "munitions", "severity"):
        more[name] = inexact[name]
    both = np.concatenate([acts, more])
    return both[np.argsort(both["minute"], kind="stable")]


@settings(max_examples=300, deadline=None)
@given(clauses, histories, inexact_acts, st.integers(0, 2**32 - 1))
def test_wherever_the_acts_were_the_days_met_are_within_the_bounds(
    asked: Array, acts: Array, inexact: Array, seed: int
) -> None:
    luck = np.random.default_rng(seed)
    alone = days_met(asked, acts, DAYS)
    told = bounds(asked, acts, inexact, alone)
    for _ in range(5):
        minutes = luck.integers(inexact["first"] * DAY, (inexact["last"] + 1) * DAY)
        met = days_met(asked, placed(acts, inexact, minutes), DAYS)
        assert not (alone & ~met).any()
        assert not (met & ~told.may).any()
        assert met.sum() <= told.most


@pytest.mark.parametrize("at_least", [1, 2, 3])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_the_highest_is_reached_where_every_place_is_tried(at_least: int, count: int) -> None:
    acts = acts_at(600, 700, DAY + 600, 3 * DAY + 600, 3 * DAY + 700, 3 * DAY + 800)
    asked = table(clause(at_least=at_least, within=0))
    inexact = vague(*[(0, DAYS - 1)] * count)
    tried = [
        days_met(asked, placed(acts, inexact, [DAY * day for day in days]), DAYS).sum()
        for days in product(range(DAYS), repeat=count)
    ]
    assert found(asked, acts, inexact).most == max(tried)


def test_one_act_of_a_year_makes_at_most_one_more_day_meet_a_rule_of_one_act() -> None:
    acts = acts_at(*range(0, 365 * DAY, 6 * DAY))
    told = found(table(clause()), acts, vague((0, 364)), 365)
    assert (told.most, told.may.sum()) == (61 + 1, 365)


def test_thirty_such_acts_do_not_make_twenty_a_day_on_every_day() -> None:
    acts = acts_at(*range(0, 365 * DAY, 6 * DAY))
    told = found(table(clause(at_least=20, within=0)), acts, vague(*[(0, 364)] * 30), 365)
    assert told.most == 1


def test_an_act_of_a_week_reaches_no_other_week() -> None:
    told = found(table(clause(within=0)), acts_at(0), vague((2, 3)))
    assert told.may.tolist() == [True, False, True, True, False, False]
    assert told.most == 2


def test_a_kind_that_the_rule_does_not_count_adds_nothing() -> None:
    told = found(table(clause(kinds=0b001, within=0)), acts_at(0), vague((0, 5), kind=1))
    assert (told.most, told.may.sum()) == (1, 1)


def test_a_running_score_may_stay_up_on_every_later_day() -> None:
    acts = acts_at(*(DAY * day + 600 for day in range(DAYS)))
    slow = table(clause(drift=1.0 / DAY, at_least=1.9))
    assert days_met(slow, acts, DAYS).sum() == 0
    told = found(slow, acts, vague((0, 1)))
    assert told.most == days_met(slow, placed(acts, vague((0, 1)), [600]), DAYS).sum() == DAYS


def test_munitions_of_an_act_without_a_day_count() -> None:
    heavy = vague((0, 5))
    heavy["munitions"] = 25.0
    asked = table(clause(measure=terms.MUNITIONS, at_least=20.0, within=0))
    assert found(asked, acts_at(0), heavy).most == 1
    assert found(asked, acts_at(0), vague((0, 5))).most == 0
