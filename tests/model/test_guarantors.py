"""Guarantors: who comes, when the answer comes, and what arrives."""

from typing import Any

import numpy as np
import pytest
from scipy import stats

from simulator.minutes import DAY
from simulator.model import guarantors, terms
from simulator.model.encode import encode
from simulator.model.parameters import Parameters
from simulator.scenario.load import load
from tests.histories import Played, play

LUCK = 0.001
HISTORIES = 20_000


def roster(states: dict[str, Any], together: float = 0) -> Parameters:
    scenario = {"name": "a roster", "guarantors": states, "together": together}
    return encode(load(scenario), 3)


def coming(p: Parameters, episode: int = 0) -> Any:
    """(histories, guarantors): who comes."""
    nobody = guarantors.at_rest(p.plain())
    return np.array(
        [
            [guarantors.comes(p, r, nobody, g, episode, 0) for g in range(len(p.guarantors))]
            for r in range(HISTORIES)
        ]
    )


def one_factor(n: int, honours: float, together: float) -> Any:
    """P(k of n come): each draws, with probability `together`, on a will that all share."""
    willing, unwilling = together + (1 - together) * honours, (1 - together) * honours
    k = np.arange(n + 1)
    shared = honours * stats.binom.pmf(k, n, willing)
    return shared + (1 - honours) * stats.binom.pmf(k, n, unwilling)


@pytest.mark.parametrize("together", [0.0, 0.4, 1.0])
def test_how_many_of_five_come_is_a_one_factor_mixture(together: float) -> None:
    p = roster({f"g{i}": {"honours": "60 %"} for i in range(5)}, together)
    came = coming(p)
    counts = np.bincount(came.sum(axis=1), minlength=6)
    expected = one_factor(5, 0.6, together) * HISTORIES
    possible = expected > 0
    assert counts[~possible].sum() == 0
    assert stats.chisquare(counts[possible], expected[possible]).pvalue > LUCK


def test_a_shared_will_changes_no_ones_own_probability() -> None:
    came = coming(roster({"a": {"honours": "80 %"}, "b": {"honours": "30 %"}}, 0.7))
    for g, honours in enumerate((0.8, 0.3)):
        assert stats.binomtest(int(came[:, g].sum()), HISTORIES, honours).pvalue > LUCK


def test_if_all_will_is_shared_the_less_reliable_never_comes_without_the_more_reliable() -> None:
    came = coming(roster({"a": {"honours": "80 %"}, "b": {"honours": "30 %"}}, 1))
    assert not np.any(came[:, 1] & ~came[:, 0])


def test_a_chain_of_needs_comes_as_often_as_all_its_links_are_willing() -> None:
    p = roster(
        {
            "a": {"honours": "80 %", "needs": "b"},
            "b": {"honours": "70 %", "needs": "c"},
            "c": {"honours": "60 %"},
        }
    )
    came = coming(p)
    for g, share in enumerate((0.8 * 0.7 * 0.6, 0.7 * 0.6, 0.6)):
        assert stats.binomtest(int(came[:, g].sum()), HISTORIES, share).pvalue > LUCK
    assert not np.any(came[:, 0] & ~came[:, 1])
    assert not np.any(came[:, 1] & ~came[:, 2])


def test_who_needs_a_group_needs_each_of_it() -> None:
    p = roster(
        {
            "a": {"needs": "club"},
            "b": {"in": "club", "honours": "50 %"},
            "c": {"in": "club", "honours": "50 %"},
        }
    )
    came = coming(p)
    assert np.array_equal(came[:, 0], came[:, 1] & came[:, 2])


def test_will_is_drawn_afresh_in_each_episode() -> None:
    p = roster({"a": {"honours": "50 %"}})
    both = int((coming(p, 0) & coming(p, 1)).sum())
    assert stats.binomtest(both, HISTORIES, 0.25).pvalue > LUCK


def test_another_guarantor_does_not_change_who_comes() -> None:
    alone = coming(roster({"a": {"honours": "50 %"}}, 0.5))
    among = coming(roster({"b": {"honours": "50 %"}, "a": {"honours": "50 %"}}, 0.5))
    assert np.array_equal(alone[:, 0], among[:, 1])


def test_a_phase_that_needs_three_of_five_starts_as_often_as_three_of_five_come() -> None:
    states = {f"g{i}": {"honours": "60 %"} for i in range(5)}
    phase = {"name": "p", "owed_by": list(states), "needs": {"guarantors": 3}}
    scenario = {
        "horizon": "1 day",
        "violations": {"a": {"kind": "drone", "at": ["0 h"]}},
        "guarantors": states,
        "together": 0.4,
        "plan": {"phases": [phase]},
    }
    started = sum(len(play(scenario, replication).minutes("start")) for replication in range(800))
    assert stats.binomtest(started, 800, one_factor(5, 0.6, 0.4)[3:].sum()).pvalue > LUCK


# When


def asked(states: dict[str, Any], owed_by: Any = None, **more: Any) -> Played:
    """One drone at minute 0, and a phase owed by all, or by those named."""
    phase = {"name": "p", "owed_by": owed_by or list(states), "needs": {"guarantors": 1}}
    scenario = {
        "horizon": "30 days",
        "violations": {"a": {"kind": "drone", "at": ["0 h"]}},
        "guarantors": states,
        "plan": {"phases": [phase], "stand_down": "29 days"},
    }
    return play(scenario | more)


def test_the_steps_of_a_path_follow_one_another() -> None:
    path = {"government": "1 h", "parliament": "2 days", "mandate": "30 min"}
    assert asked({"x": {"decides": path}}).minutes("decision") == [60 + 2 * DAY + 30]


def test_who_is_pre_delegated_answers_in_the_minute_of_the_call() -> None:
    assert asked({"x": {}}).lines("decision", "start") == ["0 decision x comes", "0 start p met"]


def test_each_step_has_its_own_luck() -> None:
    any_day = {"uniform": ["0 h", "10 days"]}
    p = roster({"x": {"decides": {"government": any_day, "parliament": any_day}}})
    paths = [guarantors.path_minutes(p, r, 0, 0) for r in range(4000)]
    law = stats.triang(0.5, scale=20 * DAY)
    assert stats.kstest(paths, law.cdf).pvalue > LUCK


def test_who_needs_another_answers_after_both_paths_and_declines_with_it() -> None:
    states = {"x": {"decides": "1 h", "needs": "y"}, "y": {"decides": "5 h"}}
    assert asked(states).lines("decision") == ["300 decision x comes", "300 decision y comes"]
    turned = {"x": {"decides": "1 h"}, "y": {"decides": "5 h", "needs": "x"}}
    assert asked(turned).lines("decision") == ["60 decision x comes", "300 decision y comes"]
    slower = {"x": {"decides": "5 h", "needs": "y"}, "y": {"decides": "1 h"}}
    assert asked(slower).minutes("decision", "x") == [300]
    states["y"] |= {"honours": 0}
    assert asked(states, "x").lines("decision", "lapsed") == [
        "300 decision x declines",
        "300 lapsed p",
        "300 decision y declines",
    ]


def test_who_is_needed_is_asked_though_it_owes_nothing() -> None:
    states = {"x": {"needs": "y"}, "y": {"decides": "5 h"}, "z": {}}
    assert asked(states, "x").lines("asked", "decision") == [
        "0 asked x",
        "0 asked y needed by x",
        "300 decision x comes",
        "300 decision y comes",
    ]


def test_each_is_asked_once_and_its_decision_follows_from_that() -> None:
    states = {"x": {"decides": "2 h"}, "y": {"needs": "x", "decides": "1 h"}}
    history = asked(states)
    assert history.lines("asked") == ["0 asked x", "0 asked y"]
    decisions = history.rows[history.rows["what"] == terms.DECISION]
    causes = history.rows[decisions["cause"]]
    assert causes["what"].tolist() == [terms.ASKED] * 2
    assert causes["subject"].tolist() == decisions["subject"].tolist()


def test_an_answer_due_on_a_day_of_rest_comes_the_next_day_at_the_same_time() -> None:
    rests = {"rests": ["Saturday", "Sunday"]}
    saturday = {"x": {"decides": rests | {"government": "5 days 3 h"}}}
    friday = {"x": {"decides": rests | {"government": "7199 min"}}}
    assert asked(saturday).minutes("decision") == [7 * DAY + 180]
    assert asked(friday).minutes("decision") == [7199]


def test_days_of_rest_are_those_of_the_calendar() -> None:
    states = {"x": {"decides": {"government": "1 h", "rests": ["Sunday"]}}}
    history = asked(states, starts="Saturday 23:30")
    assert history.minutes("decision") == [60 + DAY]


def test_each_means_arrives_in_its_own_time_after_the_decision() -> None:
    brings = {"air": {"arrives": "10 h"}, "ground": {"arrives": "5 days", "troops": 1000}}
    history = asked({"x": {"decides": "2 h", "brings": brings}})
    assert history.lines("decision", "arrival") == [
        "120 decision x comes",
        "720 arrival x air",
        f"{120 + 5 * DAY} arrival x ground 1000",
    ]


def test_what_is_present_is_there_from_minute_0_but_its_phase_waits_for_the_decision() -> None:
    brings = {"ground": {"present": True, "troops": 1000}, "air": {"arrives": "9 h"}}
    history = asked({"x": {"decides": "2 h", "brings": brings}})
    assert history.lines("arrival", "decision", "start") == [
        "0 arrival x ground 1000",
        "120 decision x comes",
        "120 start p met",
        "660 arrival x air",
    ]


def test_who_declines_sends_nothing() -> None:
    states = {"x": {"honours": 0, "brings": {"air": {"arrives": "1 h"}}}}
    assert asked(states).lines("arrival") == []
