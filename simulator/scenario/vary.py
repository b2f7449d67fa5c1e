"""The same scenario with the value at one path changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from pydantic import BaseModel

from simulator.errors import Problem, ScenarioError
from simulator.scenario import reading, shape
from simulator.scenario.extends import Folder, pruned
from simulator.scenario.form import as_written, names_of
from simulator.scenario.load import Given, checked, load, plain
from simulator.scenario.reading import Document, Place, written
from simulator.scenario.schema import Scenario
from simulator.scenario.variants import named_by_change
from simulator.scenario.wording import did_you_mean

_ROOT = (Scenario,)


def vary(scenario: Given, path: str, value: Any, name: str = "vary") -> Scenario:
    """The scenario with `value`, in human form, at `path`; None puts the default back.

    A path is dotted, as in `plan.phases.1.by` or `plan.phases.coalition.by`; phases are numbered
    from 0, and `*` stands for every key of a mapping or item of a list. What is changed is added to
    the scenario's name, as in "The reported three-phase plan (coalition by 48 h)". The result is
    checked as a file is; `ScenarioError` names the path that is unknown, under `name`.
    """
    scenario = load(scenario)
    places: dict[reading.Path, Place] = {}
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json", exclude_defaults=True)
    value = plain(value, name, {})
    tree = as_written(scenario)
    tree["kinds"] = tree.get("kinds", {})
    targets = list(_targets(_Walk(scenario, path, name), path.split("."), tree, _ROOT, ()))
    for target in targets:
        _put(tree, target, value, scenario)
    folder = Folder(scenario.folder, Path()) if scenario.folder is not None else None
    varied = checked(Document(pruned(plain(tree, name, places)), places), folder)
    left = {name: one for name, one in scenario.programs.items() if name in varied.violations}
    varied._programs = left
    return named_by_change(scenario, varied, targets, value)


def set_from_text(text: str, name: str = "--set") -> tuple[str, Any]:
    """Path and value from `plan.phases.1.by=48 h`; the value is read as YAML."""
    path, equals, value = text.partition("=")
    if not equals or not path.strip() or not value.strip():
        message = f"'{text}' does not set anything. Write a path and a value: plan.phases.1.by=48 h"
        raise ScenarioError([Problem(name, None, "", message)])
    try:
        tree = reading.read(f"value: {value.strip()}", name).tree
    except ScenarioError as error:
        found = [Problem(name, None, path.strip(), one.message) for one in error.problems]
        raise ScenarioError(found) from None
    if tree.keys() != {"value"}:
        raise ScenarioError([Problem(name, None, path.strip(), "write one value after the '='.")])
    return path.strip(), tree["value"]


class _Walk:
    """A path that is looked for in a scenario."""

    def __init__(self, scenario: Scenario, path: str, name: str) -> None:
        self.kinds = list(scenario.every_kind)
        self.path = path
        self.name = name

    def lost(self, at: reading.Path, part: str, known: list[str]) -> NoReturn:
        """The path leads nowhere: say where it went wrong and what is there."""
        where = f" in '{written(at)}'" if at else ""
        hint = did_you_mean(part, known)
        if not hint:
            hint = f" (known: {', '.join(known)})" if known else "; no key is known there"
        message = f"there is no '{part}'{where}{hint}"
        raise ScenarioError([Problem(self.name, None, self.path, message)])


def _targets(
    walk: _Walk, parts: list[str], node: Any, here: shape.Branches, at: reading.Path
) -> Iterator[reading.Path]:
    """The places in the tree that the rest of a path, `parts`, means from `at` on."""
    if not parts:
        yield at
        return
    keys = _keys(walk, node, here, at)
    if parts[0] == "*" and keys and not _is_fixed(here):
        chosen, rest = list(keys), parts[1:]
    else:
        name, rest = _longest(parts, keys)
        if name is None:
            walk.lost(at, parts[0], list(keys))
        chosen = [name]
    for name in chosen:
        key = keys[name]
        below = _at(node, key)
        yield from _targets(walk, rest, below, shape.step(here, key), (*at, key))


def _at(node: Any, key: str | int) -> Any:
    """What is written there; None if the default is meant."""
    if isinstance(node, list) and isinstance(key, int):
        return node[key]
    return node.get(key) if isinstance(node, dict) else None


def _is_fixed(here: shape.Branches) -> bool:
    """Whether the keys here are those of a word, not names that a scenario gives."""
    return any(shape.is_word(one) for one in here)


def _keys(walk: _Walk, node: Any, here: shape.Branches, at: reading.Path) -> dict[str, str | int]:
    """What may follow in a path, and the key or number that it means."""
    if isinstance(node, list):
        keys: dict[str, str | int] = {str(index): index for index in range(len(node))}
        return {**{name: index for index, name in enumerate(names_of(node))}, **keys}
    if _is_fixed(here):
        return {key: key for key in shape.keys(here)}
    if at == ("kinds",):
        return {key: key for key in walk.kinds}
    return {key: key for key in node} if isinstance(node, dict) else {}


def _longest(parts: list[str], keys: dict[str, str | int]) -> tuple[str | None, list[str]]:
    """The longest run of parts that is a key, since names may hold dots, and what is left."""
    for length in range(len(parts), 0, -1):
        name = ".".join(parts[:length])
        if name in keys:
            return name, parts[length:]
    return None, parts


def _put(tree: Any, target: reading.Path, value: Any, scenario: Scenario) -> None:
    """Set the value, with mappings made on the way where there were defaults."""
    if target[0] == "kinds" and len(target) > 1:
        kind = scenario.every_kind[str(target[1])]
        tree["kinds"].setdefault(target[1], kind.model_dump(mode="json", exclude_defaults=True))
    for part in target[:-1]:
        if isinstance(tree, dict) and not isinstance(tree.get(part), dict | list):
            tree[part] = {}
        tree = tree[part]
    tree[target[-1]] = value
