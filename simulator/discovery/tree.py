"""A tree of splits beside the boxes: CART, grown on half of the sets and tested on the other half.

Each split is the one that leaves the two sides most alike within themselves (Gini; Breiman,
Friedman, Olshen and Stone 1984). Three levels are as many as a person reads. A split stays if the
second half confirms it, or one below it: that the side with more of it has more there too, beyond
chance. All shares and the error are of the second half.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from simulator.discovery.boxes import Limit
from simulator.discovery.peel import WHOLE
from simulator.discovery.tested import (
    FEW,
    SURE,
    estimate,
    measured,
    p_of_more,
    resampled,
    shares,
)
from simulator.model.parameters import Array
from simulator.tables.summary import Estimate, holm

DEPTH = 3
LEAST = 0.05
"""The share of the sets that grow the tree which each leaf holds at least."""


@dataclass(frozen=True)
class Node:
    """Some of the sets: all of them, or one side of a split."""

    limits: tuple[Limit, ...]
    """What leads to it, one for each number; the last is of the split that parted it."""
    grown: float
    """In how many of the first half's histories in it it happens."""
    share: Estimate
    """In how many of the second half's."""
    coverage: Estimate
    """What share of all that happens in the second half lies in it."""
    mass: float
    """The share of the second half's sets in it."""
    p: float = np.nan
    """Of its split: how likely chance would part the second half so far (adjusted)."""
    below: tuple["Node", ...] = ()
    """The lower and the upper side of its split; nothing of a leaf."""

    @property
    def leaves(self) -> list["Node"]:
        """The nodes below it that are not split, or itself."""
        return [leaf for one in self.below for leaf in one.leaves] or [self]

    def each(self, depth: int = 0) -> Iterator[tuple[int, "Node"]]:
        """It and all below it, each with its depth."""
        yield depth, self
        for one in self.below:
            yield from one.each(depth + 1)


class Error(NamedTuple):
    """Mean square errors of a share that is foretold for each history (Brier 1950)."""

    tree: float
    overall: float
    """Of one share for all sets."""
    least: float
    """What is chance within the sets, which no tree foretells."""
    less: Estimate
    """By what share the tree's error is below that of one share for all."""


class Tree(NamedTuple):
    """A tree and its error, both of the half of the sets that did not grow it."""

    root: Node
    error: Error


class _Split(NamedTuple):
    """Sets whose level of a number is below a value, and the others."""

    place: int
    at: float


@dataclass
class _Branch:
    """A node while the tree grows."""

    inside: Array
    """(sets,) bool"""
    ends: dict[int, tuple[float, float]]
    """Lowest and highest level by column, the last one split last."""
    split: _Split | None = None
    below: list["_Branch"] = field(default_factory=list)
    p: float = np.nan

    def split_ones(self) -> Iterator["_Branch"]:
        """It and all below it that are split."""
        if self.below:
            yield self
            for one in self.below:
                yield from one.split_ones()


def tree(levels: Mapping[str, Array], held: Array, seed: int) -> Tree | None:
    """The tree of the sets; None where there is nothing to part.

    `levels`: (sets,) between 0 and 1 by number; `held`: (sets, histories) 1 where it happens, 0
    where not, NaN where unknown.
    """
    names = list(levels)
    x = np.array([levels[name] for name in names]).T
    known = np.sum(~np.isnan(held), axis=1) > 0
    first = np.arange(len(held)) < len(held) // 2
    grows, tests = known & first, known & ~first
    some = [float(np.nanmean(held[one])) if one.sum() >= 4 * FEW else 0.0 for one in (grows, tests)]
    if min(some) <= 0.0 or max(some) >= 1.0:
        return None
    root = _grown(x, held, grows, int(np.ceil(LEAST * grows.sum())))
    _test(root, held, grows, tests)
    _prune(root)
    return Tree(
        _node(root, held, grows, tests, names, seed), _error(root, held, grows, tests, seed)
    )


def _grown(x: Array, held: Array, grows: Array, least: int) -> _Branch:
    """The whole tree of DEPTH levels, from the sets that grow it."""
    cases, known = np.nansum(held, axis=1), np.sum(~np.isnan(held), axis=1)

    def grow(branch: _Branch, depth: int) -> _Branch:
        some = branch.inside & grows
        split = _best(x[some], cases[some], known[some], max(FEW, least)) if depth else None
        if split is not None:
            branch.split = split
            branch.below = [grow(one, depth - 1) for one in _sides(branch, split, x)]
        return branch

    return grow(_Branch(np.ones(len(x), bool), {}), DEPTH)


def _best(x: Array, cases: Array, known: Array, least: int) -> _Split | None:
    """The split that lowers Gini's impurity most; none where none lowers it.

    Impurity is histories times share times rest, so that what a split takes from it is that of the
    squares of the cases on either side, each by its histories, above that of all.
    """
    all_cases, every = cases.sum(), known.sum()
    best, most = None, 1e-9 * every
    for place in range(x.shape[1]):
        order = np.argsort(x[:, place], kind="stable")
        rising = x[order, place]
        below, count = np.cumsum(cases[order])[:-1], np.cumsum(known[order])[:-1]
        above = (all_cases - below) ** 2 / (every - count)
        gain = below**2 / count + above - all_cases**2 / every
        away = np.arange(1, len(rising))
        fits = (np.diff(rising) > 0) & (np.minimum(away, len(rising) - away) >= least)
        gain = np.where(fits, gain, -np.inf)
        at = int(np.argmax(gain)) if len(gain) else 0
        if len(gain) and gain[at] > most:
            best, most = _Split(place, float(rising[at] + rising[at + 1]) / 2), float(gain[at])
    return best


def _sides(branch: _Branch, split: _Split, x: Array) -> Iterator[_Branch]:
    """The lower and the upper side."""
    low, high = branch.ends.get(split.place, WHOLE)
    others = {place: ends for place, ends in branch.ends.items() if place != split.place}
    lower = x[:, split.place] < split.at
    yield _Branch(branch.inside & lower, others | {split.place: (low, split.at)})
    yield _Branch(branch.inside & ~lower, others | {split.place: (split.at, high)})


def _test(root: _Branch, held: Array, grows: Array, tests: Array) -> None:
    """Give every split its p from the sets that test it, adjusted for their number."""
    often = shares(held)
    found = list(root.split_ones())
    ps = []
    for branch in found:
        more, less = sorted(
            branch.below, key=lambda one: float(np.nanmean(held[one.inside & grows])), reverse=True
        )
        ps.append(p_of_more(often[more.inside & tests], often[less.inside & tests]))
    for branch, p in zip(found, holm(ps), strict=True):
        branch.p = p


def _prune(branch: _Branch) -> None:
    """Take away each split that is not confirmed and has no confirmed one below it."""
    for one in branch.below:
        _prune(one)
    if branch.p > SURE and not any(one.below for one in branch.below):
        branch.below = []


def _node(
    branch: _Branch, held: Array, grows: Array, tests: Array, names: list[str], seed: int
) -> Node:
    """The node of a branch, and those of all below it."""
    coverage, share = measured(held[tests], branch.inside[tests], seed)
    return Node(
        tuple(Limit(names[place], *ends) for place, ends in branch.ends.items()),
        float(np.nanmean(held[branch.inside & grows])),
        share,
        coverage,
        float(branch.inside[tests].mean()),
        branch.p if branch.below else np.nan,
        tuple(_node(one, held, grows, tests, names, seed) for one in branch.below),
    )


def _error(root: _Branch, held: Array, grows: Array, tests: Array, seed: int) -> Error:
    """How far the shares of the first half are from what happens in the second."""
    foretold = np.full(len(held), float(np.nanmean(held[grows])))
    overall = foretold.copy()
    for leaf in _leaves(root):
        foretold[leaf.inside] = np.nanmean(held[leaf.inside & grows])
    known = np.sum(~np.isnan(held[tests]), axis=1)
    squares = [
        np.nansum((held[tests] - one[tests, None]) ** 2, axis=1) for one in (foretold, overall)
    ]
    weights = resampled(len(known), seed)
    tree_, all_ = (weights @ one / (weights @ known) for one in squares)
    return Error(float(tree_[0]), float(all_[0]), _chance(held[tests]), estimate(1 - tree_ / all_))


def _chance(held: Array) -> float:
    """The mean square by which a history is away from the share of its set, as if that were known
    from histories without end."""
    known = np.sum(~np.isnan(held), axis=1)
    several, count = held[known > 1], known[known > 1]
    often = shares(several)
    squares = count * often * (1 - often) * count / (count - 1)
    return float(np.sum(squares) / np.sum(count)) if len(count) else np.nan


def _leaves(branch: _Branch) -> list[_Branch]:
    return [leaf for one in branch.below for leaf in _leaves(one)] or [branch]
