"""Which points no other beats: the Pareto set of what should be low in every aim."""

import numpy as np

from simulator.model.parameters import Array


def beats(values: Array) -> Array:
    """(points, points): whether the first is nowhere higher than the second, and lower somewhere.

    `values`: (points, aims). Of points that are the same in all aims the earlier beats the later,
    so that only one of them is left. A NaN counts as the highest.
    """
    known = np.where(np.isnan(values), np.inf, values)
    left, right = known[:, np.newaxis], known[np.newaxis]
    earlier = np.arange(len(known))[:, np.newaxis] < np.arange(len(known))[np.newaxis]
    lower: Array = (left < right).any(axis=2) | earlier
    return lower & (left <= right).all(axis=2)


def pareto(values: Array) -> list[int]:
    """The places of the points that no other beats, in their order."""
    return [int(place) for place in np.flatnonzero(~beats(values).any(axis=0))]


def spread(values: Array, kept: int) -> list[int]:
    """So many points: those that none beats, then those that only these beat, and so on.

    Where not all of such a layer have room, those that lie furthest from their neighbours in each
    aim go first (the crowding distance of Deb and others 2002, on ranks).
    """
    beaten, left = beats(values), np.ones(len(values), bool)
    chosen: list[int] = []
    while len(chosen) < kept and left.any():
        layer = np.flatnonzero(left & ~beaten[left].any(axis=0))
        order = np.argsort(-_apart(values[layer]), kind="stable")
        chosen += [int(place) for place in layer[order][: kept - len(chosen)]]
        left[layer] = False
    return chosen


def _apart(values: Array) -> Array:
    """How far each point's neighbours are apart, added up over the aims; the ends infinitely."""
    count = len(values)
    apart = np.zeros(count)
    for column in values.T:
        order = np.argsort(column, kind="stable")
        ranks = np.unique(column, return_inverse=True)[1][order].astype(float)
        gaps = np.full(count, np.inf)
        gaps[1:-1] = ranks[2:] - ranks[:-2]
        apart[order] += gaps
    return apart
