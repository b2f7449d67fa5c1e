"""What a scenario declares: ranges of numbers, sources of numbers, files of events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from simulator.errors import Problem, ScenarioError
from simulator.scenario.extends import pruned
from simulator.scenario.feasible import Fault
from simulator.scenario.form import in_full
from simulator.scenario.path import PathError, resolve
from simulator.scenario.put import put
from simulator.scenario.reading import Address
from simulator.scenario.replay import parse_moment, read_acts
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.violations import Events
from simulator.scenario.shipped import events_path

MOST_FAULTS = 5
"""Faults of one file of events that are told."""

Build = Callable[[dict[str, Any], Path | None], Scenario]
"""Loads the mapping of a scenario whose files are named from that folder, or raises."""


def uncertain(scenario: Scenario, build: Build) -> Iterator[Fault]:
    """Ranges of what is not there, with values that do not fit, or that fall."""
    if not scenario.uncertain:
        return
    bare = scenario.model_copy(update={"uncertain": {}, "sources": ()})
    ranges = {path: range_.values for path, range_ in scenario.uncertain.items()}
    ends = [_with_all(bare, ranges, rank, build) for rank in (0, 1, -1)]
    if any(end is None for end in ends):
        for path, values in ranges.items():
            message = next(
                (told for value in values if (told := _misfit(bare, path, value, build))), None
            )
            if message is not None:
                yield ("uncertain", path), message
        return
    low, middle, high = (end.model_dump() for end in ends if end is not None)
    full = in_full(bare)
    for path in ranges:
        for target in resolve(path, full):
            if not _number(low, target) <= _number(middle, target) <= _number(high, target):
                yield ("uncertain", path), "its values must rise, from the lowest to the highest."
                break


def _with_all(
    bare: Scenario, ranges: dict[str, tuple[Any, ...]], rank: int, build: Build
) -> Scenario | None:
    """The scenario with one value of every range, all at once; None if they do not fit."""
    try:
        tree, _ = put(bare, {path: values[rank] for path, values in ranges.items()})
        return build(tree, bare.folder)
    except (PathError, ScenarioError):
        return None


def _number(tree: Any, path: Address) -> float:
    """The number at a path of a dumped scenario; 0 where there is none."""
    for part in path:
        tree = tree[part]
    if isinstance(tree, dict):
        tree = tree.get("constant")
    return float(tree) if isinstance(tree, int | float) else 0.0


def _misfit(bare: Scenario, path: str, value: Any, build: Build) -> str | None:
    """Why one value does not fit by itself; None if it does."""
    try:
        tree, _ = put(bare, {path: value})
        build(pruned(tree), bare.folder)
    except PathError as error:
        return str(error)
    except ScenarioError as error:
        return error.problems[0].message
    return None


def backed(scenario: Scenario) -> Iterator[Fault]:
    """Sources of what cannot be there."""
    full = in_full(scenario)
    for index, source in enumerate(scenario.sources):
        for at, path in enumerate(source.backs):
            try:
                resolve(path, full)
            except PathError as error:
                yield ("sources", index, "backs", at), str(error)


def replays(scenario: Scenario) -> Iterator[Fault]:
    """Files of events that cannot be replayed."""
    for name, pattern in scenario.violations.items():
        events = pattern.events
        if events is None:
            continue
        try:
            parse_moment(events.zero)
        except ValueError as error:
            yield ("violations", name, "events", "zero"), f"{error}."
            continue
        path = events_path(events.file, scenario.folder)
        stamp = path.stat() if path.exists() else None
        seen = (stamp.st_mtime_ns, stamp.st_size) if stamp else (0, 0)
        for message in _replay_faults(events.model_dump_json(), scenario.folder, seen):
            yield ("violations", name, "events", "file"), message


@lru_cache(maxsize=64)
def _replay_faults(events: str, folder: Path | None, seen: tuple[int, int]) -> tuple[str, ...]:
    """What is wrong with a file of events; read again only after it has changed."""
    try:
        read_acts(Events.model_validate_json(events), folder)
    except ScenarioError as error:
        told = [_told(one) for one in error.problems[:MOST_FAULTS]]
        left = len(error.problems) - len(told)
        return (*told, f"and {left} more mistakes in this file.") if left > 0 else tuple(told)
    return ()


def _told(problem: Problem) -> str:
    """A fault of a file of events, with its line there unless it is one of the whole file."""
    whole = problem.line is None
    return f"{problem.message}." if whole else f"line {problem.line}: {problem.message}."
