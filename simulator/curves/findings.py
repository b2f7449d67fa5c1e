"""What a reader may conclude from an operating curve: where it bends, which rules are beaten."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from simulator.curves.aims import AIMS, FALSE, HOURS, Aim
from simulator.curves.played import Curve, Mark, Point
from simulator.model.parameters import Array
from simulator.tables.knee import Knee, knee
from simulator.tables.summary import NOTHING, holm, p_of_means
from simulator.uncertain.headline import OPEN
from simulator.uncertain.signs import difference_of
from simulator.uncertain.told import Change, change_of, from_last, settles
from simulator.uncertain.two_levels import Sort

SURE = 0.05


class Beaten(NamedTuple):
    """A marked rule than which others have fewer false breaches and are sooner, beyond chance."""

    mark: Mark
    by: Point
    """The surest of them."""
    others: int
    """How many more there are."""
    false: Change
    """What that rule changes, by pairs of histories."""
    hours: Change
    holds: float = np.nan
    """The share of the uncertain sets in which it has both fewer and sooner; NaN without any."""


class Bend(NamedTuple):
    """Where the curve of a family bends, and from where on its false breaches stay the same."""

    curve: Curve
    knee: Knee | None
    settled: int
    """The first rule whose false breaches, and those of all after it, are not told from the last's;
    the last where there is none."""
    saved: Change
    """False breaches that the last rule has more than that one, at 95 % for all rules of the family
    at once."""
    lost: Change
    """Hours to a breach that the last rule takes more than that one."""


def beaten(marks: Sequence[Mark], curves: Iterable[Curve]) -> list[Beaten]:
    """The marks that a rule of the curves, or another mark, beats in both aims beyond chance.

    p values of paired tests, the greater of the two aims for each pair of rules, adjusted by Holm
    over all pairs that are tried. A rule that is worse beyond chance in another aim beats nothing;
    nor does one that is better in both aims in too few of the uncertain sets, where there are any.
    """
    points = list(_each_once([*(p for c in curves for p in c.points), *(m.point for m in marks)]))
    pairs = [(mark, one) for mark in marks for one in points if _lower_in_both(one, mark.point)]
    tests = [_test(mark.point, one) for mark, one in pairs]
    ps = holm([p for p, _ in tests])
    found = []
    for mark in marks:
        better = [
            (p, -strength, one)
            for (of, one), p, (_, strength) in zip(pairs, ps, tests, strict=True)
            if of is mark and p < SURE and _is_better(mark.point, one)
        ]
        if better:
            _, _, by = min(better, key=lambda one: one[:2])
            false, hours = (difference(mark.point, by, aim) for aim in (FALSE, HOURS))
            found.append(Beaten(mark, by, len(better) - 1, false, hours, holds([false, hours])))
    return found


def _is_better(than: Point, one: Point) -> bool:
    """Whether a rule with less of both is so in most sets, and worse in no other aim."""
    both = [difference(than, one, aim) for aim in (FALSE, HOURS)]
    return not holds(both) < OPEN and not _worse_elsewhere(than, one)


def holds(lower: Sequence[Change]) -> float:
    """The share of the uncertain sets in which all of these are below 0; NaN without any."""
    expected = np.array([one.over_sets.levels.expected for one in lower if one.over_sets])
    if not len(expected):
        return np.nan
    known = expected[:, ~np.isnan(expected).any(axis=0)]
    return float(np.mean((known < 0).all(axis=0))) if known.size else np.nan


def bends(curves: Iterable[Curve]) -> list[Bend]:
    """What is told of each family of more than one rule."""
    return [bend_of(curve) for curve in curves if len(curve.points) > 1]


def bend_of(curve: Curve) -> Bend:
    """The knee of a family, and where more of the same stops saving false breaches."""
    false, hours = values(curve.points, FALSE), values(curve.points, HOURS)
    lasting, last = from_last(false, FALSE.unit), curve.points[-1]
    settled = settles(lasting)
    return Bend(
        curve,
        knee(false, hours),
        settled,
        lasting[settled],
        difference(curve.points[settled], last, HOURS),
    )


def difference(left: Point, right: Point, aim: Aim) -> Change:
    """Right minus left by pairs of histories; NaN where either does not have the aim."""
    a, b = left.values.get(aim.outcome), right.values.get(aim.outcome)
    if a is None or b is None:
        return Change(aim.unit, NOTHING)
    return change_of(a.values, b.values, aim.unit)


def values(points: Sequence[Point], aim: Aim) -> Array:
    """(rules, histories) of an aim, or (rules, sets, histories)."""
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


def _test(left: Point, right: Point) -> tuple[float, float]:
    """The greater p of both aims, as each must be beyond chance; and in how many standard errors
    the weaker of both changes lies below 0, which ranks equal p."""
    pairs = [[one.values[aim.outcome].values for one in (left, right)] for aim in (FALSE, HOURS)]
    tests = [_over_sets(b - a) if a.ndim > 1 else _plainly(a, b) for a, b in pairs]
    ps, strengths = zip(*tests, strict=True)
    return max(ps), min(strengths)


def _plainly(left: Array, right: Array) -> tuple[float, float]:
    """p and standard errors of one aim, over the histories that both have."""
    both = ~np.isnan(left) & ~np.isnan(right)
    change = right[both] - left[both]
    spread = float(np.std(change)) / np.sqrt(len(change))
    strength = -float(np.mean(change)) / spread if spread else np.inf
    return p_of_means(left[both], right[both]), strength


def _over_sets(change: Array) -> tuple[float, float]:
    """The same of (sets, histories): by what chance leaves open over these very sets."""
    found = difference_of(change, Sort.CHANGE)
    error = np.sqrt(found.levels.within / found.levels.histories)
    return found.p, -found.levels.value / error if error else np.inf


def _worse_elsewhere(left: Point, right: Point) -> bool:
    """Whether the right one is worse beyond chance in any aim."""
    for aim in AIMS:
        change = difference(left, right, aim)
        if change.beyond and (change.estimate.value > 0) == aim.lower_is_better:
            return True
    return False
