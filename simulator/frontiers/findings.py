"""Which points of a frontier are better than the named rules, beyond chance."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from simulator.frontiers.played import Named, Point
from simulator.model.parameters import Array
from simulator.tables.summary import holm, p_of_means

SURE = 0.05


class Better(NamedTuple):
    """A point that is better than some named rules in every aim that could be better."""

    point: Point
    than: tuple[Named, ...]
    floors: tuple[str, ...]
    """The named rules without a false breach in any history, than which none can have fewer: there
    the point has none either."""


def better_than_all(points: Sequence[Point], named: Sequence[Named]) -> Better | None:
    """The point that is most surely better than every one of these rules.

    Paired tests, the greatest p of all aims and rules for each point, adjusted by Holm over the
    points. None where no point is.
    """
    if not points or not named:
        return None
    tests = [[_against(point, one) for one in named] for point in points]
    ps = holm([max(test.p for test in some) for some in tests])
    strengths = [min(test.strength for test in some) for some in tests]
    place = min(range(len(points)), key=lambda i: (ps[i], -strengths[i]))
    if ps[place] >= SURE:
        return None
    floors = [one.name for one, test in zip(named, tests[place], strict=True) if test.floor]
    return Better(points[place], tuple(named), tuple(floors))


class _Test(NamedTuple):
    """A point against a named rule."""

    p: float
    """That it is better in each aim only by chance: the greatest of the aims."""
    strength: float
    """In how many standard errors the least of the changes lies below 0; ranks equal p."""
    floor: bool
    """Whether neither has a false breach in any history."""


def _against(point: Point, one: Named) -> _Test:
    floor = not point.values[0].any() and not one.values[0].any()
    aims = range(1 if floor else 0, len(point.values))
    results = [_lower(one.values[aim], point.values[aim]) for aim in aims]
    return _Test(max(p for p, _ in results), min(strength for _, strength in results), floor)


def _lower(before: Array, after: Array) -> tuple[float, float]:
    """The p of a lower mean, 1 where it is not lower; and by how many standard errors it is."""
    both = ~np.isnan(before) & ~np.isnan(after)
    change = after[both] - before[both]
    if not len(change) or not np.mean(change) < 0:
        return 1.0, 0.0
    spread = float(np.std(change)) / np.sqrt(len(change))
    strength = -float(np.mean(change)) / spread if spread else np.inf
    return p_of_means(before[both], after[both]), strength
