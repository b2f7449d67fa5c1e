"""A scenario as arrays: a row per pattern, clause, phase, guarantor and move."""

from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.handles import Arrays
from simulator.jit import struct
from simulator.model.draws import DISTRIBUTION

Array = NDArray[Any]
Floats = Annotated[Array, np.float64, 1]
Integers = Annotated[Array, np.int64, 1]
Booleans = Annotated[Array, np.bool_, 1]
Grid = Annotated[Array, np.float64, 2]
Spans = Annotated[Array, np.int64, 2]
Pages = Annotated[Array, np.float64, 3]
"""Arrays as compiled code is told of them."""
ENGINES = ("file", "native", "simpy")
FILE, NATIVE, SIMPY = ENGINES

WORLD = struct(
    [
        ("seed", "i8"),
        ("engine", "i8"),  # which plays it (ENGINES); the histories are the same
        ("horizon", "i8"),
        ("starts", "i8"),  # minutes since Monday 00:00
        ("offset", "i8"),  # minutes since the midnight before
        ("postures", "i8"),
        ("posture", "i8"),  # at the start
        ("clock", "i8"),
        ("resets", "i8"),
        ("stand_down", "i8"),
        ("together", "f8"),
        ("signs", "f8"),
        ("prior", "f8"),
        ("weight", "f8"),
        ("elasticity", "f8"),
        ("at_stake", "f8"),  # km2 that can be lost in all; inf: no bound
        ("stream", "i8"),  # what belongs to no pattern, guarantor or move
    ]
)
PATTERN = struct(
    [
        ("stream", "i8"),
        ("kind", "i8"),
        ("cause", "i8"),
        ("hostile", "i8"),
        ("source", "i8"),
        ("starts", "i8"),
        ("ends", "i8"),
        ("overdispersion", "f8"),  # 0: none
        ("wander", "f8"),  # sd of the log-level; 0: none
        ("memory", "f8"),  # correlation of the log-level from day to day
        ("first", "i8"),  # its slice of `times`, or of `programs`
        ("count", "i8"),
        ("gap", "i8"),  # rows of `distributions`; -1: none
        ("munitions", "i8"),
        ("mass_share", "f8"),
        ("mass_size", "i8"),
        ("saves", "f8"),  # munitions per minute of gap; 0: none
        ("salvo", "i8"),
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
SEED = struct([("until", "i8"), ("seed", "i8")])
TIME = struct([("minute", "i8"), ("munitions", "f8")])  # 0 munitions: drawn
KIND = struct([("severity", "f8"), ("urgency", "i8"), ("seen", "f8")])
MONITORING = struct(
    [
        ("stream", "i8"),
        ("delay", "i8"),  # a row of `distributions`
        ("daily", "i8"),  # minutes after midnight at which the period closes; -1: no calendar
        ("never_on", "i8"),  # bits of the days without a report
        ("teams", "i8"),
        ("severe_first", "i8"),
        ("verify", "i8"),
        ("right", "f8"),
        ("wrong", "f8"),
        ("claims", "i8"),
        ("inflation", "f8"),
        ("rival", "f8"),  # -1: no other party claims anything
        ("needs_both", "i8"),
    ]
)
CLAUSE = struct(
    [
        ("rule", "i8"),
        ("group", "i8"),  # clauses of a group must all be met; any group will do
        ("kinds", "i8"),  # bits
        ("measure", "i8"),
        ("at_least", "f8"),
        ("within", "i8"),  # minutes; 0: the calendar day
        ("days", "i8"),
        ("drift", "f8"),  # per minute; negative: not a running score
    ]
)
PHASE = struct(
    [
        ("rule", "i8"),  # -1: called at the breach
        ("since", "i8"),
        ("grace", "i8"),
        ("not_before", "i8"),
        ("by", "i8"),  # -1: none
        ("within", "i8"),  # -1: none
        ("warns", "i8"),
        ("slows", "f8"),
        ("needs_count", "i8"),
        ("needs_troops", "f8"),
        ("needs_effect", "i8"),  # bits
    ]
)
GUARANTOR = struct(
    [
        ("stream", "i8"),
        ("home", "i8"),
        ("honours", "f8"),
        ("government", "i8"),
        ("parliament", "i8"),
        ("mandate", "i8"),
        ("rests", "i8"),  # bits of weekdays
        ("brings", "i8"),  # bits of means
        ("present", "i8"),  # bits of means
        ("troops", "f8"),
    ]
)
MOVE = struct(
    [
        ("stream", "i8"),
        ("origin", "i8"),  # bits of postures
        ("trigger", "i8"),
        ("phase", "i8"),
        ("at", "i8"),
        ("after", "i8"),
    ]
)
FRONT_LINE = struct(
    [
        ("sector", "f8"),
        ("defenders", "f8"),
        ("rate", "f8"),
        ("holds_at", "f8"),
        ("reach", "f8"),
    ]
)


class Parameters(Arrays):
    """Everything that a rule may ask of a scenario."""

    world: Annotated[Array, WORLD, 1]
    """One row of WORLD."""
    luck: Annotated[Array, SEED, 1]
    """SEED rows: the seeds that earlier hours of the history had, the earliest first."""
    patterns: Annotated[Array, PATTERN, 1]
    """PATTERN rows."""
    rates: Annotated[Array, np.float64, 2]
    """(patterns, calendar hours) expected acts per hour at level 1, before random days."""
    shares: Annotated[Array, np.float64, 2]
    """(patterns, postures) share of the acts that goes ahead."""
    times: Annotated[Array, TIME, 1]
    """TIME rows: scripted and replayed acts, a slice per pattern."""
    kinds: Annotated[Array, KIND, 1]
    """KIND rows."""
    monitoring: Annotated[Array, MONITORING, 1]
    """One row of MONITORING."""
    clauses: Annotated[Array, CLAUSE, 1]
    """CLAUSE rows, grouped by rule; rule 0 is the threshold."""
    phases: Annotated[Array, PHASE, 1]
    """PHASE rows."""
    owed: Annotated[Array, np.bool_, 2]
    """(phases, guarantors) bool: who owes a phase."""
    named: Annotated[Array, np.bool_, 2]
    """(phases, guarantors) bool: whom a phase needs by name."""
    guarantors: Annotated[Array, GUARANTOR, 1]
    """GUARANTOR rows."""
    requires: Annotated[Array, np.bool_, 2]
    """(guarantors, guarantors) bool: without whom a guarantor does not come, itself included."""
    arrives: Annotated[Array, np.int64, 2]
    """(guarantors, means) rows of `distributions`."""
    slows: Annotated[Array, np.float64, 2]
    """(guarantors, means) share of the advance that arrived means stop."""
    moves: Annotated[Array, MOVE, 1]
    """MOVE rows; the red line is the first of them where it is drawn."""
    targets: Annotated[Array, np.float64, 2]
    """(moves, postures) probabilities."""
    front: Annotated[Array, FRONT_LINE, 1]
    """One row of FRONT_LINE."""
    distributions: Annotated[Array, DISTRIBUTION, 1]
    """draws.DISTRIBUTION rows."""
    numbers: Annotated[Array, np.float64, 1]
    """float64: the values of empirical distributions."""
    guides: Annotated[Array, np.int32, 2]
    """(guides, cells) as `model.guides` fills them: whole numbers by ranges of the uniform one."""
    guided: Annotated[Array, np.int64, 1]
    """The row of `guides` that a distribution has, or -1: the rules say the same without."""
    mixing: Annotated[Array, np.float64, 3]
    """(tables, cells, 2) as `model.mixing` fills them: nearly the quantiles of gamma mixing."""
    mixed: Annotated[Array, np.int64, 1]
    """The table of `mixing` that a pattern has, or -1: the rules say the same without."""
    programs: Annotated[Array, np.uint8, 1]
    """uint8: the patterns written in Python, as `model.programs` packs them."""


class Names(NamedTuple):
    """The names behind the numbers of a trace."""

    patterns: tuple[str, ...]
    causes: tuple[str, ...]  # of the acts of each pattern
    kinds: tuple[str, ...]
    postures: tuple[str, ...]
    phases: tuple[str, ...]
    guarantors: tuple[str, ...]
    moves: tuple[str, ...]
