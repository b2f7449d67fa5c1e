"""Whole histories: a few told line by line, and what holds in every history that may be drawn."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from simulator.engine.simulate import simulate, trace
from simulator.model import terms
from simulator.model.encode import encode, names_of
from simulator.model.parameters import Array, Parameters
from simulator.scenario.load import load
from tests.histories import in_words, play
from tests.scenario_strategies import DAYS, drawn, encoded, scenarios

TRACES = Path(__file__).parents[1] / "traces"
ANY = settings(max_examples=150)


def told(path: Path) -> str:
    """The first replication of a scenario file as text, one line a row."""
    scenario = load(path)
    p, names = encode(scenario, 0), names_of(scenario)
    rows = trace(p, 0)
    lines = []
    for number, row in enumerate(rows):
        days, minute = divmod(scenario.starts + int(row["minute"]), 1440)
        moment = f"{DAYS[days % 7][:3]} {minute // 60:02}:{minute % 60:02} {row['minute']:>6}"
        episode = "-" if row["episode"] < 0 else str(row["episode"])
        cause = "" if row["cause"] < 0 else f"  [{row['cause']}]"
        lines.append(f"{number:>3}  {moment}  {episode}  {in_words(row, names)}{cause}\n")
    return "".join(lines)


@pytest.mark.parametrize("name", sorted(path.stem for path in TRACES.glob("*.yaml")))
def test_a_history_is_as_it_is_told(name: str) -> None:
    assert told(TRACES / f"{name}.yaml") == (TRACES / f"{name}.txt").read_text(encoding="utf-8")


# The same history again


BUSY = drawn(10)


def test_the_same_seed_gives_the_same_rows() -> None:
    assert np.array_equal(trace(encoded(BUSY), 3), trace(encoded(BUSY), 3))


def test_the_order_of_replications_does_not_matter() -> None:
    p = encoded(BUSY)
    forth, back = simulate(p, [0, 1, 2, 3]), simulate(p, [3, 2, 1, 0])
    assert forth.outcomes.tobytes() == back.outcomes[::-1].tobytes()


def test_a_shorter_horizon_only_cuts_a_history_off() -> None:
    pattern = {"kind": "drone", "rate": "9 per day", "echo": {"share": "30 %", "memory": "5 h"}}
    scenario = {
        "violations": {"a": pattern},
        "threshold": {"at_least": 5},
        "guarantors": {"x": {"decides": {"government": {"uniform": ["0 h", "3 days"]}}}},
        "plan": {"phases": [{"name": "p", "owed_by": "x", "by": "24 h"}]},
    }
    whole = play(scenario | {"horizon": "20 days"}).rows
    cut = play(scenario | {"horizon": "7 days"}).rows
    assert cut.tobytes() == whole[whole["minute"] < 7 * 1440].tobytes()


# What holds in every history


def history(mapping: dict[str, Any]) -> tuple[Parameters, Array]:
    p = encoded(mapping)
    return p, trace(p, 0)


def of(rows: Array, *events: int) -> Array:
    return rows[np.isin(rows["what"], events)]


@ANY
@given(scenarios())
def test_rows_come_in_the_order_of_time_within_the_horizon(mapping: dict[str, Any]) -> None:
    p, rows = history(mapping)
    assert len(rows) > 0
    assert np.all(np.diff(rows["minute"]) >= 0)
    assert rows["minute"][0] >= 0
    assert rows["minute"][-1] < p.world[0]["horizon"]


CAUSES = {
    terms.VIOLATION: {terms.VIOLATION},
    terms.REPORT: {terms.VIOLATION},
    terms.BREACH: {terms.VERDICT},
    terms.CALLED: {terms.BREACH, terms.VERDICT},
    terms.DEADLINE_MOVED: {terms.BREACH},
    terms.ASKED: {terms.CALLED},
    terms.DECISION: {terms.ASKED},
    terms.ARRIVAL: {terms.DECISION, terms.CALLED},
    terms.START: {terms.CALLED, terms.DECISION, terms.ARRIVAL},
    terms.LAPSED: {terms.CALLED, terms.DECISION, terms.ARRIVAL},
    terms.WARNING: {terms.START},
}


@ANY
@given(scenarios())
def test_a_cause_comes_before_its_effect_and_is_of_the_right_sort(mapping: dict[str, Any]) -> None:
    p, rows = history(mapping)
    caused = np.flatnonzero(rows["cause"] >= 0)
    causes = rows["cause"][caused]
    assert np.all(causes < caused)
    assert np.all(rows["minute"][causes] <= rows["minute"][caused])
    reported = {terms.VIOLATION} if p.monitoring[0]["claims"] else {terms.REPORT}
    sorts = CAUSES | {terms.VERDICT: reported}
    for effect, cause in zip(rows["what"][caused], rows["what"][causes], strict=True):
        assert cause in sorts.get(int(effect), {int(cause)})
    needed = of(rows, terms.REPORT, terms.VERDICT, terms.BREACH, terms.CALLED, terms.START)
    noted = of(rows, terms.ASKED, terms.DEADLINE_MOVED)
    assert np.all(needed["cause"] >= 0)
    assert np.all(noted["cause"] >= 0)


@ANY
@given(scenarios())
def test_a_phase_is_called_before_it_starts_and_ends_once(mapping: dict[str, Any]) -> None:
    p, rows = history(mapping)
    seen: dict[tuple[int, int], list[int]] = {}
    due: dict[tuple[int, int], float] = {}
    for row in of(rows, terms.CALLED, terms.START, terms.DEADLINE, terms.LAPSED):
        phase = int(row["episode"]), int(row["subject"])
        before = seen.setdefault(phase, [])
        if row["what"] == terms.CALLED:
            assert before == []
            due[phase] = row["value"]
        else:
            assert before[:1] == [terms.CALLED]
            assert terms.START not in before
            assert terms.LAPSED not in before
            assert row["what"] not in before
        if row["what"] == terms.START and not p.world[0]["resets"]:
            assert (row["object"] == terms.MET) == (row["minute"] <= due[phase])
        before.append(int(row["what"]))
    assert np.all(of(rows, terms.START)["episode"] >= 0)


@ANY
@given(scenarios())
def test_an_episode_runs_from_a_breach_to_its_stand_down(mapping: dict[str, Any]) -> None:
    p, rows = history(mapping)
    known, episode = -1, -1
    for row in rows:
        if row["what"] == terms.BREACH and episode < 0:
            known += 1
            episode = known
        assert row["episode"] == episode
        if row["what"] == terms.STAND_DOWN:
            assert episode >= 0
            episode = -1
    breaches = of(rows, terms.BREACH)
    assert list(breaches["subject"]) == list(range(len(breaches)))
    assert np.all(breaches["value"] <= breaches["minute"])


@ANY
@given(scenarios())
def test_who_arrives_has_agreed_and_answers_once(mapping: dict[str, Any]) -> None:
    p, rows = history(mapping)
    answered: dict[tuple[int, int], int] = {}
    arrived = set()
    for row in of(rows, terms.DECISION, terms.ARRIVAL):
        guarantor = int(row["episode"]), int(row["subject"])
        if row["what"] == terms.DECISION:
            assert guarantor not in answered
            answered[guarantor] = int(row["object"])
        elif row["cause"] >= 0:
            assert answered[guarantor] == 1
            assert (*guarantor, int(row["object"])) not in arrived
            arrived.add((*guarantor, int(row["object"])))
        else:
            assert row["minute"] == 0
            assert p.guarantors[row["subject"]]["present"] >> row["object"] & 1


@ANY
@given(scenarios())
def test_postures_chain_and_the_front_never_moves_back(mapping: dict[str, Any]) -> None:
    p, rows = history(mapping)
    postures = of(rows, terms.POSTURE)
    if rows["what"][0] == terms.NOT_SIGNED:
        assert len(rows) == 1
        return
    assert postures[0]["subject"] == postures[0]["object"] == p.world[0]["posture"]
    for before, after in pairwise(postures):
        assert after["object"] == before["subject"] != after["subject"]
    front = of(rows, terms.FRONT)
    assert np.all(front["value"] >= 0)
    assert np.all(front["value"] <= p.front[0]["rate"])
    assert np.all(np.diff(front["value"], prepend=0.0) != 0)


@ANY
@given(scenarios())
def test_each_act_has_one_report_and_one_verdict_at_most_and_teams_are_not_doubled(
    mapping: dict[str, Any],
) -> None:
    p, rows = history(mapping)
    reports, verdicts = of(rows, terms.REPORT), of(rows, terms.VERDICT)
    assert len(set(reports["cause"])) == len(reports)
    if p.monitoring[0]["claims"]:
        assert len(reports) == 0
        return
    assert len(set(verdicts["cause"])) == len(verdicts)
    begun = rows["minute"][verdicts["cause"]] + verdicts["value"]
    assert np.all(verdicts["value"] >= 0)
    assert np.all(begun <= verdicts["minute"])
    for moment in begun:
        busy = np.sum((begun <= moment) & (moment < verdicts["minute"]))
        assert busy <= p.monitoring[0]["teams"]


@ANY
@given(scenarios())
def test_a_history_played_again_is_the_same(mapping: dict[str, Any]) -> None:
    p, rows = history(mapping)
    assert trace(p, 0).tobytes() == rows.tobytes()


def test_the_drawn_scenarios_reach_every_event() -> None:
    found = set()
    for number in range(300):
        found |= set(history(drawn(number))[1]["what"].tolist())
    assert found == set(range(len(terms.EVENTS))) - {terms.CHANGED}, "only a branch is changed"
