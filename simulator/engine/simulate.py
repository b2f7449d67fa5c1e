"""Many replications of one scenario: their outcomes, and the trace of any one of them."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

import numpy as np

from simulator.engine import compiled
from simulator.engine.tally import Block
from simulator.model.parameters import ENGINES, SIMPY, Array, Names, Parameters
from simulator.model.violations import TooManyActs


def engine_of(p: Parameters) -> str:
    """The engine that the parameters ask for."""
    return ENGINES[p.world[0]["engine"]]


def trace(p: Parameters, replication: int, names: Names | None = None) -> Array:
    """The rows of one history (`trace.ROW`).

    Raises `TooManyActs`, with the name of the pattern where `names` are given.
    """
    try:
        rows: Array = _engine(p).replicate(p, replication)
        return rows
    except TooManyActs as fault:
        raise TooManyActs(fault.pattern, names.patterns if names else ()) from None


def traces(p: Parameters, replications: Iterable[int]) -> Iterator[Array]:
    """The traces of these replications; each may be overwritten by whatever is played next."""
    if engine_of(p) != SIMPY:
        return compiled.traces(p, replications)
    return (_engine(p).replicate(p, number) for number in replications)


def simulate(p: Parameters, replications: Iterable[int]) -> Block:
    """Play these replications on the engine that the parameters ask for.

    Each depends on nothing but its number, and not on the engine.
    """
    block: Block = _engine(p).simulate(p, np.fromiter(replications, np.int64))
    return block


def _engine(p: Parameters) -> Any:
    """What plays these parameters; SimPy and its engine are loaded for those who ask for them."""
    return import_module("simulator.engine.reference") if engine_of(p) == SIMPY else compiled
