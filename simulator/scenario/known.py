"""What is uncertain no longer, because somebody sets it: the range of a value that is set goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from simulator.scenario import shape
from simulator.scenario.form import in_full
from simulator.scenario.path import PathError, resolve
from simulator.scenario.reading import Address
from simulator.scenario.schema.sections import Sections

UNCERTAIN = "uncertain"


def still_uncertain(
    ranges: dict[str, Any],
    full: dict[str, Any],
    is_set: Callable[[Address], bool],
    anew: Mapping[str, Any] = MappingProxyType({}),
) -> dict[str, Any]:
    """The ranges, as written by path, of which no place in a scenario in full is set.

    What was linked to one that goes is drawn by itself, unless `anew` has a range of that path; one
    that is null there goes too.
    """
    known = {path for path in ranges if any(map(is_set, _places(path, full)))}
    gone = {path for path in known | anew.keys() if anew.get(path) is None}
    return {path: _unlinked(one, gone) for path, one in ranges.items() if path not in known}


def declared(tree: dict[str, Any]) -> dict[str, Any]:
    """The ranges that a file has, as written by path."""
    ranges = tree.get(UNCERTAIN)
    return ranges if isinstance(ranges, dict) else {}


def with_defaults(tree: dict[str, Any]) -> dict[str, Any]:
    """A file's tree with every default written out; sections with a fault are as they are."""
    named = {"name": "unnamed", **tree}
    try:
        return in_full(Sections.model_validate(named))
    except ValidationError as error:
        wrong = {str(one["loc"][0]) for one in error.errors()}
    sound = {key: one for key, one in named.items() if key not in wrong} | {"name": "unnamed"}
    return in_full(Sections.model_validate(sound)) | {key: tree[key] for key in wrong & tree.keys()}


def sets(
    over: dict[str, Any], under: dict[str, Any], full: dict[str, Any]
) -> Callable[[Address], bool]:
    """Whether a file laid over another says something about a place of it; `full`: of that one.

    It does with a value there, or below it, with anything that takes the place of what holds it
    (null, a list, a rule, a distribution), and with a range of its own that moves it too.
    """
    old = declared(under)
    ranged = [place for path in declared(over) if path not in old for place in _places(path, full)]

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


def _places(path: str, full: dict[str, Any]) -> list[Address]:
    """Where a path leads; nowhere is for others to refuse."""
    try:
        return resolve(path, full)
    except PathError:
        return []


def _unlinked(said: Any, known: set[str]) -> Any:
    """A range without its link to one that is known now."""
    if not isinstance(said, dict) or said.get("with") not in known:
        return said
    return {key: one for key, one in said.items() if key != "with"}
