"""What is uncertain no longer, because somebody sets it: the range of a value that is set goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.scenario import shape
from simulator.scenario.path import PathError, resolve
from simulator.scenario.reading import Address
from simulator.scenario.schema.sections import Sections

UNCERTAIN = "uncertain"


def still_uncertain(
    ranges: dict[str, Any], tree: dict[str, Any], is_set: Callable[[Address], bool]
) -> dict[str, Any]:
    """The ranges, as written by path, of which no place in `tree` is set.

    What was linked to one that goes is drawn by itself.
    """
    known = {path for path in ranges if any(map(is_set, _places(path, tree)))}
    return {path: _unlinked(one, known) for path, one in ranges.items() if path not in known}


def sets(over: dict[str, Any], under: dict[str, Any]) -> Callable[[Address], bool]:
    """Whether a file laid over another says something about a place of it.

    It does with a value there, or below it, with anything that takes the place of what holds it
    (null, a list, a rule, a distribution), and with a range of its own that moves it too.
    """
    old, new = (one.get(UNCERTAIN) for one in (under, over))
    ranged = [
        place
        for path in (new if isinstance(new, dict) else ())
        if not isinstance(old, dict) or path not in old
        for place in _places(path, under)
    ]

    def says(place: Address) -> bool:
        if any(overlap(place, one) for one in ranged):
            return True
        node: Any = over
        here: shape.Branches = (Sections,)
        for part in place:
            if not isinstance(node, dict) or (shape.is_choice(here) and node):
                return True
            if part not in node:
                return False
            node, here = node[part], shape.step(here, part)
        return True

    return says


def overlap(one: Address, other: Address) -> bool:
    """Whether one place is the other, or lies in it."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _places(path: str, tree: dict[str, Any]) -> list[Address]:
    """Where a path leads; nowhere is for others to refuse."""
    try:
        return resolve(path, tree)
    except PathError:
        return []


def _unlinked(said: Any, known: set[str]) -> Any:
    """A range without its link to one that is known now."""
    if not isinstance(said, dict) or said.get("with") not in known:
        return said
    return {key: one for key, one in said.items() if key != "with"}
