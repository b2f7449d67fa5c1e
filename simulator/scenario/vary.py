"""The same scenario with the value at one path changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel

from simulator.errors import Problem, ScenarioError
from simulator.scenario import reading
from simulator.scenario.extends import Folder, pruned
from simulator.scenario.form import in_full
from simulator.scenario.known import UNCERTAIN, overlap, still_uncertain
from simulator.scenario.load import Given, checked, load, plain
from simulator.scenario.path import PathError
from simulator.scenario.put import put
from simulator.scenario.reading import Document, Place
from simulator.scenario.schema import Scenario
from simulator.scenario.variants import named_by_change


def vary(scenario: Given, path: str, value: Any, name: str = "vary") -> Scenario:
    """A copy of a scenario with one value changed.

    Parameters
    ----------
    scenario
        The name of a shipped scenario, a file, a mapping of the same form, or a loaded `Scenario`.
    path
        Dotted, as in `plan.phases.1.by` or `plan.phases.coalition.by`. Phases are numbered from 0;
        `*` stands for every member that is there.
    value
        As it would be written in a file, with its unit: "48 h". None restores the default.
    name
        What messages call the change.

    Returns
    -------
    Scenario
        Checked as a file is, with the change added to its name, as in "The reported three-phase
        plan (coalition by 48 h)". A value that is set is no longer uncertain: its range is removed,
        also from all other places that the path of the range stands for. A range that was linked
        to it stays, and is drawn by itself.

    Raises
    ------
    ScenarioError
        The path is unknown, or the value is not valid there.

    Examples
    --------
    >>> import simulator
    >>> simulator.vary("one-drone", "threshold.at_least", 5).name
    'One drone (threshold at least 5)'
    """
    scenario = load(scenario)
    places: dict[reading.Address, Place] = {}
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json", exclude_defaults=True)
    value = plain(value, name, {})
    try:
        tree, targets = put(scenario, {path: value})
    except PathError as error:
        raise ScenarioError([Problem(name, None, path, str(error))]) from None
    if isinstance(ranges := tree.get(UNCERTAIN), dict) and targets[0][0] != UNCERTAIN:
        tree[UNCERTAIN] = still_uncertain(
            ranges, in_full(scenario), lambda at: any(overlap(at, one) for one in targets)
        )
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
