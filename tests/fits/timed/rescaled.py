"""Waits between acts on a clock that runs as fast as acts are expected: exponential, mean 1.

By the time-rescaling theorem (Papangelou 1972; Ogata 1988) this holds exactly if the family is
right: each wait is minus the log of the chance, given all before, that nothing comes for so long.
Where a day has a factor that nobody saw, that chance is taken over all factors, as in `days`.
"""

from typing import NamedTuple

import numpy as np

from simulator.fits.family import Values
from simulator.fits.timed import hours
from simulator.fits.timed.acts import Acts
from simulator.fits.timed.rates import RateFamily
from simulator.minutes import DAY
from simulator.model.parameters import Array


def waits(family: RateFamily, values: Values, data: Acts, seed: int = 0) -> Array:
    """The wait before each act, from the act before or the start of its covered span.

    Acts are spread over their minutes at random (by `seed`), since a clock of whole minutes would
    show in short waits.
    """
    chance = np.random.Generator(np.random.Philox(seed))
    moments = np.sort(data.minutes + chance.random(len(data.minutes)))
    calendar = data.calendar
    per_minute = values["rate"] / DAY * hours.weights_of(values)
    on = family.levels_of(values, data)
    law = Law(
        values["overdispersion"] if family.mixed else 0.0,
        values["echo share"] if family.echo else 0.0,
        values["echo memory"] * DAY if family.echo else 1.0,
        values["rate"] / DAY,
    )
    number = calendar.days[calendar.piece_day]
    pieces = Pieces(calendar.starts, calendar.ends, number, per_minute[calendar.piece_hour])
    belief, moved = on.start.copy(), np.empty(len(on.start))
    levels = Levels(on.factors, on.moves, on.first, on.last, belief, moved)
    found = np.empty(len(moments))
    _pass(moments, pieces, law, levels, found)
    return found


class Law(NamedTuple):
    """Gamma mixing (0: none), echo, and the own acts a minute in gaps; times in minutes."""

    k: float
    share: float
    memory: float
    unseen: float


class Pieces(NamedTuple):
    """What is covered, cut at hours: day, and own acts a minute at factor 1."""

    starts: Array
    ends: Array
    day: Array
    base: Array


class Levels(NamedTuple):
    """As of `days`, with the belief in each, and room to move it."""

    factors: Array
    moves: Array
    first: Array
    last: Array
    belief: Array
    moved: Array


def _pass(moments: Array, pieces: Pieces, law: Law, on: Levels, found: Array) -> None:
    """Go through the pieces and the acts in them.

    `due` and `acts` are what the day has brought: own acts expected at factor 1, and acts; `bred`
    is the rate of what earlier acts breed.
    """
    u, wait, bred, due, acts = 0, 0.0, 0.0, 0.0, 0.0
    at_rest = law.unseen * law.share / (1.0 - law.share) / law.memory
    for i in range(len(pieces.starts)):
        if i > 0 and pieces.day[i] != pieces.day[i - 1]:
            for _ in range(pieces.day[i] - pieces.day[i - 1]):
                _move(on)
            due, acts = 0.0, 0.0
        if i > 0 and pieces.starts[i] > pieces.ends[i - 1]:
            gap = pieces.starts[i] - pieces.ends[i - 1]
            bred = at_rest + (bred - at_rest) * np.exp((law.share - 1.0) * gap / law.memory)
            wait = 0.0
        now, end = float(pieces.starts[i]), float(pieces.ends[i])
        while now < end:
            meets = u < len(moments) and moments[u] < end
            until = moments[u] if meets else end
            more = pieces.base[i] * (until - now)
            left = bred * np.exp((now - until) / law.memory)
            wait += law.memory * (bred - left) + _pass_by(on, law.k, due, more, acts)
            due, bred, now = due + more, left, until
            if meets:
                found[u] = wait
                _meet(on, pieces.base[i], bred, law.k, due, acts)
                bred += law.share / law.memory
                wait, acts, u = 0.0, acts + 1.0, u + 1


def _pass_by(on: Levels, k: float, due: float, more: float, acts: float) -> float:
    """Minus the log of the chance that `more` passes without an own act; the belief then."""
    if k > 0.0:
        ratio = (k + on.factors * due) / (k + on.factors * (due + more))
        on.belief[:] *= np.exp((k + acts) * np.log(ratio))
    else:
        on.belief[:] *= np.exp(-on.factors * more)
    whole = float(on.belief.sum())
    on.belief[:] /= whole
    return -float(np.log(whole))


def _meet(on: Levels, base: float, bred: float, k: float, due: float, acts: float) -> None:
    """The belief after an act, which may have been bred."""
    mixing = (k + acts) / (k + on.factors * due) if k > 0.0 else 1.0
    on.belief[:] *= base * on.factors * mixing + bred
    on.belief[:] /= on.belief.sum()


def _move(on: Levels) -> None:
    """One day on."""
    on.moved[:] = 0.0
    for i in range(len(on.belief)):
        heirs = on.last[i] - on.first[i]
        on.moved[on.first[i] : on.last[i]] += on.belief[i] * on.moves[i, :heirs]
    on.belief[:] = on.moved
