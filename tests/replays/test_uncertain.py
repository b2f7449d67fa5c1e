"""A replay over sets of what nobody knows: closed forms, what the events settle, what depends."""

import json
from copy import deepcopy
from typing import Any

import numpy as np
import pytest

from simulator.cli import main
from simulator.data.series import Series
from simulator.errors import ScenarioError
from simulator.replays.replay import replay
from simulator.replays.uncertain_result import UncertainReplay
from simulator.scenario.load import load_mapping
from simulator.scenario.vary import vary
from tests.replays.series import made

EPISODES = 6
PLAN: dict[str, Any] = {
    "name": "A test",
    "threshold": {"of": "drone", "at_least": 2},
    "plan": {
        "stand_down": "24 h",
        "phases": [{"name": "answer", "by": "24 h", "owed_by": "ally", "needs": {"effect": "air"}}],
    },
    "guarantors": {"ally": {"decides": "2 h", "brings": {"air": {"arrives": "2 h"}}}},
    "violations": {"probes": {"kind": "drone", "rate": "1 per day"}},
    "uncertain": {
        "guarantors.ally.honours": {"uniform": ["0 %", "100 %"]},
        "violations.probes.rate": {"uniform": ["1 per day", "2 per day"]},
    },
}


def days_apart() -> Series:
    """Two drones an hour apart, every five days: an episode each."""
    acts = [
        (f"2024-01-{1 + 4 * episode:02d} {hour}:00", "drone")
        for episode in range(EPISODES)
        for hour in (10, 11)
    ]
    return made(acts, [("2024-01-01 00:00", "2024-01-25 00:00")])


def over_sets(plan: dict[str, Any], sets: int, histories: int, **how: Any) -> UncertainReplay:
    found = replay(load_mapping(plan), days_apart(), replications=histories, uncertain=sets, **how)
    assert isinstance(found, UncertainReplay)
    return found


def rows_of(found: UncertainReplay, rule: str = "the threshold") -> dict[str, Any]:
    return {row.outcome: row.levels for row in found.rows[rule]}


def test_a_promise_kept_as_often_as_nobody_knows_has_the_shares_of_the_closed_form() -> None:
    """In time with probability h, h uniform: a history of n episodes has the variance 1/12 between
    the sets, and within them 1/6n, the mean of h (1 - h) / n."""
    rows = rows_of(over_sets(PLAN, 256, 20))
    answered = rows["answer: in time"]
    assert rows["answer: called"].value == rows["episodes"].value == EPISODES
    between, within = 1 / 12, 1 / (6 * EPISODES)
    assert answered.value == pytest.approx(0.5, abs=0.01)
    assert answered.ignorance == pytest.approx(between / (between + within), abs=0.02)
    assert answered.within == pytest.approx(within, rel=0.05)
    assert (answered.band.low, answered.band.high) == pytest.approx((0.05, 0.95), abs=0.03)
    assert rows["answer: lapsed"].value == pytest.approx(1 - answered.value)


def test_what_the_events_settle_neither_varies_nor_is_drawn() -> None:
    found = over_sets(PLAN, 8, 3)
    assert [one.path for one in found.sets.ranges] == ["guarantors.ally.honours"]
    for outcome in ("days met", "breaches", "episodes", "answer: called"):
        levels = rows_of(found)[outcome]
        assert (levels.within, levels.between) == (0, 0)
    assert "It does not change days met, breaches, episodes and 'answer' (called" in found.paragraph
    assert "What nobody knows changes 'answer' (in time and lapsed)." in found.paragraph


def test_a_history_of_a_set_is_that_of_a_replay_with_its_values() -> None:
    found = over_sets(PLAN, 4, 5, seed=3)
    number, history = 3, 2
    value = found.values["guarantors.ally.honours"][number]
    plan = vary(load_mapping(PLAN), "guarantors.ally.honours", value)
    alone = replay(plan, days_apart(), seed=3, replication=100_000 * number + history)
    states = alone.phases["state"].value_counts()
    outcomes = {one.outcome: one.values[number, history] for one in found.outcomes["the threshold"]}
    assert outcomes["answer: in time"] == states.get("in time", 0) / EPISODES
    assert outcomes["answer: lapsed"] == states.get("lapsed", 0) / EPISODES
    assert outcomes["breaches"] == alone.rules["breaches"][0]
    assert outcomes["days met"] == alone.rules["met"][0]


def test_a_threshold_that_nobody_knows_changes_the_days_met_but_not_under_a_rule_by_name() -> None:
    plan = deepcopy(PLAN)
    plan["watch"] = {"a pair": {"at_least": 2}}
    plan["uncertain"] = {"threshold.at_least": {"one_of": [1, 2, 3]}}
    found = over_sets(plan, 9, 2)
    own = rows_of(found)["days met"]
    drawn = found.values["threshold.at_least"].map({"1": 6, "2": 6, "3": 0})
    assert own.expected.tolist() == drawn.tolist()
    assert own.ignorance == 1.0
    assert rows_of(found, "a pair")["days met"].between == 0


def test_what_is_seen_is_drawn_only_where_acts_pass_through_monitoring() -> None:
    plan = deepcopy(PLAN)
    plan["monitoring"] = {"seen": {"drone": "90 %"}}
    plan["uncertain"] |= {"monitoring.seen.drone": {"uniform": ["30 %", "100 %"]}}
    assert len(over_sets(plan, 4, 2).sets.ranges) == 1
    seen = over_sets(plan, 64, 10, monitoring="as-it-was")
    assert len(seen.sets.ranges) == 2
    assert rows_of(seen)["days met"].differs
    assert seen.depends["the threshold"]["days met"] == ["monitoring.seen.drone"]
    assert "days met: monitoring.seen.drone" in seen.text


def test_text_table_record_and_picture_give_the_same_value() -> None:
    found = over_sets(PLAN, 32, 5)
    (row,) = (one for one in found.record()["rows"] if one["outcome"] == "answer: in time")
    table = found.table.set_index("outcome")
    assert table.loc["answer: in time", "value"] == row["value"]
    shown = f"{100 * row['value']:.0f} %"
    line = next(one for one in found.text.splitlines() if one.startswith("  answer: in time"))
    assert shown in line
    drawn = [text.get_text() for text in found.plot.bands().axes[0].texts]
    assert shown in drawn
    assert found.record()["depends"] == found.depends
    assert found.record()["uncertain"] == {"guarantors.ally.honours": "0 % to 100 %"}


def test_more_sets_leave_the_first_ones_as_they_are() -> None:
    few, more = over_sets(PLAN, 4, 3), over_sets(PLAN, 8, 3)
    for one, other in zip(
        few.outcomes["the threshold"], more.outcomes["the threshold"], strict=True
    ):
        assert np.array_equal(one.values, other.values[:4], equal_nan=True)


def test_a_plan_of_which_only_the_events_are_uncertain_is_refused_with_what_would_do() -> None:
    plan = deepcopy(PLAN)
    del plan["uncertain"]["guarantors.ally.honours"]
    with pytest.raises(ScenarioError, match="nothing uncertain that a replay depends on"):
        over_sets(plan, 4, 2)
    plan["uncertain"] = {"monitoring.teams": {"one_of": [2, 3]}}
    with pytest.raises(ScenarioError, match="--monitoring as-it-was draws what is seen"):
        over_sets(plan, 4, 2)


def test_another_plan_with_other_phases_is_not_set_beside_this_one() -> None:
    plan = deepcopy(PLAN)
    other = deepcopy(PLAN["plan"])
    other["phases"][0]["name"] = "another"
    plan["uncertain"] = {"plan": {"one_of": [{"value": other}, {}]}}
    with pytest.raises(ScenarioError, match=r"uncertain set \d.* other phases than the plan"):
        over_sets(plan, 8, 2)


def test_bad_numbers_are_refused_in_words() -> None:
    with pytest.raises(ScenarioError, match="1 is not a whole number of 2 or more|uncertain"):
        over_sets(PLAN, 1, 5)
    with pytest.raises(ScenarioError, match="replications of each set"):
        over_sets(PLAN, 4, 1)


def test_the_command_says_what_the_call_says(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["replay", "reported-plan", "--events", "osce_smm_donbas_2020_2021", "-q"]
    words += ["--rules", "twenty-strikes", "--uncertain", "4", "-n", "2"]
    assert main([*words, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    found = replay(
        "reported-plan", "osce_smm_donbas_2020_2021", ["twenty-strikes"], replications=2,
        uncertain=4,
    )  # fmt: skip
    assert printed == found.record()
    assert main([*words]) == 0
    assert capsys.readouterr().out == f"{found.text}\n"
