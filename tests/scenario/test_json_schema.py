import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from simulator.cli.new import STARTER
from simulator.scenario.families import FAMILIES
from simulator.scenario.json_schema import DRAFT, as_text
from simulator.scenario.reading import read
from simulator.scenario.schema import Scenario

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "schema" / "scenario.schema.json"
SCENARIOS = sorted((ROOT / "scenarios").rglob("*.yaml"))
SCHEMA = json.loads(as_text())
READERS = (jsonschema.Draft202012Validator, jsonschema.Draft7Validator)


def faults(text: str, reader: Any = READERS[0]) -> list[str]:
    """The paths at which a text does not fit the schema."""
    found = reader(SCHEMA).iter_errors(read(text, "x.yaml").tree)
    return [".".join(map(str, one.absolute_path)) for one in found]


def test_the_committed_schema_is_the_current_one() -> None:
    current = COMMITTED.read_text(encoding="utf-8") == as_text()
    assert current, "write it anew: escalation schema > schema/scenario.schema.json"


@pytest.mark.parametrize("reader", READERS)
def test_the_schema_is_one(reader: Any) -> None:
    reader.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == DRAFT
    assert SCHEMA["title"]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_every_shipped_scenario_fits(path: Path, reader: Any) -> None:
    assert faults(path.read_text(encoding="utf-8"), reader) == []


def test_the_starter_fits() -> None:
    assert faults(STARTER) == []


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_fits(family: str) -> None:
    assert faults(f"name: x\nviolations: {{a: {{kind: drone, family: {family}}}}}") == []


@pytest.mark.parametrize(
    "line",
    [
        "monitoring: {verify: 3 h}",
        "monitoring: {verify: {lognormal: {median: 3 h, p90: 9 h}}}",
        "monitoring: {report: 3 h}",
        "monitoring: {report: {daily: '19:30', except: [Sunday]}}",
        "monitoring: {seen: 40 %}",
        "threshold: {any: [{all: [{of: drone}]}, {cusum: {drift: 2 per hour, limit: 5}}]}",
        "guarantors: {x: {decides: 3 h, needs: y}, y: null}",
        "guarantors: {x: {decides: {government: {uniform: [3 h, 5 h]}}}}",
        "plan: {phases: [{name: a, owed_by: x, when: breach, needs: {effect: air}}]}",
        "plan: {phases: [{name: a, owed_by: [x], when: {continues: {at_least: 3}}}]}",
        "violations: {a: {kind: drone, at: {count: 3, within: 3 h}, size: {poisson: {mean: 3}}}}",
        "violations: {a: {kind: drone, rate: 3 per day, during: assault}}",
        "horizon: null",
        "uncertain: {together: {log_uniform: [1 %, 80 %]}, ground.reach: null}",
        "uncertain: {together: {lognormal: {median: 1 %, p90: 80 %}, with: ground.reach}}",
        "uncertain: {plan.clock: {one_of: [breach, {value: initial violation, weight: 2}, {}]}}",
        "uncertain: {plan: {one_of: [{weight: 3}, {from: two-phases}]}}",
    ],
)
def test_short_forms_fit(line: str) -> None:
    assert faults(f"name: x\n{line}") == []


@pytest.mark.parametrize(
    "line",
    [
        "horizn: 3 days",
        "horizon: 36",
        "horizon: 3 dayz",
        "together: often",
        "violations: {a: {kind: drone, rate: 3}}",
        "violations: {a: {kind: drone, family: steadi}}",
        "plan: {phases: [{name: a}]}",
        "plan: {phases: [{name: a, owed_by: x, when: breech}]}",
        "monitoring: {verify: {normal: {mean: 3 h}}}",
        "sources: [{backs: x}]",
    ],
)
def test_what_does_not_load_does_not_fit(line: str) -> None:
    (path,) = faults(f"name: x\n{line}")
    assert path in ("", line.partition(":")[0])


def test_a_file_must_be_whole_unless_it_extends_another() -> None:
    assert faults("question: so?") == [""]
    assert faults("name: x\nviolations: {a: {rate: 3 per day}}") == [""]
    assert faults("extends: base.yaml\nviolations: {a: {rate: 3 per day}}") == []


def test_every_section_is_explained_to_an_editor() -> None:
    words = {"extends", *(field.alias or name for name, field in Scenario.model_fields.items())}
    assert SCHEMA["properties"].keys() == words
    assert "length of each history" in SCHEMA["properties"]["horizon"]["description"]
