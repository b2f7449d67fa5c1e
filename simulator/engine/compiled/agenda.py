"""The agenda: what is due next, in the model's order of simultaneous events."""

from simulator.engine.compiled.heap import Event, put_in
from simulator.engine.compiled.state import State
from simulator.jit import jit

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

    `number`: of the pattern, guarantor, phase or move; `act`: act, means, occasion or version;
    `mark`: gap, root act, violation, start of work, or the episode in which it was due.
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
    if at.events + 1 >= len(s.agenda):
        at.full = 1
        return
    when = (max(minute, at.now) << AT_MINUTE) | (rank << AT_RANK) | subject
    turn = (tie << AT_TIE) | at.numbered
    put_in(s.agenda, at.events, when, turn, what)
    at.events += 1
    at.numbered += 1
