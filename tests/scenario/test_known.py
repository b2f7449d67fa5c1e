"""What an extending file sets is uncertain no longer."""

from pathlib import Path

import pytest

from simulator.scenario.load import load

BASE = """
name: base
violations: {fire: {kind: drone, rate: 1 per day}}
monitoring: {verify: {lognormal: {median: 3 h, p90: 9 h}}}
plan: {phases: [{name: first, by: 24 h, owed_by: a}, {name: second, by: 48 h, owed_by: b}]}
guarantors: {a: {honours: 50 %}, b: {honours: 50 %}}
uncertain:
  violations.fire.rate: {uniform: [1 per day, 3 per day]}
  monitoring.verify.lognormal.median: {uniform: [1 h, 4 h]}
  plan.phases.second.by: {uniform: [24 h, 72 h]}
  guarantors.*.honours: {uniform: [20 %, 75 %], with: violations.fire.rate}
  plan.clock: {one_of: [breach, {}]}
"""
EVERY = {
    "violations.fire.rate",
    "monitoring.verify.lognormal.median",
    "plan.phases.second.by",
    "guarantors.*.honours",
    "plan.clock",
}


@pytest.mark.parametrize(
    ("lines", "gone"),
    [
        ("threshold: {of: drone}", set()),
        ("violations: {fire: {rate: 9 per day}}", {"violations.fire.rate"}),
        ("violations: {fire: {size: 2}}", set()),
        (
            "violations: {fire: null, other: {kind: drone, rate: 1 per day}}",
            {"violations.fire.rate"},
        ),
        ("monitoring: {verify: 3 h}", {"monitoring.verify.lognormal.median"}),
        ("monitoring: {teams: 3}", set()),
        (
            "plan: {phases: [{name: only, by: 24 h, owed_by: a}]}",
            {"plan.phases.second.by"},
        ),
        ("plan: {stand_down: 2 days}", set()),
        ("guarantors: {b: {honours: 0 %}}", {"guarantors.*.honours"}),
        ("guarantors: {b: {decides: 3 h}}", set()),
        (
            "plan: {clock: breach}\nuncertain: {plan.clock: {one_of: [breach, {weight: 2}]}}",
            set(),
        ),
        ("uncertain: {violations.fire.rate: {uniform: [2 per day, 3 per day]}}", set()),
        ("uncertain: {plan.clock: null}", {"plan.clock"}),
    ],
)
def test_the_range_of_what_is_set_goes_and_all_others_stay(
    tmp_path: Path, lines: str, gone: set[str]
) -> None:
    (tmp_path / "base.yaml").write_text(BASE)
    (tmp_path / "over.yaml").write_text(f"extends: base.yaml\n{lines}\n")
    assert load(tmp_path / "over.yaml").uncertain.keys() == EVERY - gone


def test_a_range_takes_the_place_of_those_that_move_a_part_of_the_same(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(BASE)
    lines = (
        "extends: base.yaml\nuncertain:\n  plan: {one_of: [{}, {value: {phases: []}}]}\n"
        "  guarantors.b.honours: {uniform: [0 %, 10 %]}\n"
    )
    (tmp_path / "over.yaml").write_text(lines)
    left = load(tmp_path / "over.yaml").uncertain.keys()
    mine = {"plan", "guarantors.b.honours"}
    assert left == EVERY - {"plan.phases.second.by", "plan.clock", "guarantors.*.honours"} | mine


def test_a_new_range_of_a_number_keeps_what_is_linked_to_it(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(BASE)
    lines = "uncertain: {violations.fire.rate: {uniform: [2 per day, 3 per day]}}"
    (tmp_path / "over.yaml").write_text(f"extends: base.yaml\n{lines}\n")
    linked = load(tmp_path / "over.yaml").uncertain["guarantors.*.honours"]
    assert linked.along == "violations.fire.rate"


def test_a_number_that_is_set_and_still_uncertain_keeps_what_is_linked_to_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "base.yaml").write_text(BASE)
    lines = (
        "violations: {fire: {rate: 2 per day}}\n"
        "uncertain: {violations.fire.rate: {uniform: [2 per day, 3 per day]}}\n"
    )
    (tmp_path / "over.yaml").write_text(f"extends: base.yaml\n{lines}")
    linked = load(tmp_path / "over.yaml").uncertain["guarantors.*.honours"]
    assert linked.along == "violations.fire.rate"


def test_what_was_linked_to_a_range_that_is_taken_out_is_drawn_by_itself(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(BASE)
    lines = "uncertain: {violations.fire.rate: null}"
    (tmp_path / "over.yaml").write_text(f"extends: base.yaml\n{lines}\n")
    left = load(tmp_path / "over.yaml").uncertain
    assert left.keys() == EVERY - {"violations.fire.rate"}
    assert left["guarantors.*.honours"].along is None


DEFAULTS = """
name: base
violations: {waves: {family: night waves, kind: drone}}
uncertain:
  kinds.drone.severity: {uniform: [1, 3]}
  adversary.postures.0: {one_of: [{}, calm]}
  violations.*.hours.3: {uniform: [0, 2]}
"""


@pytest.mark.parametrize(
    ("lines", "gone"),
    [
        ("kinds: {drone: {severity: 2}}", "kinds.drone.severity"),
        ("adversary: {postures: [quiet, war], posture: war}", "adversary.postures.0"),
        ("violations: {waves: {hours: night}}", "violations.*.hours.3"),
    ],
)
@pytest.mark.parametrize("fault", ["", "horizon: nonsense\n"])
def test_the_range_of_a_default_goes_when_it_is_set(
    tmp_path: Path, lines: str, gone: str, fault: str
) -> None:
    (tmp_path / "base.yaml").write_text(f"{DEFAULTS}{fault}")
    kept = "horizon: 30 days\n" if fault else ""
    (tmp_path / "over.yaml").write_text(f"extends: base.yaml\n{lines}\n{kept}")
    ranges = load(tmp_path / "over.yaml").uncertain.keys()
    assert gone not in ranges
    assert len(ranges) == 2


def test_what_was_linked_to_it_is_drawn_by_itself(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(BASE)
    lines = "extends: base.yaml\nviolations: {fire: {rate: 9 per day}}\n"
    (tmp_path / "over.yaml").write_text(lines)
    assert load(tmp_path / "base.yaml").uncertain["guarantors.*.honours"].along is not None
    assert load(tmp_path / "over.yaml").uncertain["guarantors.*.honours"].along is None
