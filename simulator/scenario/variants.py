"""The names of varied scenarios, so that several variants of one are distinguishable."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from simulator.scenario.form import as_written, in_full, in_line
from simulator.scenario.path import value_at
from simulator.scenario.reading import Address
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.scenario import Variant

SAID = ("name", "question", "limits", "sources", "uncertain")
"""Changes of these leave what is played as it is."""
MEMBERS = {"brings": "means"}
"""What a section holds, where its name is not the plural of that."""


def named_by_change(
    before: Scenario, after: Scenario, targets: Sequence[Address], value: Any
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


def _value(scenario: Scenario, target: Address) -> str:
    """What stands at a path, in a line; a default too."""
    written = value_at(as_written(scenario), target)
    return in_line(value_at(in_full(scenario), target) if written is None else written)


def _place(targets: Sequence[Address]) -> Address:
    """One path for all targets: "*" where they differ, also in how far they go."""
    return tuple(parts[0] if len(set(parts)) == 1 else "*" for parts in zip_longest(*targets))


def _subject(targets: Sequence[Address], tree: Any) -> str:
    """'coalition by': what is changed, without its section."""
    words = [str(part).replace("_", " ") for part in _spoken(targets, tree)]
    return " ".join(words[1:] if len(words) > 2 else words)


def _spoken(targets: Sequence[Address], tree: Any) -> list[str | int]:
    """The parts of the path by the names that people use: that of a phase for its number."""
    parts: list[str | int] = []
    for part in _place(targets):
        tree = value_at(tree, (part,))
        if part == "*" and not parts:
            parts.append("every section")
        elif part == "*" and str(parts[-1]).startswith("every "):
            continue
        elif part == "*":
            parts[-1:] = [
                f"every {MEMBERS.get(str(parts[-1])) or str(parts[-1]).removesuffix('s')}"
            ]
        elif isinstance(part, int) and isinstance(tree, dict) and "name" in tree:
            parts[-1:] = [tree["name"]]
        else:
            parts.append(part)
    return parts
