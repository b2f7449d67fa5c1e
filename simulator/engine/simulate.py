"""Many replications of one scenario: their outcomes, and the trace of any one of them."""

from collections.abc import Iterable, Iterator

import numpy as np

from simulator.engine import compiled, reference
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
    played = reference if engine_of(p) == SIMPY else compiled
    try:
        return played.replicate(p, replication)
    except TooManyActs as fault:
        raise TooManyActs(fault.pattern, names.patterns if names else ()) from None


def traces(p: Parameters, replications: Iterable[int]) -> Iterator[Array]:
    """The traces of these replications; each may be overwritten by whatever is played next."""
    if engine_of(p) != SIMPY:
        return compiled.traces(p, replications)
    return (reference.replicate(p, number) for number in replications)


def simulate(p: Parameters, replications: Iterable[int]) -> Block:
    """Play these replications on the engine that the parameters ask for.

    Each depends on nothing but its number, and not on the engine.
    """
    numbers = np.fromiter(replications, np.int64)
    played = reference if engine_of(p) == SIMPY else compiled
    return played.simulate(p, numbers)
