"""The patterns: an act is due, and it happens or does not."""

from simulator.engine.compiled.adversary import seek
from simulator.engine.compiled.agenda import FOLLOWER, until
from simulator.engine.compiled.memory import parameters_of, state_of
from simulator.engine.compiled.monitoring import observe
from simulator.engine.compiled.state import note
from simulator.jit import inlined, jit
from simulator.model import plan, rule, terms, violations
from simulator.model.parameters import Array

NO_GAP = -1
"""Of a follower: it has no gap from the act before it."""


@jit
def own_act(memory: Array, replication: int, i: int, act: int, gap: int) -> None:
    """A pattern's own act is due; then its next one."""
    happen(memory, replication, i, act, act, gap, -1)
    seek(memory, replication, i, 0)


@jit
def happen(
    memory: Array, replication: int, i: int, act: int, root: int, gap: int, cause: int
) -> None:
    """An act is due: it goes ahead or not, and others follow it.

    `root` is the pattern's own act that began it all, itself if it is one.
    """
    p = parameters_of(memory)
    s = state_of(memory)
    at = s.at[0]
    head = gap != NO_GAP
    kind = p.patterns[i].kind
    size = violations.size_of_act(
        p.world, p.patterns, p.times, p.distributions, p.numbers, replication, i, act, head, gap
    )
    if not goes_ahead(memory, replication, i, root, kind, size):
        return
    row = note(s, terms.VIOLATION, i, kind, size, cause)
    if at.counts_own and p.patterns[i].hostile:
        rule.insert(s.own, at.own, at.now, kind, True, size, p.kinds[kind].severity)
        at.own += 1
    follow(memory, replication, i, act, root, row, head)
    observe(memory, replication, i, act, row)


@inlined
def goes_ahead(memory: Array, replication: int, i: int, root: int, kind: int, size: float) -> bool:
    """Whether posture, window, pause before a deadline and the rule itself let it happen."""
    p = parameters_of(memory)
    s = state_of(memory)
    at = s.at[0]
    pattern = p.patterns[i]
    if not pattern.starts <= at.now < pattern.ends:
        return False
    if not violations.goes_ahead(p.world, p.patterns, p.shares, replication, i, root, at.posture):
        return False
    if pattern.pauses and plan.is_paused(pattern.pauses, s.deadlines, at.now):
        return False
    if at.counts_own and at.own + 1 >= len(s.own):
        at.full = 1
        return False
    if pattern.belief <= 0.0:
        return True
    return rule.would_stay_under(
        p.clauses, s.own, at.own, at.now, kind, size, p.kinds[kind].severity,
        pattern.belief, pattern.margin, p.world[0].starts % terms.MINUTES_PER_DAY,
    )  # fmt: skip


@inlined
def follow(
    memory: Array, replication: int, i: int, act: int, root: int, row: int, head: bool
) -> None:
    """Put the followers of an act on the agenda; only a pattern's own act opens a salvo."""
    p = parameters_of(memory)
    s = state_of(memory)
    now = s.at[0].now
    if head and p.patterns[i].salvo >= 0:
        salvo = violations.salvo_count(
            p.world, p.patterns, p.distributions, p.numbers, replication, i, act
        )
        for k in range(salvo):
            child = violations.follower(p.world, p.patterns, replication, i, terms.SALVO, act, k)
            minute = now + violations.salvo_offset(p.world, p.patterns, replication, i, act, k)
            until(memory, minute, terms.VIOLATION, i, child, FOLLOWER, i, child, root, row)
    if p.patterns[i].echo > 0.0:
        for k in range(violations.echo_count(p.world, p.patterns, replication, i, act)):
            child = violations.follower(p.world, p.patterns, replication, i, terms.ECHO, act, k)
            minute = now + violations.echo_offset(p.world, p.patterns, replication, i, act, k)
            until(memory, minute, terms.VIOLATION, i, child, FOLLOWER, i, child, root, row)
