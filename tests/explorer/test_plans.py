"""Sliders and plans: what fits, what combines, and what is said of what does not."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator import OutputError, ScenarioError, TooCostly, explore, load, vary, with_python
from simulator.cli import main
from simulator.explorer import page
from simulator.explorer.block import block_of, patch, patched, words_of
from simulator.explorer.bundle import bundle
from simulator.explorer.offered import offered
from simulator.explorer.plans import Plan
from simulator.explorer.sliders import CHOSEN, UNKNOWN
from simulator.scenario.ranges import bare

SMALL: dict[str, Any] = {
    "name": "Small",
    "horizon": "10 days",
    "violations": {"fire": {"kind": "artillery", "rate": "6 per day"}},
    "threshold": {"of": "artillery", "at_least": 3, "within": "24 h"},
    "plan": {"phases": [{"name": "first", "by": "24 h", "owed_by": "x"}]},
}


def test_a_patched_block_is_the_block_of_the_varied_scenario() -> None:
    plan = load(SMALL)
    other = block_of(vary(plan, "threshold.at_least", 7), 3)
    base = block_of(plan, 3)
    found = patch(base, other)
    assert len(found.places) == 1
    assert np.array_equal(patched(base, [found]), words_of(other))


def test_we_offer_the_rule_the_deadlines_and_what_nobody_knows() -> None:
    scenario = load("one-drone")
    found = offered(bare(scenario), scenario)
    chosen = [one.name for one in found if one.group == CHOSEN]
    assert chosen == ["threshold.at_least", "plan.phases.0.by", "plan.phases.1.by"]
    unknown = [one.name for one in found if one.group == UNKNOWN]
    assert len(unknown) == 5
    assert "monitoring.seen.artillery & monitoring.seen.drone" in unknown
    assert {name.partition(".")[0] for name in unknown} == {
        "guarantors", "together", "adversary", "monitoring", "violations",
    }  # fmt: skip


def test_the_plans_own_value_is_among_the_positions() -> None:
    told = explore(SMALL, ["threshold.at_least=1,9"], replications=5)._told["sliders"][0]
    assert [one["words"] for one in told["positions"]] == ["1", "3", "9"]
    assert told["plans"][0]["written"] == 1


@pytest.mark.parametrize(
    ("slide", "said"),
    [
        ("threshold.at_leas=1,2", "did you mean 'at_least'"),
        ("threshold.at_least=1,many", "'many' is not a number"),
        ("threshold.at_least=1,1", "comes twice"),
        ("plan.phases.first.by=-1 h,24 h", "-1 h"),
        ("violations.fire.rate=1000000 per day", "acts on its busiest day"),
        ("horizon=20 days", "no slider can"),
        ("threshold", "does not vary anything"),
        ("threshold.at_least=1..100 by 1", "24 at most"),
    ],
)
def test_a_slider_that_does_not_fit_is_refused(slide: str, said: str) -> None:
    with pytest.raises(ScenarioError) as found:
        explore(SMALL, [slide], replications=2)
    assert said in str(found.value)


def test_sliders_of_one_place_are_refused() -> None:
    with pytest.raises(ScenarioError, match="name each value once"):
        explore(SMALL, ["threshold.at_least=1,2", "threshold.at_least=3,4"], replications=2)


def test_sliders_that_change_the_same_numbers_are_refused() -> None:
    """Urgency is a place on the ladder of all severities, so that two of them do not add up."""
    with pytest.raises(ScenarioError, match="change the same numbers"):
        explore(
            SMALL, ["kinds.drone.severity=0.1,2,30", "kinds.missile.severity=0.05,5,40"],
            replications=2,
        )  # fmt: skip


def test_a_pattern_in_python_is_refused_with_what_would_do(tmp_path: Path) -> None:
    (tmp_path / "when.py").write_text("def when(seen):\n    return None\n")
    with pytest.raises(ScenarioError, match="holds no Python"):
        Plan(with_python(load(SMALL), f"fire={tmp_path}/when.py:when"), 0)


def test_a_page_that_would_be_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MOST", 1000)
    with pytest.raises(TooCostly, match="Name fewer sliders"):
        _ = explore(SMALL, replications=2).html


def test_another_form_than_html_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="name such a file"):
        explore(SMALL, replications=2).write(tmp_path / "page.pdf")


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert explore(SMALL, replications=4).html == explore(SMALL, replications=4).html


def test_every_module_is_in_the_script_once_and_after_what_it_needs() -> None:
    script = bundle("main.js")
    modules = [line for line in script.splitlines() if line.startswith('modules["')]
    assert len(modules) == len(set(modules)) > 15
    assert modules[-1].startswith('modules["main.js"]')
    assert "export " not in script


def test_the_command_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "page.html"
    assert main(["explore", "ten-lines", "-n", "10", "-o", str(file)]) == 0
    assert file.stat().st_size < page.MOST
    assert f"wrote {file}" in capsys.readouterr().err
    assert main(["explore", "ten-lines", "--slide", "threshold.at_leest=1", "-o", str(file)]) == 2
    assert "did you mean 'at_least'" in capsys.readouterr().err
