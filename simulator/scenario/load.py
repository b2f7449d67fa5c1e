"""Loads a scenario: a YAML file, or its text, or a mapping, checked and frozen."""

from __future__ import annotations

import numbers
import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from simulator.errors import Problem, ScenarioError
from simulator.scenario import beware, checks, misspelt, reading, shipped, wording
from simulator.scenario.extends import Folder, home, laid_over_base, read_file
from simulator.scenario.feasible import Fault
from simulator.scenario.form import without_idle_sources
from simulator.scenario.reading import DEEPEST, MOST_NODES, Address, Document, Place, written
from simulator.scenario.schema import Scenario

Given = str | Path | Mapping[str, Any] | Scenario
"""How a call takes a scenario: by name, as a file or a mapping of its form, or already loaded."""


def load(source: Given) -> Scenario:
    """Load and check a scenario.

    Parameters
    ----------
    source
        The path of a file, the name of a shipped scenario, a mapping of the same form, or a loaded
        `Scenario`, which is returned as it is. A file takes precedence over a shipped scenario of
        the same name.

    Returns
    -------
    Scenario
        Nothing in it is ever executed, and nothing outside the folder of the file is read except
        what is shipped.

    Raises
    ------
    ScenarioError
        With every problem found, each with its file, line and a remedy.

    Examples
    --------
    >>> import simulator
    >>> simulator.load("one-drone").threshold.at_least
    1.0
    """
    if isinstance(source, Scenario):
        return source
    if isinstance(source, Mapping):
        return load_mapping(source)
    if "\n" in str(source) or "\0" in str(source):
        message = "this is not the name of a file. For the text of a scenario use load_text."
        raise ScenarioError([Problem("scenario", None, "", message)])
    path = shipped.scenario_path(source)
    folder = Folder(Path(os.path.abspath(path.parent)), path.parent)
    document = read_file(path, str(path))
    return checked(laid_over_base(document, str(path), folder, (path.resolve(),)), folder)


def load_text(text: str | bytes, name: str = "text", folder: Path | None = None) -> Scenario:
    """Load and check the scenario in `text`, YAML in UTF-8.

    Parameters
    ----------
    text
        The scenario, as it would stand in a file.
    name
        What messages call it.
    folder
        Where `extends` and files of events start from; without it a scenario may only extend
        shipped ones.

    Raises
    ------
    ScenarioError
        With every problem found.
    """
    return _load_document(reading.read(text, name), name, folder)


def load_mapping(
    mapping: Mapping[str, Any], name: str = "mapping", folder: Path | None = None
) -> Scenario:
    """The scenario in a mapping of the form that YAML gives."""
    places: dict[Address, Place] = {}
    return _load_document(Document(plain(mapping, name, places), places), name, folder)


def _load_document(document: Document, name: str, path: Path | None) -> Scenario:
    folder = Folder(Path(os.path.abspath(path)), Path()) if path is not None else None
    return checked(laid_over_base(document, name, folder), folder)


def plain(value: Any, name: str, places: dict[Address, Place], path: Address = ()) -> Any:
    """`value` as YAML could have given it; tuples become lists, numbers Python's own."""
    places[path] = Place(name, 0, 0)
    if len(path) > DEEPEST or len(places) > MOST_NODES:
        raise ScenarioError([Problem(name, None, "", "this is too deep or too large.")])
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real) and abs(float(value)) < float("inf"):
        return float(value)
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {key: plain(one, name, places, (*path, key)) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one, name, places, (*path, index)) for index, one in enumerate(value)]
    what = "a mapping with keys that are not text" if isinstance(value, Mapping) else repr(value)
    message = f"{what[:60]} is not text, a finite number, true, false, a list or a mapping."
    raise ScenarioError([Problem(name, None, written(path), message)])


def checked(document: Document, folder: Folder | None) -> Scenario:
    """The document as a scenario; its event files named from `folder`."""
    faults = _name_events_from(folder, document)
    try:
        scenario = Scenario.model_validate(document.tree)
    except ValidationError as error:
        faults += _faults(error, document)
    if faults:
        faults = list(dict.fromkeys(faults))
        raise ScenarioError(sorted(faults, key=lambda one: (one.file, one.line or 0)))
    scenario._folder = folder.path if folder else None
    top = document.places.get((), Place("scenario", 0, 0))
    faults = _placed(checks.problems(scenario, _rebuilt, as_read=top.line > 0), document.places)
    if faults:
        raise ScenarioError(faults)
    scenario._warned = cache(lambda: tuple(_placed(beware.warnings(scenario), document.places)))
    return without_idle_sources(scenario)


def _rebuilt(tree: dict[str, Any], folder: Path | None) -> Scenario:
    return load_mapping(tree, folder=folder)


def _faults(error: ValidationError, document: Document) -> list[Problem]:
    """What is wrong with a document, also with what stands under a misspelt key."""
    found = wording.problems(error, Scenario, document.tree, document.places)
    meant = misspelt.corrected(error, document)
    if meant is None:
        return found
    try:
        scenario = Scenario.model_validate(meant.tree)
    except ValidationError as other:
        return found + _faults(other, meant)
    return found + _placed(checks.names(scenario), meant.places)


def _placed(found: Iterable[Fault], places: dict[Address, Place]) -> list[Problem]:
    """What was found between sections, in the order of lines, at the nearest place written.

    A list of sources that comes from an extended file may back what this file has taken out.
    """
    top = places.get((), Place("scenario", 0, 0))
    placed = []
    for path, message in found:
        while path not in places and path:
            path = path[:-1]
        place = places.get(path, top)
        if path[:1] != ("sources",) or place.file == top.file:
            placed.append(Problem(place.file, place.line or None, written(path), message))
    return sorted(placed, key=lambda one: (one.file, one.line or 0))


def _name_events_from(folder: Folder | None, document: Document) -> list[Problem]:
    """Write the event files' names relative to `folder`, and those that are shipped by name.

    The faults: which of them are not there, or not inside.
    """
    faults: list[Problem] = []
    patterns = document.tree.get("violations")
    for name, pattern in patterns.items() if isinstance(patterns, dict) else ():
        events = pattern.get("events") if isinstance(pattern, dict) else None
        if not isinstance(events, dict) or not isinstance(events.get("file"), str):
            continue
        path = ("violations", name, "events", "file")
        place = document.places[path]
        try:
            own = home(place, folder)
            events["file"] = _events_name(events["file"], own, place, written(path))
        except ScenarioError as error:
            faults += error.problems
    return faults


def _events_name(name: str, folder: Folder | None, place: Place, key: str) -> str:
    """A file of events as the scenario names it: relative to `folder`, or a shipped one by name.

    A file that is there comes first.
    """
    is_shipped = name in shipped.shipped_events()
    if is_shipped and not (folder is not None and folder.holds(name, place)):
        return name
    if folder is None:
        message = "only a scenario in a file can name a file of events, except a shipped one."
        raise ScenarioError([Problem(place.file, place.line or None, key, message)])
    found = folder.find(name, place, key)
    return shipped.name_of_events(folder.path / found) or found.as_posix()
