"""Uncertain sets in a folder: what is finished is kept, and a run that was stopped goes on."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator.errors import OutputError
from simulator.scenario.load import load_mapping
from simulator.study.compare import compare
from simulator.study.run import run
from simulator.tables.measures import measures
from simulator.uncertain.outcomes import from_table, joined, piece_of, to_table
from simulator.uncertain.result import UncertainResult

from .test_play import PLAN, WAR

FILES = ("uncertain.json", "tables/outcomes.csv", "tables/sets.csv", "tables/by-set.csv")
SHORT = WAR | {"horizon": "5 days"}


class Enough(Exception):
    """Somebody stops."""


def drawn(**more: Any) -> UncertainResult:
    asked = {"replications": 3, "uncertain": 40, "engine": "simpy", "workers": 1}
    return run(load_mapping(SHORT), **(asked | more))


def stopping_after(histories: int) -> Any:
    def progress(done: int, total: int, note: str) -> None:
        if done >= histories:
            raise Enough

    return progress


def contents(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in FILES]


def test_a_run_that_was_stopped_goes_on_and_ends_with_the_same_bytes(tmp_path: Path) -> None:
    drawn(out=tmp_path / "whole")
    for histories in (20, 60, 90):
        with pytest.raises(Enough):
            drawn(out=tmp_path / "stopped", progress=stopping_after(histories))
        assert not (tmp_path / "stopped" / "uncertain.json").exists()
    seen: list[int] = []
    drawn(out=tmp_path / "stopped", progress=lambda done, total, note: seen.append(done))
    assert seen[0] >= 90
    assert seen[-1] == 120
    assert contents(tmp_path / "stopped") == contents(tmp_path / "whole")


def test_a_comparison_goes_on_too_and_a_damaged_part_is_played_again(tmp_path: Path) -> None:
    arms = [load_mapping(SHORT), load_mapping(SHORT | {"name": "calm", "plan": PLAN})]
    how: dict[str, Any] = {"replications": 2, "uncertain": 20, "engine": "simpy", "workers": 1}
    compare(*arms, out=tmp_path / "whole", **how)
    with pytest.raises(Enough):
        compare(*arms, out=tmp_path / "stopped", progress=stopping_after(30), **how)
    parts = sorted((tmp_path / "stopped" / "parts").glob("*.parquet"))
    assert {part.name.partition("-0")[0] for part in parts} == {"war", "calm"}
    parts[0].write_bytes(parts[0].read_bytes()[:-9])
    compare(*arms, out=tmp_path / "stopped", **how)
    assert contents(tmp_path / "stopped") == contents(tmp_path / "whole")


def test_more_sets_go_on_from_fewer_and_another_study_is_refused(tmp_path: Path) -> None:
    drawn(uncertain=20, out=tmp_path / "grown")
    seen: list[int] = []
    drawn(out=tmp_path / "grown", progress=lambda done, total, note: seen.append(done))
    assert seen[0] == 60
    drawn(out=tmp_path / "whole")
    assert contents(tmp_path / "grown") == contents(tmp_path / "whole")
    with pytest.raises(OutputError, match="whose histories of each set differs"):
        drawn(replications=4, out=tmp_path / "grown")
    with pytest.raises(OutputError, match="whose seed differs"):
        drawn(seed=1, out=tmp_path / "grown")
    with pytest.raises(OutputError, match="whose seed differs"):
        drawn(seed=1).write(tmp_path / "grown")


def test_a_piece_comes_back_from_its_table_as_it_was() -> None:
    planned = load_mapping(SHORT | {"plan": PLAN})
    some = [measures(run(one, 3, engine="simpy")) for one in (load_mapping(SHORT), planned)]
    piece = piece_of(7, 3, some)
    back = from_table(to_table(piece))
    assert back.names == piece.names
    assert back.first == 7
    for one, other in zip(joined([piece], 2), joined([back], 2), strict=True):
        assert one[:2] == other[:2]
        np.testing.assert_array_equal(one.values, other.values)
