"""The Python functions of a scenario's patterns in a folder of results: kept, and never executed.

Whoever wants to play a history again names them again; so opening somebody's folder runs nothing.
"""

from collections.abc import Mapping
from typing import Any

from simulator.scenario.schema import Scenario
from simulator.scenario.schema.scenario import Program


def kept(scenario: Scenario) -> dict[str, Program]:
    """The programs by pattern, their files as the arm's folder has them."""
    numbers = {pattern: i for i, pattern in enumerate(scenario.violations)}
    return {
        pattern: program._replace(file=f"input/pattern-{numbers[pattern]}.py")
        for pattern, program in scenario.programs.items()
    }


def files(scenario: Scenario) -> dict[str, bytes]:
    """The files to keep, by their names in the arm's folder."""
    return {program.file: program.source.encode() for program in kept(scenario).values()}


def recorded(scenario: Scenario) -> dict[str, str]:
    """FILE:FUNCTION by pattern, for the manifest."""
    return {name: f"{one.file}:{one.function}" for name, one in kept(scenario).items()}


def not_named_again(scenario: Scenario, python: Mapping[str, str]) -> Scenario:
    """The scenario as a folder records it: its patterns in Python cannot be played from that."""
    copy = scenario.model_copy()
    copy._programs = {name: Program(*one.rpartition(":")[::2], "") for name, one in python.items()}
    return copy


def options(written: Mapping[str, str], folder: str) -> list[str]:
    """The options of the command line that name the kept functions of an arm in this folder."""
    return [
        word for name, place in written.items() for word in ("--python", f"{name}={folder}/{place}")
    ]


def hashes(arm: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Hash of the file, and function, by pattern, of an arm as recorded in the manifest."""
    places = {name: place.rpartition(":") for name, place in arm.get("written", {}).items()}
    return {name: (arm["sha256"][file], function) for name, (file, _, function) in places.items()}
