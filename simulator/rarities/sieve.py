"""Which histories are promising: learnt from others, with luck of their own, that were played.

If a draw lies in one of its cells more often than usual where the outcome happens, histories with
it there are more promising: by the ratio of the two (the cell's lift). Lifts are multiplied, as if
draws did not act together. A history is played with a probability that grows as a power of its
promise; the most promising are all played. How well that is learnt decides how many must be played,
and biases nothing.
"""

from collections.abc import Sequence
from math import prod
from typing import NamedTuple

import numpy as np

from simulator.model.draws import stream
from simulator.model.parameters import Array
from simulator.rarities.draws import ALONE, Draw, cuts_of
from simulator.rarities.look import Table

WORTH = 0.9
"""A draw is looked at if that leaves less than this of the work that its histories would take."""
CHANCE = 0.01
"""Of any draw being looked at that has nothing to do with the outcome."""
POWER = 0.4
"""Of the promise. A half would be best (Neyman's allocation) were the promise known; less makes
those weights smaller that come as a surprise, where draws do act together."""
UNSEEN = 0.25
"""Histories with the outcome that are added to those seen, spread over the cells as usual, so that
what none of them had is not taken for impossible."""
BELIEF = 4.0
"""Histories with the outcome for which it counts what evened ones taught."""
DRAWN_BY = stream("chosen to be played"), 0, 0, *ALONE
"""The address of the number that decides whether a history is played."""
NOWHERE = 2.0
"""Above every random number: where there are no more cuts."""


class Learnt(NamedTuple):
    """A draw that tells something, and how much promise there is in each of its cells."""

    draw: Draw
    lifts: Array

    @property
    def factors(self) -> Array:
        """By cell: with what probability a history is played, as far as this draw decides."""
        factors: Array = (self.lifts / self.lifts.max()) ** POWER
        return factors

    @property
    def played(self) -> float:
        """The share of histories that are."""
        return float(np.dot(self.draw.chances, self.factors))

    @property
    def rarer(self) -> float:
        """How many times as likely the outcome is as in the histories that it was learnt from."""
        return float(np.dot(self.draw.chances, self.lifts))

    @property
    def inflation(self) -> float:
        """By how much unequal weights raise the variance, against playing every history."""
        return float(np.dot(self.draw.chances, self.lifts / self.factors)) / self.rarer

    @property
    def likely(self) -> tuple[int, int]:
        """The first and the last of the cells that make the outcome likelier."""
        above = np.flatnonzero(self.lifts > 1.0)
        return int(above[0]), int(above[-1])

    @property
    def within(self) -> float:
        """In what share of the histories with the outcome the draw lies there, as it was learnt."""
        low, high = self.likely
        own = np.array(self.draw.chances) * self.lifts
        return float(own[low : high + 1].sum() / own.sum())

    def is_likely(self, numbers: Array) -> Array:
        """Which of these numbers lie there."""
        low, high = self.likely
        edges = np.cumsum([0.0, *self.draw.chances])
        there: Array = (numbers >= edges[low]) & (numbers < edges[high + 1])
        return there


class Sieve(NamedTuple):
    """What is looked at, what tells most first, and what is expected of it."""

    learnt: tuple[Learnt, ...]
    share: float
    """Of the histories that it was learnt from: how many had the outcome."""

    @property
    def played(self) -> float:
        """The share of histories that will be played, as far as draws have nothing in common."""
        return prod(one.played for one in self.learnt)

    @property
    def expected(self) -> float:
        """The probability of the outcome, as far as the draws act on their own: a rough guess."""
        return self.share * prod(one.rarer for one in self.learnt)

    @property
    def inflation(self) -> float:
        """By how much more histories must be looked at than played by plain simulation."""
        return prod(one.inflation for one in self.learnt)

    @property
    def table(self) -> Table:
        """What is looked at; first the number that decides, which has no cells."""
        addresses = [DRAWN_BY, *(one.draw.address for one in self.learnt)]
        return Table(
            np.array(addresses, np.int64),
            _padded([cuts_of(one.draw.chances) for one in self.learnt]),
            _padded([one.factors for one in self.learnt]),
        )


def learn(draws: Sequence[Draw], numbers: Array, share: float) -> Sieve:
    """What evened histories teach.

    `numbers`: (draws, histories) the random numbers of those with the outcome; `share`: which
    part of all evened histories they are.
    """
    counts = [_counts(one, u) for one, u in zip(draws, numbers, strict=True)]
    found = [
        Learnt(draw, _lifts(draw, seen))
        for draw, seen in zip(draws, counts, strict=True)
        if _by_chance(draw, seen) * len(draws) < CHANCE
    ]
    telling = [one for one in found if one.played * one.inflation < WORTH]
    return Sieve(tuple(sorted(telling, key=lambda one: one.played)), share)


def _counts(draw: Draw, numbers: Array) -> Array:
    """How many of the numbers lie in each cell of an evened draw."""
    cells = np.searchsorted(cuts_of(draw.evened), numbers, side="right")
    return np.bincount(cells, minlength=len(draw.evened))


def _lifts(draw: Draw, counts: Array) -> Array:
    """How many times as often as usual they lie in each cell."""
    usual = np.array(draw.evened)
    lifts: Array = (counts + UNSEEN * usual) / (counts.sum() + UNSEEN) / usual
    return lifts


def _by_chance(draw: Draw, counts: Array) -> float:
    """The p value of counts that differ so much from the usual shares (likelihood ratio test)."""
    from scipy.special import chdtrc, xlogy

    expected = counts.sum() * np.array(draw.evened)
    return float(chdtrc(len(counts) - 1, 2 * xlogy(counts, counts / expected).sum()))


def corrected(sieve: Sieve, numbers: Array, weights: Array, worth: float, share: float) -> Sieve:
    """What the scenario's own histories with the outcome teach, which the sieve let through.

    Of each draw only how often it lies among the cells that make the outcome likelier: there are
    too few histories for more. `numbers`: (draws, hits); `weights`: of the hits; `worth`: how many
    of equal weight teach as much; `share`: the probability of the outcome by them.
    """
    learnt = []
    for one, u in zip(sieve.learnt, numbers, strict=True):
        seen = float(weights[one.is_likely(u)].sum() / weights.sum())
        learnt.append(_moved(one, (worth * seen + BELIEF * one.within) / (worth + BELIEF)))
    return Sieve(tuple(learnt), share)


def _moved(learnt: Learnt, within: float) -> Learnt:
    """The same, with another share of the outcome in its likely cells."""
    low, high = learnt.likely
    lifts = learnt.lifts / learnt.rarer
    factors = np.full(len(lifts), (1 - within) / max(1e-12, 1 - learnt.within))
    factors[low : high + 1] = within / learnt.within
    return Learnt(learnt.draw, lifts * factors)


def _padded(rows: Sequence[Array]) -> Array:
    """Rows as one array, a row for the number that decides before them."""
    wide = max((len(row) for row in rows), default=0) + 1
    table = np.full((len(rows) + 1, wide), NOWHERE)
    for place, row in enumerate(rows, 1):
        table[place, : len(row)] = row
    return table
