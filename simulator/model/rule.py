"""The rule: whether acts that count amount to a breach (section 5).

Acts are kept sorted by the minute they occurred. A clause looks back over its window from a
minute; a group of clauses is met when all of them are met at the same minute; a rule when any of
its groups is.
"""

from simulator.jit import inlined, jit, struct
from simulator.minutes import DAY
from simulator.model import terms
from simulator.model.calendar import calendar_day, first_from
from simulator.model.parameters import Array, Parameters

ACT = struct(
    [
        ("minute", "i8"),  # when it occurred
        ("kind", "i8"),
        ("hostile", "i8"),
        ("munitions", "f8"),
        ("severity", "f8"),
    ]
)


@jit
def move_up(acts: Array, place: int) -> None:
    """Write an act over the next: field by field, which compiles to better code than a row."""
    new = acts[place]
    old = acts[place + 1]
    old.minute = new.minute
    old.kind = new.kind
    old.hostile = new.hostile
    old.munitions = new.munitions
    old.severity = new.severity


@jit
def insert(
    acts: Array, n: int, minute: int, kind: int, hostile: bool, size: float, severity: float
) -> int:
    """Put an act among the first `n`, after those of its minute; its place. There must be room."""
    place = n
    while place > 0 and acts[place - 1].minute > minute:
        move_up(acts, place - 1)
        place -= 1
    act = acts[place]
    act.minute = minute
    act.kind = kind
    act.hostile = hostile
    act.munitions = size
    act.severity = severity
    return place


@jit
def weighs(p: Parameters, c: int, acts: Array, a: int, other_only: bool) -> float:
    """What an act adds to a clause; 0 if its kind does not count."""
    clause = p.clauses[c]
    act = acts[a]
    if not clause.kinds >> act.kind & 1 or (other_only and act.hostile):
        return 0.0
    if clause.measure == terms.MUNITIONS:
        return act.munitions
    if clause.measure == terms.SEVERITY:
        return act.severity
    return 1.0


@jit
def window_start(p: Parameters, c: int, minute: int) -> int:
    """The first minute of the window that ends with `minute`."""
    if p.clauses[c].within == 0:
        return minute - (minute + p.world[0].offset) % DAY
    return minute - p.clauses[c].within + 1


@jit
def window_met(p: Parameters, c: int, acts: Array, last: int, since: int, other_only: bool) -> int:
    """The minute of the first act in the window that ends with act `last`, if it is met; or -1."""
    start = max(since, window_start(p, c, acts[last].minute))
    total = 0.0
    first = -1
    a = last
    while a >= 0 and acts[a].minute >= start:
        weight = weighs(p, c, acts, a, other_only)
        if weight > 0.0:
            total += weight
            first = acts[a].minute
        a -= 1
    return first if total >= p.clauses[c].at_least else -1


@jit
def score_met(p: Parameters, c: int, acts: Array, last: int, since: int, other_only: bool) -> int:
    """The minute at which the running score last left 0, if it is at its limit at `last`; or -1."""
    clause = p.clauses[c]
    score = 0.0
    left_zero = -1
    minute = since
    for a in range(last + 1):
        if acts[a].minute < since:
            continue
        score -= clause.drift * (acts[a].minute - minute)
        minute = acts[a].minute
        if score <= 0.0:
            score = 0.0
            left_zero = -1
        weight = weighs(p, c, acts, a, other_only)
        if weight > 0.0:
            score += weight
            if left_zero < 0:
                left_zero = minute
    return left_zero if score >= clause.at_least else -1


@jit
def day_met(
    p: Parameters, c: int, acts: Array, last: int, day: int, since: int, other: bool
) -> int:
    """The earliest minute of a window met on a calendar day, by acts up to `last`; or -1."""
    a = last
    while a >= 0 and calendar_day(p, acts[a].minute) >= day:
        if calendar_day(p, acts[a].minute) == day:
            first = window_met(p, c, acts, a, since, other)
            if first >= 0:
                return first
        a -= 1
    return -1


@jit
def clause_met(p: Parameters, c: int, acts: Array, last: int, since: int, other_only: bool) -> int:
    """The minute of the earliest act that meets a clause at the minute of act `last`; or -1."""
    if p.clauses[c].drift >= 0.0:
        return score_met(p, c, acts, last, since, other_only)
    first = window_met(p, c, acts, last, since, other_only)
    today = calendar_day(p, acts[last].minute)
    for back in range(1, p.clauses[c].days):
        if first < 0:
            return -1
        first = day_met(p, c, acts, last, today - back, since, other_only)
    return first


@jit
def rule_met(p: Parameters, rule: int, acts: Array, last: int, since: int, other_only: bool) -> int:
    """The minute of the earliest act that meets a rule at the minute of act `last`; or -1.

    Where several groups are met, the earliest act of any of them: their order does not matter.
    """
    group = -1
    earliest = terms.NEVER
    of_group = terms.NEVER
    failed = True
    for c in range(len(p.clauses)):
        if p.clauses[c].rule != rule:
            continue
        if p.clauses[c].group != group:
            if not failed:
                earliest = min(earliest, of_group)
            group = p.clauses[c].group
            failed = False
            of_group = terms.NEVER
        if failed:
            continue
        first = clause_met(p, c, acts, last, since, other_only)
        if first < 0:
            failed = True
        else:
            of_group = min(of_group, first)
    if not failed:
        earliest = min(earliest, of_group)
    return -1 if earliest == terms.NEVER else earliest


@jit
def reach(p: Parameters, rule: int) -> int:
    """For how many minutes after it an act can matter to a rule."""
    longest = 0
    for c in range(len(p.clauses)):
        if p.clauses[c].rule == rule:
            if p.clauses[c].drift >= 0.0 or p.clauses[c].days > 1:
                return terms.NEVER
            longest = max(longest, p.clauses[c].within if p.clauses[c].within > 0 else DAY)
    return longest


@inlined
def may_be_met(p: Parameters, c: int, acts: Array, n: int, place: int, since: int) -> bool:
    """Whether a window of a clause with the act at `place` in it might add up to its limit."""
    within = p.clauses[c].within if p.clauses[c].within > 0 else DAY
    limit = p.clauses[c].at_least
    minute = acts[place].minute
    total = 0.0
    a = place
    while total < limit and a >= 0 and acts[a].minute > minute - within and acts[a].minute >= since:
        total += weighs(p, c, acts, a, False)
        a -= 1
    a = place + 1
    while total < limit and a < n and acts[a].minute < minute + within:
        total += weighs(p, c, acts, a, False)
        a += 1
    return bool(total >= limit)


@jit
def may_matter(p: Parameters, rule: int, acts: Array, n: int, place: int, since: int) -> bool:
    """Whether a rule can be met now that the act at `place` counts: a look before a long search."""
    for c in range(len(p.clauses)):
        if p.clauses[c].rule == rule:
            if p.clauses[c].drift >= 0.0 or p.clauses[c].days > 1:
                return True
            if may_be_met(p, c, acts, n, place, since):
                return True
    return False


@inlined
def crossing(p: Parameters, rule: int, acts: Array, n: int, place: int, since: int) -> int:
    """The place of the first act at whose minute a rule is met, now that the act at `place` counts.

    Only acts within the rule's reach of the new one need a look, or all of them from place 0 (when
    an episode opens, acts that counted before it may already meet the condition of a phase); -1 if
    none meets it. The place is that of the last act of its minute.
    """
    if place > 0 and not may_matter(p, rule, acts, n, place, since):
        return -1
    end = acts[place].minute + reach(p, rule) if place > 0 else terms.NEVER
    for last in range(max(place, first_from(acts, n, since)), n):
        minute = acts[last].minute
        if minute >= end and last > place:
            break
        if last + 1 < n and acts[last + 1].minute == minute:
            continue
        if rule_met(p, rule, acts, last, since, False) >= 0:
            return last
    return -1


@jit
def would_stay_under(p: Parameters, i: int, acts: Array, n: int, minute: int, size: float) -> bool:
    """Whether with one more act of the pattern every threshold clause stays under its limit.

    Clauses of its kind, and limits as the adversary believes them to be. `acts` are the adversary's
    own; one place beyond `n` must be free: it holds the act in question.
    """
    pattern = p.patterns[i]
    insert(acts, n, minute, pattern.kind, True, size, p.kinds[pattern.kind].severity)
    for c in range(len(p.clauses)):
        clause = p.clauses[c]
        if clause.rule != 0 or not clause.kinds >> pattern.kind & 1:
            continue
        limit = clause.at_least * pattern.belief - pattern.margin
        if standing(p, c, acts, n) > limit + 1e-9:
            return False
    return True


@jit
def standing(p: Parameters, c: int, acts: Array, last: int) -> float:
    """Where a clause stands at act `last`: the sum over its window, or its running score."""
    clause = p.clauses[c]
    if clause.drift >= 0.0:
        score = 0.0
        minute = 0
        for a in range(last + 1):
            score = max(0.0, score - clause.drift * (acts[a].minute - minute))
            score += weighs(p, c, acts, a, False)
            minute = acts[a].minute
        return score
    start = window_start(p, c, acts[last].minute)
    total = 0.0
    a = last
    while a >= 0 and acts[a].minute >= start:
        total += weighs(p, c, acts, a, False)
        a -= 1
    return total
