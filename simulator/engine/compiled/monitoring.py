"""The mission: an act is seen, reported, verified by a free team, and counts or does not."""

from simulator.engine.compiled.agenda import CLAIM, REPORTED, VERIFIED, event, until
from simulator.engine.compiled.heap import drop_first, first, put_in
from simulator.engine.compiled.response import count
from simulator.engine.compiled.state import State, note
from simulator.jit import inlined, jit
from simulator.model import monitoring, terms
from simulator.model.parameters import Parameters

AT_WORK, FINDING = 2, 3
"""A task is a report's minutes of work, above so many bits for the verdict, and a mask of these."""


@inlined
def observe(p: Parameters, s: State, i: int, act: int, violation: int) -> None:
    """An act happened; word of it may reach the plan."""
    at = s.at[0]
    if p.monitoring[0].claims:
        what = event(CLAIM, i, act, violation, -1)
        until(s, at.now, terms.VERDICT, violation, 0, what)
        return
    reported, work, finding = monitoring.course(p, at.replication, i, act, at.now)
    if reported < terms.NEVER:
        task = (min(work, at.horizon) << AT_WORK) | finding
        until(s, reported, terms.REPORT, violation, 0, event(REPORTED, i, task, violation, -1))


@jit
def claim(p: Parameters, s: State, i: int, act: int, violation: int) -> None:
    """The parties claim the act, at once; those claims come last that count."""
    claimed, counted = monitoring.claims_of(p, s.at[0].replication, i, act)
    for _ in range(claimed - counted):
        note(s, terms.VERDICT, i, terms.UNRESOLVED, 0.0, violation)
    for _ in range(counted):
        row = note(s, terms.VERDICT, i, terms.ADVERSARY, 0.0, violation)
        count(p, s, violation, row)


@inlined
def report(p: Parameters, s: State, i: int, task: int, violation: int) -> None:
    """The act is reported: a free team takes it, or it waits for one."""
    at = s.at[0]
    row = note(s, terms.REPORT, i, p.patterns[i].kind, 0.0, violation)
    if at.busy < p.monitoring[0].teams:
        at.busy += 1
        verify(s, i, task, row)
        return
    if at.queue + 1 >= len(s.queue):
        at.full = 1
        return
    urgency = p.kinds[p.patterns[i].kind].urgency if p.monitoring[0].severe_first else 0
    put_in(s.queue, at.queue, urgency, at.numbered, event(0, i, task, 0, row))
    at.queue += 1
    at.numbered += 1


@inlined
def verify(s: State, i: int, task: int, report_row: int) -> None:
    """A team sets to work on a report."""
    at = s.at[0]
    violation = s.rows[report_row].cause
    what = event(VERIFIED, i, task & FINDING, at.now, report_row)
    until(s, at.now + (task >> AT_WORK), terms.VERDICT, violation, 0, what)


@inlined
def verified(p: Parameters, s: State, i: int, finding: int, began: int, report_row: int) -> None:
    """The team that began at this minute is done: the verdict, and the next report."""
    at = s.at[0]
    waited = began - s.rows[report_row].minute
    row = note(s, terms.VERDICT, i, finding, float(waited), report_row)
    if finding == terms.ADVERSARY:
        count(p, s, s.rows[report_row].cause, row)
    if at.queue == 0:
        at.busy -= 1
        return
    waiting = first(s.queue)
    drop_first(s.queue, at.queue)
    at.queue -= 1
    verify(s, waiting.number, waiting.act, waiting.cause)
