"""The patterns: an act is due, and it happens or does not."""

from simulator.engine.compiled.adversary import seek
from simulator.engine.compiled.agenda import FOLLOWER, event, until
from simulator.engine.compiled.monitoring import observe
from simulator.engine.compiled.state import State, note
from simulator.jit import inlined, jit
from simulator.model import plan, rule, terms, violations
from simulator.model.parameters import Parameters
from simulator.model.violations import NO_GAP


@jit
def pattern(p: Parameters, s: State, i: int, act: int, gap: int) -> None:
    """A pattern's own act is due; then its next one."""
    happen(p, s, i, act, act, gap, -1)
    seek(p, s, i, 0)


@jit
def happen(p: Parameters, s: State, i: int, act: int, root: int, gap: int, cause: int) -> None:
    """An act is due: it goes ahead or not, and others follow it.

    `root` is the pattern's own act that began it all, itself if it is one.
    """
    at = s.at[0]
    kind = p.patterns[i].kind
    size = violations.size_of_act(p, at.replication, i, act, gap)
    if not goes_ahead(p, s, i, root, size, cause):
        return
    row = note(s, terms.VIOLATION, i, kind, size, cause)
    if at.counts_own and p.patterns[i].hostile:
        rule.insert(s.own, at.own, at.now, kind, True, size, p.kinds[kind].severity)
        at.own += 1
    follow(p, s, i, act, root, row, gap != NO_GAP)
    observe(p, s, i, act, row)


@inlined
def goes_ahead(p: Parameters, s: State, i: int, root: int, size: float, cause: int) -> bool:
    """Whether posture, window, pause before a deadline and the rule itself let it happen.

    Followers share their root's luck, so a salvo goes ahead or not as one.
    """
    at = s.at[0]
    origin = p.patterns[i]
    if not origin.starts <= at.now < origin.ends:
        return False
    minute = began(p, s, cause)
    if not violations.goes_ahead(p, at.replication, i, root, at.posture, minute):
        return False
    if origin.pauses and plan.is_paused(origin.pauses, s.deadlines, at.now):
        return False
    if at.counts_own and at.own + 1 >= len(s.own):
        at.full = 1
        return False
    if origin.belief <= 0.0:
        return True
    return rule.would_stay_under(p, i, s.own, at.own, at.now, size)


@inlined
def began(p: Parameters, s: State, cause: int) -> int:
    """When the act happened that a chain of followers goes back to; only a branch asks."""
    minute = s.at[0].now
    if len(p.luck) > 0:
        while cause >= 0:
            minute = s.rows[cause].minute
            cause = s.rows[cause].cause
    return int(minute)


@inlined
def follow(p: Parameters, s: State, i: int, act: int, root: int, row: int, head: bool) -> None:
    """Put the followers of an act on the agenda; only a pattern's own act opens a salvo."""
    at = s.at[0]
    if head and p.patterns[i].salvo >= 0:
        for k in range(violations.salvo_count(p, at.replication, i, act)):
            child, after = violations.follower(p, at.replication, i, terms.IN_SALVO, act, k)
            what = event(FOLLOWER, i, child, root, row)
            until(s, at.now + after, terms.VIOLATION, i, child, what)
    if p.patterns[i].echo > 0.0:
        for k in range(violations.echo_count(p, at.replication, i, act)):
            child, after = violations.follower(p, at.replication, i, terms.AS_ECHO, act, k)
            what = event(FOLLOWER, i, child, root, row)
            until(s, at.now + after, terms.VIOLATION, i, child, what)
