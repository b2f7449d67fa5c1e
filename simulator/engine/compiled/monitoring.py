"""The mission: an act is seen, reported, verified by a free team, and counts or does not."""

from simulator.engine.compiled.agenda import CLAIM, REPORTED, VERIFIED, until
from simulator.engine.compiled.heap import drop_first, first, put_in
from simulator.engine.compiled.memory import parameters_of, state_of
from simulator.engine.compiled.response import count
from simulator.engine.compiled.state import note
from simulator.jit import inlined, jit
from simulator.model import monitoring, terms
from simulator.model.parameters import Array


@inlined
def observe(memory: Array, replication: int, i: int, act: int, violation: int) -> None:
    """An act happened; word of it may reach the plan."""
    p = parameters_of(memory)
    s = state_of(memory)
    now = s.at[0].now
    if p.monitoring[0].claims:
        until(memory, now, terms.VERDICT, violation, 0, CLAIM, i, act, violation, -1)
    elif monitoring.is_seen(p.world, p.patterns, p.kinds, replication, i, act):
        reported = monitoring.report_minute(
            p.world, p.patterns, p.monitoring, p.distributions, p.numbers, replication, i, act, now
        )
        until(memory, reported, terms.REPORT, violation, 0, REPORTED, i, act, violation, -1)


@jit
def claim(memory: Array, replication: int, i: int, act: int, violation: int) -> None:
    """The parties claim the act, at once; those claims come last that count."""
    p = parameters_of(memory)
    s = state_of(memory)
    claimed, counted = monitoring.claims_of(p.world, p.patterns, p.monitoring, replication, i, act)
    for _ in range(claimed - counted):
        note(s, terms.VERDICT, i, terms.UNRESOLVED, 0.0, violation)
    for _ in range(counted):
        row = note(s, terms.VERDICT, i, terms.ADVERSARY, 0.0, violation)
        count(memory, replication, violation, row)


@inlined
def reported(memory: Array, replication: int, i: int, act: int, violation: int) -> None:
    """The act is reported: a free team takes it, or it waits for one."""
    p = parameters_of(memory)
    s = state_of(memory)
    at = s.at[0]
    report = note(s, terms.REPORT, i, p.patterns[i].kind, 0.0, violation)
    if at.busy < p.monitoring[0].teams:
        at.busy += 1
        verify(memory, replication, i, act, violation, report)
        return
    if at.queue + 1 >= len(s.queue):
        at.full = 1
        return
    urgency = p.kinds[p.patterns[i].kind].urgency if p.monitoring[0].severe_first else 0
    put_in(s.queue, at.queue, urgency, at.numbered, 0, i, act, violation, report)
    at.queue += 1
    at.numbered += 1


@inlined
def verify(memory: Array, replication: int, i: int, act: int, violation: int, report: int) -> None:
    """A team sets to work on a report."""
    p = parameters_of(memory)
    now = state_of(memory).at[0].now
    work = monitoring.verification_minutes(
        p.world, p.patterns, p.monitoring, p.distributions, p.numbers, replication, i, act
    )
    until(memory, now + work, terms.VERDICT, violation, 0, VERIFIED, i, act, now, report)


@inlined
def verified(memory: Array, replication: int, i: int, act: int, began: int, report: int) -> None:
    """The team that began at this minute is done: the verdict, and the next report."""
    p = parameters_of(memory)
    s = state_of(memory)
    at = s.at[0]
    finding = monitoring.verdict(p.world, p.patterns, p.monitoring, replication, i, act)
    waited = began - s.rows[report].minute
    row = note(s, terms.VERDICT, i, finding, float(waited), report)
    if finding == terms.ADVERSARY:
        count(memory, replication, s.rows[report].cause, row)
    if at.queue == 0:
        at.busy -= 1
        return
    _, pattern, waiting, violation, asked = first(s.queue)
    drop_first(s.queue, at.queue)
    at.queue -= 1
    verify(memory, replication, pattern, waiting, violation, asked)
