"""A binary heap of events: what is due soon, and the reports that wait for a team.

Its first event is that at place 0. An event is four whole numbers, for it is moved more often than
it is read: `when` and `turn` are its order; `what` is act, index and code, `whose` mark and cause.
"""

from typing import NamedTuple

from simulator.jit import inlined, jit
from simulator.model.parameters import Array

PLACE = (1 << 31) - 1
"""A mask that changes no place: from it the compiler knows that none is negative."""


class Event(NamedTuple):
    """What is due: see `agenda.event`."""

    code: int
    number: int
    act: int
    mark: int
    cause: int


@jit
def before(heap: Array, a: int, b: int) -> bool:
    """Whether event `a` comes before event `b`: minute and order, then tie and number of entry."""
    left = heap[a & PLACE]
    right = heap[b & PLACE]
    return bool(left.when < right.when) or bool(left.when == right.when and left.turn < right.turn)


@jit
def write(events: Array, place: int, when: int, turn: int, what: Event) -> None:
    """Write an event into a place."""
    entry = events[place & PLACE]
    entry.when = when
    entry.turn = turn
    entry.what = (what.act << 20) | (what.number << 4) | what.code
    entry.whose = (what.mark << 31) | (what.cause + 1)


@jit
def copy(events: Array, source: int, heap: Array, target: int) -> None:
    """Write an event over another: number by number, which compiles to better code than a row."""
    new = events[source & PLACE]
    old = heap[target & PLACE]
    old.when = new.when
    old.turn = new.turn
    old.what = new.what
    old.whose = new.whose


@inlined
def settle(heap: Array, waiting: int, hole: int) -> None:
    """Put the event that waits behind the others into a hole, or above it where it comes before."""
    while hole > 0 and before(heap, waiting, (hole - 1) >> 1):
        copy(heap, (hole - 1) >> 1, heap, hole)
        hole = (hole - 1) >> 1
    copy(heap, waiting, heap, hole)


@jit
def put_in(heap: Array, count: int, when: int, turn: int, what: Event) -> None:
    """Put an event among `count` others; there must be room for two."""
    write(heap, count + 1, when, turn, what)
    settle(heap, count + 1, count)


@inlined
def move_in(events: Array, place: int, heap: Array, count: int) -> None:
    """Put an event from elsewhere among `count` others; there must be room for two."""
    copy(events, place, heap, count + 1)
    settle(heap, count + 1, count)


@jit
def first(heap: Array) -> Event:
    """The first event."""
    what, whose = heap[0].what, heap[0].whose
    return Event(what & 15, (what >> 4) & 0xFFFF, what >> 20, whose >> 31, (whose & PLACE) - 1)


@inlined
def drop_first(heap: Array, count: int) -> None:
    """Drop the first of `count` events: its place is filled from below, the last fits in there."""
    last = count - 1
    hole = 0
    child = 1
    while child < last:
        if child + 1 < last and before(heap, child + 1, child):
            child += 1
        copy(heap, child, heap, hole)
        hole = child
        child = 2 * hole + 1
    if last > 0:
        settle(heap, last, hole)
