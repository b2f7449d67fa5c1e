"""Acts that breed acts, minute by minute: the law that `echo` has in the simulator.

An act breeds a Poisson number of acts (mean `share`), each after a whole number k of minutes with
probability (1 - r) r**k, r = exp(-1 / memory). So the acts of a minute are a Poisson number (mean
c: the base, and what earlier acts breed for it) of families that grow within the minute, each act
breeding q = share * (1 - r) more on average. Their number n has the generalised Poisson law

    log P(n) = log c + (n - 1) log(c + n q) - c - n q - log n!

(Consul and Jain 1973), and all minutes together take one pass over the acts, since what waits to be
bred decays by r a minute (Ogata 1981). With `share` 0 it is the Poisson process of the base.

Nothing is bred before the first covered minute. In a gap of what is covered acts come, and breed,
as is expected of them.
"""

from typing import NamedTuple

import numpy as np

from simulator.fits.timed.acts import Calendar
from simulator.model.adversary import power
from simulator.model.elementary import exp
from simulator.model.parameters import Array, Floats, Integers
from simulator.wasm.entry import entry


class Observed(NamedTuple):
    """As of `Calendar`; compiled code takes no arrays by names that another file gives them."""

    minute: Integers
    acts: Integers
    starts: Integers
    ends: Integers


class Law(NamedTuple):
    """How acts breed; `unseen`: own acts a minute in gaps."""

    share: float
    memory: float
    unseen: float
    fresh: float
    """1 - r: the part of what waits to be bred that a minute brings."""


class Echoes(NamedTuple):
    """What earlier acts are expected to breed."""

    due: Array
    """In each minute that has acts (a row of `Calendar`), by acts of the minutes before."""
    spent: Array
    """In each observed day, summed over its covered minutes."""
    bred: Array
    """In each hour of the day, by acts of the minutes before and of the minute itself."""
    own: float
    """q: acts that one act breeds within its own minute."""


def none(calendar: Calendar) -> Echoes:
    """Acts that breed none."""
    return Echoes(np.zeros(len(calendar.minute)), np.zeros(len(calendar.days)), np.zeros(24), 0.0)


def echoes(calendar: Calendar, share: float, memory: float, unseen: float) -> Echoes:
    """What the acts breed; `memory` in minutes, `unseen`: own acts a minute in gaps."""
    due, spent = np.empty(len(calendar.minute)), np.empty(len(calendar.starts))
    fresh = float(-np.expm1(-1.0 / memory))
    own = share * fresh
    observed = Observed(calendar.minute, calendar.acts, calendar.starts, calendar.ends)
    if len(spent):
        _pass(observed, Law(share, memory, unseen, fresh), due, spent)
    days = np.bincount(calendar.piece_day, spent, len(calendar.days))
    hours = np.bincount(calendar.piece_hour, spent, 24)
    return Echoes(due, days, hours + own * np.bincount(calendar.hour, calendar.acts, 24), own)


@entry
def _pass(observed: Observed, law: Law, due: Floats, spent: Floats) -> None:
    """Fill `due` by minutes with acts and `spent` by pieces."""
    fresh = law.fresh
    own = law.share * fresh
    at_rest = law.unseen * law.share / (1.0 - law.share) * (1.0 - fresh)
    kept = (1.0 - fresh) / (1.0 - own)
    waiting, now, u = 0.0, observed.starts[0], 0
    for i in range(len(observed.starts)):
        if observed.starts[i] > now:
            waiting = at_rest + (waiting - at_rest) * power(kept, observed.starts[i] - now)
        now = observed.starts[i]
        spent[i] = 0.0
        while u < len(observed.minute) and observed.minute[u] < observed.ends[i]:
            left = waiting * exp((now - observed.minute[u]) / law.memory)
            due[u] = left
            spent[i] += (waiting - left) / fresh + left
            waiting = (left + own * observed.acts[u]) * (1.0 - fresh)
            now = observed.minute[u] + 1
            u += 1
        left = waiting * exp((now - observed.ends[i]) / law.memory)
        spent[i] += (waiting - left) / fresh
        waiting, now = left, observed.ends[i]
