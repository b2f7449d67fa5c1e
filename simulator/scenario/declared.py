"""What a scenario declares: sources of numbers, files of events."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from simulator.errors import Problem, ScenarioError
from simulator.scenario.feasible import Fault
from simulator.scenario.form import in_full
from simulator.scenario.path import PathError, resolve
from simulator.scenario.replay import parse_moment, read_acts
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.violations import Events
from simulator.scenario.shipped import events_path

MOST_FAULTS = 5
"""Faults of one file of events that are reported."""


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
