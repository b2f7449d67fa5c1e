"""Many replications of one scenario: their outcomes, and the trace of any one of them."""

from collections.abc import Iterable
from typing import Any

from simulator.engine import reference
from simulator.engine.tally import Block
from simulator.model.parameters import Array, Parameters


def trace(p: Parameters, replication: int) -> Array:
    """The rows of one history (`trace.ROW`)."""
    rows: Array = _engine(p).replicate(p, replication)
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
