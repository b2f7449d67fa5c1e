"""What became of each phase of each episode, and where its delay went (section 10)."""

import numpy as np

from simulator.jit import jit
from simulator.model import terms
from simulator.model.parameters import Array

NAN = np.nan
HOUR = 60

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
        within = row.what == terms.VIOLATION and start <= row.minute <= end
        if within and patterns[row.subject].hostile:
            total += kinds[row.object].severity
    return total


@jit
def troops_by(rows: Array, guarantors: Array, episode: int, minute: int) -> float:
    """Other states' troops that are there by a minute: present from the start, or arrived."""
    troops = 0.0
    for r in range(len(rows)):
        row = rows[r]
        if row.what != terms.ARRIVAL or row.object != terms.GROUND or row.minute > minute:
            continue
        there = row.episode == episode or row.cause < 0
        troops += row.value if there and not guarantors[row.subject].home else 0.0
    return troops
