"""A folder of results gives back what was written, or says why it cannot."""

import json
from pathlib import Path
from typing import Any

import pytest

import simulator
from simulator import Comparison, Run, ScenarioError, compare, run
from simulator.store import fingerprint
from simulator.uncertain.result import UncertainResult

ONE: dict[str, Any] = {
    "name": "One",
    "horizon": "10 days",
    "violations": {"fire": {"kind": "artillery", "rate": "2 per day"}},
    "threshold": {"of": "artillery", "at_least": 1, "within": "24 h"},
    "plan": {"phases": [{"name": "first", "by": "24 h", "owed_by": "x"}]},
}
SIX = {**ONE, "name": "Six", "threshold": {"of": "artillery", "at_least": 6, "within": "24 h"}}


@pytest.mark.parametrize("asked", [{}, {"until": ["breaches ± 5", "first: in time ± 20 %"]}])
def test_a_run_and_a_comparison_come_back_as_they_were(
    asked: dict[str, Any], tmp_path: Path
) -> None:
    one = run(ONE, 80, 4, engine="simpy", out=tmp_path / "one", **asked)
    both = compare(
        ONE, SIX, replications=80, seed=4, engine="simpy", out=tmp_path / "both", **asked
    )
    for there, back, kind in (
        (one, simulator.open(tmp_path / "one"), Run),
        (both, simulator.open(str(tmp_path / "both")), Comparison),
    ):
        assert type(back) is kind
        assert back.precision == there.precision
        assert back.record() == there.record()
        assert back.text == there.text
    assert simulator.open(tmp_path / "one").trace(3).equals(one.trace(3))


def test_what_comes_back_can_be_written_elsewhere(tmp_path: Path) -> None:
    run(ONE, 5, 4, engine="simpy", out=tmp_path / "one")
    simulator.open(tmp_path / "one").write(tmp_path / "two", "svg")
    assert simulator.open(tmp_path / "two").record() == simulator.open(tmp_path / "one").record()


def test_results_that_are_not_finished_are_gone_on_with(tmp_path: Path) -> None:
    def stop(done: int, total: int, note: str) -> None:
        if done > 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(ONE, 8, 4, engine="simpy", workers=1, out=tmp_path, progress=stop)
    with pytest.raises(ScenarioError, match="not finished.*Start the same command again"):
        simulator.open(tmp_path)
    run(ONE, 8, 4, engine="simpy", out=tmp_path)
    assert simulator.open(tmp_path).replications == 8


def test_what_holds_no_results_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for name, why in (("", "holds no results"), ("file", "not a folder"), ("none", "no such")):
        with pytest.raises(ScenarioError, match=why) as caught:
            simulator.open(tmp_path / name)
        assert str(tmp_path / name) in str(caught.value)


UNSURE = {**ONE, "uncertain": {"violations.fire.rate": {"uniform": ["1 per day", "3 per day"]}}}


def test_uncertain_sets_come_back_as_they_were(tmp_path: Path) -> None:
    arms = UNSURE, {**UNSURE, "name": "Six", "threshold": {"of": "artillery", "at_least": 6}}
    found = compare(*arms, replications=3, uncertain=4, engine="simpy", out=tmp_path / "out")
    back = simulator.open(tmp_path / "out")
    assert isinstance(back, UncertainResult)
    assert back.text == found.text
    assert back.record() == found.record()
    assert back.sets.equals(found.sets)
    found.write(tmp_path / "written")  # the same without having been kept as it came in
    assert simulator.open(tmp_path / "written").text == found.text
    outcomes = tmp_path / "out" / "six" / "outcomes.parquet"
    outcomes.write_bytes(outcomes.read_bytes()[:-1] + b"x")
    with pytest.raises(ScenarioError, match="outcomes.parquet: is not what was written"):
        simulator.open(tmp_path / "out")


def test_uncertain_sets_without_a_manifest_are_named_as_what_they_are(tmp_path: Path) -> None:
    run(UNSURE, 2, uncertain=2, engine="simpy", out=tmp_path)
    (tmp_path / "manifest.json").unlink()
    with pytest.raises(ScenarioError, match=r"uncertain sets \(uncertain.json\) without a mani"):
        simulator.open(tmp_path)
    run(UNSURE, 2, uncertain=2, engine="simpy", out=tmp_path)
    assert isinstance(simulator.open(tmp_path), UncertainResult)


def test_the_manifest_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(ONE, 3, 4, engine="simpy", out=tmp_path)
    read: list[Path] = []
    read_bytes = Path.read_bytes

    def noted(path: Path) -> bytes:
        read.append(path)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", noted)
    simulator.open(tmp_path)
    assert read.count(tmp_path / "manifest.json") == 1


def test_results_of_another_model_are_refused_with_both_versions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(ONE, 3, 4, engine="simpy", out=tmp_path)
    monkeypatch.setattr(fingerprint, "source_hash", lambda: "f" * 64)
    code = json.loads((tmp_path / "manifest.json").read_text())["code"]
    with pytest.raises(ScenarioError, match="f" * 12) as caught:
        simulator.open(tmp_path)
    assert code[:12] in str(caught.value)
    assert "escalation run one/input/scenario.yaml" in str(caught.value)


def test_a_file_that_was_changed_is_named(tmp_path: Path) -> None:
    run(ONE, 3, 4, engine="simpy", out=tmp_path)
    path = tmp_path / "one" / "input" / "scenario.yaml"
    path.write_text(path.read_text().replace("2 per day", "3 per day"))
    with pytest.raises(ScenarioError, match=r"scenario.yaml: is not what was written"):
        simulator.open(tmp_path)
