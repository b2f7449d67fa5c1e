"""The front: its rate of loss changes with the posture, arrivals and phases."""

from simulator.engine.compiled.state import State, note
from simulator.jit import jit
from simulator.model import ground, terms
from simulator.model.parameters import Parameters


@jit
def review(p: Parameters, s: State, cause: int) -> None:
    """Note the rate of loss, where it changed."""
    at = s.at[0]
    rate = ground.advance(p, s.standings, s.started, at.posture)
    if rate != at.rate:
        at.rate = rate
        note(s, terms.FRONT, 0, 0, rate, cause)
