"""A binary heap of events: the agenda of a history, and the reports that wait for a team.

The place behind the events must be free: an event is held there while others move up or down.
"""

from simulator.jit import jit
from simulator.model.parameters import Array


@jit
def before(heap: Array, a: int, b: int) -> bool:
    """Whether event `a` comes before event `b`: minute, order, tie, number of entry."""
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
def copy(heap: Array, source: int, target: int) -> None:
    """Write an event over another: field by field, which compiles to better code than a row."""
    old = heap[target]
    new = heap[source]
    old.minute = new.minute
    old.order = new.order
    old.tie = new.tie
    old.number = new.number
    old.code = new.code
    old.index = new.index
    old.act = new.act
    old.mark = new.mark
    old.cause = new.cause


@jit
def rise(heap: Array, place: int) -> None:
    """Restore the heap after an event was put at its end, `place`."""
    held = place + 1
    copy(heap, place, held)
    while place > 0 and before(heap, held, (place - 1) >> 1):
        copy(heap, (place - 1) >> 1, place)
        place = (place - 1) >> 1
    copy(heap, held, place)


@jit
def take_first(heap: Array, count: int) -> int:
    """Take the first of `count` events out; it then lies at the returned place, behind the rest."""
    last = count - 1
    held = count
    copy(heap, last, held)
    copy(heap, 0, last)
    place = 0
    child = 1
    while child < last:
        if child + 1 < last and before(heap, child + 1, child):
            child += 1
        if not before(heap, child, held):
            break
        copy(heap, child, place)
        place = child
        child = 2 * place + 1
    if last > 0:
        copy(heap, held, place)
    return last
