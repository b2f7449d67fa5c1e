"""The compiled engine tells the same histories as the reference, row by row."""

import os
from pathlib import Path

import numpy as np
import pytest

from simulator.engine import compiled, reference
from simulator.engine.compiled import Player
from simulator.model import terms
from simulator.model.encode import encode
from simulator.scenario.load import load
from simulator.scenario.schema import Scenario
from tests.differences import first_difference
from tests.scenario_strategies import drawn, encoded, loaded

SCENARIOS = Path(__file__).parents[2] / "scenarios"
LONG = {"replay-donbas-2020"}
FILES = sorted(SCENARIOS.rglob("*.yaml"))
DRAWN = int(os.environ.get("ESCALATION_DRAWN", "300"))
"""Scenarios drawn from the whole schema: 300, or as many as `make conformance` asks for."""
EACH = 2


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_scenario_has_the_same_histories_on_both_engines(path: Path) -> None:
    scenario = load(path)
    p = encode(scenario, 11)
    player = Player(p)
    for replication in range(1 if path.stem in LONG else 20):
        slow, fast = reference.replicate(p, replication), player.replicate(replication)
        found = first_difference(scenario, slow, fast)
        assert found is None, f"replication {replication}: {found}"


@pytest.mark.parametrize("first", range(0, DRAWN, 50))
def test_drawn_scenarios_have_the_same_histories_on_both_engines(first: int) -> None:
    for number in range(first, first + 50):
        p = encoded(drawn(number))
        player = Player(p)
        for replication in range(EACH):
            slow, fast = reference.replicate(p, replication), player.replicate(replication)
            found = first_difference(loaded(drawn(number)), slow, fast)
            assert found is None, f"drawn({number}), replication {replication}: {found}"


def test_outcomes_are_the_same_on_both_engines() -> None:
    p = encode(load(SCENARIOS / "one-drone.yaml"), 3)
    slow, fast = reference.simulate(p, range(12)), compiled.simulate(p, range(12))
    for one, other in zip(slow, fast, strict=True):
        assert one.tobytes() == other.tobytes()


def assault() -> Scenario:
    return load(SCENARIOS / "february-2022.yaml")


def test_a_history_that_outgrows_its_arrays_is_played_again_with_larger_ones() -> None:
    p = encode(assault(), 0)
    small = Player(p)
    small.with_room(4)
    assert first_difference(assault(), Player(p).replicate(5), small.replicate(5)) is None
    assert small.room > 4


def test_what_was_played_before_in_the_same_arrays_leaves_no_trace() -> None:
    p = encode(assault(), 0)
    used = Player(p)
    for replication in (3, 1, 4):
        used.replicate(replication)
    assert first_difference(assault(), Player(p).replicate(2), used.replicate(2)) is None


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
    rows = Player(encode(assault(), 0)).replicate(0)
    place = int(np.flatnonzero(rows["what"] == terms.VERDICT)[0])
    changed = rows.copy()
    changed["object"][place] = terms.DISMISSED
    minute, cause = rows["minute"][place], rows["cause"][place]
    found = first_difference(assault(), rows, changed)
    assert found is not None
    assert found.startswith(f"row {place}: verdict of ")
    assert f" (adversary) with 0 at minute {minute}, outside an episode" in found
    assert f"because of row {cause}; against verdict of " in found
    assert " (dismissed) with 0 " in found
    assert (
        first_difference(assault(), rows, rows[:-1]) == f"{len(rows)} rows against {len(rows) - 1}"
    )
    assert first_difference(assault(), rows, rows.copy()) is None
