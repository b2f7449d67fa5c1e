"""Misspelt keys read as what they are near, so that no fault below them is hidden."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from simulator.scenario import wording
from simulator.scenario.reading import Address, Document, Place
from simulator.scenario.schema import Scenario


def corrected(error: ValidationError, document: Document) -> Document | None:
    """The document with every misspelt key as the one that it is near; None if none is."""
    tree, places = deepcopy(document.tree), dict(document.places)
    meant = wording.misspelt(error, Scenario, document.tree)
    # The deepest first: what stands below a key is still found under its old name.
    renamed = [
        _renamed(tree, places, path, near)
        for path, near in sorted(meant.items(), key=lambda one: -len(one[0]))
    ]
    return Document(tree, places) if any(renamed) else None


def _renamed(tree: Any, places: dict[Address, Place], path: Address, near: str) -> bool:
    """Give what stands at a path another key, and a place there; False if the key is taken."""
    for part in path[:-1]:
        tree = tree[part]
    if near in tree:
        return False
    tree[near] = tree.pop(path[-1])
    for old in list(places):
        if old[: len(path)] == path:
            places[(*path[:-1], near, *old[len(path) :])] = places[old]
    return True
