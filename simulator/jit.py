"""Marks for the functions that are compiled.

Marked functions stay plain Python, and that is what the SimPy engine runs. `make engine` compiles
them into `wasm/engine.wasm`, which every other command plays. Nothing here needs a compiler.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

F = TypeVar("F", bound=Callable[..., Any])

PART, INLINED = "part", "inlined"


def jit(function: F) -> F:
    """Compiled as a part of the functions that call it; plain Python where Python calls it.

    Neither fast maths nor parallel loops: the bits must be those of plain Python. Nothing compiled
    may make an array: without counting references to arrays, histories play three times as fast.
    Nor may an index be negative: see `wasm.indices`.
    """
    function.__dict__["compiled"] = PART
    return function


def inlined(function: F) -> F:
    """As `jit`, but compiled code holds the function wherever it calls it.

    For what happens at nearly every event: handing over a row of arrays takes as long as most of
    these functions. All of them together make histories play a seventh faster.
    """
    function.__dict__["compiled"] = INLINED
    return function


def struct(fields: list[tuple[str, str]]) -> "np.dtype[Any]":
    """A row of named fields, which are attributes in compiled code and in plain Python."""
    return np.dtype((np.record, np.dtype(fields)))
