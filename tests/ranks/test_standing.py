"""How rules stand over sets of values, against cases worked out by hand."""

import numpy as np
import pytest

from simulator.errors import ScenarioError
from simulator.ranks.limits import kept_in, limits_of
from simulator.ranks.standing import is_lower_better, ranking
from simulator.tables.amounts import SHARE

SETS = 20
LEVELS = np.arange(SETS, dtype=float)


def histories(expected, count=4):
    """Histories that scatter by so little that each set's expectation is that of its histories."""
    spread = np.array([-1.0, 1.0] * (count // 2)) * 1e-3
    return np.asarray(expected, float)[:, None] + spread


def of(arms, outcome="breaches", unit="per 30 days"):
    return ranking(outcome, unit, {arm: histories(one) for arm, one in arms.items()}, seed=1)


def test_means_the_worst_tenth_and_regret_by_hand():
    # Rule 'rising' is 0, 1, ..., 19; rule 'flat' is 5 in every set. Flat is better from 6 on.
    found = of({"rising": LEVELS, "flat": np.full(SETS, 5.0)})
    flat, rising = found.standings
    assert (flat.arm, rising.arm) == ("flat", "rising")
    assert rising.mean == pytest.approx(9.5, abs=0.01)
    assert rising.worst == pytest.approx(18.5, abs=0.01)
    assert flat.worst == pytest.approx(5.0, abs=0.01)
    assert rising.regret == pytest.approx(sum(range(1, 15)) / SETS, abs=0.01)
    assert flat.regret == pytest.approx(sum(range(1, 6)) / SETS, abs=0.01)
    assert flat.best == pytest.approx(14.5 / SETS)
    assert rising.best == pytest.approx(5.5 / SETS)
    assert flat.ranks[0] + rising.ranks[0] == pytest.approx(1.0)
    assert flat.ranks[0] > 0.99


def test_of_what_is_in_time_more_is_better_and_the_worst_tenth_is_the_lowest():
    assert not is_lower_better("coalition: in time")
    assert is_lower_better("coalition: late")
    low, high = np.linspace(0.1, 0.5, SETS), np.linspace(0.3, 0.7, SETS)
    found = of({"low": low, "high": high}, "coalition: in time", SHARE)
    assert [one.arm for one in found.standings] == ["high", "low"]
    assert found.standings[1].worst == pytest.approx(np.mean(low[:2]), abs=0.01)
    assert found.standings[1].regret == pytest.approx(0.2, abs=0.01)
    assert found.standings[0].regret == pytest.approx(0.0, abs=0.01)


def test_equal_rules_share_the_sets_and_have_no_regret():
    found = of({"one": LEVELS, "other": LEVELS})
    assert not found.differs
    assert [one.best for one in found.standings] == [0.5, 0.5]
    assert [one.regret for one in found.standings] == [0.0, 0.0]


def test_a_set_that_one_rule_lacks_counts_for_none():
    missing = LEVELS.copy()
    missing[3] = np.nan
    found = of({"one": LEVELS, "other": missing})
    assert found.sets == SETS - 1
    nothing = of({"one": LEVELS, "other": np.full(SETS, np.nan)})
    assert nothing.standings == ()


def test_limits_are_kept_in_so_many_of_the_sets():
    units = {"breaches": "per 30 days", "coalition: in time": SHARE}
    limits = limits_of(["breaches < 4.5", "coalition: in time >= 50 %"], units)
    in_time = np.where(LEVELS % 2 == 0, 0.8, 0.2)
    found = {
        "breaches": of({"a": LEVELS, "b": LEVELS + 100}),
        "coalition: in time": of({"a": in_time, "b": in_time}, "coalition: in time", SHARE),
    }
    _, rows = kept_in(limits, found)
    assert [one.arm for one in rows] == ["a", "b"]
    assert rows[0].each == (5 / SETS, 10 / SETS)
    assert rows[0].all == 3 / SETS
    assert rows[1].all == 0.0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("breaches", "is no limit"),
        ("breachs < 1", "did you mean 'breaches'"),
        ("breaches < 1..2", "is no limit"),
        ("breaches < 10 %", "is no share"),
        ("coalition: in time > 0.5", "write the limit in per cent"),
        ("coalition: in time > 150 %", "at most 100 %"),
    ],
)
def test_a_limit_that_cannot_be_is_refused_with_a_remedy(text, said):
    units = {"breaches": "per 30 days", "coalition: in time": SHARE}
    with pytest.raises(ScenarioError, match=said):
        limits_of([text], units)
