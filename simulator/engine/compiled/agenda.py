"""The agenda: what is due next, a binary heap with the model's order of simultaneous events."""

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
def before(heap: Array, a: int, b: int) -> bool:
    """Whether event `a` comes before event `b`: minute, rank, subject, tie, order of entry."""
    left = heap[a]
    right = heap[b]
    if left.minute != right.minute:
        return bool(left.minute < right.minute)
    if left.order != right.order:
        return bool(left.order < right.order)
    if left.tie != right.tie:
        return bool(left.tie < right.tie)
    return bool(left.number < right.number)


@jit
def swap(heap: Array, a: int, b: int) -> None:
    """Exchange two events."""
    left = heap[a]
    right = heap[b]
    left.minute, right.minute = right.minute, left.minute
    left.order, right.order = right.order, left.order
    left.tie, right.tie = right.tie, left.tie
    left.number, right.number = right.number, left.number
    left.code, right.code = right.code, left.code
    left.index, right.index = right.index, left.index
    left.act, right.act = right.act, left.act
    left.mark, right.mark = right.mark, left.mark
    left.cause, right.cause = right.cause, left.cause


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
    if at.events >= len(s.agenda):
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
    while place > 0 and before(s.agenda, place, (place - 1) >> 1):
        swap(s.agenda, place, (place - 1) >> 1)
        place = (place - 1) >> 1


@jit
def take_next(memory: Array) -> int:
    """Take the next event off the agenda; where it lies until another is put on."""
    s = state_of(memory)
    at = s.at[0]
    at.events -= 1
    last = at.events
    swap(s.agenda, 0, last)
    place = 0
    while True:
        child = 2 * place + 1
        if child >= last:
            return last
        if child + 1 < last and before(s.agenda, child + 1, child):
            child += 1
        if not before(s.agenda, child, place):
            return last
        swap(s.agenda, child, place)
        place = child
