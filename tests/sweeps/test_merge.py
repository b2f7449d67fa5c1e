"""Shards put together are the sweep that was never divided, in every file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simulator import merge, open as open_folder, run
from simulator.cli import main
from simulator.errors import EscalationError, ScenarioError
from simulator.play import blocks
from simulator.scenario.load import load
from simulator.sweeps.points import Shard
from simulator.sweeps.result import Sweep
from simulator.sweeps.sweep import points_of, sweep_points

from .test_play import VARY, WAR, failing_at, swept

FILES = "answers.csv", "answers.parquet", "design.csv", "manifest.json"


def sharded(number: int, parts: int, count: int = 30, seed: int = 5, **how: Any) -> Sweep:
    """One shard of the sweep that `swept` plays."""
    points = points_of(load(WAR), VARY, "grid", seed, Shard(number, parts))
    return sweep_points(points, count, seed, engine="simpy", **how)


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    home = tmp_path_factory.mktemp("shards")
    folders = [home / str(number) for number in (1, 2, 3)]
    for number, folder in enumerate(folders, start=1):
        sharded(number, 3, out=folder)
    return folders


def test_three_shards_in_any_order_are_the_sweep_that_was_not_divided(
    shards: list[Path], tmp_path: Path
) -> None:
    whole = swept(out=tmp_path / "whole")
    merged = merge(*reversed(shards), out=tmp_path / "merged")
    assert merged.hash == whole.hash
    assert merged.record() == whole.record()
    for name in FILES:
        assert (tmp_path / "merged" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    back = open_folder(tmp_path / "merged")
    assert isinstance(back, Sweep)
    assert back.record() == whole.record()


def test_what_was_merged_goes_on_with_more_histories(shards: list[Path], tmp_path: Path) -> None:
    merge(*shards, out=tmp_path)
    seen: list[int] = []
    more = swept(replications=40, out=tmp_path, progress=lambda done, *_: seen.append(done))
    assert seen[0] == 30 * 6
    assert more.hash == swept(replications=40).hash


def test_a_merge_may_be_repeated(shards: list[Path], tmp_path: Path) -> None:
    first = merge(*shards, out=tmp_path)
    before = (tmp_path / "parts" / "journal.jsonl").read_bytes()
    assert merge(*shards, out=tmp_path).hash == first.hash
    assert (tmp_path / "parts" / "journal.jsonl").read_bytes() == before


def test_a_failure_in_a_shard_is_in_the_whole(
    shards: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        failing_at(patch, 8, 12)
        sharded(2, 3, out=tmp_path / "two")
    found = merge(shards[0], tmp_path / "two", shards[2])
    assert [one.point for one in found.failed] == [4]
    assert [one.number for one in found.answers if not one.outcomes] == [4]


def unfinished(home: Path, shards: list[Path]) -> list[Path]:
    def stop(done: int, *_: object) -> None:
        if done > 40:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sharded(2, 3, out=home / "two", progress=stop)
    return [shards[0], home / "two", shards[2]]


def of_another_seed(home: Path, shards: list[Path]) -> list[Path]:
    sharded(2, 3, seed=6, out=home / "two")
    return [shards[0], home / "two", shards[2]]


def with_more_histories(home: Path, shards: list[Path]) -> list[Path]:
    sharded(2, 3, count=31, out=home / "two")
    return [shards[0], home / "two", shards[2]]


def otherwise_divided(home: Path, shards: list[Path]) -> list[Path]:
    sharded(2, 2, out=home / "two")
    return [shards[0], home / "two"]


def a_run(home: Path, shards: list[Path]) -> list[Path]:
    run(WAR, 2, engine="simpy", out=home / "run")
    return [shards[0], home / "run"]


def damaged(home: Path, shards: list[Path]) -> list[Path]:
    sharded(2, 3, out=home / "two")
    path = home / "two" / "answers.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    return [shards[0], home / "two", shards[2]]


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (lambda _, shards: shards[:2], "shard 3/3 is missing"),
        (lambda _, shards: shards[1:2], "shards 1/3, 3/3 are missing"),
        (lambda _, shards: [*shards, shards[1]], "holds shard 2/3, as "),
        (lambda _, shards: [], "name the folders of the shards"),
        (unfinished, "not finished"),
        (of_another_seed, "its seed differs from"),
        (with_more_histories, "its number of histories differs from"),
        (otherwise_divided, "its number of shards differs from"),
        (a_run, "holds no sweep"),
        (damaged, "is not what was written"),
    ],
)
def test_what_is_not_the_whole_sweep_is_refused(
    made: Callable[[Path, list[Path]], list[Path]],
    message: str,
    shards: list[Path],
    tmp_path: Path,
) -> None:
    with pytest.raises(ScenarioError) as caught:
        merge(*made(tmp_path, shards), out=tmp_path / "whole")
    assert message in str(caught.value)
    assert not (tmp_path / "whole").exists()


def test_more_shards_than_points_are_refused() -> None:
    with pytest.raises(ScenarioError, match="7 shards are more than the 6 points"):
        sharded(1, 7)


def test_the_command_merges_what_the_commands_of_an_array_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["sweep", "one-drone", "--vary", "threshold.at_least=1,2,5", "-n", "4", "-q"]
    words += ["--engine", "simpy", "--horizon", "10 days"]
    assert main(words) == 0
    whole = capsys.readouterr().out
    monkeypatch.setenv("SLURM_ARRAY_TASK_COUNT", "2")
    monkeypatch.setenv("SLURM_ARRAY_TASK_MIN", "4")
    for task in ("4", "5"):
        monkeypatch.setenv("SLURM_ARRAY_TASK_ID", task)
        assert main([*words, "--shard", "auto", "--out", str(tmp_path / task)]) == 0
    capsys.readouterr()
    folders = [str(tmp_path / task) for task in ("5", "4")]
    assert main(["merge", *folders, "--out", str(tmp_path / "whole"), "-q"]) == 0
    assert capsys.readouterr().out == whole


def test_nothing_is_played_to_merge(shards: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> Any:
        raise EscalationError("it was played")

    monkeypatch.setattr(blocks, "simulate", refuse)
    assert merge(*shards).replications == 30
