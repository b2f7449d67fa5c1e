"""Patterns whose acts come when a Python function says.

The person who runs names the function; a scenario file never does, for a file executes nothing.
"""

import ast
from pathlib import Path
from typing import NamedTuple, NoReturn

from simulator.errors import Problem, ScenarioError, did_you_mean
from simulator.scenario.load import Given, load
from simulator.scenario.reading import LARGEST_FILE
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.scenario import Program

OPTION = "--python"


class _Place(NamedTuple):
    """PATTERN=FILE.py:FUNCTION, taken apart."""

    pattern: str
    file: str
    function: str


def with_python(scenario: Given, *places: str) -> Scenario:
    """A copy of a scenario in which Python functions decide when the acts of patterns occur.

    Parameters
    ----------
    scenario
        The name of a shipped scenario, a file, a mapping of the same form, or a loaded `Scenario`.
    places
        One for each pattern: 'PATTERN=FILE.py:FUNCTION', such as 'drones=probes.py:by_night'. The
        pattern's own times (rate, at, gaps, events) are ignored; its kind, cause, sizes, salvos
        and postures stay. docs/python-patterns.md says what the function receives and yields.

    Returns
    -------
    Scenario
        Nothing is executed until it is played.

    Raises
    ------
    ScenarioError
        There is no such pattern, file or function.
    """
    scenario = load(scenario)
    programs = dict(scenario.programs)
    for text in places:
        place = _taken_apart(text)
        if place.pattern not in scenario.violations:
            there = f"; there are {', '.join(scenario.violations) or 'none'}."
            known = did_you_mean(place.pattern, scenario.violations, there)
            _refuse(OPTION, f"there is no pattern '{place.pattern}' in '{scenario.name}'{known}")
        programs[place.pattern] = _read(place)
    copy = scenario.model_copy()
    copy._programs = programs
    return copy


def named_again(scenario: Scenario) -> list[str]:
    """The options of the command line that name a scenario's functions as they were named here."""
    return [
        word
        for pattern, one in scenario.programs.items()
        for word in (OPTION, f"{pattern}={one.file}:{one.function}")
    ]


def _taken_apart(text: str) -> _Place:
    pattern, equals, place = text.partition("=")
    file, colon, function = place.rpartition(":")
    if not (pattern and equals and file and colon and function.isidentifier()):
        message = (
            f"'{text}' does not name a function for a pattern. Write PATTERN=FILE.py:FUNCTION, "
            "such as drones=probes.py:by_night"
        )
        _refuse(OPTION, message)
    return _Place(pattern.strip(), file.strip(), function)


def _read(place: _Place) -> Program:
    """The text of the file, in which the function must be."""
    try:
        with Path(place.file).open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            _refuse(place.file, "this file is larger than a megabyte.")
        source = content.decode()
        tree = ast.parse(source, place.file)
    except OSError as error:
        _refuse(place.file, f"the file cannot be read: {error.strerror or error}.")
    except SyntaxError as error:
        _refuse(place.file, f"this is not Python: {error.msg}.", error.lineno)
    except ValueError as error:
        _refuse(place.file, f"this is not Python text in UTF-8: {error}.")
    there = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    if place.function not in there:
        listed = f"; there are {', '.join(there) or 'none'}."
        known = did_you_mean(place.function, there, listed)
        _refuse(place.file, f"there is no function '{place.function}'{known}")
    return Program(place.file, place.function, source)


def _refuse(file: str, message: str, line: int | None = None) -> NoReturn:
    raise ScenarioError([Problem(file, line, "", message)])
