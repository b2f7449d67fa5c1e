"""How a rare outcome of one scenario is counted, from the first look to the last history."""

from math import ceil
from typing import NamedTuple

import numpy as np

from simulator.model.encode import names_of
from simulator.model.parameters import Array, Parameters
from simulator.rarities.counted import Counted
from simulator.rarities.draws import draws_of
from simulator.rarities.evened import evened
from simulator.rarities.played import Asked, after, chosen, happened, numbers_of
from simulator.rarities.sieve import Learnt, Sieve, corrected, learn

FIRST = 2000
"""Plain histories that show whether the outcome is rare."""
FREQUENT = 10
"""Of these: from so many on it is not."""
PILOTS = (4000, 16_000)
"""Evened histories that are played to learn from; more where these are too few."""
ENOUGH, LEAST = 400, 30
"""Of these with the outcome: enough to learn from, and too few."""
HITS = 4000
"""Histories with the outcome, from which on a few per cent more or less do not matter."""
REHEARSED, FEWEST = 4, 10
"""The part of the histories to play at most on which the choice is tried, and learnt from again;
and the hits, of equal weight, below which they teach nothing."""
NO_GAIN = 0.8
"""Of the work of plain simulation: where more of it is left, nothing is left out."""
NUMBERS = 1 << 32
"""Replications that have luck of their own."""
LOOK = 1e-4
"""What looking at a history costs, in histories played."""

FREQUENT_ENOUGH, UNREACHED, NOT_WORTH, CHOSEN = range(4)
"""Why every history was played: the outcome is not rare; what makes it rare is no luck that can be
looked at; that luck would not save enough; or, not every one was."""


class Reason(NamedTuple):
    """A draw on which the outcome depends."""

    learnt: Learnt
    chance: float
    """Of the cells that make the outcome likelier, in all histories."""
    share: float
    """Of the histories with the outcome that have it there; NaN without any."""


class Found(NamedTuple):
    """What came of one scenario."""

    asked: Asked
    counted: Counted
    why: int
    first: int
    """How many of the first plain histories had the outcome."""
    pilots: int
    """Evened histories that were played to learn from."""
    taught: int
    """How many of these had the outcome."""
    reasons: tuple[Reason, ...]

    @property
    def played(self) -> int:
        """All histories that were played for it."""
        return FIRST + self.pilots + self.counted.played


def find(asked: Asked, most: int) -> Found:
    """Count an outcome, with `most` histories at most for the count itself."""
    total = most_played(most)
    pilot = evened(asked.p)
    apart = asked._replace(p=_on_the_luck_of(pilot, asked.p))
    first = int(happened(after(apart, 0, total), apart.p, np.arange(FIRST)).sum())
    if first >= FREQUENT:
        counted = _plainly(after(asked, FIRST, total), most)
        return Found(asked, counted, FREQUENT_ENOUGH, first, 0, 0, ())
    had = _pilots(after(asked, FIRST, total), pilot)
    pilots, taught = len(had), int(had.sum())
    sieve = _learnt(asked, pilot, had)
    if sieve is None or (sieve.played + LOOK) * sieve.inflation > NO_GAIN:
        why = UNREACHED if sieve is None else NOT_WORTH
        counted = _plainly(after(asked, FIRST + pilots, total), most)
        return Found(asked, counted, why, first, pilots, taught, ())
    tried = _counted(after(apart, FIRST + pilots, total), sieve, max(1, most // REHEARSED))
    sieve = _again(apart, sieve, tried)
    pilots += tried.played
    counted = _counted(after(asked, FIRST + pilots, total), sieve, most)
    reasons = tuple(_reasons(asked, sieve, counted))
    return Found(asked, counted, CHOSEN, first, pilots, taught, reasons)


def most_played(most: int) -> int:
    """Histories that are played in all at most, where the count takes so many."""
    return FIRST + PILOTS[-1] + max(1, most // REHEARSED) + most


def _on_the_luck_of(other: Parameters, p: Parameters) -> Parameters:
    """The same scenario on luck that is not counted, so that what was learnt biases nothing."""
    world = p.world.copy()
    world["seed"] = other.world["seed"]
    return p.replace(world=world)


def _pilots(asked: Asked, pilot: Parameters) -> Array:
    """Which evened histories had the outcome; more are played where few did."""
    had = np.zeros(0, bool)
    for count in PILOTS:
        on = after(asked, len(had), PILOTS[-1])
        had = np.append(had, happened(on, pilot, np.arange(len(had), count)))
        if had.sum() >= ENOUGH:
            break
    return had


def _learnt(asked: Asked, pilot: Parameters, had: Array) -> Sieve | None:
    """What evened histories teach; None where too few had the outcome to learn anything."""
    hits = np.flatnonzero(had)
    if len(hits) < LEAST:
        return None
    draws = draws_of(asked.p, names_of(asked.scenario))
    return learn(draws, numbers_of(draws, pilot, hits), float(np.mean(had)))


def _again(asked: Asked, sieve: Sieve, tried: Counted) -> Sieve:
    """What histories that it chose teach, which are the scenario's own; nothing new if too few."""
    if tried.worth < FEWEST:
        return sieve
    numbers = numbers_of([one.draw for one in sieve.learnt], asked.p, tried.hits)
    return corrected(sieve, numbers, tried.weights, tried.worth, tried.estimate.value)


def _plainly(asked: Asked, count: int) -> Counted:
    """Every history played."""
    had = np.flatnonzero(happened(asked, asked.p, np.arange(count)))
    return Counted(count, count, had, np.ones(len(had)))


def _counted(asked: Asked, sieve: Sieve, most: int) -> Counted:
    """Those histories that the sieve lets through, of as many as it takes."""
    looked = ceil(min(most / sieve.played, HITS / sieve.expected, NUMBERS))
    looked, numbers, chances = chosen(asked, sieve, looked, most)
    had = happened(asked, asked.p, numbers)
    least = float(chances.min()) if len(chances) else 1.0
    return Counted(looked, len(numbers), numbers[had], chances[had], least)


def _reasons(asked: Asked, sieve: Sieve, counted: Counted) -> list[Reason]:
    """The draws that tell, and where they lie in the histories with the outcome."""
    numbers = numbers_of([one.draw for one in sieve.learnt], asked.p, counted.hits)
    found = []
    for one, u in zip(sieve.learnt, numbers, strict=True):
        (low, high), weights = one.likely, counted.weights
        share = float(weights[one.is_likely(u)].sum() / weights.sum()) if len(u) else np.nan
        found.append(Reason(one, float(sum(one.draw.chances[low : high + 1])), share))
    return found
