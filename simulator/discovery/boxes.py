"""Boxes of values in which something happens more often: PRIM, found on half, tested on half.

The Patient Rule Induction Method (Friedman and Fisher 1999; Bryant and Lempert 2010) peels a box
from all sides and leaves numbers in it that do nothing. So the box is found on the first half of
the sets and tested on the second: a limit stays only if there, among the sets that keep all other
limits, those that keep it too have more of it, beyond chance. Coverage and density are of the
second half.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from simulator.discovery.peel import Step, peeled
from simulator.discovery.tested import FEW, SURE, measured, p_of_more, shares
from simulator.model.parameters import Array
from simulator.tables.summary import Estimate, holm

MOST = 3
AGAIN = 5
"""How often the box is found again in sets that are drawn anew, from few histories of each."""
HISTORIES_AGAIN = 5


class Limit(NamedTuple):
    """Within which levels of its range a number lies."""

    number: str
    low: float
    high: float
    p: float = np.nan
    """On the second half: how likely chance would part its sides so far (adjusted)."""
    again: float = np.nan
    """In what share of the boxes found again the number is limited."""


class Box(NamedTuple):
    """A box that was tested."""

    limits: tuple[Limit, ...]
    coverage: Estimate
    """The share of what happens that lies within it, among the sets outside earlier boxes."""
    density: Estimate
    """How often it happens within it."""
    mass: float
    """The share of those sets within it."""
    base: float
    """How often it happens in all of those sets."""
    steps: tuple[Step, ...]
    dropped: tuple[str, ...]
    """Numbers that PRIM limited, and the second half did not confirm."""


def boxes(levels: Mapping[str, Array], held: Array, seed: int) -> list[Box]:
    """The boxes, the first one found first; none where the second half confirms no limit.

    `levels`: (sets,) between 0 and 1 by number; `held`: (sets, histories) 1 where it happens, 0
    where not, NaN where unknown.
    """
    names = list(levels)
    x = np.array([levels[name] for name in names]).T
    open_ = np.sum(~np.isnan(held), axis=1) > 0
    half = len(held) // 2
    first = np.arange(len(held)) < half
    found: list[Box] = []
    for number in range(MOST):
        finding, testing = open_ & first, open_ & ~first
        if min(finding.sum(), testing.sum()) < 4 * FEW or not np.nansum(held[finding]):
            break
        if not np.nansum(held[testing]):
            break
        box, inside = _one(x, held, finding, testing, names, seed + number)
        if box is None:
            break
        found.append(box)
        open_ &= ~inside
    return found


def _one(
    x: Array, held: Array, finding: Array, testing: Array, names: Sequence[str], seed: int
) -> tuple[Box | None, Array]:
    ends, steps = _peeled(x[finding], held[finding])
    raw = [names[i] for i in ends]
    ends, ps = _confirmed(x[testing], held[testing], ends)
    inside = _inside(x, ends)
    if not ends:
        return None, inside
    again = _again(x[finding], held[finding][:, :HISTORIES_AGAIN], seed)
    limits = tuple(Limit(names[i], *ends[i], ps[i], again.get(i, 0.0)) for i in ends)
    coverage, density = measured(held[testing], inside[testing], seed)
    dropped = tuple(name for name in raw if name not in {one.number for one in limits})
    base = float(np.nanmean(held[testing]))
    mass = float(inside[testing].mean())
    return Box(limits, coverage, density, mass, base, steps, dropped), inside


def _peeled(x: Array, held: Array) -> tuple[dict[int, tuple[float, float]], tuple[Step, ...]]:
    """PRIM's box with the best balance of coverage and density, and all steps on the way."""
    steps = peeled(x, np.nansum(held, axis=1), np.sum(~np.isnan(held), axis=1))
    return max(steps, key=lambda one: one.balance).ends, tuple(steps)


def _inside(x: Array, ends: Mapping[int, tuple[float, float]]) -> Array:
    """(sets,) bool: which sets keep all limits."""
    inside = np.ones(len(x), bool)
    for place, (low, high) in ends.items():
        inside &= (x[:, place] >= low) & (x[:, place] <= high)
    return inside


def _confirmed(
    x: Array, held: Array, ends: Mapping[int, tuple[float, float]]
) -> tuple[dict[int, tuple[float, float]], dict[int, float]]:
    """The limits that these sets confirm, with their p; the least sure is dropped first."""
    kept = dict(ends)
    while kept:
        raw = [_p(x, held, kept, place) for place in kept]
        ps = dict(zip(kept, holm(raw), strict=True))
        worst = max(ps, key=lambda place: ps[place])
        if ps[worst] <= SURE:
            return kept, ps
        del kept[worst]
    return {}, {}


def _p(x: Array, held: Array, ends: Mapping[int, tuple[float, float]], place: int) -> float:
    """Whether sets that keep this limit have more of it than those that only miss this one."""
    others = _inside(x, {one: at for one, at in ends.items() if one != place})
    inside = _inside(x, {place: ends[place]})
    often = shares(held)
    return p_of_more(often[others & inside], often[others & ~inside])


def _again(x: Array, held: Array, seed: int) -> dict[int, float]:
    """How often each number is limited when the sets are drawn anew."""
    rng = np.random.default_rng(seed)
    counts: dict[int, int] = {}
    for _ in range(AGAIN):
        drawn = rng.integers(0, len(x), len(x))
        if np.nansum(held[drawn]):
            for place in _peeled(x[drawn], held[drawn])[0]:
                counts[place] = counts.get(place, 0) + 1
    return {place: count / AGAIN for place, count in counts.items()}
