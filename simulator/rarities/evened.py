"""The same scenario with its chances evened out, in which what is rare happens often.

It only shows which luck leads to an outcome; no probability is counted in it.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from simulator.model import terms
from simulator.model.draws import CONSTANT, DISTRIBUTION, EMPIRICAL, sample
from simulator.model.luck import branch_seed
from simulator.model.parameters import Array, Parameters

LEVELS = (0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999)
"""Where any time is cut into cells: quick and slow ones of a tenth to a thousandth."""
PARTS = 8
"""Of the horizon, at each of which the wait of a move is cut too."""
INSIDE = 4
"""Values that stand for a cell."""
HALVINGS = 60
NAMED = ("government", "parliament", "mandate")
"""The steps of a guarantor's decision, in the order of their numbers."""
OF_PILOT = 1
"""The branch of luck that evened histories are played on, which no other history has."""


class Time(NamedTuple):
    """How one time of a scenario is cut into cells."""

    levels: tuple[float, ...]
    """Below which shares of all its values the cuts lie, growing."""
    evened: tuple[float, ...]
    """The share of each cell in the evened scenario."""
    values: tuple[float, ...]
    """In minutes, growing: as the evened scenario draws them, each equally likely."""


def evened(p: Parameters) -> Parameters:
    """The parameters with even chances, on luck of their own."""
    world, guarantors, moves = p.world.copy(), p.guarantors.copy(), p.moves.copy()
    arrives, added = p.arrives.copy(), _Added(p)
    world["seed"] = branch_seed(int(world["seed"][0]), OF_PILOT)
    world["signs"] = even_chance(float(world["signs"][0]))
    guarantors["honours"] = even_honours(p.guarantors["honours"])
    for m in range(len(moves)):
        if moves["trigger"][m] == terms.AFTER:
            moves["after"][m] = added.row(wait(p, m), int(moves["after"][m]))
    for step in NAMED:
        for g, row in enumerate(p.guarantors[step]):
            guarantors[step][g] = added.row(time(p, int(row)), int(row))
    for place in zip(*np.nonzero(p.arrives >= 0), strict=True):
        row = int(p.arrives[place])
        arrives[place] = added.row(time(p, row), row)
    distributions, numbers = added.arrays()
    return p.replace(
        world=world,
        guarantors=guarantors,
        moves=moves,
        arrives=arrives,
        targets=np.array([even_targets(one) for one in p.targets]).reshape(p.targets.shape),
        distributions=distributions,
        numbers=numbers,
        guided=np.full(len(distributions), -1),
    )


class _Added:
    """The distributions of a scenario, and those that are added to them."""

    def __init__(self, p: Parameters) -> None:
        self._rows = [p.distributions]
        self._numbers = [p.numbers]
        self._count, self._used = len(p.distributions), len(p.numbers)

    def row(self, cut: Time | None, before: int) -> int:
        """The number of the row that draws the values of a time; the one `before` without one."""
        if cut is None:
            return before
        size = len(cut.values)
        self._rows.append(np.array([(EMPIRICAL, 0.0, 0.0, 0.0, self._used, size)], DISTRIBUTION))
        self._numbers.append(np.array(cut.values))
        self._count, self._used = self._count + 1, self._used + size
        return self._count - 1

    def arrays(self) -> tuple[Array, Array]:
        """All rows, and the numbers of the empirical ones."""
        return np.concatenate(self._rows), np.concatenate(self._numbers)


def even_chance(chance: float) -> float:
    """A half, where either may happen."""
    return 0.5 if 0.0 < chance < 1.0 else chance


def even_honours(honours: Array) -> Array:
    """Chances spread evenly in their order, since a shared draw keeps whoever is surer first."""
    ladder = np.unique(honours[(honours > 0.0) & (honours < 1.0)])
    evened: Array = honours.copy()
    for place, one in enumerate(ladder, 1):
        evened[honours == one] = place / (len(ladder) + 1)
    return evened


def even_targets(targets: Array) -> Array:
    """The chances of a move: the same for each posture that it names, and to stay if it may."""
    named = targets > 0.0
    ways = int(named.sum()) + (1 if targets.sum() < 1.0 - 1e-12 else 0)
    return np.where(named, 1.0 / max(1, ways), 0.0)


def wait(p: Parameters, m: int) -> Time | None:
    """How the wait of a move is cut: at parts of the horizon too, and half of it within."""
    horizon = float(p.world[0]["horizon"])
    ends = [level_of(p, int(p.moves[m]["after"]), horizon * k / PARTS) for k in range(1, PARTS + 1)]
    return time(p, int(p.moves[m]["after"]), ends)


def time(p: Parameters, row: int, within: Sequence[float] = ()) -> Time | None:
    """How a row of distributions is cut into cells; None for one that is no matter of luck.

    `within`: further levels; as many draws are then below the last of them as above it.
    """
    if row < 0 or p.distributions[row]["family"] == CONSTANT:
        return None
    levels = sorted({one for one in (*LEVELS, *within) if 1e-9 < one < 1 - 1e-9})
    edges = [0.0, *levels, 1.0]
    below = sum(high <= within[-1] for high in edges[1:]) if within else 0
    counts = np.full(len(edges) - 1, INSIDE)
    if 0 < below < len(counts):
        counts[:below] *= len(counts) - below
        counts[below:] *= below
    values = [
        float(sample(p.distributions, p.numbers, row, low + (high - low) * (k + 0.5) / count))
        for low, high, count in zip(edges, edges[1:], counts.tolist(), strict=False)
        for k in range(count)
    ]
    shares = counts / counts.sum()
    return Time(tuple(levels), tuple(shares.tolist()), tuple(values))


def level_of(p: Parameters, row: int, minutes: float) -> float:
    """Which share of the values of a row lies below so many minutes."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if sample(p.distributions, p.numbers, row, middle) < minutes:
            low = middle
        else:
            high = middle
    return low
