"""A folder of results is played again, and what differs is found."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import simulator
from simulator import ScenarioError, compare, reproduce, run, sweep
from simulator.cli import main
from simulator.engine.tally import Block
from simulator.play.execute import play
from simulator.scenario.load import load
from simulator.store.folder import write_study
from simulator.sweeps.folder import write
from simulator.sweeps.points import Shard
from simulator.sweeps.sweep import points_of, sweep_points

ONE: dict[str, Any] = {
    "name": "One",
    "horizon": "10 days",
    "violations": {"fire": {"kind": "artillery", "rate": "2 per day"}},
    "threshold": {"of": "artillery", "at_least": 1, "within": "24 h"},
    "plan": {"phases": [{"name": "first", "by": "24 h", "owed_by": "x"}]},
}
SIX = {**ONE, "name": "Six", "threshold": {"of": "artillery", "at_least": 6, "within": "24 h"}}


def falsified(folder: Path, replication: int) -> None:
    """Write results that were never played: an hour more in one history, its hashes in order."""
    scenario = load(ONE)
    (found,) = play({"One": scenario}, 20, 4, engine="simpy").values()
    block = found.block
    outcomes = block.outcomes.copy()
    outcomes["hours_to_breach"][replication] += 1.0
    assert not np.isnan(outcomes["hours_to_breach"][replication])
    changed = Block(outcomes, block.phases, block.answers)
    write_study(folder, {"One": replace(found, block=changed)})


def test_a_comparison_comes_out_the_same_and_the_folder_stays_as_it_is(tmp_path: Path) -> None:
    compare(ONE, SIX, replications=20, seed=4, engine="simpy", out=tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    found = reproduce(tmp_path, engine="simpy")
    assert found.same
    assert found.table[["scenario", "table"]].to_numpy().tolist() == [
        [arm, table] for arm in ("One", "Six") for table in ("outcomes", "phases", "answers")
    ]
    assert "all 6 tables are the same to the bit" in found.text
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_results_that_were_not_played_are_found_with_history_and_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    falsified(tmp_path, 7)
    found = reproduce(tmp_path, engine="simpy")
    assert not found.same
    (differing,) = [one for one in found.record()["tables"] if one["differing"]]
    assert differing == {
        "scenario": "One",
        "table": "outcomes",
        "rows": 20,
        "differing": 1,
        "first": 7,
        "columns": ["hours_to_breach"],
    }
    assert main(["reproduce", str(tmp_path), "--engine", "simpy"]) == 70
    said = capsys.readouterr()
    assert "1 replication differs, first replication 7: hours_to_breach" in said.out
    assert "1 of 3 tables differs. The same code" in said.err


def test_the_command_prints_what_the_call_finds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(ONE, 5, 4, engine="simpy", out=tmp_path)
    found = reproduce(tmp_path, engine="simpy")
    assert main(["reproduce", str(tmp_path), "--engine", "simpy"]) == 0
    assert capsys.readouterr().out == found.text + "\n"
    assert main(["reproduce", str(tmp_path), "--engine", "simpy", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == found.record()


VARY = {"threshold.at_least": [1, 2, 6]}


def test_a_sweep_comes_out_the_same_and_a_shard_of_it_too(tmp_path: Path) -> None:
    for name, shard in (("whole", Shard(1, 1)), ("part", Shard(2, 2))):
        points = points_of(load(ONE), VARY, "grid", 4, shard)
        sweep_points(points, 9, 4, engine="simpy", out=tmp_path / name)
        found = reproduce(tmp_path / name, engine="simpy")
        assert found.same
        text = " ".join(found.text.split())
        assert "9 histories of each point" in text
        assert "Played again, the table is the same to the bit." in text
    assert found.table["rows"].tolist() == [1]


@pytest.mark.parametrize("changed", ["number", "hash"])
def test_a_sweep_that_was_not_played_is_found_with_its_point(changed: str, tmp_path: Path) -> None:
    played = sweep(ONE, VARY, replications=9, engine="simpy").played
    answers = list(played.answers)
    if changed == "hash":
        answers[1] = answers[1]._replace(hash="0" * 64)
    else:
        breaches = answers[1].outcomes["breaches"]
        more = breaches._replace(histories=breaches.histories + 1)
        answers[1] = answers[1]._replace(outcomes=answers[1].outcomes | {"breaches": more})
    write(tmp_path, played._replace(answers=tuple(answers)))
    found = reproduce(tmp_path, engine="simpy")
    (row,) = found.record()["tables"]
    column = "histories_hash" if changed == "hash" else "breaches: histories"
    assert (row["differing"], row["first"], row["columns"]) == (1, 1, [column])
    assert f"1 point differs, first point 1: {column}" in found.text


def test_a_damaged_file_is_named_and_nothing_is_played(tmp_path: Path) -> None:
    run(ONE, 5, 4, engine="simpy", out=tmp_path)
    path = tmp_path / "one" / "phases.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ScenarioError, match="phases.parquet: is not what was written"):
        reproduce(tmp_path, progress=lambda *_: pytest.fail("it was played"))


def test_a_pattern_in_python_is_played_only_if_it_is_named_again(tmp_path: Path) -> None:
    probes = tmp_path / "probes.py"
    probes.write_text(
        "def steady(sight):\n    while True:\n        yield 720\n        sight.act()\n"
    )
    named = f"fire={probes}:steady"
    run(simulator.with_python(ONE, named), 3, 4, out=tmp_path / "out")
    with pytest.raises(simulator.EscalationError, match="Name it again with --python"):
        reproduce(tmp_path / "out")
    assert reproduce(tmp_path / "out", [named]).same


@pytest.mark.parametrize("arms", [1, 2])
def test_uncertain_sets_are_played_again_to_the_bit(arms: int, tmp_path: Path) -> None:
    unsure = [
        {**one, "uncertain": {"violations.fire.rate": {"uniform": ["1 per day", "3 per day"]}}}
        for one in (ONE, SIX)
    ]
    how: dict[str, Any] = {"replications": 3, "uncertain": 4, "engine": "simpy", "out": tmp_path}
    found = compare(*unsure, **how) if arms == 2 else run(unsure[0], **how)
    again = reproduce(tmp_path)
    assert again.same
    assert [one.rows for one in again.compared] == [12] * arms
    assert f"{tmp_path}: 3 histories of each set, seed 0" in " ".join(again.text.split())
    values = next(one.values for one in found.outcomes["One"] if one.outcome == "acts")
    values[2, 1] += 1
    found.write(tmp_path)
    assert "1 set differs, first set 2: acts" in reproduce(tmp_path).text
