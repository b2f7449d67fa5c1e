"""The peeling of PRIM: a box that shrinks, a slice at a time, to where something happens most.

Friedman and Fisher (1999), "Bump hunting in high-dimensional data", section 8; the choice of the
slice as in Kwakkel and Jaxa-Rozen (2016): the rise in density for each history cut away.
"""

from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array

SLICE = 0.05
"""The share of the sets in the box that one cut takes away."""
LEAST = 0.05
"""No box holds a smaller share of the histories."""
WHOLE = (0.0, 1.0)


class Step(NamedTuple):
    """One box on the way."""

    coverage: float
    """The share of what happens that lies within it."""
    density: float
    """How often it happens within it."""
    ends: dict[int, tuple[float, float]]
    """Lowest and highest level, by the column of each number that it limits."""

    @property
    def numbers(self) -> int:
        """How many numbers limit it."""
        return len(self.ends)

    @property
    def balance(self) -> float:
        """The harmonic mean of coverage and density."""
        if not self.coverage or not self.density:
            return 0.0
        return 2 / (1 / self.coverage + 1 / self.density)


class _Cut(NamedTuple):
    """A slice off one end of a number: what is left of the box."""

    place: int
    lower: bool
    kept: Array


def peeled(x: Array, cases: Array, known: Array) -> list[Step]:
    """The boxes from all sets to the smallest.

    `x`: (sets, numbers) levels between 0 and 1; `cases`: (sets,) histories in which it happens;
    `known`: (sets,) histories of which it is known whether it does. At least one of each is there.
    """
    inside = np.ones(len(x), bool)
    ends: dict[int, tuple[float, float]] = {}
    steps = [_step(cases, known, inside, ends)]
    while True:
        cuts = [cut for place in range(x.shape[1]) for cut in _cuts(x, inside, place)]
        gains = [_gain(cases, known, inside, cut.kept) for cut in cuts]
        if max(gains, default=-np.inf) == -np.inf:
            return steps
        best = cuts[int(np.argmax(gains))]
        inside = best.kept
        ends = {**ends, best.place: _ends(x[inside, best.place], best, ends)}
        steps.append(_step(cases, known, inside, ends))


def _cuts(x: Array, inside: Array, place: int) -> list[_Cut]:
    """A slice off either end; sets of equal level go together."""
    levels = np.sort(x[inside, place])
    away = max(1, int(SLICE * len(levels)))
    return [
        _Cut(place, True, inside & (x[:, place] > levels[away - 1])),
        _Cut(place, False, inside & (x[:, place] < levels[-away])),
    ]


def _gain(cases: Array, known: Array, inside: Array, kept: Array) -> float:
    """By how much density rises for each history cut away; none if too little would be left."""
    left = known[kept].sum()
    if left < LEAST * known.sum() or not left:
        return -np.inf
    rise = cases[kept].sum() / left - cases[inside].sum() / known[inside].sum()
    return float(rise / max(1, known[inside].sum() - left))


def _ends(levels: Array, cut: _Cut, ends: dict[int, tuple[float, float]]) -> tuple[float, float]:
    """The limits of the number that was cut, at the lowest or highest level that is left."""
    low, high = ends.get(cut.place, WHOLE)
    return (float(levels.min()), high) if cut.lower else (low, float(levels.max()))


def _step(cases: Array, known: Array, inside: Array, ends: dict[int, tuple[float, float]]) -> Step:
    coverage = cases[inside].sum() / cases.sum()
    return Step(float(coverage), float(cases[inside].sum() / known[inside].sum()), ends)
