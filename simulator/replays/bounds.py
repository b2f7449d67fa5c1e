"""On how many days a rule may be met, where the day of some acts is not known.

More acts never make a rule be met on fewer days, so the lowest number leaves these acts out. For
the highest each of them counts in every window that it may be in. So it is known for each day how
many of them it needs at least; but one act helps few days, wherever it was, and the needs of the
days that are met must not add up to more than all of them can help.
"""

from typing import NamedTuple

import numpy as np

from simulator.jit import struct
from simulator.minutes import DAY
from simulator.model import terms
from simulator.model.parameters import Array, Parameters
from simulator.replays.windows import met_before

INEXACT = struct(
    [
        ("first", "i8"),  # day on which it may have been
        ("last", "i8"),
        ("kind", "i8"),
        ("munitions", "f8"),
        ("severity", "f8"),
    ]
)
"""An act of which the day is not known."""
CLOSE = 1e-12
"""What a sum may lose by rounding, relative to all that is added up."""
WEIGHTS = {terms.MUNITIONS: "munitions", terms.SEVERITY: "severity"}


class Bounds(NamedTuple):
    """What acts without a day may add to the days on which a rule is met without them."""

    may: Array
    """bool, for each day: whether it may be met."""
    most: int
    """On how many days the rule may be met, at most."""


def bounds(p: Parameters, acts: Array, inexact: Array, met: Array) -> Bounds:
    """`acts`: `rule.ACT`, sorted by minute; `met`: the days on which they suffice for rule 0."""
    if not len(inexact):
        return Bounds(met, int(met.sum()))
    ours = p.clauses[p.clauses["rule"] == 0]
    stops = _stops(acts, inexact)
    needs = np.full(len(met), np.inf)
    before = 0
    for level in _levels(len(inexact)):
        reached = _days_reached(ours, acts, inexact, stops, level, len(met))
        needs[reached & ~met & np.isinf(needs)] = before + 1
        before = level
    help_of_all = len(inexact) * _days_helped(ours, acts, inexact, len(met))
    further = int(np.sum(np.cumsum(np.sort(needs[np.isfinite(needs)])) <= help_of_all))
    return Bounds(met | np.isfinite(needs), int(met.sum()) + further)


def _levels(count: int) -> list[int]:
    """1, 2, 3, 4, 6, 8, 12, ... up to `count`: numbers of acts that may come together."""
    steps = [2**k * half // 2 for k in range(count.bit_length()) for half in (2, 3)]
    return sorted({level for level in steps if level < count} | {count})


def _stops(acts: Array, inexact: Array) -> Array:
    """Minutes at which to ask: each act's, and the first of each day that may have one more."""
    last = int(inexact["last"].max())
    edges = np.zeros(last + 2, np.int64)
    np.add.at(edges, inexact["first"], 1)
    np.add.at(edges, inexact["last"] + 1, -1)
    days = np.flatnonzero(np.cumsum(edges) > 0)
    return np.unique(np.concatenate([acts["minute"], days * DAY]))


def _days_reached(
    ours: Array, acts: Array, inexact: Array, stops: Array, level: int, days: int
) -> Array:
    """On which days the rule may be met if at most this many acts help it at a time."""
    met = np.zeros(len(stops), bool)
    for group in np.unique(ours["group"]):
        rows = [clause for clause in ours if clause["group"] == group]
        met |= np.logical_and.reduce(
            [_clause_reached(one, acts, inexact, stops, level) for one in rows]
        )
    found = np.zeros(days, bool)
    found[stops[met] // DAY] = True
    return found


def _clause_reached(clause: Array, acts: Array, inexact: Array, stops: Array, level: int) -> Array:
    """Whether a clause may be met at each stop."""
    weight, more = weights(clause, acts), weights(clause, inexact)
    help_most = level * more.max()
    if clause["drift"] >= 0.0:
        since = np.zeros(len(stops), np.int64)
        known = _score(clause, acts["minute"], weight, stops)
    else:
        since = _window_start(clause, stops)
        known = _between(acts["minute"], weight, since - 1, stops)
    # An act may be in a window if its first day has begun at the end, and its last not ended
    # before the start.
    begun = _between(inexact["first"] * DAY, more, np.full(len(stops), -1), stops)
    over = _between((inexact["last"] + 1) * DAY, more, np.full(len(stops), -1), since)
    rounding = CLOSE * max(weight.sum(), clause["drift"] * stops[-1], clause["at_least"])
    met: Array = known + np.minimum(begun - over, help_most) >= clause["at_least"] - rounding
    if clause["drift"] >= 0.0:
        return met
    return met & met_before(stops // DAY, met, int(clause["days"]))


def weights(clause: Array, acts: Array) -> Array:
    """What each act adds to a clause; 0 if its kind does not count."""
    weight: Array = (clause["kinds"] >> acts["kind"] & 1).astype(float)
    measured = WEIGHTS.get(int(clause["measure"]))
    if measured is not None:
        weight *= acts[measured]
    return weight


def _window_start(clause: Array, minutes: Array) -> Array:
    within = int(clause["within"])
    return minutes // DAY * DAY if within == 0 else minutes - within + 1


def _between(minutes: Array, weight: Array, after: Array, until: Array) -> Array:
    """The weight of what is after one minute and not after another, for each pair of these."""
    order = np.argsort(minutes, kind="stable")
    sums = np.concatenate([[0.0], np.cumsum(weight[order])])
    low, high = (np.searchsorted(minutes[order], one, side="right") for one in (after, until))
    found: Array = sums[high] - sums[low]
    return found


def _score(clause: Array, minutes: Array, weight: Array, stops: Array) -> Array:
    """The running score at each stop, what came at that minute included."""
    total = np.cumsum(weight)
    least = np.minimum.accumulate(
        np.concatenate([[0.0], total - weight - clause["drift"] * minutes])
    )
    at = np.searchsorted(minutes, stops, side="right")
    now = np.concatenate([[0.0], total])[at] - clause["drift"] * stops
    score: Array = now - np.minimum(least[at], now)
    return score


def _days_helped(ours: Array, acts: Array, inexact: Array, days: int) -> int:
    """On how many days at most a rule may be met owing to one act.

    Those that a window from that act on touches, and those after that look back on them; only its
    own day, where every act meets the rule by itself.
    """
    if (ours["drift"] >= 0.0).any():
        return days
    if _each_alone(ours, acts) and _each_alone(ours, inexact):
        return 1
    within = np.maximum(ours["within"], 1)
    touched = (within + DAY - 2) // DAY + 1
    touched[ours["within"] == 0] = 1
    return int(np.max(touched + ours["days"] - 1))


def _each_alone(ours: Array, acts: Array) -> bool:
    """Whether each of these acts meets the rule by itself."""
    alone = np.zeros(len(acts), bool)
    for group in np.unique(ours["group"]):
        rows = [clause for clause in ours if clause["group"] == group]
        alone |= np.logical_and.reduce(
            [(one["days"] == 1) & (weights(one, acts) >= one["at_least"]) for one in rows]
        )
    return bool(alone.all())
