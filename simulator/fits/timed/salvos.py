"""The likelihood of acts that each open a salvo of further acts, as `salvo` has it.

Openers are a Poisson process. The number of further acts is negative binomial (mean m, k), and
they are uniform over the salvo. Seen in time, an opener that has had j further acts when a part s
of its salvo is over brings the next one at the rate (k + j) / (k / m + s), a Polya process. Which
act opened a salvo is not known: a forward pass holds the likeliest readings of the past (which
salvos are open, and how much each has brought), weighs each with every new act, makes one of
readings in which the same salvos are open, and keeps the best. Hardly anything is lost where few
salvos overlap. A pass takes time in proportion to the number of acts.
"""

from typing import NamedTuple

import numpy as np

from simulator.fits.timed.acts import Acts
from simulator.jit import jit
from simulator.model.elementary import exp, log, log_of_rest
from simulator.model.parameters import Array, Booleans, Floats, Grid, Integers, Pages, Spans
from simulator.wasm.entry import entry

READINGS = 32
"""Readings of the past that are kept."""
FEW = 6
"""Readings that are enough to begin a search with."""
OPEN = 24
"""Salvos that may be open at once in a reading."""


class Salvos(NamedTuple):
    """The law of what an act opens."""

    mean: float
    k: float
    within: int
    """Minutes."""


class Observed(NamedTuple):
    """Minutes that have acts, with the acts and the openers expected; spans, and their rows."""

    minute: Integers
    acts: Integers
    base: Floats
    covered: Spans
    rows: Spans


class Read(NamedTuple):
    """The observed acts."""

    log_terms: Array
    """Of each covered span: log probability of its acts, but for exp(-expected openers)."""
    opened: Array
    """How many acts of each row of the calendar are expected to open a salvo, given all before."""


def read(acts: Acts, base: Array, law: Salvos, readings: int = READINGS) -> Read:
    """The acts, read as salvos; `base`: openers expected in each minute that has acts."""
    calendar = acts.calendar
    terms, opened = np.zeros(len(acts.covered)), np.zeros(len(calendar.minute))
    spans = np.searchsorted(calendar.minute, acts.covered)
    state, offers = np.zeros((2, readings, 2 * OPEN + 4)), np.zeros((4, readings * (OPEN + 1)))
    observed = Observed(calendar.minute, calendar.acts, base, acts.covered, spans)
    _pass(observed, law, state, offers, terms, opened)
    return Read(terms, opened)


# A reading is a row of numbers: weight, openers and further acts of this minute, salvos open; then
# for each open salvo its first minute, and how many further acts it has had.
_WEIGHT, _OPENERS, _FURTHER, _OPEN, _FIRST = range(5)
_FAINT = 1e-200


@entry
def _pass(
    observed: Observed, law: Salvos, state: Pages, offers: Grid, terms: Floats, opened: Floats
) -> None:
    """Read each span from its start; what nobody saw before it opens nothing in it."""
    for i in range(len(observed.covered)):
        now, readings, page = observed.covered[i, 0], 1, 0
        state[0, 0, _WEIGHT], state[0, 0, _OPEN] = 1.0, 0.0
        for u in range(observed.rows[i, 0], observed.rows[i, 1]):
            minute = observed.minute[u]
            terms[i] += _pass_by(state[page], readings, now, minute + 1, law)
            now = minute + 1
            readings = _join(state[page], readings)
            for _ in range(observed.acts[u]):
                n = _offer(state[page], readings, offers, observed.base[u], minute, law)
                whole, opening = _sums(offers, n)
                terms[i] += log(whole)
                opened[u] += opening / whole
                readings = _keep(state, page, offers, n, minute)
                page = 1 - page
                readings = _join(state[page], readings)
        terms[i] += _pass_by(state[page], readings, now, observed.covered[i, 1], law)


@jit
def _pass_by(readings: Array, n: int, now: int, until: int, law: Salvos) -> float:
    """Log chance that the open salvos brought nothing from `now` until then.

    Weights are scaled to sum 1; salvos that are over are forgotten.
    """
    best = -np.inf
    for r in range(n):
        log_weight = log(readings[r, _WEIGHT]) + _grow_older(readings[r], now, until, law)
        readings[r, _WEIGHT] = log_weight
        best = max(best, log_weight)
    whole = 0.0
    for r in range(n):
        readings[r, _WEIGHT] = exp(readings[r, _WEIGHT] - best)
        whole += readings[r, _WEIGHT]
    for r in range(n):
        readings[r, _WEIGHT] /= whole
    return float(best + log(whole))


@jit
def _grow_older(reading: Array, now: int, until: int, law: Salvos) -> float:
    """Log chance that nothing came of a reading's salvos; forget those that are over."""
    kept, log_chance = 0, 0.0
    start = law.k / law.mean
    for s in range(int(reading[_OPEN])):
        first, had = reading[_FIRST + 2 * s], reading[_FIRST + 2 * s + 1]
        before = start + (now - first) / law.within
        after = start + min((until - first) / law.within, 1.0)
        log_chance += (law.k + had) * log(before / after)
        if until - first <= law.within:
            reading[_FIRST + 2 * kept], reading[_FIRST + 2 * kept + 1] = first, had
            kept += 1
    reading[_OPEN] = kept
    reading[_OPENERS], reading[_FURTHER] = 0.0, 0.0
    return log_chance


@jit
def _join(readings: Array, n: int) -> int:
    """Make one of readings that have become the same; how many are left."""
    kept = 0
    for r in range(n):
        twin = 0
        while twin < kept and not _same(readings[twin], readings[r]):
            twin += 1
        if twin < kept:
            _blend(readings[twin], readings[r])
        else:
            if kept != r:
                _copy(readings[r], readings[kept])
            kept += 1
    return kept


@jit
def _copy(source: Array, target: Array) -> None:
    """Copy as much of a reading as means something."""
    for i in range(_FIRST + 2 * int(source[_OPEN])):
        target[i] = source[i]


@jit
def _same(one: Array, other: Array) -> bool:
    """Whether two readings have the same salvos open."""
    if one[_OPEN] != other[_OPEN]:
        return False
    s, size = 0, int(one[_OPEN])
    while s < size and one[_FIRST + 2 * s] == other[_FIRST + 2 * s]:
        s += 1
    return s == size


@jit
def _blend(one: Array, other: Array) -> None:
    """Add a reading of the same open salvos; what they have had becomes the mean of the two."""
    whole = one[_WEIGHT] + other[_WEIGHT]
    part = other[_WEIGHT] / whole if whole > 0.0 else 0.0
    for s in range(int(one[_OPEN])):
        had = _FIRST + 2 * s + 1
        one[had] += part * (other[had] - one[had])
    one[_WEIGHT] = whole


@jit
def _offer(readings: Array, n: int, offers: Array, base: float, minute: int, law: Salvos) -> int:
    """What the next act of this minute may be: chance, reading and salvo (-1: it opens one).

    Openers of a minute come first, so that each way to read the minute is met once.
    """
    found = 0
    quiet = max(exp(-law.k * log_of_rest(-law.mean / law.k / law.within)), _FAINT)
    for r in range(n):
        reading = readings[r]
        size = int(reading[_OPEN])
        if reading[_FURTHER] == 0.0 and size < OPEN:
            offers[0, found] = reading[_WEIGHT] * base * quiet / (reading[_OPENERS] + 1.0)
            offers[1, found], offers[2, found] = r, -1.0
            found += 1
        for s in range(size):
            first, had = reading[_FIRST + 2 * s], reading[_FIRST + 2 * s + 1]
            chance = (law.k + had) / (law.k / law.mean * law.within + minute + 1 - first)
            offers[0, found] = reading[_WEIGHT] * chance / (reading[_FURTHER] + 1.0)
            offers[1, found], offers[2, found] = r, s
            found += 1
    return found


@jit
def _sums(offers: Array, n: int) -> tuple[float, float]:
    """The chances in all, and those to open a salvo."""
    whole, opening = 0.0, 0.0
    for i in range(n):
        whole += offers[0, i]
        if offers[2, i] < 0.0:
            opening += offers[0, i]
    return whole, opening


@jit
def _keep(state: Array, page: int, offers: Array, n: int, minute: int) -> int:
    """Turn the page to the likeliest offers, their weights scaled to sum 1; how many they are."""
    readings = _likeliest(offers, n, len(state[page]))
    total = 0.0
    for r in range(readings):
        best = int(offers[3, r])
        _copy(state[page, int(offers[1, best])], state[1 - page, r])
        state[1 - page, r, _WEIGHT] = offers[0, best]
        _take(state[1 - page, r], int(offers[2, best]), minute)
        total += offers[0, best]
    for r in range(readings):
        state[1 - page, r, _WEIGHT] /= total
    return readings


@jit
def _likeliest(offers: Array, n: int, most: int) -> int:
    """Write the places of the likeliest offers to the last row, the likeliest first; how many."""
    found = 0
    for i in range(n):
        chance = offers[0, i]
        if found == most and chance <= offers[0, int(offers[3, most - 1])]:
            continue
        found = min(found + 1, most)
        place = found - 1
        while place > 0 and offers[0, int(offers[3, place - 1])] < chance:
            offers[3, place] = offers[3, place - 1]
            place -= 1
        offers[3, place] = i
    return found


@jit
def _take(reading: Array, salvo: int, minute: int) -> None:
    """An act opens a salvo (-1), or is a further act of one."""
    if salvo < 0:
        end = _FIRST + 2 * int(reading[_OPEN])
        reading[end], reading[end + 1] = minute, 0.0
        reading[_OPENERS] += 1.0
        reading[_OPEN] += 1.0
    else:
        reading[_FURTHER] += 1.0
        reading[_FIRST + 2 * salvo + 1] += 1.0


def openers(minutes: Array, within: int) -> Array:
    """Which acts open a salvo, if none opens before the one before it is over."""
    found = np.zeros(len(minutes), bool)
    _mark(minutes, within, found)
    return found


@entry
def _mark(minutes: Integers, within: int, found: Booleans) -> None:
    over = -1
    for i in range(len(minutes)):
        if i == 0 or minutes[i] >= over:
            found[i] = True
            over = minutes[i] + within
