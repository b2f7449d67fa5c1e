"""Many replications of one scenario: their outcomes, and the trace of any one of them."""

from collections.abc import Iterable
from typing import Any

from simulator.engine import reference
from simulator.engine.tally import Block
from simulator.model.parameters import Array, Names, Parameters
from simulator.model.violations import TooManyActs


def trace(p: Parameters, replication: int, names: Names | None = None) -> Array:
    """The rows of one history (`trace.ROW`).

    Raises `TooManyActs`, with the name of the pattern where `names` are given.
    """
    try:
        rows: Array = _engine(p).replicate(p, replication)
    except TooManyActs as fault:
        raise TooManyActs(fault.pattern, names.patterns if names else ()) from None
    return rows


def simulate(p: Parameters, replications: Iterable[int]) -> Block:
    """Play these replications on the engine that the parameters ask for.

    Each depends on nothing but its number, and not on the engine.
    """
    block: Block = _engine(p).simulate(p, replications)
    return block


def _engine(p: Parameters) -> Any:
    """The engine that the parameters ask for."""
    if not p.world[0]["compiled"]:
        return reference
    from simulator.engine import compiled  # its import takes a moment

    return compiled
