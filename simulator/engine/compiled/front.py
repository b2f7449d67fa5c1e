"""The front: its rate of loss changes with the posture, arrivals and phases."""

from simulator.engine.compiled.memory import parameters_of, state_of
from simulator.engine.compiled.state import note
from simulator.jit import jit
from simulator.model import ground, terms
from simulator.model.parameters import Array


@jit
def review_front(memory: Array, cause: int) -> None:
    """Note the rate of loss, where it changed."""
    p = parameters_of(memory)
    s = state_of(memory)
    at = s.at[0]
    rate = ground.advance(
        p.world, p.front, p.phases, p.guarantors, p.slows, s.standings, s.started, at.posture
    )
    if rate != at.rate:
        at.rate = rate
        note(s, terms.FRONT, 0, 0, rate, cause)
