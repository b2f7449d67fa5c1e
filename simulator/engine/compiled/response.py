"""The response: acts that count become a breach, phases are called, guarantors come."""

from simulator.engine.compiled import adversary, front
from simulator.engine.compiled.agenda import (
    ARRIVES,
    DECIDES,
    DUE,
    STANDS_DOWN,
    STARTS,
    event,
    until,
)
from simulator.engine.compiled.state import State, note, rest
from simulator.jit import inlined, jit
from simulator.model import guarantors, plan, rule, terms
from simulator.model.parameters import Parameters

MEANS = len(terms.MEANS)


@jit
def begin_presence(p: Parameters, s: State) -> None:
    """What is present is there from the first minute, and may be a red line."""
    for g in range(len(p.guarantors)):
        for means in range(MEANS):
            if p.guarantors[g].present >> means & 1:
                note_arrival(p, s, g, means, -1)


@inlined
def count(p: Parameters, s: State, violation: int, verdict: int) -> None:
    """An act counts from now on: it may be a breach, or call a phase."""
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
    last = rule.crossing(p, 0, s.acts, at.acts, place, at.counts_from)
    if last >= 0:
        place = 0 if at.episode < 0 else place
        be_breached(p, s, last, verdict)
    if at.episode >= 0:
        consider(p, s, place, verdict)


@jit
def be_breached(p: Parameters, s: State, last: int, cause: int) -> None:
    """The rule is met: an episode opens, or the breach falls into the open one."""
    at = s.at[0]
    since = at.counts_from
    initial = rule.rule_met(p, 0, s.acts, last, since, False)
    false = rule.rule_met(p, 0, s.acts, last, since, True) >= 0
    crossing = s.acts[last].minute
    at.counts_from = crossing + 1
    opens = at.episode < 0
    if opens:
        at.episode = at.episodes
        at.episodes += 1
        at.breach = at.now
    counts_anew = opens or p.world[0].resets
    if counts_anew:
        at.clock = plan.clock_start(p, initial, crossing, at.now)
    row = note(s, terms.BREACH, at.breaches, int(false), float(at.clock), cause)
    at.breaches += 1
    if counts_anew:
        set_deadlines(p, s, row)
    if opens:
        due = plan.stand_down_minute(p, at.breach, at.last_counted)
        until(s, due, terms.STAND_DOWN, at.episode, 0, event(STANDS_DOWN, 0, 0, at.episode, -1))
        for k in range(len(p.phases)):
            if p.phases[k].rule < 0:
                call(p, s, k, row)


@jit
def set_deadlines(p: Parameters, s: State, cause: int) -> None:
    """Count the hours of phases that have not started from the present clock."""
    at = s.at[0]
    for k in range(len(p.phases)):
        stage = s.stages[k]
        waits = stage.state == terms.NOT_CALLED or stage.state == terms.OPEN
        if waits and not stage.missed:
            due = plan.deadline(p, k, at.clock, stage.called)
            moves = stage.state == terms.OPEN and due != s.deadlines[k]
            s.deadlines[k] = due
            if moves:
                note(s, terms.DEADLINE_MOVED, k, 0, float(due), cause)


@inlined
def consider(p: Parameters, s: State, place: int, cause: int) -> None:
    """Whether further acts call a phase."""
    at = s.at[0]
    for k in range(len(p.phases)):
        if p.phases[k].rule < 0 or s.stages[k].state != terms.NOT_CALLED:
            continue
        since = plan.counts_since(p, k, at.breach, at.clock, at.warning, at.last_phase)
        if since == terms.NEVER:
            continue
        if rule.crossing(p, k + 1, s.acts, at.acts, place, since) >= 0:
            call(p, s, k, cause)


@jit
def stand_down(p: Parameters, s: State, episode: int) -> None:
    """After enough quiet the plan goes back to rest."""
    at = s.at[0]
    if at.episode != episode:
        return
    due = plan.stand_down_minute(p, at.breach, at.last_counted)
    if due > at.now:
        until(s, due, terms.STAND_DOWN, episode, 0, event(STANDS_DOWN, 0, 0, episode, -1))
        return
    row = note(s, terms.STAND_DOWN, episode, 0, 0.0, -1)
    at.episode = -1
    at.counts_from = at.now + 1
    rest(p, s)
    front.review(p, s, row)


@jit
def call(p: Parameters, s: State, k: int, cause: int) -> None:
    """A phase is called: those who owe it are asked, and its deadline runs."""
    at = s.at[0]
    stage = s.stages[k]
    stage.state = terms.OPEN
    stage.called = at.now
    s.deadlines[k] = plan.deadline(p, k, at.clock, at.now)
    row = note(s, terms.CALLED, k, 0, float(s.deadlines[k]), cause)
    if s.deadlines[k] < terms.NEVER:
        until(s, s.deadlines[k], terms.DEADLINE, k, 0, event(DUE, k, 0, at.episode, -1))
    for g in range(len(p.guarantors)):
        if p.owed[k, g]:
            ask(p, s, g, row)
    for g in range(len(p.guarantors)):
        if p.owed[k, g] and s.standings[g].answer == terms.AGREED:
            order(p, s, g, row)
    review(p, s, k, row)


@jit
def deadline(p: Parameters, s: State, k: int, episode: int) -> None:
    """A deadline passes; a start in its own minute was in time."""
    at = s.at[0]
    stage = s.stages[k]
    if at.episode != episode or stage.state != terms.OPEN or stage.missed:
        return
    if s.deadlines[k] > at.now:
        until(s, s.deadlines[k], terms.DEADLINE, k, 0, event(DUE, k, 0, episode, -1))
        return
    stage.missed = 1
    row = note(s, terms.DEADLINE, k, 0, adversary.learn(p, s, False), -1)
    adversary.pace_waits(p, s, row)
    adversary.notice(p, s, terms.ON_LATE, k, row)


@jit
def review(p: Parameters, s: State, k: int, cause: int) -> None:
    """Whether an open phase can start now, or never."""
    stage = s.stages[k]
    if stage.state != terms.OPEN or stage.starting:
        return
    if plan.needs_met(p, s.standings, k, False):
        stage.starting = cause + 1
        await_start(p, s, k, s.at[0].episode, cause)
    elif not plan.needs_met(p, s.standings, k, True):
        stage.state = terms.LAPSED_STATE
        s.deadlines[k] = terms.NEVER
        belief = adversary.belief(p, s) if stage.missed else adversary.learn(p, s, False)
        row = note(s, terms.LAPSED, k, 0, belief, cause)
        adversary.pace_waits(p, s, row)
        adversary.notice(p, s, terms.ON_LAPSE, k, row)


@jit
def await_start(p: Parameters, s: State, k: int, episode: int, cause: int) -> None:
    """Wait until the plan allows the phase to start."""
    minute = max(s.at[0].now, s.at[0].clock + p.phases[k].not_before)
    until(s, minute, terms.START, k, 0, event(STARTS, k, 0, episode, cause))


@jit
def start(p: Parameters, s: State, k: int, episode: int, cause: int) -> None:
    """What the phase needs has arrived: it starts as soon as the clock allows."""
    at = s.at[0]
    stage = s.stages[k]
    if at.episode != episode or stage.state != terms.OPEN:
        return
    if at.now < at.clock + p.phases[k].not_before:
        await_start(p, s, k, episode, cause)
        return
    in_time = not stage.missed and at.now <= s.deadlines[k]
    stage.state = terms.MET if in_time else terms.LATE
    s.deadlines[k] = terms.NEVER
    at.last_phase = at.now
    belief = adversary.belief(p, s) if stage.missed else adversary.learn(p, s, in_time)
    row = note(s, terms.START, k, stage.state, belief, cause)
    if p.phases[k].warns:
        at.warning = at.now
        warning = note(s, terms.WARNING, k, 0, 0.0, row)
        adversary.notice(p, s, terms.ON_WARNING, k, warning)
    s.started[k] = True
    front.review(p, s, row)
    adversary.pace_waits(p, s, row)
    if not in_time and not stage.missed:  # called when its deadline was already past
        adversary.notice(p, s, terms.ON_LATE, k, row)
    adversary.notice(p, s, terms.ON_START, k, row)


@jit
def ask(p: Parameters, s: State, g: int, cause: int) -> None:
    """Ask a guarantor, and those without whom it does not come."""
    at = s.at[0]
    for other in range(len(p.guarantors)):
        if p.requires[g, other] and s.standings[other].answer == terms.NOT_ASKED:
            s.standings[other].answer = terms.DECIDING
            ready = guarantors.ready_minute(p, at.replication, other, at.episode, at.now)
            s.standings[other].ready = ready
            s.asked[other] = True
    for other in range(len(p.guarantors)):
        if s.asked[other]:
            s.asked[other] = False
            row = note(s, terms.ASKED, other, g, 0.0, cause)
            answer = guarantors.answer_minute(p, s.standings, other)
            until(s, answer, terms.DECISION, other, 0, event(DECIDES, other, 0, at.episode, row))


@jit
def decide(p: Parameters, s: State, g: int, episode: int, cause: int) -> None:
    """A guarantor has gone its path to a decision, and comes or does not."""
    at = s.at[0]
    if at.episode != episode:
        return
    s.standings[g].answered = at.now
    comes = guarantors.comes(p, at.replication, s.standings, g, episode, at.now)
    s.standings[g].answer = terms.AGREED if comes else terms.DECLINED
    row = note(s, terms.DECISION, g, int(comes), 0.0, cause)
    called = False
    for k in range(len(p.phases)):
        called = called or (p.owed[k, g] and s.stages[k].called < terms.NEVER)
    if comes and called:
        order(p, s, g, row)
    review_all(p, s, row)


@jit
def order(p: Parameters, s: State, g: int, cause: int) -> None:
    """The means of a guarantor set out."""
    at = s.at[0]
    if s.standings[g].ordered:
        return
    s.standings[g].ordered = 1
    for means in range(MEANS):
        if (p.guarantors[g].brings & ~p.guarantors[g].present) >> means & 1:
            travel = guarantors.arrival_minutes(p, at.replication, g, means, at.episode)
            subject = g * MEANS + means
            minute = at.now + travel
            until(s, minute, terms.ARRIVAL, subject, 0, event(ARRIVES, g, means, at.episode, cause))


@jit
def arrive(p: Parameters, s: State, g: int, means: int, episode: int, cause: int) -> None:
    """A means arrives and has its effect."""
    if s.at[0].episode != episode:
        return
    s.standings[g].arrived |= 1 << means
    row = note_arrival(p, s, g, means, cause)
    front.review(p, s, row)
    review_all(p, s, row)


@jit
def note_arrival(p: Parameters, s: State, g: int, means: int, cause: int) -> int:
    """Note what arrived; foreign troops may be a red line."""
    ground = means == terms.GROUND
    troops = p.guarantors[g].troops if ground else 0.0
    row = note(s, terms.ARRIVAL, g, means, troops, cause)
    if ground and not p.guarantors[g].home:
        adversary.notice(p, s, terms.ON_TROOPS, -1, row)
    return row


@jit
def review_all(p: Parameters, s: State, cause: int) -> None:
    """Whether any open phase can start now, or never."""
    for k in range(len(p.phases)):
        review(p, s, k, cause)
