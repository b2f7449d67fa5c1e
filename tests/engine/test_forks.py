"""Branches: the history to the minute is the same, and what is drawn from it on is another."""

import numpy as np
import pytest

from simulator.engine import compiled, reference
from simulator.engine.compiled import Player
from simulator.engine.forks import Fork, after, seeds
from simulator.model import guarantors, monitoring, terms, violations
from simulator.model.encode import encode
from simulator.model.luck import branch_seed, seed_at
from simulator.model.parameters import Array, Parameters
from simulator.scenario.load import load, load_mapping
from simulator.scenario.vary import vary
from tests.branches.changed import changed
from tests.differences import first_difference
from tests.scenario_strategies import drawn, loaded

DRAWN = range(30)
BRANCHES = 1000


def parted(number: int) -> tuple[Parameters, int, int]:
    """A drawn scenario, and two minutes of it."""
    p = encode(loaded(drawn(number)), number)
    luck = np.random.default_rng(number)
    first, second = sorted(luck.integers(1, p.world[0]["horizon"], 2).tolist())
    return p, first, second + 1


def before(rows: Array, minute: int) -> bytes:
    return bytes(rows[rows["minute"] < minute].tobytes())


@pytest.mark.parametrize("first", DRAWN[::15])
def test_both_engines_tell_the_same_branches_of_drawn_scenarios(first: int) -> None:
    others = 0
    for number in range(first, first + 15):
        p, minute, second = parted(number)
        trunk = reference.replicate(p, 0)
        then = changed(number)
        assert then is not None
        for forks in (
            [Fork(minute, 0)],
            [Fork(minute, 1)],
            [Fork(minute, 2), Fork(second, 5)],
            [Fork(minute, 0, then)],
            [Fork(minute, 3, then), Fork(second, 4)],
        ):
            told = reference.replicate(p, 0, forks)
            found = first_difference(loaded(drawn(number)), told, compiled.replicate(p, 0, forks))
            assert found is None, f"drawn({number}), {forks}: {found}"
            assert before(told, minute) == before(trunk, minute)
            others += told.tobytes() != trunk.tobytes()
    assert others > 30


def test_branch_0_is_the_plain_history_to_the_bit() -> None:
    for number in DRAWN:
        p, minute, second = parted(number)
        plain = compiled.replicate(p, 0).tobytes()
        assert compiled.replicate(p, 0, [Fork(minute, 0), Fork(second, 0)]).tobytes() == plain


def test_a_change_to_the_same_scenario_adds_one_row_and_changes_nothing() -> None:
    changes = 0
    for number in DRAWN:
        p, minute, _ = parted(number)
        rows = compiled.replicate(p, 0, [Fork(minute, 0, p)])
        (places,) = np.nonzero(rows["what"] == terms.CHANGED)
        if len(places):
            changes += 1
            rows = np.delete(rows, places[0])
            rows["cause"] -= rows["cause"] > places[0]
        assert rows.tobytes() == compiled.replicate(p, 0).tobytes(), f"drawn({number})"
    assert changes > len(DRAWN) / 2


def test_a_thousand_branches_share_every_row_before_their_hour_and_go_apart_after_it() -> None:
    p = encode(vary("reported-plan", "horizon", "6 days"), 0)
    minute = 72 * 60
    player = Player(p)
    trunk = before(player.replicate(3), minute)
    ends = set()
    for branch in range(1, BRANCHES + 1):
        rows = player.replicate(3, [Fork(minute, branch)])
        assert before(rows, minute) == trunk
        ends.add(rows.tobytes())
    assert len(ends) > 0.99 * BRANCHES


def test_an_act_before_the_hour_is_reported_and_verified_when_it_would_have_been() -> None:
    p = encode(load("reported-plan"), 0)
    plain = reference.replicate(p, 0)
    reports = plain[plain["what"] == terms.REPORT]
    wait = reports["minute"] - plain["minute"][reports["cause"]]
    late = reports[wait > 1][0]
    minute = int(late["minute"])
    for branch in (1, 2, 3):
        rows = reference.replicate(p, 0, [Fork(minute, branch)])
        assert (
            rows[rows["minute"] >= minute].tobytes() != plain[plain["minute"] >= minute].tobytes()
        )
        assert late in rows


def test_a_history_in_branches_that_outgrows_its_arrays_is_played_again() -> None:
    p, forks = encode(load("february-2022"), 0), [Fork(900, 1), Fork(3000, 2)]
    small = Player(p)
    small.with_room(4)
    assert small.replicate(5, forks).tobytes() == Player(p).replicate(5, forks).tobytes()
    assert small.room > 4


def test_a_branch_at_or_after_the_end_changes_nothing() -> None:
    p = encode(load("one-drone"), 0)
    late = [Fork(int(p.world[0]["horizon"]), 7)]
    plain = compiled.replicate(p, 1).tobytes()
    assert compiled.replicate(p, 1, late).tobytes() == plain
    assert reference.replicate(p, 1, late).tobytes() == plain


def test_seeds_of_branches_are_none_of_a_scenario_and_differ() -> None:
    found = {branch_seed(seed, branch) for seed in (0, 1, 2**63 - 1) for branch in range(1, 2000)}
    assert len(found) == 3 * 1999
    assert all(-(2**63) <= one < 0 for one in found)
    assert branch_seed(42, 0) == 42
    deeper = branch_seed(branch_seed(5, 1), 1)
    assert deeper not in (branch_seed(5, 1), branch_seed(5, 2))


def test_the_seed_of_a_minute_is_that_of_the_stretch_in_which_it_lies() -> None:
    forks = [Fork(100, 1), Fork(250, 2)]
    p = after(encode(load("one-drone"), 5), forks)
    first, second, third = seeds(5, forks)
    asked = [0, 99, 100, 249, 250, 10**6]
    assert [seed_at(p, minute) for minute in asked] == [first, first, second, second, third, third]
    assert first == 5


def test_the_luck_that_guarantors_share_is_that_of_the_first_answer() -> None:
    scenario = {"name": "x", "guarantors": {"a": {"honours": 0.5}, "b": {"honours": 0.5}}}
    p = after(encode(load_mapping({**scenario, "together": 1}), 0), [Fork(100, 1)])
    came = []
    for replication in range(60):
        standings = guarantors.at_rest(p.plain())
        standings[0].answered = 50
        first = guarantors.comes(p, replication, standings, 0, 0, 50)
        came.append((first, guarantors.comes(p, replication, standings, 1, 0, 150)))
    assert all(one == other for one, other in came)
    assert {one for one, _ in came} == {True, False}


def test_a_day_that_began_before_the_branch_has_one_daily_report() -> None:
    calendar = {"daily": "06:00", "issued": {"uniform": ["0 h", "12 h"]}}
    p = encode(load_mapping({"name": "x", "monitoring": {"report": calendar}}), 0)
    branch = after(p, [Fork(1000, 1)])
    close = 6 * 60
    same = [
        monitoring.report_minute(one, 0, minute, 0.5)
        for one, minute in [
            (p, close + 1),
            (branch, close + 1),
            (branch, 1100),
            (branch, close + 1439),
        ]
    ]
    assert len(set(same)) == 1
    later = close + 1440
    assert monitoring.report_minute(p, 0, later, 0.5) != monitoring.report_minute(
        branch, 0, later, 0.5
    )


def test_followers_share_the_luck_of_an_act_before_the_branch() -> None:
    pattern = {"kind": "drone", "rate": "5 per day", "during": {"harassment": 0.5}}
    p = encode(load_mapping({"name": "x", "violations": {"a": pattern}}), 0)
    branch = after(p, [Fork(100, 1)])
    posture = 1

    def goes(one: Parameters, minute: int) -> list[bool]:
        return [violations.goes_ahead(one, 0, 0, act, posture, minute) for act in range(80)]

    assert goes(branch, 99) == goes(p, 99)
    assert goes(branch, 100) != goes(p, 100)
