"""Sweeps: that points are what they would be by themselves, whatever stops a sweep or cuts it."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulator import run, sweep, vary
from simulator.cli import main
from simulator.engine.simulate import simulate
from simulator.errors import EscalationError, OutputError, ScenarioError, TooCostly
from simulator.model.encode import encode
from simulator.model.parameters import Parameters
from simulator.play import blocks
from simulator.scenario.form import to_yaml
from simulator.sweeps import cost
from simulator.sweeps.answers import histories_hash
from simulator.sweeps.result import Sweep

WAR: dict[str, Any] = {
    "name": "war",
    "horizon": "30 days",
    "limits": "It shows little.",
    "violations": {"fire": {"kind": "drone", "rate": "4 per day"}},
    "threshold": {"of": "drone", "at_least": 8},
    "plan": {"phases": [{"name": "answer", "by": "24 h", "owed_by": "home", "warns": True}]},
    "uncertain": {"violations.fire.rate": {"uniform": ["2 per day", "6 per day"]}},
}
VARY = {"threshold.at_least": [4, 8], "plan.phases.answer.by": "12 h..36 h by 12 h"}


def swept(**more: Any) -> Sweep:
    asked: dict[str, Any] = {"vary": VARY, "replications": 30, "seed": 5, "engine": "simpy"}
    return sweep(WAR, **(asked | more))


@pytest.fixture(scope="module")
def whole() -> Sweep:
    return swept()


def test_a_point_has_the_outcomes_of_its_scenario_run_by_itself(whole: Sweep) -> None:
    by_hand = vary(vary(WAR, "threshold.at_least", 8), "plan.phases.answer.by", "24 h")
    alone = run(by_hand, 30, 5, engine="simpy").table
    point = whole.table[whole.table["point"] == 4].reset_index(drop=True)
    assert set(point["threshold.at_least"]) == {8}
    assert set(point["plan.phases.answer.by"]) == {"24 h"}
    pd.testing.assert_frame_equal(point[alone.columns.tolist()], alone)


@pytest.mark.parametrize(
    "how", [{"workers": 1}, {"workers": 3}, {"engine": "file"}, {"rows": False}]
)
def test_neither_workers_nor_engine_changes_a_history(how: dict[str, Any], whole: Sweep) -> None:
    other = swept(**how)
    assert other.hash == whole.hash
    assert other.record() == whole.record()


def test_another_seed_or_another_history_has_another_hash(whole: Sweep) -> None:
    assert len({whole.hash, swept(seed=6).hash, swept(replications=31).hash}) == 3


def test_the_hash_takes_every_nan_for_the_same_and_every_number_for_another() -> None:
    table = np.zeros((2, 1), [("state", np.int8)])
    some = np.array([(0.0,), (np.nan,)], [("hours", float)])
    negative, other = some.copy(), some.copy()
    negative["hours"][1] = -np.nan
    other["hours"][0] = 1.0
    assert histories_hash(some, table) == histories_hash(negative, table)
    assert histories_hash(some, table) != histories_hash(other, table)


class Enough(Exception):
    """Somebody stops."""


def stop_after(histories: int) -> Callable[[int, int, str], None]:
    def count(done: int, *_: object) -> None:
        if done >= histories:
            raise Enough

    return count


def progress_of(**how: Any) -> tuple[Sweep, int]:
    """A sweep, and how many histories it found."""
    seen: list[int] = []
    return swept(progress=lambda done, *_: seen.append(done), **how), seen[0]


def test_a_sweep_that_was_stopped_goes_on_from_its_last_block(
    whole: Sweep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cost, "BLOCK_HISTORIES", 7)
    with pytest.raises(Enough):
        swept(out=tmp_path / "out", progress=stop_after(65))
    monkeypatch.setattr(cost, "BLOCK_HISTORIES", 11)  # another machine may cut otherwise
    found, had = progress_of(out=tmp_path / "out")
    assert had == 67  # two points, and the first block of the third
    assert found.record() == whole.record()


def test_more_histories_are_added_to_those_that_are_there(whole: Sweep, tmp_path: Path) -> None:
    swept(out=tmp_path, replications=20)
    found, had = progress_of(out=tmp_path)
    assert had == 20 * 6
    assert found.record() == whole.record()
    fewer, had = progress_of(out=tmp_path, replications=20)
    assert (had, fewer.record()) == (120, swept(replications=20).record())


def test_a_damaged_part_alone_is_played_again(whole: Sweep, tmp_path: Path) -> None:
    swept(out=tmp_path)
    parts = sorted((tmp_path / "parts").glob("*.parquet"))
    content = bytearray(parts[2].read_bytes())
    content[len(content) // 2] ^= 1
    parts[2].write_bytes(content)
    found, had = progress_of(out=tmp_path)
    assert had == 30 * 5
    assert found.record() == whole.record()


def test_what_is_stored_of_a_history_is_what_was_played(whole: Sweep, tmp_path: Path) -> None:
    swept(out=tmp_path)
    found, had = progress_of(out=tmp_path)
    assert had == 180
    assert found.record() == whole.record()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"seed": 6}, "seed"),
        ({"vary": {**VARY, "threshold.at_least": [4, 9]}}, "values of 'threshold.at_least'"),
        ({"vary": {"threshold.at_least": [4, 8]}}, "values of 'plan.phases.answer.by'"),
    ],
)
def test_another_sweep_is_refused_with_what_differs(
    more: dict[str, Any], field: str, tmp_path: Path
) -> None:
    swept(out=tmp_path, replications=2)
    with pytest.raises(OutputError, match=f"another study, whose {field}"):
        swept(out=tmp_path, **more)


def failing_at(monkeypatch: pytest.MonkeyPatch, at_least: float, replication: int) -> None:
    """Let one history of one point fail."""

    def play(p: Parameters, replications: range) -> Any:
        if p.clauses[0]["at_least"] == at_least and replication in replications:
            raise RuntimeError("it broke")
        return simulate(p, replications)

    monkeypatch.setattr(blocks, "simulate", play)


def test_a_point_with_a_history_that_fails_is_named_and_the_others_go_on(
    whole: Sweep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        failing_at(patch, 8, 12)
        found = swept(out=tmp_path)
    assert [(one.point, one.replication) for one in found.failed] == [(3, 12), (4, 12), (5, 12)]
    assert "point 3, replication 12: RuntimeError: it broke" in found.text
    assert [bool(one.outcomes) for one in found.answers] == 3 * [True] + 3 * [False]
    assert [one.hash for one in found.answers] == [one.hash for one in whole.answers[:3]] + 3 * [""]
    assert swept(out=tmp_path).record() == whole.record()


def test_the_line_of_a_failure_plays_its_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        failing_at(patch, 8, 12)
        failed = swept(out=tmp_path).failed[1]
    main([*shlex.split(failed.again)[1:], "--json"])
    rows = json.loads(capsys.readouterr().out)
    point = vary(vary(WAR, "threshold.at_least", 8), "plan.phases.answer.by", "24 h")
    expected = run(point, 1, 5, engine="simpy").rows(12)
    assert [row["minute"] for row in rows] == expected["minute"].tolist()


def test_where_every_point_fails_the_sweep_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_at(monkeypatch, 4, 0)
    with pytest.raises(EscalationError, match="point 0, replication 0: RuntimeError: it broke"):
        swept(vary={"threshold.at_least": [4]})


def test_a_value_that_is_not_allowed_is_refused_before_anything_is_played() -> None:
    played: list[int] = []
    with pytest.raises(ScenarioError, match="point 1 threshold.at_least: '-2'"):
        swept(vary={"threshold.at_least": [4, -2]}, progress=lambda *_: played.append(1))
    assert not played


def test_a_sweep_of_hours_is_refused_unless_it_is_wanted_anyway(
    monkeypatch: pytest.MonkeyPatch, whole: Sweep
) -> None:
    monkeypatch.setattr(cost, "LONGEST", 1e-3)
    with pytest.raises(
        TooCostly, match="6 points of 30 histories each, 180 in all: about . second"
    ):
        swept()
    assert swept(anyway=True).hash == whole.hash


def test_what_looks_long_from_above_is_played_where_a_trial_is_quick(
    monkeypatch: pytest.MonkeyPatch, whole: Sweep
) -> None:
    monkeypatch.setattr(cost, "LONGEST", 100.0)
    monkeypatch.setattr(cost, "cost_of", lambda p, real=cost.cost_of: real(p)._replace(seconds=5.0))
    assert swept().hash == whole.hash


def test_a_replayed_scenario_keeps_its_events(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("start,count\n2024-01-01T00:00:00Z,9\n")
    zero = {
        "file": "events.csv",
        "zero": "2024-01-01T00:00:00Z",
        "start": "start",
        "count": "count",
    }
    fire = {"kind": "drone", "events": zero}
    (tmp_path / "war.yaml").write_bytes(
        to_yaml({**WAR, "violations": {"fire": fire}, "uncertain": {}}).encode()
    )
    found = sweep(tmp_path / "war.yaml", VARY, replications=2, engine="simpy")
    acts = found.table[found.table["outcome"] == "acts"]
    assert acts["value"].tolist() == 6 * [9.0]


def test_parameters_are_those_of_the_point(whole: Sweep) -> None:
    p = encode(whole.points.scenario_of(5), 5)
    assert (p.clauses[0]["at_least"], p.phases[0]["by"]) == (8, 36 * 60)
