"""Acts on a clock that runs at the pattern's own rate: the waits between them are then exponential.

By the time-rescaling theorem (Papangelou 1972; Ogata 1988), if acts come at the rate that a pattern
says, the acts expected between one and the next are exponential with mean 1. A day's random factor
is not known, so it is estimated from the acts around; a simulated series is treated likewise, and
the real waits are compared with the simulated ones and not with the theorem.
"""

from typing import NamedTuple

import numpy as np

from simulator.checks.observed import Seen, Window
from simulator.minutes import DAY
from simulator.model import terms
from simulator.model.elementary import exp
from simulator.model.parameters import Array, Floats, Integers, Parameters
from simulator.wasm.entry import entry

PARTS = 10
"""Bins of equal probability under the exponential distribution."""
AROUND = 3
"""Days on either side from which the level of a day is estimated, where it wanders."""


class Clock(NamedTuple):
    """The rate of a pattern of acts, minute by minute of its scenario."""

    expected: Array
    """(minutes + 1,): own acts expected before each minute at factor 1, where seen."""
    first_day: int
    """Minutes from minute 0 back to the midnight of its day."""
    around: int
    """Days on either side from which a day's factor is estimated; -1: it is 1."""
    echo: float
    memory: float
    """Minutes."""


def clock_of(p: Parameters, chosen: tuple[int, ...], window: Window) -> Clock | None:
    """The clock of a pattern, if there is only one, of a rate and without salvos."""
    pattern = p.patterns[chosen[0]]
    if len(chosen) > 1 or pattern["source"] != terms.RATE or pattern["salvo"] >= 0:
        return None
    offset = int(p.world[0]["offset"])
    rate = np.repeat(p.rates[chosen[0]] / 60.0, 60)[offset:]
    seen = np.zeros(len(rate) + 1, np.int64)
    np.add.at(seen, window.spans[:, 0], 1)
    np.add.at(seen, np.minimum(window.spans[:, 1], len(rate)), -1)
    expected = np.concatenate([[0.0], np.cumsum(rate * np.cumsum(seen)[:-1])])
    around = AROUND if pattern["wander"] > 0.0 else -1
    if pattern["overdispersion"] > 0.0:
        around = 0
    return Clock(expected, offset, around, float(pattern["echo"]), float(pattern["echo_memory"]))


def waits(seen: Seen, clock: Clock) -> Array:
    """How many waits between acts of one span lie in each tenth of the exponential law."""
    own = _at_levels(clock, seen.minutes)
    bred = np.zeros(len(seen.minutes))
    if clock.echo > 0.0:
        _bred(seen.minutes, seen.span, clock.echo, clock.memory, bred)
    same = np.diff(seen.span) == 0
    wait = np.diff(own)[same] + bred[1:][same]
    part = np.minimum((-np.expm1(-wait) * PARTS).astype(np.int64), PARTS - 1)
    return np.bincount(part, minlength=PARTS)


def _at_levels(clock: Clock, minutes: Array) -> Array:
    """Own acts expected before each act, each day at the level estimated from the acts around
    it."""
    if clock.around < 0:
        return clock.expected[minutes]
    days = (len(clock.expected) - 2 + clock.first_day) // DAY + 1
    edges = np.arange(days + 1) * DAY - clock.first_day
    at_edges = clock.expected[np.clip(edges, 0, len(clock.expected) - 1)]
    day = (minutes + clock.first_day) // DAY
    window = np.ones(2 * clock.around + 1)
    told = np.convolve(np.bincount(day, minlength=days), window)[clock.around :][:days]
    due = np.convolve(np.diff(at_edges), window)[clock.around :][:days] / (1.0 - clock.echo)
    level = np.divide(told, due, out=np.ones(days), where=due > 0.0)
    before = np.concatenate([[0.0], np.cumsum(level * np.diff(at_edges))])
    into: Array = before[day] + level[day] * (clock.expected[minutes] - at_edges[day])
    return into


@entry
def _bred(minutes: Integers, span: Integers, echo: float, memory: float, bred: Floats) -> None:
    """Fill in how many acts the earlier acts of a span breed between each act and the one before.

    Acts breed `echo` acts each, exponential in time; what nobody saw breeds none.
    """
    waiting = 0.0
    for i in range(1, len(minutes)):
        if span[i] != span[i - 1]:
            waiting = 0.0
            continue
        waiting += echo
        left = waiting * exp((minutes[i - 1] - minutes[i]) / memory)
        bred[i] = waiting - left
        waiting = left
