"""Many scenarios that differ from one in the values at some places.

Only what a value touches is read again; all else is shared with the scenario that they differ from.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ValidationError

from simulator.errors import ScenarioError
from simulator.scenario import checks
from simulator.scenario.extends import pruned
from simulator.scenario.load import load_mapping, plain
from simulator.scenario.path import resolve, set_at
from simulator.scenario.ranges import Bare, bare
from simulator.scenario.reading import Address
from simulator.scenario.schema import Scenario

MEMBERS = ("kinds", "violations", "watch", "guarantors")
"""Sections whose members are read one by one."""
Unit = tuple[str | int, ...]
"""The place of what is read as a whole: a section, or a member of one."""


class Template:
    """A scenario into which values are put, as often as one likes.

    It declares nothing uncertain and names no sources, as neither changes what is played.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.on: Bare = bare(scenario)
        self._read = load_mapping(self.on.tree, folder=scenario.folder)
        self._programs = scenario.programs
        self.places = lru_cache(self._places)
        """The places to which a dotted path leads; raises `PathError` if there is none."""

    def at(self, values: Mapping[str, Any]) -> Scenario:
        """As `scenario`, the values by dotted path; `PathError` for one that leads nowhere."""
        return self.scenario({one: values[path] for path in values for one in self.places(path)})

    def scenario(self, values: Mapping[Address, Any]) -> Scenario:
        """The scenario with these values, each as a file would have it; None restores a default.

        It is what a full reading makes of the same values, which takes ten times as long, its
        warnings included. Raises `ScenarioError` where that does: for a value that is not allowed
        there, or not together with the others.
        """
        found = self._quickly(values) or self._in_full(values)
        found._programs = self._programs
        return found

    def _places(self, path: str) -> tuple[Address, ...]:
        return tuple(resolve(path, self.on.full))

    def _copied(self, units: set[Unit]) -> dict[str, Any]:
        """The tree with copies of these units."""
        tree = dict(self.on.tree)
        for section in {str(unit[0]) for unit in units if unit[0] in tree}:
            members = {unit[1] for unit in units if unit[0] == section and len(unit) > 1}
            node = tree[section]
            tree[section] = (
                {name: pruned(one) if name in members else one for name, one in node.items()}
                if members
                else pruned(node)
            )
        return tree

    def _in_full(self, values: Mapping[Address, Any]) -> Scenario:
        """The scenario with these values, read as a whole."""
        tree = deepcopy(self.on.tree)
        for address, value in values.items():
            set_at(tree, address, deepcopy(value), self.on.full)
        return load_mapping(tree, folder=self._read.folder)

    def _quickly(self, values: Mapping[Address, Any]) -> Scenario | None:
        """The scenario with these values; None if a full reading must find what is wrong with them.

        Also where one may name a file of events, which that looks for.
        """
        if any("events" in place or _is_pattern(place) for place in values):
            return None
        units = {_unit(address) for address in values}
        try:
            tree = self._with(values, units)
            found = self._read_again(tree, units)
        except (ScenarioError, ValidationError):
            return None
        if checks.together(found):
            return None
        folder = self._read.folder
        found._warned = lambda: load_mapping(tree, folder=folder).warnings
        return found

    def _with(self, values: Mapping[Address, Any], units: set[Unit]) -> dict[str, Any]:
        """The tree with values that YAML could have given."""
        tree = self._copied(units)
        for address, value in values.items():
            set_at(tree, address, plain(value, "mapping", {}), self.on.full)
        if not all(type(value) in (int, float, str) for value in values.values()):
            tree |= {str(unit[0]): pruned(tree[unit[0]]) for unit in units}  # type: ignore[index]
        return tree

    def _read_again(self, tree: dict[str, Any], units: set[Unit]) -> Scenario:
        """The scenario of a tree that differs from the first in these units.

        Sections that are not touched are the very same objects.
        """
        mixed = {key: self._mixed(key, node, units) for key, node in tree.items()}
        checked = Scenario.model_validate(mixed)
        touched = {str(unit[0]) for unit in units}
        return self._read.model_copy(update={key: getattr(checked, key) for key in touched})

    def _mixed(self, section: str, node: Any, units: set[Unit]) -> Any:
        """A section for reading: what was read before wherever no value touches it."""
        read = getattr(self._read, section)
        if (section,) in units:
            return node
        if not isinstance(read, dict):
            return read if isinstance(read, BaseModel) else node
        return {name: one if (section, name) in units else read[name] for name, one in node.items()}


def _unit(address: Address) -> Unit:
    """What is read again for a value at this place."""
    return address[:2] if address[0] in MEMBERS and len(address) > 1 else address[:1]


def _is_pattern(address: Address) -> bool:
    """Whether a whole pattern, or all of them, stand at a place."""
    return address[0] == "violations" and len(address) < 3
