"""The response: acts that count become a breach, phases are called, guarantors come."""

from simulator.engine.compiled.adversary import learn, notice, pace_waits, present_belief
from simulator.engine.compiled.agenda import ARRIVES, DECIDES, DUE, STANDS_DOWN, STARTS, until
from simulator.engine.compiled.front import review_front
from simulator.engine.compiled.memory import parameters_of, state_of
from simulator.engine.compiled.state import note, rest
from simulator.jit import inlined, jit
from simulator.model import guarantors, plan, rule, terms
from simulator.model.parameters import Array

MEANS = len(terms.MEANS)


@jit
def begin_presence(memory: Array) -> None:
    """What is present is there from the first minute, and may be a red line."""
    p = parameters_of(memory)
    for g in range(len(p.guarantors)):
        for means in range(MEANS):
            if p.guarantors[g].present >> means & 1:
                note_arrival(memory, g, means, -1)


@inlined
def count(memory: Array, replication: int, violation: int, verdict: int) -> None:
    """An act counts from now on: it may be a breach, or call a phase."""
    p = parameters_of(memory)
    s = state_of(memory)
    at = s.at[0]
    if at.acts >= len(s.acts) or at.full:
        at.full = 1
        return
    act = s.rows[violation]
    hostile = p.patterns[act.subject].hostile != 0
    severity = p.kinds[act.object].severity
    place = rule.insert(s.acts, at.acts, act.minute, act.object, hostile, act.value, severity)
    at.acts += 1
    at.last_counted = max(at.last_counted, act.minute)
    offset = p.world[0].starts % terms.MINUTES_PER_DAY
    last = rule.crossing(p.clauses, 0, s.acts, at.acts, place, at.counts_from, offset)
    if last >= 0:
        place = 0 if at.episode < 0 else place
        be_breached(memory, replication, last, verdict)
    if at.episode >= 0:
        consider(memory, replication, place, verdict)


@jit
def be_breached(memory: Array, replication: int, last: int, cause: int) -> None:
    """The rule is met: an episode opens, or the breach falls into the open one."""
    p = parameters_of(memory)
    s = state_of(memory)
    at = s.at[0]
    since = at.counts_from
    offset = p.world[0].starts % terms.MINUTES_PER_DAY
    initial = rule.rule_met(p.clauses, 0, s.acts, last, since, offset, False)
    false = rule.rule_met(p.clauses, 0, s.acts, last, since, offset, True) >= 0
    crossing = s.acts[last].minute
    at.counts_from = crossing + 1
    opens = at.episode < 0
    if opens:
        at.episode = at.episodes
        at.episodes += 1
        at.breach = at.now
    if opens or p.world[0].resets:
        at.clock = plan.clock_start(p.world, initial, crossing, at.now)
        set_deadlines(memory)
    row = note(s, terms.BREACH, at.breaches, int(false), float(at.clock), cause)
    at.breaches += 1
    if opens:
        due = plan.stand_down_minute(p.world, at.breach, at.last_counted)
        until(memory, due, terms.STAND_DOWN, at.episode, 0, STANDS_DOWN, 0, 0, at.episode, -1)
        for k in range(len(p.phases)):
            if p.phases[k].rule < 0:
                call(memory, replication, k, row)


@jit
def set_deadlines(memory: Array) -> None:
    """Count the hours of phases that have not started from the present clock."""
    p = parameters_of(memory)
    s = state_of(memory)
    at = s.at[0]
    for k in range(len(p.phases)):
        stage = s.stages[k]
        waits = stage.state == terms.NOT_CALLED or stage.state == terms.OPEN
        if waits and not stage.missed:
            s.deadlines[k] = plan.deadline(p.phases, k, at.clock, stage.called)


@inlined
def consider(memory: Array, replication: int, place: int, cause: int) -> None:
    """Whether further acts call a phase."""
    p = parameters_of(memory)
    s = state_of(memory)
    at = s.at[0]
    offset = p.world[0].starts % terms.MINUTES_PER_DAY
    for k in range(len(p.phases)):
        if p.phases[k].rule < 0 or s.stages[k].state != terms.NOT_CALLED:
            continue
        since = plan.counts_since(p.phases, k, at.breach, at.clock, at.warning, at.last_phase)
        if since == terms.NEVER:
            continue
        if rule.crossing(p.clauses, k + 1, s.acts, at.acts, place, since, offset) >= 0:
            call(memory, replication, k, cause)


@jit
def stands_down(memory: Array, episode: int) -> None:
    """After enough quiet the plan goes back to rest."""
    p = parameters_of(memory)
    s = state_of(memory)
    at = s.at[0]
    due = plan.stand_down_minute(p.world, at.breach, at.last_counted)
    if due > at.now:
        until(memory, due, terms.STAND_DOWN, episode, 0, STANDS_DOWN, 0, 0, episode, -1)
        return
    row = note(s, terms.STAND_DOWN, episode, 0, 0.0, -1)
    at.episode = -1
    at.counts_from = at.now + 1
    rest(p, s)
    review_front(memory, row)


@jit
def call(memory: Array, replication: int, k: int, cause: int) -> None:
    """A phase is called: those who owe it are asked, and its deadline runs."""
    p = parameters_of(memory)
    s = state_of(memory)
    at = s.at[0]
    stage = s.stages[k]
    stage.state = terms.OPEN
    stage.called = at.now
    s.deadlines[k] = plan.deadline(p.phases, k, at.clock, at.now)
    row = note(s, terms.CALLED, k, 0, float(s.deadlines[k]), cause)
    if s.deadlines[k] < terms.NEVER:
        until(memory, s.deadlines[k], terms.DEADLINE, k, 0, DUE, k, 0, at.episode, -1)
    for g in range(len(p.guarantors)):
        if p.owed[k, g]:
            ask(memory, replication, g, row)
    for g in range(len(p.guarantors)):
        if p.owed[k, g] and s.standings[g].answer == terms.AGREED:
            order(memory, replication, g, row)
    review(memory, k, row)


@jit
def due(memory: Array, k: int, episode: int) -> None:
    """A deadline passes; a start in its own minute was in time."""
    s = state_of(memory)
    at = s.at[0]
    if at.episode != episode or s.stages[k].state != terms.OPEN:
        return
    if s.deadlines[k] > at.now:
        until(memory, s.deadlines[k], terms.DEADLINE, k, 0, DUE, k, 0, episode, -1)
        return
    s.stages[k].missed = 1
    row = note(s, terms.DEADLINE, k, 0, learn(memory, False), -1)
    pace_waits(memory, row)
    notice(memory, terms.ON_LATE, k, row)


@jit
def review(memory: Array, k: int, cause: int) -> None:
    """Whether an open phase can start now, or never."""
    p = parameters_of(memory)
    s = state_of(memory)
    stage = s.stages[k]
    if stage.state != terms.OPEN or stage.starting:
        return
    if plan.needs_met(p.phases, p.owed, p.named, p.guarantors, s.standings, k, False):
        stage.starting = 1
        await_start(memory, k, s.at[0].episode, cause)
    elif not plan.needs_met(p.phases, p.owed, p.named, p.guarantors, s.standings, k, True):
        stage.state = terms.LAPSED_STATE
        s.deadlines[k] = terms.NEVER
        belief = present_belief(memory) if stage.missed else learn(memory, False)
        row = note(s, terms.LAPSED, k, 0, belief, cause)
        pace_waits(memory, row)
        notice(memory, terms.ON_LAPSE, k, row)


@jit
def await_start(memory: Array, k: int, episode: int, cause: int) -> None:
    """Wait until the plan allows the phase to start."""
    p = parameters_of(memory)
    s = state_of(memory)
    minute = max(s.at[0].now, s.at[0].clock + p.phases[k].not_before)
    until(memory, minute, terms.START, k, 0, STARTS, k, 0, episode, cause)


@jit
def starts(memory: Array, k: int, episode: int, cause: int) -> None:
    """What the phase needs has arrived: it starts as soon as the clock allows."""
    p = parameters_of(memory)
    s = state_of(memory)
    at = s.at[0]
    stage = s.stages[k]
    if at.episode != episode:
        return
    if at.now < at.clock + p.phases[k].not_before:
        await_start(memory, k, episode, cause)
        return
    in_time = not stage.missed and at.now <= s.deadlines[k]
    stage.state = terms.MET if in_time else terms.LATE
    s.deadlines[k] = terms.NEVER
    at.last_phase = at.now
    belief = present_belief(memory) if stage.missed else learn(memory, in_time)
    row = note(s, terms.START, k, stage.state, belief, cause)
    if p.phases[k].warns:
        at.warning = at.now
        warning = note(s, terms.WARNING, k, 0, 0.0, row)
        notice(memory, terms.ON_WARNING, k, warning)
    s.started[k] = True
    review_front(memory, row)
    pace_waits(memory, row)
    if not in_time and not stage.missed:  # called when its deadline was already past
        notice(memory, terms.ON_LATE, k, row)
    notice(memory, terms.ON_START, k, row)


@jit
def ask(memory: Array, replication: int, g: int, cause: int) -> None:
    """Ask a guarantor, and those without whom it does not come."""
    p = parameters_of(memory)
    s = state_of(memory)
    at = s.at[0]
    for other in range(len(p.guarantors)):
        if p.requires[g, other] and s.standings[other].answer == terms.NOT_ASKED:
            s.standings[other].answer = terms.ASKED
            s.standings[other].asked = at.now
            s.asked[other] = True
    for other in range(len(p.guarantors)):
        if s.asked[other]:
            s.asked[other] = False
            answer = guarantors.answer_minute(
                p.world, p.guarantors, p.requires, s.standings, p.distributions, p.numbers,
                replication, other, at.episode,
            )  # fmt: skip
            until(memory, answer, terms.DECISION, other, 0, DECIDES, other, 0, at.episode, cause)


@jit
def decides(memory: Array, replication: int, g: int, episode: int, cause: int) -> None:
    """A guarantor has gone its path to a decision, and comes or does not."""
    p = parameters_of(memory)
    s = state_of(memory)
    if s.at[0].episode != episode:
        return
    comes = guarantors.comes(p.world, p.guarantors, p.requires, replication, g, episode)
    s.standings[g].answer = terms.AGREED if comes else terms.DECLINED
    row = note(s, terms.DECISION, g, int(comes), 0.0, cause)
    called = False
    for k in range(len(p.phases)):
        called = called or (p.owed[k, g] and s.stages[k].called < terms.NEVER)
    if comes and called:
        order(memory, replication, g, row)
    review_all(memory, row)


@jit
def order(memory: Array, replication: int, g: int, cause: int) -> None:
    """The means of a guarantor set out."""
    p = parameters_of(memory)
    s = state_of(memory)
    at = s.at[0]
    if s.standings[g].ordered:
        return
    s.standings[g].ordered = 1
    for means in range(MEANS):
        if (p.guarantors[g].brings & ~p.guarantors[g].present) >> means & 1:
            travel = guarantors.arrival_minutes(
                p.world, p.guarantors, p.arrives, p.distributions, p.numbers,
                replication, g, means, at.episode,
            )  # fmt: skip
            subject = g * MEANS + means
            minute = at.now + travel
            until(memory, minute, terms.ARRIVAL, subject, 0, ARRIVES, g, means, at.episode, cause)


@jit
def arrives(memory: Array, g: int, means: int, episode: int, cause: int) -> None:
    """A means arrives and has its effect."""
    s = state_of(memory)
    if s.at[0].episode != episode:
        return
    s.standings[g].arrived |= 1 << means
    row = note_arrival(memory, g, means, cause)
    review_front(memory, row)
    review_all(memory, row)


@jit
def note_arrival(memory: Array, g: int, means: int, cause: int) -> int:
    """Note what arrived; foreign troops may be a red line."""
    p = parameters_of(memory)
    s = state_of(memory)
    ground = means == terms.GROUND
    troops = p.guarantors[g].troops if ground else 0.0
    row = note(s, terms.ARRIVAL, g, means, troops, cause)
    if ground and not p.guarantors[g].home:
        notice(memory, terms.ON_TROOPS, -1, row)
    return row


@jit
def review_all(memory: Array, cause: int) -> None:
    """Whether any open phase can start now, or never."""
    p = parameters_of(memory)
    for k in range(len(p.phases)):
        review(memory, k, cause)
