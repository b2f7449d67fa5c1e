"""A value put at a dotted path of a scenario's human form; whether it fits is not asked here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

from simulator.errors import Problem, ScenarioError, did_you_mean
from simulator.scenario import reading, shape
from simulator.scenario.form import as_written, names_of
from simulator.scenario.reading import written
from simulator.scenario.schema import Scenario


def put_at(
    scenario: Scenario, path: str, value: Any, name: str
) -> tuple[dict[str, Any], list[reading.Path]]:
    """The scenario's form with `value` wherever `path` leads, and these places.

    Raises `ScenarioError`, under `name`, if the path leads nowhere.
    """
    tree = as_written(scenario)
    tree["kinds"] = tree.get("kinds", {})
    targets = list(_targets(_Walk(scenario, path, name), path.split("."), tree, (Scenario,), ()))
    for target in targets:
        _put(tree, target, value, scenario)
    return tree, targets


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
    """Set the value; a standard kind that is changed is written out first."""
    if target[0] == "kinds" and len(target) > 1:
        kind = scenario.every_kind[str(target[1])]
        tree["kinds"].setdefault(target[1], kind.model_dump(mode="json", exclude_defaults=True))
    set_in(tree, target, value)


def set_in(tree: Any, target: reading.Path, value: Any) -> None:
    """Set the value at a place, with mappings made on the way where there were defaults."""
    for part in target[:-1]:
        if isinstance(tree, dict) and not isinstance(tree.get(part), dict | list):
            tree[part] = {}
        tree = tree[part]
    tree[target[-1]] = value
