"""A scenario as arrays: a row per pattern, clause, phase, guarantor and move."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

WORLD = np.dtype(
    [
        ("seed", "i8"),
        ("horizon", "i8"),
        ("starts", "i8"),  # minutes since Monday 00:00
        ("postures", "i4"),
        ("posture", "i4"),  # at the start
        ("clock", "i4"),
        ("resets", "i1"),
        ("stand_down", "i8"),
        ("together", "f8"),
        ("signs", "f8"),
        ("prior", "f8"),
        ("weight", "f8"),
        ("elasticity", "f8"),
        ("stream", "i8"),  # what belongs to no pattern, guarantor or move
    ]
)
PATTERN = np.dtype(
    [
        ("stream", "i8"),
        ("kind", "i4"),
        ("cause", "i4"),
        ("hostile", "i1"),
        ("source", "i4"),
        ("starts", "i8"),
        ("ends", "i8"),
        ("overdispersion", "f8"),  # 0: none
        ("wander", "f8"),  # sd of the log-level; 0: none
        ("memory", "f8"),  # correlation of the log-level from day to day
        ("first", "i8"),  # its slice of `times`
        ("count", "i8"),
        ("gap", "i4"),  # rows of `distributions`; -1: none
        ("size", "i4"),
        ("mass_share", "f8"),
        ("mass_size", "i4"),
        ("saves", "f8"),  # munitions per minute of gap; 0: none
        ("salvo", "i4"),
        ("salvo_within", "i8"),
        ("echo", "f8"),
        ("echo_memory", "f8"),
        ("pauses", "i8"),  # minutes before a deadline
        ("belief", "f8"),  # 0: does not care about the rule
        ("margin", "f8"),
        ("confirmed", "f8"),
        ("blamed", "f8"),  # -1: by the mission's own rates
    ]
)
TIME = np.dtype([("minute", "i8"), ("size", "f8")])  # size 0: drawn
KIND = np.dtype([("severity", "f8"), ("urgency", "i4"), ("seen", "f8")])
MONITORING = np.dtype(
    [
        ("stream", "i8"),
        ("delay", "i4"),  # a row of `distributions`
        ("daily", "i8"),  # minutes after midnight at which the period closes; -1: no calendar
        ("never_on", "i4"),  # bits of the days without a report
        ("teams", "i8"),
        ("severe_first", "i1"),
        ("verify", "i4"),
        ("right", "f8"),
        ("wrong", "f8"),
        ("claims", "i1"),
        ("inflation", "f8"),
    ]
)
CLAUSE = np.dtype(
    [
        ("rule", "i4"),
        ("group", "i4"),  # clauses of a group must all be met; any group will do
        ("kinds", "i8"),  # bits
        ("measure", "i4"),
        ("at_least", "f8"),
        ("within", "i8"),  # minutes; 0: the calendar day
        ("days", "i8"),
        ("drift", "f8"),  # per minute; negative: not a running score
    ]
)
PHASE = np.dtype(
    [
        ("rule", "i4"),  # -1: called at the breach
        ("since", "i4"),
        ("grace", "i8"),
        ("not_before", "i8"),
        ("by", "i8"),  # -1: none
        ("within", "i8"),  # -1: none
        ("warns", "i1"),
        ("slows", "f8"),
        ("needs_count", "i8"),
        ("needs_troops", "f8"),
        ("needs_effect", "i4"),  # bits
    ]
)
GUARANTOR = np.dtype(
    [
        ("stream", "i8"),
        ("home", "i1"),
        ("honours", "f8"),
        ("government", "i4"),
        ("parliament", "i4"),
        ("mandate", "i4"),
        ("rests", "i4"),  # bits of weekdays
        ("brings", "i4"),  # bits of means
        ("present", "i4"),  # bits of means
        ("troops", "f8"),
    ]
)
MOVE = np.dtype(
    [
        ("stream", "i8"),
        ("origin", "i8"),  # bits of postures
        ("trigger", "i4"),
        ("phase", "i4"),
        ("at", "i8"),
        ("after", "i4"),
    ]
)
FRONT_LINE = np.dtype(
    [
        ("sector", "f8"),
        ("defenders", "f8"),
        ("rate", "f8"),
        ("holds_at", "f8"),
        ("reach", "f8"),
    ]
)


class Parameters(NamedTuple):
    """Everything a rule may ask of a scenario; the engines hand each rule the arrays it needs."""

    world: Array
    """One row of WORLD."""
    patterns: Array
    """PATTERN rows."""
    rates: Array
    """(patterns, calendar hours) expected acts per hour at level 1, before random days."""
    shares: Array
    """(patterns, postures) share of the acts that goes ahead."""
    times: Array
    """TIME rows: scripted and replayed acts, a slice per pattern."""
    kinds: Array
    """KIND rows."""
    monitoring: Array
    """One row of MONITORING."""
    clauses: Array
    """CLAUSE rows, grouped by rule; rule 0 is the threshold."""
    phases: Array
    """PHASE rows."""
    owed: Array
    """(phases, guarantors) bool: who owes a phase."""
    named: Array
    """(phases, guarantors) bool: whom a phase needs by name."""
    guarantors: Array
    """GUARANTOR rows."""
    requires: Array
    """(guarantors, guarantors) bool: without whom a guarantor does not come, itself included."""
    arrives: Array
    """(guarantors, means) rows of `distributions`."""
    slows: Array
    """(guarantors, means) share of the advance that arrived means stop."""
    moves: Array
    """MOVE rows; the red line is the first of them where it is drawn."""
    targets: Array
    """(moves, postures) probabilities."""
    front: Array
    """One row of FRONT_LINE."""
    distributions: Array
    """draws.DISTRIBUTION rows."""
    numbers: Array
    """float64: the values of empirical distributions."""


class Names(NamedTuple):
    """The names behind the numbers of a trace."""

    patterns: tuple[str, ...]
    kinds: tuple[str, ...]
    postures: tuple[str, ...]
    phases: tuple[str, ...]
    guarantors: tuple[str, ...]
