"""The agenda: what is due next, in the model's order of simultaneous events."""

from simulator.engine.compiled.heap import rise
from simulator.engine.compiled.memory import parameters_of, state_of
from simulator.jit import jit
from simulator.model.parameters import Array

# What an event does when it is due.
(
    OWN_ACT,
    FOLLOWER,
    CLAIM,
    REPORTED,
    VERIFIED,
    ARRIVES,
    DECIDES,
    STARTS,
    DUE,
    SCHEDULED_MOVE,
    WAITING_MOVE,
    REACTION,
    STANDS_DOWN,
) = range(13)


@jit
def until(
    memory: Array,
    minute: int,
    rank: int,
    subject: int,
    tie: int,
    code: int,
    index: int,
    act: int,
    mark: int,
    cause: int,
) -> None:
    """Put an event on the agenda; one at or after the horizon does not happen."""
    p = parameters_of(memory)
    s = state_of(memory)
    if minute >= p.world[0].horizon:
        return
    at = s.at[0]
    if at.events + 1 >= len(s.agenda):
        at.full = 1
        return
    place = at.events
    event = s.agenda[place]
    event.minute = max(minute, at.now)
    event.order = (rank << 32) | subject
    event.tie = tie
    event.number = at.numbered
    event.code = code
    event.index = index
    event.act = act
    event.mark = mark
    event.cause = cause
    at.events += 1
    at.numbered += 1
    rise(s.agenda, place)
