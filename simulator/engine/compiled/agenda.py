"""The agenda: what is due next, in the model's order of simultaneous events.

A calendar queue (Brown 1988): what is due later lies on the page of its stretch of minutes, in no
order, and goes into a heap when that stretch is reached. So the heap stays small, however much
waits. The pages come round again: what is due in a later round is passed over.
"""

from simulator.engine.compiled.heap import Event, drop_first, first, move_in, put_in, write
from simulator.engine.compiled.state import ENDLESS, PAGES, State
from simulator.jit import inlined, jit

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

AT_MINUTE, AT_RANK, AT_TIE = 36, 32, 31
"""Bits below the minute (26 bits: a century), the rank, and the tie."""


@jit
def event(code: int, number: int, act: int, mark: int, cause: int) -> Event:
    """What is due: the code says what it does, and the rest to whom.

    `number`: of the pattern, guarantor, phase or move; `act`: act, means, occasion, version,
    task or verdict; `mark`: gap, root act, violation, start of work, or the episode in which it
    was due.
    """
    return Event(code, number, act, mark, cause)


@jit
def until(s: State, minute: int, rank: int, subject: int, tie: int, what: Event) -> None:
    """Put an event on the agenda; one at or after the horizon does not happen.

    Simultaneous events come by rank, subject, tie, and order of entry.
    """
    at = s.at[0]
    if minute >= at.horizon:
        return
    if at.due + at.later + 1 >= len(s.due):
        at.full = 1
        return
    if at.numbered >= at.most:
        at.full = ENDLESS
        return
    minute = max(minute, at.now)
    when = (minute << AT_MINUTE) | (rank << AT_RANK) | subject
    turn = (tie << AT_TIE) | at.numbered
    at.numbered += 1
    if minute >> at.width <= at.stretch:
        put_in(s.due, at.due, when, turn, what)
        at.due += 1
    else:
        place = free_place(s)
        write(s.later, place, when, turn, what)
        page = (minute >> at.width) & (PAGES - 1)
        s.following[place] = s.pages[page]
        s.pages[page] = place


@inlined
def free_place(s: State) -> int:
    """A place for what is due later: one that was left, or the next."""
    at = s.at[0]
    at.later += 1
    if at.left < 0:
        at.places += 1
        return at.places - 1
    place = at.left
    at.left = s.following[place]
    return int(place)


@inlined
def next_minute(s: State) -> int:
    """When what is due next is due; there must be something."""
    at = s.at[0]
    while at.due == 0:
        at.stretch += 1
        if s.pages[at.stretch & (PAGES - 1)] >= 0:
            turn_page(s)
    return int(s.due[0].when >> AT_MINUTE)


@inlined
def take_first(s: State) -> Event:
    """Take what is due next off the agenda, and go to its minute; there must be something."""
    at = s.at[0]
    at.now = next_minute(s)
    what = first(s.due)
    drop_first(s.due, at.due)
    at.due -= 1
    return what


@inlined
def turn_page(s: State) -> None:
    """What lies on the page of the present stretch is due soon, unless in a later round."""
    at = s.at[0]
    page = at.stretch & (PAGES - 1)
    place = s.pages[page]
    s.pages[page] = -1
    while place >= 0:
        following = s.following[place]
        if s.later[place].when >> AT_MINUTE >> at.width == at.stretch:
            move_in(s.later, place, s.due, at.due)
            at.due += 1
            at.later -= 1
            s.following[place] = at.left
            at.left = place
        else:
            s.following[place] = s.pages[page]
            s.pages[page] = place
        place = following
