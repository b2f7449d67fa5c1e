"""The compiled engine tells the same histories as the reference, row by row."""

import os
from pathlib import Path

import numpy as np
import pytest

from simulator.engine import compiled, reference
from simulator.engine.compiled import Player
from simulator.model.encode import encode
from simulator.model.parameters import Parameters
from simulator.scenario.load import load
from tests.differences import first_difference
from tests.scenario_strategies import drawn, encoded

SCENARIOS = Path(__file__).parents[2] / "scenarios"
LONG = {"replay-donbas-2020"}
FILES = sorted(SCENARIOS.rglob("*.yaml"))
DRAWN = int(os.environ.get("ESCALATION_DRAWN", "300"))
"""Scenarios drawn from the whole schema: 300, or as many as `make conformance` asks for."""
EACH = 2


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_scenario_has_the_same_histories_on_both_engines(path: Path) -> None:
    p = encode(load(path), 11)
    player = Player(p)
    for replication in range(1 if path.stem in LONG else 20):
        told = player.replicate(replication)
        assert first_difference(reference.replicate(p, replication), told) is None


@pytest.mark.parametrize("first", range(0, DRAWN, 50))
def test_drawn_scenarios_have_the_same_histories_on_both_engines(first: int) -> None:
    for number in range(first, first + 50):
        p = encoded(drawn(number))
        player = Player(p)
        for replication in range(EACH):
            found = first_difference(
                reference.replicate(p, replication), player.replicate(replication)
            )
            assert found is None, f"drawn({number}), replication {replication}: {found}"


def test_outcomes_are_the_same_on_both_engines() -> None:
    p = encode(load(SCENARIOS / "one-drone.yaml"), 3)
    slow, fast = reference.simulate(p, range(12)), compiled.simulate(p, range(12))
    for one, other in zip(slow, fast, strict=True):
        assert one.tobytes() == other.tobytes()


def assault() -> Parameters:
    return encode(load(SCENARIOS / "february-2022.yaml"), 0)


def test_a_history_that_outgrows_its_arrays_is_played_again_with_larger_ones() -> None:
    p = assault()
    small = Player(p)
    small.with_room(4)
    assert first_difference(Player(p).replicate(5), small.replicate(5)) is None
    assert small.room > 4


def test_what_was_played_before_in_the_same_arrays_leaves_no_trace() -> None:
    p = assault()
    used = Player(p)
    for replication in (3, 1, 4):
        used.replicate(replication)
    assert first_difference(Player(p).replicate(2), used.replicate(2)) is None


def test_replications_in_any_order_and_in_any_blocks_have_the_same_outcomes() -> None:
    p = encode(load(SCENARIOS / "reported-plan.yaml"), 0)
    whole = compiled.simulate(p, range(300))
    for numbers in (range(40, 50), [49, 40, 44]):
        part = compiled.simulate(p, numbers)
        for kept, table in zip(whole, part, strict=True):
            for number in set(numbers):
                same = kept[kept["replication"] == number].tobytes()
                assert table[table["replication"] == number].tobytes() == same


def test_a_difference_is_told_in_the_words_of_the_model() -> None:
    rows = Player(assault()).replicate(0).copy()
    changed = rows.copy()
    changed["minute"][7] += 1
    assert "row 7" in (first_difference(rows, changed) or "")
    assert "minute" in (first_difference(rows, changed) or "")
    assert "rows" in (first_difference(rows, rows[:-1]) or "")
    assert np.array_equal(rows, rows.copy())
    assert first_difference(rows, rows.copy()) is None
