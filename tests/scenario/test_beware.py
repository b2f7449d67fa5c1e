"""Warnings: what is warned of does not happen in any history, and what is in order gets none."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator.engine.reference import replicate
from simulator.model import terms
from simulator.model.encode import encode, names_of
from simulator.model.phase_outcomes import phase_outcomes
from simulator.scenario import beware, earliest
from simulator.scenario.load import load, load_text
from tests.scenario_strategies import drawn, loaded

ROOT = Path(__file__).parents[2]
ON_PURPOSE = {"families/probe-and-pause"}
"""Its deadline cannot be kept, so that the quiet before it is all that is seen."""


def told(text: str) -> list[str]:
    """The warnings on a scenario, without the file."""
    return [str(one).removeprefix("text:") for one in load_text(f"name: x\n{text}").warnings]


def plan(*phases: str, more: str = "", fire: str = "{kind: artillery, rate: 9 per day}") -> str:
    listed = "".join(f"    - {{name: p{k}, owed_by: x, {one}}}\n" for k, one in enumerate(phases))
    return f"violations:\n  fire: {fire}\nplan:\n  phases:\n{listed}{more}"


def test_three_days_running_cannot_be_answered_within_24_h_of_the_initial_violation() -> None:
    (warning,) = told(plan("by: 24 h", more="threshold: {days: 3}"))
    assert warning == (
        "6 plan.phases[0].by: '24 h' cannot be met: at its quickest the phase starts at "
        "24 h 1 min, and the breach is known at 24 h 1 min."
    )
    assert told(plan("by: 25 h", more="threshold: {days: 3}")) == []
    assert told(plan("by: 24 h", more="threshold: {days: 2}")) == []


@pytest.mark.parametrize(
    ("threshold", "clock", "minutes"),
    [
        ("{days: 3}", "initial violation", 1441),
        ("{days: 3}", "crossing violation", 0),
        ("{days: 3}", "breach", 0),
        ("{days: 4, within: calendar day}", "initial violation", 2881),
        ("{days: 2}", "initial violation", 1),
        ("{any: [{days: 3}, {days: 2}]}", "initial violation", 1),
        ("{all: [{days: 3}, {days: 2}]}", "initial violation", 1441),
        ("{cusum: {drift: 1 per day, limit: 9}}", "initial violation", 0),
    ],
)
def test_the_breach_waits_for_the_days_that_its_rule_wants(
    threshold: str, clock: str, minutes: int
) -> None:
    scenario = load_text(f"name: x\nthreshold: {threshold}\nplan: {{clock: {clock}}}")
    assert earliest.breach(scenario) == minutes


def test_the_least_of_every_step_adds_up_to_the_earliest_start() -> None:
    # 1 h report and 2 h work; x decides in 3 + 4 h, and its air needs 5 h more: 15 h. The second
    # phase counts acts from 15 h and 6 h of grace on, known 3 h later: 24 h.
    more = (
        "monitoring: {report: 1 h, verify: {uniform: [2 h, 9 h]}}\nguarantors:\n"
        "  x:\n    decides: {government: {pert: [3 h, 4 h, 9 h]}, parliament: 4 h}\n"
        "    brings: {air: {arrives: {empirical: [7 h, 5 h]}}}\n"
    )
    text = plan("warns: true", "when: {continues: {}, grace: 6 h}", more=more)
    starts = earliest.starts(load_text(f"name: x\n{text}"))
    assert [minutes / 60 for minutes in starts] == [15, 24]


def test_a_phase_waits_for_all_whom_it_needs_and_they_for_those_whom_they_need() -> None:
    roster = (
        "guarantors:\n  x: {in: g, decides: 2 h}\n  y: {in: g, decides: 5 h, needs: z}\n"
        "  z: {decides: 9 h}\n"
    )
    for needs, hours in (("{}", 2), ("{guarantors: 2}", 9), ("{guarantors: [y]}", 9)):
        text = f"name: a\nplan: {{phases: [{{name: p, owed_by: g, needs: {needs}}}]}}\n{roster}"
        assert earliest.starts(load_text(text)) == [hours * 60], needs


def test_a_deadline_from_the_call_cannot_be_kept_by_those_who_need_longer_to_decide() -> None:
    slow = "guarantors: {x: {decides: 30 h}}"
    (warning,) = told(plan("within: 24 h", more=slow))
    assert "within: '24 h' cannot be met: at its quickest it starts 30 h after it" in warning
    assert told(plan("by: 48 h, within: 24 h", more=slow)) == []
    assert len(told(plan("by: 20 h, within: 24 h", more=slow))) == 1


def test_a_clock_that_is_reset_runs_with_every_breach_so_nothing_is_said_of_its_deadlines() -> None:
    assert told(plan("by: 1 h", more="guarantors: {x: {decides: 30 h}}")) != []
    reset = "  new_breach: resets the clock\nguarantors: {x: {decides: 30 h}}"
    assert told(plan("by: 1 h", more=reset)) == []


def test_a_rule_of_a_kind_that_no_pattern_has_is_never_met() -> None:
    (warning,) = told(plan(more="threshold: {any: [{of: artillery}, {of: [missile, drone]}]}"))
    assert warning.endswith(
        "threshold.any[1].of: it is never met: no pattern has acts of 'missile' or 'drone'."
    )
    assert told(plan(more="threshold: {of: [missile, artillery]}")) == []
    assert told(plan(more="watch: {other: {of: drone}}")) != []


def test_an_assault_that_no_move_leads_to_has_no_acts_and_meets_no_rule() -> None:
    war = "when: {full_scale: {of: ground_assault}}"
    storm = "{kind: ground_assault, rate: 9 per day, during: assault}"
    rest = "ground: {rate: 1 km2 per day}\n"
    found = told(plan(war, fire=storm, more=rest))
    assert [one.split(": ")[0].split()[1] for one in found] == [
        "violations.fire.during", "plan.phases[0].when.full_scale.of", "ground.rate",
    ]  # fmt: skip
    assert all("'assault'" in one or "'ground_assault'" in one for one in found)
    move = "adversary: {moves: [{from: harassment, to: assault, after: 9 days}]}"
    assert told(plan(war, fire=storm, more=f"{rest}{move}")) == []


@pytest.mark.parametrize(
    ("adversary", "reached"),
    [
        ("{}", {"harassment"}),
        ("{red_line: {provokes: 1 %}}", {"harassment", "assault"}),
        ("{red_line: {deters: 1 %}}", {"harassment", "restraint"}),
        ("{moves: [{on: warning, to: {assault: 0 %}}]}", {"harassment"}),
        ("{moves: [{on: warning, from: restraint, to: assault}]}", {"harassment"}),
        ("{moves: [{at: 1 h, to: restraint}, {on: warning, from: restraint, to: assault}]}",
         {"harassment", "restraint", "assault"}),
    ],
)  # fmt: skip
def test_a_posture_is_reached_by_moves_from_one_that_is_and_by_the_red_line_of_troops(
    adversary: str, reached: set[str]
) -> None:
    troops = "guarantors: {x: {brings: {ground: {troops: 9}}}}"
    text = f"name: x\nadversary: {adversary}\n"
    assert beware.reachable(load_text(text + troops)) == reached
    without = beware.reachable(load_text(text))
    assert without == (reached if "red_line" not in adversary else {"harassment"})


def test_a_token_force_that_is_present_starts_a_phase_that_needs_nothing_else() -> None:
    present = "guarantors: {x: {brings: {ground: {troops: 300, present: true}, air: {}}}}"
    (warning,) = told(plan("by: 72 h", more=present))
    assert "it starts as soon as x, whose means are present, decides" in warning
    assert told(plan("needs: {effect: air}", more=present)) == []
    assert told(plan("needs: {troops: 300}", more=present)) == []
    assert told(plan("by: 72 h", more=present.replace("brings", "home: true, brings"))) == []


def test_an_unbounded_loss_of_more_than_there_is_is_warned_of() -> None:
    war = "adversary: {posture: assault}\nhorizon: 90 days\nground: "
    (warning,) = told(plan(more=war + "{rate: 10000 km2 per day}"))
    assert "takes 900,000 km2, and all of Ukraine has 603,600. Set 'at_most'" in warning
    assert told(plan(more=war + "{rate: 10000 km2 per day, at_most: 9 km2}")) == []
    assert told(plan(more=war + "{rate: 13 km2 per day}")) == []
    held = "{rate: 10000 km2 per day, sector: 10 km, defenders: 9000, holds_at: 900 per km}"
    assert told(plan(more=war + held)) == []


def test_a_scenario_with_no_pattern_at_all_is_told_of_that_and_not_of_its_rules() -> None:
    (warning,) = told("threshold: {of: drone}")
    assert "no pattern, so nothing ever happens" in warning


def test_a_warning_of_what_an_extended_file_says_names_that_file(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(f"name: base\n{plan('by: 24 h')}")
    (tmp_path / "north.yaml").write_text("extends: base.yaml\nthreshold: {days: 3}\n")
    (warning,) = load(tmp_path / "north.yaml").warnings
    assert (Path(warning.file).name, warning.line) == ("base.yaml", 6)


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios").rglob("*.yaml")), ids=str)
def test_no_shipped_scenario_is_warned_of(path: Path) -> None:
    name = path.relative_to(ROOT / "scenarios").with_suffix("").as_posix()
    assert bool(load(path).warnings) == (name in ON_PURPOSE)


# What is warned of does not happen


def history(number: int) -> tuple[Any, Any, Any]:
    """A drawn scenario, its parameters, and the rows of one of its histories."""
    p = encode(loaded(drawn(number)), 0)
    return loaded(drawn(number)), p, replicate(p, 0)


@pytest.mark.parametrize("first", range(0, 120, 20))
def test_in_drawn_scenarios_no_phase_starts_before_its_earliest_start(first: int) -> None:
    starts = 0
    for number in range(first, first + 20):
        scenario, p, rows = history(number)
        bounds = earliest.starts(scenario)
        table = phase_outcomes(p, rows)
        for record in table[~np.isnan(table["started"])] if bounds else ():
            starts += 1
            assert record["started"] * 60 >= bounds[record["phase"]] - 1e-6, f"drawn({number})"
    assert starts > 0


@pytest.mark.parametrize("first", range(0, 120, 40))
def test_in_drawn_scenarios_what_is_said_never_to_happen_does_not(first: int) -> None:
    for number in range(first, first + 40):
        scenario, _, rows = history(number)
        names = names_of(scenario)
        acted = {names.patterns[i] for i in rows[rows["what"] == terms.VIOLATION]["subject"]}
        taken = {names.postures[i] for i in rows[rows["what"] == terms.POSTURE]["subject"]}
        assert taken <= beware.reachable(scenario), f"drawn({number})"
        silent = {
            name
            for name, pattern in scenario.violations.items()
            if not beware.reachable(scenario) & set(beware.goes_on(scenario, pattern))
        }
        assert not acted & silent, f"drawn({number})"
