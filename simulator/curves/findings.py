"""What a reader may conclude from an operating curve: where it bends, which rules are beaten."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from simulator.curves.aims import AIMS, FALSE, HOURS, Aim
from simulator.curves.played import Curve, Mark, Point
from simulator.model.parameters import Array
from simulator.tables.knee import Knee, differs, from_last, knee, paired, settles
from simulator.tables.summary import Estimate, holm, p_of_means

SURE = 0.05


class Beaten(NamedTuple):
    """A marked rule than which others have fewer false breaches and are sooner, beyond chance."""

    mark: Mark
    by: Point
    """The surest of them."""
    others: int
    """How many more there are."""
    false: Estimate
    """What that rule changes, by pairs of histories."""
    hours: Estimate


class Bend(NamedTuple):
    """Where the curve of a family bends, and from where on its false breaches stay the same."""

    curve: Curve
    knee: Knee | None
    settled: int
    """The first rule whose false breaches, and those of all after it, are not told from the last's;
    the last where there is none."""
    saved: Estimate
    """False breaches that the last rule has more than that one, with the interval that holds for
    all rules of the family at once."""
    lost: Estimate
    """Hours to a breach that the last rule takes more than that one."""


def beaten(marks: Sequence[Mark], curves: Iterable[Curve]) -> list[Beaten]:
    """The marks that a rule of the curves, or another mark, beats in both aims beyond chance.

    p values of paired tests, the greater of the two aims for each pair of rules, adjusted by Holm
    over all pairs that are tried. A rule that is worse beyond chance in another aim beats nothing.
    """
    points = list(_each_once([*(p for c in curves for p in c.points), *(m.point for m in marks)]))
    pairs = [(mark, one) for mark in marks for one in points if _lower_in_both(one, mark.point)]
    ps = holm([_p(mark.point, one) for mark, one in pairs])
    found = []
    for mark in marks:
        better = [
            (p, _strength(mark.point, one), one)
            for (of, one), p in zip(pairs, ps, strict=True)
            if of is mark and p < SURE and not _worse_elsewhere(mark.point, one)
        ]
        if better:
            _, _, by = min(better, key=lambda one: (one[0], -one[1]))
            change = (difference(mark.point, by, aim) for aim in (FALSE, HOURS))
            found.append(Beaten(mark, by, len(better) - 1, *change))
    return found


def bends(curves: Iterable[Curve]) -> list[Bend]:
    """What is told of each family of more than one rule."""
    return [bend_of(curve) for curve in curves if len(curve.points) > 1]


def bend_of(curve: Curve) -> Bend:
    """The knee of a family, and where more of the same stops saving false breaches."""
    false, hours = values(curve.points, FALSE), values(curve.points, HOURS)
    settled, last = settles(false), curve.points[-1]
    return Bend(
        curve,
        knee(false, hours),
        settled,
        from_last(false, settled),
        difference(curve.points[settled], last, HOURS),
    )


def difference(left: Point, right: Point, aim: Aim) -> Estimate:
    """Right minus left by pairs of histories; NaN where either does not have the aim."""
    a, b = left.values.get(aim.outcome), right.values.get(aim.outcome)
    if a is None or b is None:
        return Estimate(np.nan, np.nan, np.nan)
    return paired(a.values, b.values, a.is_share)


def values(points: Sequence[Point], aim: Aim) -> Array:
    """(rules, histories) of an aim."""
    return np.array([point.values[aim.outcome].values for point in points], float)


def _each_once(points: Iterable[Point]) -> Iterator[Point]:
    """One point for each rule."""
    seen = set()
    for point in points:
        if point.rule not in seen:
            seen.add(point.rule)
            yield point


def _lower_in_both(one: Point, than: Point) -> bool:
    return all(one.mean(aim.outcome) < than.mean(aim.outcome) for aim in (FALSE, HOURS))


def _p(left: Point, right: Point) -> float:
    """The greater p of both aims: each must be beyond chance."""
    return max(p_of_means(*_both(left, right, FALSE)), p_of_means(*_both(left, right, HOURS)))


def _strength(left: Point, right: Point) -> float:
    """In how many standard errors the weaker of both changes lies below 0; ranks equal p."""
    strengths = []
    for aim in (FALSE, HOURS):
        a, b = _both(left, right, aim)
        change = b - a
        spread = float(np.std(change)) / np.sqrt(len(change))
        strengths.append(-float(np.mean(change)) / spread if spread else np.inf)
    return min(strengths)


def _both(left: Point, right: Point, aim: Aim) -> tuple[Array, Array]:
    """The values of the histories that both have."""
    a, b = left.values[aim.outcome].values, right.values[aim.outcome].values
    both = ~np.isnan(a) & ~np.isnan(b)
    return a[both], b[both]


def _worse_elsewhere(left: Point, right: Point) -> bool:
    """Whether the right one is worse beyond chance in any aim."""
    for aim in AIMS:
        change = difference(left, right, aim)
        if differs(change) and (change.value > 0) == aim.lower_is_better:
            return True
    return False
