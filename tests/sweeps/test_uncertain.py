"""Sweeps with uncertain sets: chance and ignorance at each point, however a sweep is cut."""

from pathlib import Path
from typing import Any

import pytest

from simulator import merge, open as open_folder, reproduce, run, sweep, vary
from simulator.errors import EscalationError, OutputError, ScenarioError
from simulator.model.parameters import Parameters
from simulator.play import blocks
from simulator.plots.bands import READING
from simulator.sweeps.points import Shard
from simulator.sweeps.result import Sweep
from simulator.sweeps.sweep import points_of, sweep_points

from .test_play import WAR

SMALL = WAR | {"horizon": "10 days"}
VARY = {"threshold.at_least": [4, 8, 16]}
LEVELS = {"low": "chance_low", "high": "chance_high", "sets_low": "sets_low"}
LEVELS |= {"value": "value", "sets_high": "sets_high", "ignorance": "ignorance"}


def swept(**more: Any) -> Sweep:
    asked: dict[str, Any] = {"vary": VARY, "replications": 3, "uncertain": 18, "seed": 5}
    return sweep(SMALL, **(asked | more))


@pytest.fixture(scope="module")
def whole() -> Sweep:
    return swept()


def test_a_point_has_the_levels_of_its_scenario_run_over_the_same_sets(whole: Sweep) -> None:
    alone = run(vary(SMALL, "threshold.at_least", 8), 3, uncertain=18, seed=5).table
    point = whole.table[whole.table["point"] == 1].reset_index(drop=True)
    assert (alone["ignorance"] > 0).any()
    for here, there in LEVELS.items():
        assert point[here].tolist() == pytest.approx(alone[there].tolist(), nan_ok=True, rel=0)


def test_workers_engine_and_shards_change_neither_hash_nor_answers(whole: Sweep) -> None:
    assert swept(workers=3).record() == whole.record()
    assert swept(engine="simpy").hash == whole.hash
    assert len({whole.hash, swept(seed=6).hash, swept(uncertain=17).hash}) == 3


def test_a_folder_goes_on_grows_by_sets_and_is_read_again(whole: Sweep, tmp_path: Path) -> None:
    swept(uncertain=6, out=tmp_path)
    parts = sorted((tmp_path / "parts").glob("*.parquet"))
    parts[0].write_bytes(b"torn")
    seen: list[int] = []
    grown = swept(out=tmp_path, progress=lambda done, total, note: seen.append(done))
    assert seen[0] == 3 * 6 * 3 - 3
    assert grown.hash == whole.hash
    again = open_folder(tmp_path)
    assert again.record() == whole.record()
    assert "--uncertain 18" in (tmp_path / "manifest.json").read_text()
    with pytest.raises(OutputError, match="whose histories of each set differs"):
        swept(replications=4, out=tmp_path)


def test_shards_merged_have_the_hash_of_the_whole(whole: Sweep, tmp_path: Path) -> None:
    for number in (1, 2):
        points = points_of(whole.points.scenario, VARY, "grid", 5, Shard(number, 2), 18)
        sweep_points(points, 3, 5, out=tmp_path / str(number))
    merged = merge(tmp_path / "2", tmp_path / "1", out=tmp_path / "whole")
    assert merged.hash == whole.hash
    assert merged.record() == whole.record()


def test_what_is_varied_cannot_be_drawn_too_and_something_must_be_uncertain() -> None:
    rates = {"violations.fire.rate": ["2 per day", "3 per day"]}
    with pytest.raises(ScenarioError, match="violations.fire.rate: is uncertain too"):
        swept(vary=rates)
    assert sweep(vary(SMALL, "violations.fire.rate", "3 per day"), rates, replications=2).hash
    with pytest.raises(ScenarioError, match="declares nothing uncertain"):
        sweep(SMALL | {"uncertain": {}}, VARY, uncertain=4)
    with pytest.raises(ScenarioError, match="1 is not a whole number from 2"):
        swept(uncertain=1)


def test_the_page_and_the_picture_show_both_levels(whole: Sweep) -> None:
    assert "18 uncertain sets at each with 3 histories of each set" in whole.text
    assert "in 90 % of the sets" in whole.text
    figure = whole.plot.curves("acts")
    said = " ".join(text.get_text() for text in figure.texts)
    assert READING in said
    assert len(figure.axes[0].collections) == 2


def test_a_set_that_fails_is_named_and_the_other_points_have_answers(
    monkeypatch: pytest.MonkeyPatch, whole: Sweep
) -> None:
    def fail(p: Parameters, replications: Any) -> Any:
        if 400_001 in replications and p.clauses["at_least"][0] == 8:
            raise RuntimeError("out of luck")
        return simulate(p, replications)

    simulate = blocks.simulate
    monkeypatch.setattr(blocks, "simulate", fail)
    found = swept()
    (failed,) = found.failed
    assert (failed.point, failed.replication) == (1, 400_001)
    assert failed.why == "uncertain set 4: RuntimeError: out of luck"
    assert "--set threshold.at_least=8 --set" in failed.again
    assert [bool(one.outcomes) for one in found.answers] == [True, False, True]
    assert found.answers[2].hash == whole.answers[2].hash
    monkeypatch.setattr(blocks, "simulate", lambda p, r: 1 / 0)
    with pytest.raises(EscalationError, match="uncertain set 0: ZeroDivisionError"):
        swept()


def test_a_folder_is_reproduced_with_its_sets(tmp_path: Path) -> None:
    swept(vary={"threshold.at_least": [4, 8]}, uncertain=3, out=tmp_path)
    found = reproduce(tmp_path)
    assert found.same
    assert [one.rows for one in found.compared] == [2]
