"""The state of one history in the compiled engine: arrays that are used again for the next."""

from typing import Annotated

import numpy as np

from simulator.engine.trace import ROW
from simulator.handles import Arrays
from simulator.jit import jit, struct
from simulator.model import rule, terms
from simulator.model.expected import most_events
from simulator.model.guarantors import STANDING
from simulator.model.parameters import Array, Parameters
from simulator.model.violations import CURSOR

SCALARS = struct(
    [
        ("replication", "i8"),
        ("horizon", "i8"),
        ("now", "i8"),
        ("full", "i8"),  # some array had no room: play again with more; or ENDLESS
        ("rows", "i8"),  # how many of each are in use
        ("rare", "i8"),
        ("due", "i8"),
        ("later", "i8"),
        ("places", "i8"),  # of events that are due later, with those left
        ("left", "i8"),  # the first place that was left; -1: none
        ("stretch", "i8"),  # the present one: its minutes are due
        ("width", "i8"),  # a stretch is 2**width minutes
        ("numbered", "i8"),  # events so far; the last resort of their order
        ("most", "i8"),  # events after which a history is given up
        ("acts", "i8"),
        ("own", "i8"),
        ("queue", "i8"),
        ("busy", "i8"),  # teams at work
        ("counts_own", "i8"),
        ("posture", "i8"),
        ("entries", "i8"),
        ("kept", "i8"),
        ("broken", "i8"),
        ("rate", "f8"),  # km2 lost per day
        ("episode", "i8"),
        ("episodes", "i8"),
        ("breaches", "i8"),
        ("counts_from", "i8"),
        ("last_counted", "i8"),
        ("breach", "i8"),
        ("clock", "i8"),
        ("warning", "i8"),
        ("last_phase", "i8"),
    ]
)
ENDLESS = 2
"""In place of room that is missing: more room would not help."""
EVENT = struct([("when", "i8"), ("turn", "i8"), ("what", "i8"), ("whose", "i8")])
"""As `heap` packs it."""
STAGE = struct([("state", "i8"), ("called", "i8"), ("missed", "i8"), ("starting", "i8")])
"""`starting`: 0, or the row that led to the start, plus 1."""
PAGES = 1 << 10
"""Of the agenda: a power of two."""
WAIT = struct(
    [
        ("runs", "i8"),
        ("left", "f8"),  # base minutes until the move
        ("since", "i8"),
        ("pace", "f8"),
        ("version", "i8"),  # an earlier event of the move is void
        ("cause", "i8"),
        ("occasions", "i8"),  # to react, so far
    ]
)


class State(Arrays):
    """Everything that changes in a history."""

    at: Annotated[Array, SCALARS, 1]
    """One row of SCALARS."""
    rows: Annotated[Array, ROW, 1]
    """The trace (`trace.ROW`)."""
    rare: Annotated[Array, ROW, 1]
    """Its rows once more, without acts, reports and verdicts."""
    due: Annotated[Array, EVENT, 1]
    """What is due in the present stretch of minutes, a heap of EVENT."""
    later: Annotated[Array, EVENT, 1]
    """What is due later, in no order."""
    following: Annotated[Array, np.int64, 1]
    """The next place of `later` on the same page, or the next that was left; -1: none."""
    pages: Annotated[Array, np.int64, 1]
    """The first place of `later` on each page; -1: none."""
    acts: Annotated[Array, rule.ACT, 1]
    """The acts that count (`rule.ACT`), sorted by when they occurred."""
    own: Annotated[Array, rule.ACT, 1]
    """The adversary's own acts."""
    queue: Annotated[Array, EVENT, 1]
    """Reports that wait for a team, a heap of EVENT in the order of urgency."""
    cursors: Annotated[Array, CURSOR, 1]
    asleep: Annotated[Array, np.bool_, 1]
    """Whether each pattern waits for another posture."""
    stages: Annotated[Array, STAGE, 1]
    """STAGE of each phase."""
    deadlines: Annotated[Array, np.int64, 1]
    started: Annotated[Array, np.bool_, 1]
    asked: Annotated[Array, np.bool_, 1]
    """Guarantors who are being asked just now."""
    standings: Annotated[Array, STANDING, 1]
    waits: Annotated[Array, WAIT, 1]
    """WAIT of each move."""


def new_state(p: Parameters, room: int, expected: float) -> State:
    """A state with room for this many rows, events and acts; `expected`: acts of a history."""
    at = np.zeros(1, SCALARS)
    at["width"] = stretch_width(int(p.world[0]["horizon"]), expected)
    at["most"] = most_events(p, expected)
    return State(
        at=at,
        rows=np.zeros(room, ROW),
        rare=np.zeros(room, ROW),
        due=np.zeros(room, EVENT),
        later=np.zeros(room, EVENT),
        following=np.zeros(room, np.int64),
        pages=np.full(PAGES, -1),
        acts=np.zeros(room, rule.ACT),
        own=np.zeros(room, rule.ACT),
        queue=np.zeros(room, EVENT),
        cursors=np.zeros(len(p.patterns), CURSOR),
        asleep=np.zeros(len(p.patterns), np.bool_),
        stages=np.zeros(len(p.phases), STAGE),
        deadlines=np.zeros(len(p.phases), np.int64),
        started=np.zeros(len(p.phases), np.bool_),
        asked=np.zeros(len(p.guarantors), np.bool_),
        standings=np.zeros(len(p.guarantors), STANDING),
        waits=np.zeros(len(p.moves), WAIT),
    )


def stretch_width(horizon: int, expected: float) -> int:
    """Of a stretch of the agenda, in bits: about as many minutes as there are from act to act."""
    spacing = int(horizon / (1.0 + expected))
    return max(0, spacing.bit_length() - 1)


@jit
def reset(p: Parameters, s: State, replication: int) -> None:
    """Before the first minute of a history; what belongs to all of them stays (`new_state`)."""
    at = s.at[0]
    at.replication = replication
    at.horizon = p.world[0].horizon
    at.now = 0
    at.full = 0
    at.rows = at.rare = at.numbered = at.acts = at.own = at.queue = at.busy = 0
    at.due = at.later = at.places = at.stretch = 0
    at.left = -1
    s.pages[:] = -1
    at.posture = p.world[0].posture
    at.entries = at.kept = at.broken = 0
    at.rate = 0.0
    at.episode = -1
    at.episodes = at.breaches = 0
    at.counts_from = 0
    at.last_counted = -1
    at.counts_own = 0
    for i in range(len(p.patterns)):
        if p.patterns[i].belief > 0.0:
            at.counts_own = 1
        s.asleep[i] = False
        cursor = s.cursors[i]
        cursor.minute = cursor.act = cursor.index = cursor.gap = 0
        cursor.day = -1
        cursor.spent = cursor.multiplier = cursor.log_level = 0.0
    for m in range(len(p.moves)):
        s.waits[m].runs = 0
        s.waits[m].occasions = 0
        s.waits[m].version = 0
    rest(p, s)


@jit
def rest(p: Parameters, s: State) -> None:
    """No episode: nothing is called, nobody asked; what is not present goes home."""
    at = s.at[0]
    at.breach = at.clock = at.warning = at.last_phase = terms.NEVER
    for k in range(len(p.phases)):
        s.stages[k].state = terms.NOT_CALLED
        s.stages[k].called = terms.NEVER
        s.stages[k].missed = 0
        s.stages[k].starting = 0
        s.deadlines[k] = terms.NEVER
        s.started[k] = False
    for g in range(len(p.guarantors)):
        s.asked[g] = False
        s.standings[g].answer = terms.NOT_ASKED
        s.standings[g].answered = terms.NEVER
        s.standings[g].ready = 0
        s.standings[g].ordered = 0
        s.standings[g].arrived = p.guarantors[g].present


@jit
def note(s: State, what: int, subject: int, object_: int, value: float, cause: int) -> int:
    """Add a row to the trace; its number."""
    at = s.at[0]
    if at.rows >= len(s.rows):
        at.full = 1
        return 0
    row = s.rows[at.rows]
    row.minute = at.now
    row.what = what
    row.subject = subject
    row.object = object_
    row.episode = at.episode
    row.cause = cause
    row.value = value
    at.rows += 1
    if what > terms.VERDICT:
        s.rare[at.rare] = row
        at.rare += 1
    return at.rows - 1
