"""The compiled engine as plain Python tells the same histories as the engine file, to the bit."""

import hashlib
from pathlib import Path

import pytest

from simulator.engine import compiled
from simulator.engine.compiled import Player
from simulator.model.encode import encode
from simulator.model.parameters import Array
from simulator.scenario.load import load
from tests.engine.interpreted import Interpreted

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def digest(rows: Array) -> str:
    return hashlib.sha256(rows.tobytes()).hexdigest()


@pytest.mark.parametrize("name", ["ten-lines", "families/saving-up", "families/echo"])
def test_plain_python_tells_the_same_histories_as_the_engine_file(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    p = encode(load(SCENARIOS / f"{name}.yaml"), 5)
    told = digest(Player(p).replicate(0))
    monkeypatch.setattr(compiled, "Machine", Interpreted)
    assert digest(Player(p).replicate(0)) == told
