"""What checks between sections let pass; what they refuse is in tests/scenarios/invalid."""

from pathlib import Path

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.load import load, load_mapping, load_text
from simulator.scenario.vary import vary

SOURCE = "says: so, by: them, year: 2025, sure: low"
BASE = f"""\
name: Base
violations:
  fire: {{kind: artillery, rate: 12 per day}}
plan:
  phases:
    - {{name: US-backed v1.5 action, owed_by: x}}
sources:
  - {{backs: violations.fire.rate, {SOURCE}}}
"""


def test_a_member_may_need_its_own_group_and_a_chain_is_no_circle() -> None:
    load_text("name: x\nguarantors: {a: {in: g, needs: [g, b]}, b: {in: g}, c: {needs: [a, g]}}")


def test_a_phase_may_need_by_name_one_who_owes_another() -> None:
    load_text(
        "name: x\nplan: {phases: [{name: p, owed_by: a, needs: {guarantors: [b]}}]}\n"
        "guarantors: {a: {}, b: {}}"
    )


def test_without_a_roster_whoever_owes_is_a_guarantor() -> None:
    load_text("name: x\nplan: {phases: [{name: p, owed_by: [a, b], needs: {guarantors: [b]}}]}")


def test_a_phase_that_is_called_late_may_have_until_later_than_by() -> None:
    load_text(
        "name: x\nplan: {phases: [{name: p, owed_by: a, not_before: 72 h, by: 24 h, within: 24 h}]}"
    )


def test_what_happens_in_the_last_minute_happens() -> None:
    text = "name: x\nhorizon: 1 h\nviolations: {a: {kind: drone, at: [59 min]}}"
    assert load_text(text)
    with pytest.raises(ScenarioError, match="'60 min' never comes|'1 h' never comes"):
        load_text(text.replace("59", "60"))


def test_a_declared_kind_and_posture_are_known_everywhere() -> None:
    load_text(
        "name: x\nkinds: {mine: {severity: 1}}\n"
        "violations: {a: {kind: mine, rate: 1 per day, during: {siege: 50 %}}}\n"
        "monitoring: {seen: {mine: 10 %}}\nthreshold: {of: mine}\n"
        "adversary: {postures: [calm, siege], posture: calm, moves: [{on: warning, to: siege}]}"
    )


@pytest.mark.parametrize("event", ["starts", "is late", "lapses"])
def test_a_move_may_wait_for_what_becomes_of_a_phase(event: str) -> None:
    load_text(
        "name: x\nplan: {phases: [{name: first, owed_by: a}]}\n"
        f"adversary: {{moves: [{{on: first {event}, to: assault}}]}}"
    )


@pytest.mark.parametrize(
    "path",
    [
        "violations",
        "violations.fire.rate",
        "violations.fire.salvo",
        "violations.*.rate",
        "plan.phases.0.by",
        "plan.phases.US-backed v1.5 action.by",
        "*.phases",
        "monitoring.claims",
        "monitoring.verify.lognormal.median",
        "kinds.drone.severity",
        "together",
    ],
)
def test_a_source_may_back_what_could_be_there(path: str) -> None:
    load_text(BASE + f'  - {{backs: "{path}", {SOURCE}}}\n')


@pytest.mark.parametrize(
    "path", ["violations.fires", "plan.phases.1", "plan.phases.*.buy", "kinds.tank", "x.*", ""]
)
def test_a_source_of_what_cannot_be_there_is_refused(path: str) -> None:
    with pytest.raises(ScenarioError, match="there is no '"):
        load_text(BASE + f'  - {{backs: "{path}", {SOURCE}}}\n')


def test_a_source_that_came_with_an_extended_file_may_back_what_is_taken_out(
    tmp_path: Path,
) -> None:
    (tmp_path / "base.yaml").write_text(BASE)
    (tmp_path / "north.yaml").write_text("extends: base.yaml\nviolations: {fire: null}\n")
    assert load(tmp_path / "north.yaml").violations == {}


def test_a_varied_value_is_checked_against_the_other_sections() -> None:
    with pytest.raises(ScenarioError, match="there is no kind 'dron'; did you mean 'drone'"):
        vary(load_text(BASE), "violations.fire.kind", "dron")


def test_a_mapping_is_checked_too() -> None:
    with pytest.raises(ScenarioError) as caught:
        load_mapping({"name": "x", "threshold": {"all": [{"of": ["drone", "tank"]}]}})
    (problem,) = caught.value.problems
    assert str(problem).startswith("mapping threshold.all[0].of[1]: there is no kind 'tank'")


@pytest.mark.parametrize(
    ("path", "range_"),
    [
        ("violations.fire.rate", "{uniform: [1 per day, 1 per hour]}"),
        ("violations.*.rate", "{pert: [1 per day, 2 per day, 9 per day]}"),
        ("guarantors.*.honours", "{triangular: [10 %, 0.5, 1]}"),
        ("monitoring.verify", "{uniform: [1 h, 9 h]}"),
        ("monitoring.verify.lognormal.median", "{uniform: [1 h, 3 h]}"),
        ("kinds.drone.severity", "{uniform: [1, 3]}"),
        ("plan.phases.US-backed v1.5 action.by", "{uniform: [24 h, 72 h]}"),
    ],
)
def test_a_range_of_what_is_there_is_well(path: str, range_: str) -> None:
    text = (
        BASE
        + "guarantors: {x: {}}\nmonitoring: {verify: {lognormal: {median: 3 h, p90: 9 h}}}\n"
        + f'uncertain: {{"{path}": {range_}}}\n'
    )
    assert list(load_text(text).uncertain) == [path]


def test_ranges_that_only_together_do_not_fit_are_well_each() -> None:
    load_text(
        "name: x\nmonitoring: {attribute: {right: 50 %, wrong: 10 %}}\nuncertain:\n"
        "  monitoring.attribute.right: {uniform: [40 %, 90 %]}\n"
        "  monitoring.attribute.wrong: {uniform: [0 %, 40 %]}\n"
    )
