"""Waits between acts on a clock that runs as fast as acts are expected: exponential, mean 1.

By the time-rescaling theorem (Papangelou 1972; Ogata 1988) this holds exactly if the family is
right: each wait is minus the log of the chance, given all before, that nothing comes for so long.
Where a day has a factor that nobody saw, that chance is taken over all factors, as in `days`.
"""

import numpy as np

from simulator.events.families import Values
from simulator.events.timed import hours
from simulator.events.timed.acts import Acts
from simulator.events.timed.rates import RateFamily
from simulator.jit import jit
from simulator.model.parameters import Array
from simulator.model.terms import MINUTES_PER_DAY


def waits(family: RateFamily, values: Values, data: Acts, seed: int = 0) -> Array:
    """The wait before each act, from the act before or the start of its covered span.

    Acts are spread over their minutes at random (by `seed`), since a clock of whole minutes would
    show in short waits.
    """
    chance = np.random.Generator(np.random.Philox(seed))
    moments = np.sort(data.minutes + chance.random(len(data.minutes)))
    calendar = data.calendar
    per_minute = values["rate"] / MINUTES_PER_DAY * hours.weights_of(values)
    on = family.grid_of(values, data)
    k = values["overdispersion"] if family.mixed else 0.0
    share = values["echo share"] if family.echo else 0.0
    memory = values["echo memory"] * MINUTES_PER_DAY if family.echo else 1.0
    found = np.empty(len(moments))
    _pass(moments, calendar.starts, calendar.ends, calendar.days[calendar.piece_day],
          per_minute[calendar.piece_hour], k, share, memory, values["rate"] / MINUTES_PER_DAY,
          on.factors, on.moves, on.first, on.start.copy(), np.empty(len(on.start)),
          found)  # fmt: skip
    return found


@jit
def _pass(
    moments: Array,
    starts: Array,
    ends: Array,
    days: Array,
    bases: Array,
    k: float,
    share: float,
    memory: float,
    unseen: float,
    factors: Array,
    moves: Array,
    first: Array,
    belief: Array,
    moved: Array,
    found: Array,
) -> None:
    """Go through the pieces and the acts in them; `unseen`: own acts a minute in gaps.

    `due` and `acts` are what the day has brought: own acts expected at factor 1, and acts; `bred`
    is the rate of what earlier acts breed.
    """
    u, wait, bred, due, acts = 0, 0.0, 0.0, 0.0, 0.0
    at_rest = unseen * share / (1.0 - share) / memory
    for i in range(len(starts)):
        if i > 0 and days[i] != days[i - 1]:
            for _ in range(days[i] - days[i - 1]):
                _move(moves, first, belief, moved)
            due, acts = 0.0, 0.0
        if i > 0 and starts[i] > ends[i - 1]:
            gap = starts[i] - ends[i - 1]
            bred = at_rest + (bred - at_rest) * np.exp((share - 1.0) * gap / memory)
            wait = 0.0
        now = float(starts[i])
        while u < len(moments) and moments[u] < ends[i]:
            more = bases[i] * (moments[u] - now)
            left = bred * np.exp((now - moments[u]) / memory)
            wait += memory * (bred - left) + _pass_by(belief, factors, k, due, more, acts)
            due += more
            found[u] = wait
            _meet(belief, factors, bases[i], left, k, due, acts)
            wait, bred, now = 0.0, left + share / memory, moments[u]
            acts += 1.0
            u += 1
        more = bases[i] * (ends[i] - now)
        left = bred * np.exp((now - ends[i]) / memory)
        wait += memory * (bred - left) + _pass_by(belief, factors, k, due, more, acts)
        due += more
        bred = left


@jit
def _pass_by(
    belief: Array, factors: Array, k: float, due: float, more: float, acts: float
) -> float:
    """Minus the log of the chance that `more` passes without an own act; the belief then."""
    whole = 0.0
    for j in range(len(belief)):
        if k > 0.0:
            ratio = (k + factors[j] * due) / (k + factors[j] * (due + more))
            belief[j] *= np.exp((k + acts) * np.log(ratio))
        else:
            belief[j] *= np.exp(-factors[j] * more)
        whole += belief[j]
    for j in range(len(belief)):
        belief[j] /= whole
    return -float(np.log(whole))


@jit
def _meet(
    belief: Array, factors: Array, base: float, bred: float, k: float, due: float, acts: float
) -> None:
    """The belief after an act, which may have been bred."""
    whole = 0.0
    for j in range(len(belief)):
        mixing = (k + acts) / (k + factors[j] * due) if k > 0.0 else 1.0
        belief[j] *= base * factors[j] * mixing + bred
        whole += belief[j]
    for j in range(len(belief)):
        belief[j] /= whole


@jit
def _move(moves: Array, first: Array, belief: Array, moved: Array) -> None:
    """One day on."""
    moved[:] = 0.0
    for i in range(len(belief)):
        for k in range(moves.shape[1]):
            moved[first[i] + k] += belief[i] * moves[i, k]
    for i in range(len(belief)):
        belief[i] = moved[i]
