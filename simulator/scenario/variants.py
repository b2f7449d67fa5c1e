"""The names of varied scenarios, so that several variants of one can be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simulator.scenario.form import as_written, in_full, in_line
from simulator.scenario.reading import Path
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.scenario import Variant

SAID = ("name", "question", "limits", "sources", "uncertain")
"""Changes of these leave what is played as it is."""


def named_by_change(
    before: Scenario, after: Scenario, targets: Sequence[Path], value: Any
) -> Scenario:
    """`after`, named by the `value` that was given to `targets` of `before`.

    'One drone' becomes 'One drone (threshold at least 2)'; a second change is added to the first,
    and another value of the same thing replaces it.
    """
    if after == before:
        return before
    if targets[0][0] == "name":
        return after
    variant = before.variant or Variant(before.name, {})
    if targets[0][0] not in SAID:
        told = _subject(targets, as_written(before))
        told = f"no {told}" if value is None else f"{told} {_value(after, targets[0])}"
        variant = variant._replace(changes=variant.changes | {_place(targets): told})
    name = f"{variant.name} ({', '.join(variant.changes.values())})"
    named = after.model_copy(update={"name": name if variant.changes else variant.name})
    named._variant = variant
    return named


def without_change(scenario: Scenario) -> Scenario:
    """The scenario by the name that it had before it was varied."""
    if scenario.variant is None:
        return scenario
    return scenario.model_copy(update={"name": scenario.variant.name})


def _value(scenario: Scenario, target: Path) -> str:
    """What stands at a path, in a line; a default too."""
    written = _at(as_written(scenario), target)
    return in_line(_at(in_full(scenario), target) if written is None else written)


def _place(targets: Sequence[Path]) -> Path:
    """One path for all targets: "*" where they differ."""
    return tuple(parts[0] if len(set(parts)) == 1 else "*" for parts in zip(*targets, strict=True))


def _subject(targets: Sequence[Path], tree: Any) -> str:
    """'coalition by': what is changed, without its section."""
    words = [str(part).replace("_", " ") for part in _spoken(targets, tree)]
    return " ".join(words[1:] if len(words) > 2 else words)


def _spoken(targets: Sequence[Path], tree: Any) -> list[str | int]:
    """The parts of the path by the names that people use: that of a phase for its number."""
    parts: list[str | int] = []
    for part in _place(targets):
        tree = _at(tree, (part,))
        if part == "*":
            parts[-1:] = [f"every {str(parts[-1]).removesuffix('s')}"]
        elif isinstance(part, int) and isinstance(tree, dict) and "name" in tree:
            parts[-1:] = [tree["name"]]
        else:
            parts.append(part)
    return parts


def _at(tree: Any, path: Path) -> Any:
    """The value at a path; None where nothing is written there."""
    for part in path:
        if isinstance(tree, list) and isinstance(part, int):
            tree = tree[part] if part < len(tree) else None
        else:
            tree = tree.get(part) if isinstance(tree, dict) else None
    return tree
