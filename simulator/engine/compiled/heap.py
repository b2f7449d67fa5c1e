"""A binary heap of events: the agenda of a history, and the reports that wait for a team."""

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
def rise(heap: Array, place: int) -> None:
    """Restore the heap after an event was put at its end, `place`."""
    while place > 0 and before(heap, place, (place - 1) >> 1):
        swap(heap, place, (place - 1) >> 1)
        place = (place - 1) >> 1


@jit
def take_first(heap: Array, count: int) -> int:
    """Take the first of `count` events out; it then lies at the returned place, behind the rest."""
    last = count - 1
    swap(heap, 0, last)
    place = 0
    while True:
        child = 2 * place + 1
        if child >= last:
            return last
        if child + 1 < last and before(heap, child + 1, child):
            child += 1
        if not before(heap, child, place):
            return last
        swap(heap, child, place)
        place = child
