"""The command `sweep`: what it prints, what it refuses, and how it ends."""

from pathlib import Path
from typing import Any

import pytest

from simulator.engine.simulate import simulate
from simulator.model.parameters import Parameters
from simulator.play import blocks

from .conftest import Command

VARY = ("--vary", "threshold.at_least=1,3")


def test_a_dry_run_says_what_it_would_cost_and_plays_nothing(
    command: Command, small: Path, tmp_path: Path
) -> None:
    ended = command("sweep", small, *VARY, "-n", 50, "--dry-run", "--out", tmp_path / "out")
    assert ended.code == 0
    assert ended.out.startswith("2 points of 50 histories each, 100 in all: about ")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--vary", "treshold.at_least=1"], "there is no 'treshold'; did you mean 'threshold'?"),
        (["--vary", "threshold.at_least="], "does not vary anything"),
        (["--vary", "threshold.at_least=1,1"], "'1' comes twice"),
        (["--vary", "threshold.at_least=1,-1"], "point 1 threshold.at_least: '-1' is not a number"),
        (["--vary", "threshold.at_least=1..9"], "a grid needs a step: '1..9 by STEP'"),
        ([], "nothing is varied"),
        ([*VARY, "--design", "points.csv"], "leave --vary out, or --design"),
        (["--design", "points.csv"], "'points.csv': there is no such file"),
        ([*VARY, "--engine", "fast"], "unknown engine 'fast'"),
    ],
)
def test_bad_input_ends_with_2_and_says_what_would_do(
    words: list[str], said: str, command: Command, small: Path
) -> None:
    ended = command("sweep", small, *words)
    assert ended.code == 2
    assert said in ended.err
    assert ended.out == ""


def test_changes_apply_to_every_point(command: Command, small: Path) -> None:
    ended = command("sweep", small, *VARY, "-n", 4, "--horizon", "2 days", "--engine", "simpy")
    assert ended.out.startswith("Small (horizon 48 h): 2 points, 4 histories of each")


def test_ctrl_c_says_that_the_same_command_goes_on(
    command: Command, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("simulator.sweeps.kinds.answer", stop)
    ended = command("sweep", small, *VARY, "-n", 4, "--out", tmp_path / "out")
    assert (ended.code, ended.out) == (75, "")
    assert f"the same command goes on from what is in {tmp_path / 'out'}" in ended.err
    monkeypatch.undo()
    assert command("sweep", small, *VARY, "-n", 4, "--out", tmp_path / "out").code == 0


def test_a_sweep_with_a_failure_gives_the_rest_and_ends_with_70(
    command: Command, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def play(p: Parameters, replications: range) -> Any:
        if p.clauses[0]["at_least"] == 3:
            raise RuntimeError("it broke")
        return simulate(p, replications)

    monkeypatch.setattr(blocks, "simulate", play)
    ended = command("sweep", small, *VARY, "-n", 4)
    assert ended.code == 70
    assert ended.out.startswith("Small: 2 points, 4 histories of each")
    assert "point 1, replication 0: RuntimeError: it broke" in ended.err
    assert "play it again: escalation trace FILE --set threshold.at_least=3" in ended.err
