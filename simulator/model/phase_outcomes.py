"""What became of each phase of each episode, and where its delay went (section 10)."""

import numpy as np

from simulator.jit import jit, struct
from simulator.minutes import HOUR
from simulator.model import terms
from simulator.model.calendar import first_from
from simulator.model.parameters import Array, Parameters

NAN = np.nan

PHASE_OUTCOME = struct(
    [
        ("episode", "i8"),
        ("phase", "i8"),
        ("state", "i8"),
        ("clock", "f8"),  # its start, in hours since the ceasefire took effect
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
        ("troops_24", "f8"),  # of other states, there by 24 hours on the clock
        ("troops_48", "f8"),
        ("troops_72", "f8"),
        ("replication", "i8"),
    ]
)
"""One row for each phase of each episode."""


def phase_outcomes(p: Parameters, rows: Array, rare: Array | None = None) -> Array:
    """PHASE_OUTCOME rows of a trace, by episode and phase; `rare` as in `fill_phases`."""
    table = np.zeros(phase_records(p, rows), PHASE_OUTCOME)
    fill_phases(p, rows, rows if rare is None else rare, table, 0, 0)
    return table


@jit
def phase_records(p: Parameters, rows: Array) -> int:
    """How many PHASE_OUTCOME rows a trace has: its last episode has the highest number."""
    for r in range(len(rows) - 1, -1, -1):
        if rows[r].episode >= 0:
            return (rows[r].episode + 1) * len(p.phases)
    return 0


@jit
def fill_phases(
    p: Parameters, rows: Array, rare: Array, table: Array, start: int, replication: int
) -> int:
    """Fill the table from `start` on with the phases of a trace; where the next trace's begin.

    `rare`: the rows of the trace; acts, reports and verdicts may be left out of them.
    """
    count = len(p.phases)
    end = start + phase_records(p, rare)
    for i in range(start, end):
        open_record(table, i, (i - start) // count, (i - start) % count, replication)
    for r in range(len(rare)):
        row = rare[r]
        first = start + row.episode * count
        i = first + row.subject
        if row.what == terms.BREACH:
            for k in range(count):
                move_clock(int(row.value), table, first + k)
        elif row.what == terms.CALLED:
            clock = minute_of_clock(table, i)
            table[i].state = terms.OPEN
            table[i].called = (row.minute - clock) / HOUR
            table[i].due = (row.value - clock) / HOUR if row.value < terms.NEVER else NAN
        elif row.what == terms.DEADLINE_MOVED:
            table[i].due = (row.value - minute_of_clock(table, i)) / HOUR
        elif row.what == terms.DEADLINE:
            table[i].state = terms.LATE
        elif row.what == terms.LAPSED:
            table[i].state = terms.LAPSED_STATE
        elif row.what == terms.START:
            table[i].state = row.object
            clock = minute_of_clock(table, i)
            table[i].started = (row.minute - clock) / HOUR
            split_delay(rows, rare, r, clock, table, i)
            table[i].severity_before = severity_between(p, rows, clock, row.minute)
    count_troops(p, rare, table, start, end)
    return end


@jit
def move_clock(clock: int, table: Array, i: int) -> None:
    """Count the hours of a phase from this minute, unless what became of it is known already.

    A deadline that has passed stays missed, so its phase keeps the clock that it was missed on.
    """
    record = table[i]
    if record.state == terms.OPEN:
        record.called = recounted(record.called, record.clock, clock)
        record.due = recounted(record.due, record.clock, clock)
    if record.state == terms.OPEN or record.state == terms.NOT_CALLED:
        record.clock = clock / HOUR


@jit
def recounted(hours: float, before: float, clock: int) -> float:
    """Hours on the clock that began at hour `before`, on one that begins at minute `clock`."""
    if np.isnan(hours):
        return hours
    minute = int(np.round((before + hours) * HOUR))
    return (minute - clock) / HOUR


@jit
def minute_of_clock(table: Array, i: int) -> int:
    """The minute from which the hours of a phase are counted."""
    return int(np.round(table[i].clock * HOUR))


@jit
def open_record(table: Array, i: int, episode: int, phase: int, replication: int) -> None:
    """A phase that has not been called."""
    record = table[i]
    record.replication = replication
    record.episode = episode
    record.phase = phase
    record.state = terms.NOT_CALLED
    record.clock = NAN
    record.called = record.started = record.due = NAN
    record.accumulation = record.report = record.waiting = record.verification = NAN
    record.decision = record.arrival = record.not_before = record.severity_before = NAN
    record.troops_24 = record.troops_48 = record.troops_72 = 0.0


@jit
def split_delay(rows: Array, rare: Array, r: int, clock: int, table: Array, i: int) -> None:
    """The hours from the clock to a start by what they were spent on, along the chain of causes.

    Their sum is the delay; time before the clock (where it starts at the breach) is left out.
    """
    record = table[i]
    record.accumulation = record.report = record.waiting = record.verification = 0.0
    record.decision = record.arrival = record.not_before = 0.0
    row = rare[r]
    while row.what != terms.VIOLATION:
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
        if cause < 0:
            return
        row = rows[cause]
    record.accumulation = max(0.0, row.minute - clock) / HOUR


@jit
def severity_between(p: Parameters, rows: Array, start: int, end: int) -> float:
    """Severity of the hostile acts from one minute up to another, both included."""
    total = 0.0
    for r in range(first_from(rows, len(rows), start), len(rows)):
        row = rows[r]
        if row.minute > end:
            break
        if row.what == terms.VIOLATION and p.patterns[row.subject].hostile:
            total += p.kinds[row.object].severity
    return total


@jit
def count_troops(p: Parameters, rows: Array, table: Array, start: int, end: int) -> None:
    """Other states' troops by hour 24, 48 and 72 on each clock: present, or arrived by then."""
    count = len(p.phases)
    for r in range(len(rows)):
        row = rows[r]
        if row.what != terms.ARRIVAL or row.object != terms.GROUND:
            continue
        if p.guarantors[row.subject].home:
            continue
        first, last = start + row.episode * count, start + (row.episode + 1) * count
        if row.cause < 0:  # present from the first minute
            first, last = start, end
        for i in range(first, last):
            record = table[i]
            hours = row.minute / HOUR - record.clock
            record.troops_24 += row.value if hours <= 24.0 else 0.0
            record.troops_48 += row.value if hours <= 48.0 else 0.0
            record.troops_72 += row.value if hours <= 72.0 else 0.0
