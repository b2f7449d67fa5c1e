"""Values put at dotted paths of a scenario's human form; whether they fit is not asked here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.scenario.form import as_written, in_full
from simulator.scenario.path import resolve, set_at
from simulator.scenario.reading import Address
from simulator.scenario.schema import Scenario


def put(scenario: Scenario, values: Mapping[str, Any]) -> tuple[dict[str, Any], list[Address]]:
    """The scenario's form with each value wherever its path leads, and all of these places.

    Raises `PathError` if a path leads nowhere.
    """
    tree, full = as_written(scenario), in_full(scenario)
    places = {path: resolve(path, full) for path in values}
    for path, value in values.items():
        for address in places[path]:
            set_at(tree, address, value, full)
    return tree, [address for found in places.values() for address in found]
