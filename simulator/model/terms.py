"""The words of the model as numbers: one meaning each, the same in both engines and in traces."""

from typing import get_args

from simulator.scenario.schema.adversary import PHASE_REACTIONS, REACTIONS
from simulator.scenario.schema.guarantors import Brings
from simulator.scenario.schema.plan import Clock, Since
from simulator.scenario.schema.rule import Measure
from simulator.scenario.schema.violations import Cause

NEVER = 1 << 62
"""A minute that does not come."""

# What a row of a trace says. The first nine are also what happens at a minute, in the order in
# which simultaneous events are taken.
VIOLATION, REPORT, VERDICT, ARRIVAL, DECISION, START, DEADLINE, POSTURE, STAND_DOWN = range(9)
BREACH, CALLED, WARNING, LAPSED, FRONT, NOT_SIGNED, ASKED, DEADLINE_MOVED, CHANGED = range(9, 18)

EVENTS = (
    "violation",
    "report",
    "verdict",
    "arrival",
    "decision",
    "start",
    "deadline missed",
    "posture",
    "stand-down",
    "breach",
    "called",
    "warning",
    "lapsed",
    "front",
    "not signed",
    "asked",
    "deadline moved",
    "changed",
)

# Verdicts.
DISMISSED, ADVERSARY, OTHER_SIDE, UNRESOLVED = range(4)
VERDICTS = ("dismissed", "adversary", "other side", "unresolved")

# Causes of a violation.
HOSTILE, ACCIDENT, EXERCISE, INDISCIPLINE, FALSE_FLAG, FALSE_REPORT = range(6)
CAUSES: tuple[str, ...] = get_args(Cause)

# Where a pattern's acts come from.
RATE, TIMES, GAPS, PYTHON = range(4)

# What a clause adds up.
VIOLATIONS, MUNITIONS, SEVERITY = range(3)
MEASURES: tuple[str, ...] = get_args(Measure)

# From when a phase's condition counts acts.
SINCE_BREACH, SINCE_CLOCK, SINCE_WARNING, SINCE_LAST_PHASE = range(4)
SINCE: tuple[str, ...] = get_args(Since)

# Where the clock starts.
INITIAL_VIOLATION, CROSSING_VIOLATION, AT_BREACH = range(3)
CLOCKS: tuple[str, ...] = get_args(Clock)

# What a guarantor brings.
GROUND, AIR, FIRES, SEA, INTELLIGENCE = range(5)
MEANS = tuple(Brings.model_fields)

# The state of a phase within an episode.
NOT_CALLED, OPEN, MET, LATE, LAPSED_STATE = range(5)
STATES = ("not called", "open", "met", "late", "lapsed")

# The state of a guarantor within an episode.
NOT_ASKED, DECIDING, AGREED, DECLINED = range(4)

# What triggers a move of the adversary.
AT, AFTER, ON_WARNING, ON_TROOPS, ON_START, ON_LATE, ON_LAPSE = range(7)

# Purposes of random numbers: the low byte of a stream (see `draws`).
(
    GAP,
    DAY,
    SIZE,
    KEPT,
    SALVO,
    IN_SALVO,
    ECHO,
    AS_ECHO,
    SEEN,
    DELAY,
    VERIFY,
    CLAIM,
    WILL,
    SHARED,
    DECIDE,
    ARRIVE,
    AFTER_TIME,
    REACT,
    SIGN,
) = range(19)

TRIGGERS = dict(zip(REACTIONS, (ON_WARNING, ON_TROOPS), strict=True))
PHASE_TRIGGERS = dict(zip(PHASE_REACTIONS, (ON_START, ON_LATE, ON_LAPSE), strict=True))

RED_LINE = "red line"
"""The name of the move that the arrival of foreign troops may set off."""
