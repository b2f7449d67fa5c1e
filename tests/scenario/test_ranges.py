"""The forms of what is uncertain: as it stands, a value, or what another scenario has there."""

from pathlib import Path
from typing import Any

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.form import in_full
from simulator.scenario.load import load_mapping, load_text
from simulator.uncertain.sets import Sets

BASE: dict[str, Any] = {
    "name": "x",
    "violations": {"waves": {"family": "night waves", "kind": "drone"}},
    "guarantors": {"a": {"honours": "50 %"}, "b": {"honours": "90 %"}},
}


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("guarantors.*.honours", "10 %"),
        ("plan.clock", "breach"),
        ("adversary.postures.0", "calm"),
        ("kinds.drone.severity", 5),
        ("violations.waves.hours", "all"),
        ("violations.waves.hours.3", 9),
    ],
)
def test_a_form_that_says_nothing_changes_nothing(path: str, other: Any) -> None:
    plain = in_full(load_mapping(BASE))
    drawn = Sets(load_mapping({**BASE, "uncertain": {path: {"one_of": [{}, other]}}}), 8, 0)
    texts = [drawn.text(path, number) for number in range(8)]
    for number, text in enumerate(texts):
        assert (in_full(drawn.scenario_of(number)) == plain) == (text == "as it stands")
    assert len(set(texts)) == 2


def test_a_value_goes_to_every_place_and_what_stands_stays_in_its_own() -> None:
    forms = {"guarantors.*.honours": {"one_of": [{}, "10 %"]}}
    drawn = Sets(load_mapping({**BASE, "uncertain": forms}), 8, 0)
    found = {
        tuple(one.honours for one in drawn.scenario_of(number).guarantors.values())
        for number in range(8)
    }
    assert found == {(0.5, 0.9), (0.1, 0.1)}


def test_a_form_is_taken_from_a_file_beside_the_scenario(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("name: other\nguarantors: {b: {honours: 20 %}}\n")
    forms = {"guarantors.b.honours": {"one_of": [{}, {"from": "other.yaml"}]}}
    drawn = Sets(load_mapping({**BASE, "uncertain": forms}, folder=tmp_path), 8, 0)
    found = {drawn.scenario_of(number).guarantors["b"].honours for number in range(8)}
    assert found == {0.9, 0.2}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("two-phase", "there is no scenario 'two-phase'; did you mean 'two-phases'?"),
        ("other.yaml", "'other.yaml' can only be found from a scenario in a file;"),
    ],
)
def test_a_scenario_that_text_cannot_take_a_form_from_is_named(name: str, says: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        load_text(f"name: x\nuncertain: {{plan: {{one_of: [{{}}, {{from: {name}}}]}}}}\n")
    assert str(caught.value).startswith(f"text:2 uncertain.plan: {says}")
