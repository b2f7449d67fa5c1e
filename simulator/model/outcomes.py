"""Outcomes: numbers computed from a trace alone, the same for both engines (section 10)."""

import numpy as np

from simulator.jit import jit
from simulator.model import terms
from simulator.model.parameters import Array

NAN = np.nan
HOUR = 60

OUTCOME = np.dtype(
    [
        (name, "f8")
        for name in (
            "signed",  # 1: there was a ceasefire at all
            "violations",
            "hostile_violations",
            "breaches",
            "false_breaches",
            "episodes",
            "breaches_per_30_days",
            "false_breaches_per_30_days",
            "hours_to_breach",  # from the first hostile act
            "severity",  # of hostile acts, in all
            "severity_unanswered",  # before any phase had started
            "grey_zone_harm",  # severity of hostile acts outside episodes, per 30 days
            "highest_phase",  # 1 for the first that started; 0: none
            "assault",  # 1: the gravest posture was taken
            "hours_to_assault",
            "assault_answered",  # 1: a phase above the first started in time after it began
            "area_24",  # km2 lost within so many hours of the first assault
            "area_48",
            "area_72",
            "area_before_effect",  # until the first means of another state arrived after it
            "area",
            "unwanted_escalation",  # 1: a phase above the first was called with no assault
            "direct_clash",  # 1: assault while another state's ground, air or fires were there
        )
    ]
)
"""One row a replication; a number that does not apply is NaN (hours to a breach that never came)."""

PHASE_OUTCOME = np.dtype(
    [
        ("episode", "i4"),
        ("phase", "i4"),
        ("state", "i4"),
        ("called", "f8"),  # hours on the clock; NaN: never
        ("started", "f8"),
        ("due", "f8"),
        # The hours from the clock to the start, by what they were spent on.
        ("accumulation", "f8"),  # until the act that led to the call
        ("report", "f8"),
        ("waiting", "f8"),  # for a team
        ("verification", "f8"),
        ("decision", "f8"),
        ("arrival", "f8"),
        ("not_before", "f8"),  # until the plan allows it
        ("severity_before", "f8"),  # of hostile acts from the clock to the start
        ("troops_24", "f8"),  # of other states, there by so many hours on the clock
        ("troops_48", "f8"),
        ("troops_72", "f8"),
    ]
)
"""One row for each phase of each episode."""

ANSWER = np.dtype(
    [("episode", "i4"), ("guarantor", "i4"), ("comes", "i4"), ("decided", "f8")]
    + [(means, "f8") for means in terms.MEANS]
)
"""One row for each answer of a guarantor: hours on the clock of it, and of each arrival (or NaN)."""


@jit
def severities(rows: Array, patterns: Array, kinds: Array) -> Array:
    """What each row bore: the severity of a hostile violation, else 0."""
    borne = np.zeros(len(rows))
    for r in range(len(rows)):
        if rows[r].what == terms.VIOLATION and patterns[rows[r].subject].hostile:
            borne[r] = kinds[rows[r].object].severity
    return borne


@jit
def area_between(rows: Array, start: int, end: int) -> float:
    """km2 lost from one minute to another."""
    area = 0.0
    rate = 0.0
    since = 0
    for r in range(len(rows)):
        if rows[r].what == terms.FRONT:
            area += rate * max(0, min(end, rows[r].minute) - max(start, since))
            rate = rows[r].value
            since = rows[r].minute
    area += rate * max(0, end - max(start, since))
    return area / terms.MINUTES_PER_DAY


@jit
def is_foreign_effect(rows: Array, r: int, guarantors: Array) -> bool:
    """Whether a row is the arrival of another state's ground, air or fires."""
    row = rows[r]
    if row.what != terms.ARRIVAL or guarantors[row.subject].home:
        return False
    return row.object == terms.GROUND or row.object == terms.AIR or row.object == terms.FIRES


@jit
def stays_of_others(guarantors: Array) -> int:
    """How many other states have ground, air or fires there all the time, episode or not."""
    acting = 1 << terms.GROUND | 1 << terms.AIR | 1 << terms.FIRES
    count = 0
    for g in range(len(guarantors)):
        if not guarantors[g].home and guarantors[g].present & acting:
            count += 1
    return count


@jit
def outcome(
    rows: Array, world: Array, patterns: Array, kinds: Array, guarantors: Array, result: Array
) -> None:
    """Fill one row of OUTCOME (`result`, of length 1) from a trace."""
    o = result[0]
    months = world[0].horizon / (30.0 * terms.MINUTES_PER_DAY)
    for_assault(rows, world, guarantors, result)
    count_violations(rows, patterns, kinds, result)
    o.breaches_per_30_days = o.breaches / months
    o.false_breaches_per_30_days = o.false_breaches / months
    o.grey_zone_harm = o.grey_zone_harm / months
    escalation(rows, world, guarantors, result)
    o.signed = 1.0
    if len(rows) > 0 and rows[0].what == terms.NOT_SIGNED:
        blank(result)


@jit
def blank(result: Array) -> None:
    """There was no ceasefire: nothing else applies."""
    o = result[0]
    o.signed = 0.0
    o.violations = o.hostile_violations = o.breaches = o.false_breaches = o.episodes = NAN
    o.breaches_per_30_days = o.false_breaches_per_30_days = o.hours_to_breach = NAN
    o.severity = o.severity_unanswered = o.grey_zone_harm = o.highest_phase = NAN
    o.assault = o.hours_to_assault = o.assault_answered = NAN
    o.area_24 = o.area_48 = o.area_72 = o.area_before_effect = o.area = NAN
    o.unwanted_escalation = o.direct_clash = NAN


@jit
def count_violations(rows: Array, patterns: Array, kinds: Array, result: Array) -> None:
    """Acts, breaches, and the severity borne before an answer and outside episodes."""
    o = result[0]
    o.violations = o.hostile_violations = o.breaches = o.false_breaches = o.episodes = 0.0
    o.severity = o.severity_unanswered = o.grey_zone_harm = o.highest_phase = 0.0
    first_hostile = -1
    o.hours_to_breach = NAN
    borne = severities(rows, patterns, kinds)
    for r in range(len(rows)):
        row = rows[r]
        if row.what == terms.VIOLATION:
            if patterns[row.subject].cause != terms.FALSE_REPORT:
                o.violations += 1.0
            if not patterns[row.subject].hostile:
                continue
            o.hostile_violations += 1.0
            first_hostile = row.minute if first_hostile < 0 else first_hostile
            o.severity += borne[r]
            o.severity_unanswered += borne[r] if o.highest_phase == 0.0 else 0.0
            o.grey_zone_harm += borne[r] if row.episode < 0 else 0.0
        elif row.what == terms.BREACH:
            o.breaches += 1.0
            o.false_breaches += row.object
            o.episodes = row.episode + 1.0
            if o.breaches == 1.0 and first_hostile >= 0:
                o.hours_to_breach = (row.minute - first_hostile) / HOUR
        elif row.what == terms.START:
            o.highest_phase = max(o.highest_phase, row.subject + 1.0)


@jit
def for_assault(rows: Array, world: Array, guarantors: Array, result: Array) -> None:
    """When the first assault began, and the area lost from then on."""
    o = result[0]
    horizon = world[0].horizon
    gravest = world[0].postures - 1
    began = -1
    effect = horizon
    o.assault = 0.0
    o.hours_to_assault = NAN
    o.assault_answered = NAN
    stays = stays_of_others(guarantors) > 0
    present = stays
    for r in range(len(rows)):
        row = rows[r]
        if row.what == terms.POSTURE and row.subject == gravest and began < 0:
            began = row.minute
            o.assault = 1.0
            o.hours_to_assault = began / HOUR
            o.assault_answered = 0.0
            effect = began if present else horizon
        elif row.what == terms.START and row.object == terms.MET and row.subject > 0 and began >= 0:
            o.assault_answered = 1.0
        elif row.what == terms.STAND_DOWN and began < 0:
            present = stays
        elif is_foreign_effect(rows, r, guarantors):
            present = True
            if began >= 0:
                effect = min(effect, row.minute)
    o.area = area_between(rows, 0, horizon)
    o.area_24 = area_between(rows, began, min(horizon, began + 24 * HOUR)) if began >= 0 else 0.0
    o.area_48 = area_between(rows, began, min(horizon, began + 48 * HOUR)) if began >= 0 else 0.0
    o.area_72 = area_between(rows, began, min(horizon, began + 72 * HOUR)) if began >= 0 else 0.0
    o.area_before_effect = area_between(rows, began, effect) if began >= 0 else 0.0


@jit
def escalation(rows: Array, world: Array, guarantors: Array, result: Array) -> None:
    """Escalation with no assault, and assault while another state's forces were there."""
    o = result[0]
    o.unwanted_escalation = 0.0
    o.direct_clash = 0.0
    gravest = world[0].postures - 1
    assault = False
    seen_assault = False
    there = 0
    stays = stays_of_others(guarantors)
    for r in range(len(rows)):
        row = rows[r]
        if row.what == terms.POSTURE:
            assault = row.subject == gravest
            seen_assault = seen_assault or assault
        elif row.what == terms.STAND_DOWN:
            there = 0
            seen_assault = assault
        elif row.what == terms.CALLED and row.subject > 0 and not seen_assault:
            o.unwanted_escalation = 1.0
        elif is_foreign_effect(rows, r, guarantors):
            there += 1
        if assault and there + stays > 0:
            o.direct_clash = 1.0


@jit
def phase_outcomes(
    rows: Array, world: Array, patterns: Array, kinds: Array, guarantors: Array, phases: int
) -> Array:
    """PHASE_OUTCOME rows of a trace, by episode and phase."""
    episodes = 0
    for r in range(len(rows)):
        episodes = max(episodes, rows[r].episode + 1)
    table = np.zeros(episodes * phases, PHASE_OUTCOME)
    clocks = np.zeros(episodes)
    for i in range(len(table)):
        open_record(table, i, i // phases, i % phases)
    for r in range(len(rows)):
        row = rows[r]
        i = row.episode * phases + row.subject
        if row.what == terms.BREACH:
            clocks[row.episode] = row.value
        elif row.what == terms.CALLED:
            table[i].state = terms.OPEN
            table[i].called = (row.minute - clocks[row.episode]) / HOUR
            table[i].due = NAN
            if row.value < terms.NEVER:
                table[i].due = (row.value - clocks[row.episode]) / HOUR
        elif row.what == terms.DEADLINE:
            table[i].state = terms.LATE
        elif row.what == terms.LAPSED:
            table[i].state = terms.LAPSED_STATE
        elif row.what == terms.START:
            table[i].state = row.object
            table[i].started = (row.minute - clocks[row.episode]) / HOUR
            split_delay(rows, r, clocks[row.episode], table, i)
            table[i].severity_before = severity_between(
                rows, patterns, kinds, int(clocks[row.episode]), row.minute
            )
    for i in range(len(table)):
        clock = int(clocks[table[i].episode])
        table[i].troops_24 = troops_by(rows, guarantors, table[i].episode, clock + 24 * HOUR)
        table[i].troops_48 = troops_by(rows, guarantors, table[i].episode, clock + 48 * HOUR)
        table[i].troops_72 = troops_by(rows, guarantors, table[i].episode, clock + 72 * HOUR)
    return table


@jit
def open_record(table: Array, i: int, episode: int, phase: int) -> None:
    """A phase that has not been called."""
    record = table[i]
    record.episode = episode
    record.phase = phase
    record.state = terms.NOT_CALLED
    record.called = record.started = record.due = NAN
    record.accumulation = record.report = record.waiting = record.verification = NAN
    record.decision = record.arrival = record.not_before = record.severity_before = NAN


@jit
def split_delay(rows: Array, start: int, clock: float, table: Array, i: int) -> None:
    """The hours from the clock to a start by what they were spent on, along the chain of causes.

    Their sum is the delay; time before the clock (where it starts at the breach) is left out.
    """
    record = table[i]
    record.accumulation = record.report = record.waiting = record.verification = 0.0
    record.decision = record.arrival = record.not_before = 0.0
    r = start
    while r >= 0 and rows[r].what != terms.VIOLATION:
        row = rows[r]
        cause = row.cause
        came = rows[cause].minute if cause >= 0 else row.minute
        spent = max(0.0, row.minute - max(came, clock)) / HOUR
        if row.what == terms.START:
            record.not_before += spent
        elif row.what == terms.ARRIVAL:
            record.arrival += spent
        elif row.what == terms.DECISION:
            record.decision += spent
        elif row.what == terms.VERDICT:
            waited = max(0.0, min(came + row.value, row.minute) - max(came, clock)) / HOUR
            record.waiting += waited
            record.verification += spent - waited
        elif row.what == terms.REPORT:
            record.report += spent
        r = cause
    if r >= 0:
        record.accumulation = max(0.0, rows[r].minute - clock) / HOUR


@jit
def severity_between(rows: Array, patterns: Array, kinds: Array, start: int, end: int) -> float:
    """Severity of the hostile acts from one minute up to another, both included."""
    total = 0.0
    for r in range(len(rows)):
        row = rows[r]
        if row.what == terms.VIOLATION and start <= row.minute <= end:
            if patterns[row.subject].hostile:
                total += kinds[row.object].severity
    return total


@jit
def troops_by(rows: Array, guarantors: Array, episode: int, minute: int) -> float:
    """Other states' troops that are there by a minute: present from the start, or arrived."""
    troops = 0.0
    for r in range(len(rows)):
        row = rows[r]
        if row.what == terms.ARRIVAL and row.object == terms.GROUND and row.minute <= minute:
            if row.episode == episode or row.cause < 0:
                troops += 0.0 if guarantors[row.subject].home else row.value
    return troops


@jit
def answers(rows: Array) -> Array:
    """ANSWER rows of a trace, in the order of the answers."""
    count = 0
    for r in range(len(rows)):
        count += rows[r].what == terms.DECISION
    table = np.zeros(count, ANSWER)
    clock = 0.0
    n = 0
    for r in range(len(rows)):
        row = rows[r]
        if row.what == terms.BREACH:
            clock = row.value
        elif row.what == terms.DECISION:
            answer = table[n]
            n += 1
            answer.episode = row.episode
            answer.guarantor = row.subject
            answer.comes = row.object
            answer.decided = (row.minute - clock) / HOUR
            answer.ground = answer.air = answer.fires = answer.sea = answer.intelligence = NAN
        elif row.what == terms.ARRIVAL:
            for a in range(n):
                if table[a].episode == row.episode and table[a].guarantor == row.subject:
                    note_arrival(table, a, row.object, (row.minute - clock) / HOUR)
    return table


@jit
def note_arrival(table: Array, a: int, means: int, hours: float) -> None:
    """When one of a guarantor's means arrived."""
    if means == terms.GROUND:
        table[a].ground = hours
    elif means == terms.AIR:
        table[a].air = hours
    elif means == terms.FIRES:
        table[a].fires = hours
    elif means == terms.SEA:
        table[a].sea = hours
    else:
        table[a].intelligence = hours
