"""The names of varied scenarios."""

from typing import Any

import pytest

from simulator.scenario.load import load, load_text
from simulator.scenario.vary import vary

PLAN = "The reported three-phase plan"


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("plan.phases.1.by", "48 h", "coalition by 48 h"),
        ("plan.phases.coalition.by", "48h", "coalition by 48 h"),
        ("plan.phases.*.by", "5 days", "every phase by 5 days"),
        ("guarantors.*.honours", "30 %", "every guarantor honours 30 %"),
        ("guarantors.france.brings.*.slows", 0.3, "france every means slows 30 %"),
        ("guarantors.france.honours", 0.3, "france honours 30 %"),
        ("monitoring.teams", 3, "monitoring teams 3"),
        ("together", 0, "together 0 %"),
        ("horizon", "60 days", "horizon 60 days"),
        ("violations.harassment fire.level", None, "no harassment fire level"),
        ("threshold", {"of": "drone", "at_least": 3}, "threshold {of: [drone], at_least: 3}"),
    ],
)
def test_a_variant_is_named_by_what_was_changed(path: str, value: Any, told: str) -> None:
    assert vary("reported-plan", path, value).name == f"{PLAN} ({told})"


def test_a_second_change_is_added_and_another_value_of_the_same_replaces_the_first() -> None:
    one = vary("reported-plan", "plan.phases.1.by", "48 h")
    two = vary(one, "horizon", "60 days")
    assert two.name == f"{PLAN} (coalition by 48 h, horizon 60 days)"
    three = vary(two, "plan.phases.coalition.by", "12 h")
    assert three.name == f"{PLAN} (coalition by 12 h, horizon 60 days)"


def test_a_name_of_ones_own_is_kept_and_later_changes_are_added_to_it() -> None:
    mine = vary(vary("reported-plan", "horizon", "60 days"), "name", "Mine")
    assert mine.name == "Mine"
    assert vary(mine, "together", "10 %").name == "Mine (together 10 %)"


def test_words_that_change_nothing_that_is_played_leave_the_name_as_it_is() -> None:
    assert vary("reported-plan", "limits", "It cannot show much.").name == PLAN


def test_varying_leaves_the_scenario_that_it_starts_from_alone() -> None:
    before = load("reported-plan")
    vary(before, "horizon", "60 days")
    assert before.name == PLAN
    assert before.variant is None


def test_a_variant_read_back_from_its_yaml_is_the_variant() -> None:
    varied = vary("reported-plan", "plan.phases.1.by", "48 h")
    assert load_text(varied.yaml) == varied


def test_a_change_in_sections_of_different_depth_is_named_whole() -> None:
    text = (
        "name: x\nkinds: {a.rate: {severity: 2}}\n"
        "violations: {a: {kind: drone, family: steady, rate: 9 per day}}\n"
    )
    varied = vary(load_text(text), "*.a.rate", None)
    assert varied.violations["a"].rate != load_text(text).violations["a"].rate
    assert "a.rate" not in varied.kinds
    assert varied.name == "x (no every section)"
    assert varied.variant is not None
    assert list(varied.variant.changes) == [("*", "*", "*")]
