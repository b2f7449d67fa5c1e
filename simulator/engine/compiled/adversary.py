"""The adversary: holds a posture until time, a reaction or a red line moves it."""

import math

from simulator.engine.compiled.agenda import OWN_ACT, REACTION, WAITING_MOVE, until
from simulator.engine.compiled.front import review_front
from simulator.engine.compiled.memory import parameters_of, state_of
from simulator.engine.compiled.state import note
from simulator.jit import inlined, jit
from simulator.model import adversary, terms, violations
from simulator.model.parameters import Array


@jit
def present_belief(memory: Array) -> float:
    """The belief that the coming phases are honoured."""
    p = parameters_of(memory)
    s = state_of(memory)
    return adversary.belief(p.world, s.at[0].kept, s.at[0].broken)


@jit
def learn(memory: Array, kept: bool) -> float:
    """A phase was kept or broken; the belief afterwards."""
    s = state_of(memory)
    if kept:
        s.at[0].kept += 1
    else:
        s.at[0].broken += 1
    return present_belief(memory)


@jit
def take(memory: Array, replication: int, posture: int, cause: int) -> None:
    """Take a posture; the moves that leave it after a time begin to wait."""
    p = parameters_of(memory)
    s = state_of(memory)
    at = s.at[0]
    row = note(s, terms.POSTURE, posture, at.posture, 0.0, cause)
    at.posture = posture
    at.entries += 1
    for m in range(len(p.moves)):
        wait = s.waits[m]
        wait.runs = p.moves[m].trigger == terms.AFTER and adversary.may_move(p.moves, m, posture)
        if wait.runs:
            minutes = adversary.waiting_minutes(
                p.world, p.moves, p.distributions, p.numbers, replication, m, at.entries
            )
            wait_at_pace(memory, m, max(1.0, minutes), row)
    review_front(memory, row)
    wake_patterns(memory, replication)


@jit
def wake_patterns(memory: Array, replication: int) -> None:
    """Patterns that slept through the posture before go on from the next minute."""
    p = parameters_of(memory)
    s = state_of(memory)
    for i in range(len(p.patterns)):
        if s.asleep[i]:
            seek(memory, replication, i, s.at[0].now + 1)


@inlined
def seek(memory: Array, replication: int, i: int, not_before: int) -> None:
    """Put the pattern's next act on the agenda; sleep through postures in which none happens."""
    p = parameters_of(memory)
    s = state_of(memory)
    s.asleep[i] = p.shares[i, s.at[0].posture] <= 0.0
    if s.asleep[i]:
        return
    minute = violations.next_act(
        p.world, p.patterns, p.rates, p.times, p.distributions, p.numbers,
        s.cursors, replication, i, not_before,
    )  # fmt: skip
    act = s.cursors[i].act
    until(memory, minute, terms.VIOLATION, i, act, OWN_ACT, i, act, s.cursors[i].gap, -1)


@jit
def wait_at_pace(memory: Array, m: int, left: float, cause: int) -> None:
    """Let a move wait at the pace of the present belief; `cause` set that pace."""
    p = parameters_of(memory)
    s = state_of(memory)
    at = s.at[0]
    wait = s.waits[m]
    wait.left = left
    wait.since = at.now
    wait.pace = adversary.pace(p.world, p.targets, m, at.posture, present_belief(memory))
    wait.cause = cause
    wait.version += 1
    if wait.pace > 0.0:
        due = at.now + int(math.ceil(left / wait.pace))
        until(memory, due, terms.POSTURE, m, 0, WAITING_MOVE, m, wait.version, 0, cause)


@jit
def pace_waits(memory: Array, cause: int) -> None:
    """Let the waiting moves run on at the pace of the present belief, if it is another."""
    p = parameters_of(memory)
    s = state_of(memory)
    at = s.at[0]
    for m in range(len(p.moves)):
        wait = s.waits[m]
        if not wait.runs:
            continue
        pace = adversary.pace(p.world, p.targets, m, at.posture, present_belief(memory))
        if pace != wait.pace:
            left = max(0.0, wait.left - (at.now - wait.since) * wait.pace)
            wait_at_pace(memory, m, left, cause)


@jit
def notice(memory: Array, trigger: int, phase: int, cause: int) -> None:
    """Something happened to which a move may be a reaction."""
    p = parameters_of(memory)
    s = state_of(memory)
    for m in range(len(p.moves)):
        move = p.moves[m]
        if move.trigger == trigger and (move.phase == -1 or move.phase == phase):
            s.waits[m].times += 1
            times = s.waits[m].times
            until(memory, s.at[0].now, terms.POSTURE, m, times, REACTION, m, times, 0, cause)


@jit
def move(memory: Array, replication: int, m: int, occasion: int, cause: int) -> None:
    """Move, if the posture allows and the draw says so."""
    p = parameters_of(memory)
    s = state_of(memory)
    present = s.at[0].posture
    if not adversary.may_move(p.moves, m, present):
        return
    posture = adversary.chosen_posture(
        p.world, p.moves, p.targets, replication, m, occasion, present, present_belief(memory)
    )
    if posture != present:
        take(memory, replication, posture, cause)
