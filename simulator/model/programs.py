"""Patterns written in Python, as bytes: they travel and are hashed like other parameters."""

import json
from typing import Any, NamedTuple

from simulator.model.parameters import Array, Names
from simulator.scenario.schema.scenario import Program


class Named(NamedTuple):
    """A program, with the names behind the numbers that it sees."""

    program: Program
    postures: tuple[str, ...]
    phases: tuple[str, ...]


def packed(program: Program, names: Names) -> bytes:
    """The program and the names that it sees."""
    return json.dumps([program, names.postures, names.phases]).encode()


def unpacked(programs: Array, pattern: Any) -> Named:
    """The program of a PATTERN row with source PYTHON."""
    content = programs[pattern["first"] : pattern["first"] + pattern["count"]].tobytes()
    program, postures, phases = json.loads(content)
    return Named(Program(*program), tuple(postures), tuple(phases))
