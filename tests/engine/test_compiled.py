"""Three engines tell the same histories, row by row: SimPy, the engine file, and native code."""

import os
from pathlib import Path

import numpy as np
import pytest

from simulator.engine import compiled, reference
from simulator.engine.compiled import Player
from simulator.model import terms
from simulator.model.encode import encode
from simulator.model.parameters import FILE, NATIVE
from simulator.scenario.load import load
from simulator.scenario.schema import Scenario
from simulator.wasm import machine
from simulator.wasm.errors import CompiledError
from tests.differences import first_difference
from tests.scenario_strategies import drawn, loaded

SCENARIOS = Path(__file__).parents[2] / "scenarios"
LONG = {"replay-donbas-2020"}
FILES = sorted(SCENARIOS.rglob("*.yaml"))
DRAWN = int(os.environ.get("ESCALATION_DRAWN", "300"))
"""Scenarios drawn from the whole schema: 300, or as many as `make conformance` asks for."""
EACH = 2


def difference(scenario: Scenario, replication: int, seed: int = 0) -> str | None:
    """Where the engine file, or native code, first tells another history than SimPy."""
    told = reference.replicate(encode(scenario, seed), replication)
    for engine in (FILE, NATIVE):
        rows = compiled.replicate(encode(scenario, seed, engine), replication)
        found = first_difference(scenario, told, rows)
        if found is not None:
            return f"{engine}: {found}"
    return None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_scenario_has_the_same_histories_on_all_engines(path: Path) -> None:
    scenario = load(path)
    for replication in range(1 if path.stem in LONG else 20):
        found = difference(scenario, replication, 11)
        assert found is None, f"replication {replication}: {found}"


@pytest.mark.parametrize("first", range(0, DRAWN, 50))
def test_drawn_scenarios_have_the_same_histories_on_all_engines(first: int) -> None:
    for number in range(first, first + 50):
        scenario = loaded(drawn(number))
        for replication in range(EACH):
            found = difference(scenario, replication, number)
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


@pytest.mark.parametrize("name", ["one-drone", "february-2022", "families/echo"])
def test_memory_that_others_played_in_changes_no_history(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "_idle", [])
    p = encode(load(SCENARIOS / f"{name}.yaml"), 4)
    alone = Player(p).replicate(3)
    outcomes = compiled.simulate(p, range(60))
    (used,) = machine._idle
    used._all[machine.STACK :] = 0xA5  # whatever they may leave
    assert compiled.replicate(p, 3).tobytes() == alone.tobytes()
    used._all[machine.STACK :] = 0xFF
    for one, other in zip(compiled.simulate(p, range(60)), outcomes, strict=True):
        assert one.tobytes() == other.tobytes()
    assert [rows.tobytes() for rows in compiled.traces(p, [3])] == [alone.tobytes()]
    assert machine._idle == [used]


def test_a_copy_that_was_stopped_or_has_grown_is_not_used_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(machine, "_idle", [])
    p = encode(load(SCENARIOS / "one-drone.yaml"))
    broken = p.replace(monitoring=p.monitoring.copy())
    broken.monitoring["delay"] = 10**7  # a distribution far beyond the memory
    with pytest.raises(CompiledError, match="stopped"):
        compiled.replicate(broken, 0)
    assert machine._idle == []
    monkeypatch.setattr(machine, "KEPT", 0)
    compiled.replicate(p, 0)
    assert machine._idle == []


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
