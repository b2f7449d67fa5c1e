"""The adversary: holds a posture until time, a reaction or a red line moves it."""

import math

from simulator.engine.compiled import front
from simulator.engine.compiled.agenda import OWN_ACT, REACTION, WAITING_MOVE, event, until
from simulator.engine.compiled.state import State, note
from simulator.jit import inlined, jit
from simulator.model import adversary, terms, violations
from simulator.model.parameters import Parameters


@jit
def belief(p: Parameters, s: State) -> float:
    """The belief that the coming phases are honoured."""
    return adversary.belief(p, s.at[0].kept, s.at[0].broken)


@jit
def learn(p: Parameters, s: State, kept: bool) -> float:
    """A phase was kept or broken; the belief afterwards."""
    if kept:
        s.at[0].kept += 1
    else:
        s.at[0].broken += 1
    return belief(p, s)


@jit
def take(p: Parameters, s: State, posture: int, by: int, cause: int) -> None:
    """Take a posture by a move; the moves that leave it after a time begin to wait."""
    at = s.at[0]
    row = note(s, terms.POSTURE, posture, at.posture, by + 1.0, cause)
    at.posture = posture
    at.entries += 1
    for m in range(len(p.moves)):
        waits = s.waits[m]
        waits.runs = p.moves[m].trigger == terms.AFTER and adversary.may_move(p, m, posture)
        if waits.runs:
            left = adversary.waiting_minutes(p, at.replication, m, at.entries)
            wait(p, s, m, max(1.0, left), row)
    front.review(p, s, row)
    wake_patterns(p, s)


@jit
def wake_patterns(p: Parameters, s: State) -> None:
    """Patterns that slept through the posture before go on from the next minute."""
    for i in range(len(p.patterns)):
        if s.asleep[i]:
            seek(p, s, i, s.at[0].now + 1)


@inlined
def seek(p: Parameters, s: State, i: int, not_before: int) -> None:
    """Put the pattern's next act on the agenda; sleep through postures in which none happens."""
    at = s.at[0]
    s.asleep[i] = p.shares[i, at.posture] <= 0.0
    if s.asleep[i]:
        return
    minute = violations.next_act(p, at.replication, s.cursors, i, not_before)
    act = s.cursors[i].act
    until(s, minute, terms.VIOLATION, i, act, event(OWN_ACT, i, act, s.cursors[i].gap, -1))


@jit
def wait(p: Parameters, s: State, m: int, left: float, cause: int) -> None:
    """Let a move wait at the pace of the present belief; `cause` set that pace."""
    at = s.at[0]
    waits = s.waits[m]
    waits.left = left
    waits.since = at.now
    waits.pace = adversary.pace(p, m, at.posture, belief(p, s))
    waits.cause = cause
    waits.version += 1
    if waits.pace > 0.0:
        minute = at.now + int(math.ceil(left / waits.pace))
        what = event(WAITING_MOVE, m, waits.version, 0, cause)
        until(s, minute, terms.POSTURE, m, 0, what)


@jit
def pace_waits(p: Parameters, s: State, cause: int) -> None:
    """Let the waiting moves run on at the pace of the present belief, if it is another."""
    at = s.at[0]
    for m in range(len(p.moves)):
        waits = s.waits[m]
        if waits.runs and adversary.pace(p, m, at.posture, belief(p, s)) != waits.pace:
            wait(p, s, m, max(0.0, waits.left - (at.now - waits.since) * waits.pace), cause)


@jit
def waiting(p: Parameters, s: State, m: int, version: int) -> None:
    """A move whose time in the posture runs out, unless something came between."""
    if s.waits[m].runs and version == s.waits[m].version:
        move(p, s, m, s.at[0].entries, s.waits[m].cause)


@jit
def scheduled(p: Parameters, s: State, m: int) -> None:
    """A move at a given minute."""
    move(p, s, m, 0, -1)


@jit
def notice(p: Parameters, s: State, trigger: int, phase: int, cause: int) -> None:
    """Something happened to which a move may be a reaction."""
    now = s.at[0].now
    for m in range(len(p.moves)):
        named = p.moves[m].phase
        if p.moves[m].trigger == trigger and (named == -1 or named == phase):
            s.waits[m].occasions += 1
            occasion = s.waits[m].occasions
            until(s, now, terms.POSTURE, m, occasion, event(REACTION, m, occasion, 0, cause))


@jit
def move(p: Parameters, s: State, m: int, occasion: int, cause: int) -> None:
    """Move, if the posture allows and the draw says so."""
    at = s.at[0]
    if not adversary.may_move(p, m, at.posture):
        return
    posture = adversary.chosen_posture(p, at.replication, m, occasion, at.posture, belief(p, s))
    if posture != at.posture:
        take(p, s, posture, m, cause)
