"""The JSON Schema of scenario files: what an editor needs to complete and explain their words.

It is pydantic's, changed where a file may say less or more than the words: shorthands, `null` for
what is left out, and `extends`, with which a file need not be complete by itself.
"""

from __future__ import annotations

import json
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from simulator.scenario import shape
from simulator.scenario.families import FAMILIES
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.plan import Condition

DRAFT = "https://json-schema.org/draft/2020-12/schema"
EXTENDS = (
    "Another scenario file, in this folder or below, or a shipped scenario by name; this one says "
    "what differs."
)

Schema = dict[str, Any]


def as_text() -> str:
    """The schema as the text of its file."""
    return json.dumps(scenario_schema(), indent=1, ensure_ascii=False) + "\n"


def scenario_schema() -> Schema:
    """The schema of a scenario file, in draft 2020-12."""
    schema = Scenario.model_json_schema()
    words: dict[str, Schema] = schema.pop("$defs")
    condition = Condition.model_json_schema()
    words |= condition.pop("$defs") | {"Condition": condition}
    loose, demands = _demands(Scenario)
    for name, word in words.items():
        _reword(word, required=name not in loose)
    _reword(schema, required=False)
    _put_shorthands(words)
    properties = {"extends": {"type": "string", "description": EXTENDS}, **schema["properties"]}
    return {
        "$schema": DRAFT,
        "title": "Scenario of escalation-timeline",
        "description": schema["description"],
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "anyOf": [{"required": ["extends"]}, demands],
        "$defs": dict(sorted(words.items())),
    }


def _reword(word: Schema, required: bool) -> None:
    """Without what pydantic adds for programs; with null where a key may be left out."""
    if not required:
        word.pop("required", None)
    for value in word.get("properties", {}).values():
        value.pop("title", None)
        if not isinstance(value.get("default"), str | bool):
            value.pop("default", None)
        if isinstance(value.get("additionalProperties"), dict):
            value["additionalProperties"] = {
                "anyOf": [value["additionalProperties"], {"type": "null"}]
            }
        _allow_null(value)


def _allow_null(value: Schema) -> None:
    """Let a value be null, in place; what is said of it stays where editors look for it."""
    null = {"type": "null"}
    if "anyOf" in value:
        value["anyOf"] += [null] * (null not in value["anyOf"])
        return
    form = {key: value.pop(key) for key in list(value) if key not in ("description", "default")}
    value["anyOf"] = [form, null]


def _put_shorthands(words: dict[str, Schema]) -> None:
    """The short forms that the validators of some words read as the long one."""
    for name, word in list(words.items()):
        if "Distribution" in name:
            short = next(one for one in word["properties"]["constant"]["anyOf"])
            words[name] = {"anyOf": [short, word]}
    durations = next(name for name in words if name.startswith("Distribution"))
    words["Decides"] = {"anyOf": [{"$ref": f"#/$defs/{durations}"}, words["Decides"]]}
    words["Condition"] = {"anyOf": [{"const": "breach"}, words["Condition"]]}
    words["Phase"]["properties"]["when"] = {"$ref": "#/$defs/Condition"}
    words["Phase"]["properties"]["when"]["description"] = "breach, or what must happen after it."
    effect = words["Needs"]["properties"]["effect"]["anyOf"]
    effect.append(effect[0]["items"])
    family = words["Pattern"]["properties"]["family"]["anyOf"]
    family[0]["enum"] = list(FAMILIES)


def _demands(word: type[BaseModel]) -> tuple[set[str], Schema]:
    """The words that a file which extends another may give in part, and what they need in full."""
    partial: set[str] = {word.__name__}
    found: Schema = {}
    needed = [f.alias or name for name, f in word.model_fields.items() if f.is_required()]
    if needed:
        found["required"] = needed
    for key, here in shape.fields(word).items():
        if shape.is_choice(here):
            continue
        for one in here:
            origin: Any = get_origin(one)
            named = origin is dict
            below = shape.branches(get_args(one)[1]) if named else (one,)
            if shape.is_choice(below) or not shape.is_word(below[0]):
                continue
            names, demands = _demands(below[0])
            partial |= names
            if demands:
                wrapped = {"additionalProperties": demands} if named else demands
                found.setdefault("properties", {})[key] = wrapped
    return partial, found
