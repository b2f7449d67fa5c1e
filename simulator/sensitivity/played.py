"""Plays the points of a study of drivers: outcomes by point and history, or their differences."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Unpack

import numpy as np

from simulator.model.parameters import Array
from simulator.play.how import How
from simulator.sensitivity.design import Matrices, Steps, matrices, trajectories
from simulator.sensitivity.factors import Moved
from simulator.sensitivity.indices import typical_changes
from simulator.uncertain.play import play_sets

MOST = 8
"""Numbers that have indices of their own; all others stand together."""


class Size(NamedTuple):
    """How much is played."""

    trajectories: int
    rows: int
    histories: int
    """At each point."""
    seed: int


class Screened(NamedTuple):
    """What Morris's trajectories tell of an outcome."""

    unit: str
    values: Array
    """(points, histories)"""
    effects: Array
    """(numbers,) the typical change of the outcome over half the range; the inert one last."""


class Played(NamedTuple):
    """All that was played."""

    steps: Steps
    screened: dict[str, Screened]
    chosen: tuple[int, ...]
    """Factors that have indices of their own, by their places."""
    design: Matrices
    values: dict[str, Array]
    """By outcome: (points of the matrices, histories)."""


Choice = Callable[[dict[str, Screened]], Sequence[str]]
"""Which outcomes are shown, of those that were screened."""


def play_drivers(moved: Moved, size: Size, shown: Choice, **how: Unpack[How]) -> Played:
    """Screen all numbers, then play the matrices for those that move the shown outcomes most."""
    count = len(moved.factors)
    steps = trajectories(count, size.trajectories, size.seed)
    own = min(MOST, count)
    points = size.rows * (own + (count > own) + 3)
    progress = _Progress(how, (len(steps.luck) + points) * size.histories * len(moved.scenarios))
    found = _differences(moved, steps.levels, steps.luck, size, progress.part(how))
    screened = {
        name: Screened(unit, values, typical_changes(values, steps, count + 1))
        for name, (unit, values) in found.items()
    }
    effects = [screened[name].effects for name in shown(screened) if name in screened]
    chosen = _chosen(effects, count, own)
    groups = [chosen.index(one) if one in chosen else own for one in range(count)]
    design = matrices(groups, size.rows, size.seed)
    played = _differences(moved, design.levels, design.luck, size, progress.part(how))
    return Played(
        steps, screened, chosen, design, {name: values for name, (_, values) in played.items()}
    )


class _Progress:
    """Two rounds reported as one."""

    def __init__(self, how: How, total: int) -> None:
        self._report = how.get("progress")
        self._total = total
        self._before = self._now = 0

    def part(self, how: How) -> How:
        """The options of the next round."""
        self._before = self._now
        return how if self._report is None else How(**(how | How(progress=self._count)))

    def _count(self, done: int, _: int, message: str) -> None:
        self._now = self._before + done
        if self._report is not None:
            self._report(self._now, self._total, message)


def _differences(
    moved: Moved, levels: Array, luck: Array, size: Size, how: How
) -> dict[str, tuple[str, Array]]:
    """Unit and values of each outcome; of two scenarios the second minus the first, by history."""
    sets = moved.sets(levels, luck, size.seed)
    first, *others = play_sets(sets, size.histories, **how).values()
    found = {one.outcome: (one.unit, one.values) for one in first}
    if not others:
        return found
    other = {one.outcome: one.values for one in others[0]}
    return {
        name: (unit, other[name] - values)
        for name, (unit, values) in found.items()
        if name in other
    }


def _chosen(effects: list[Array], count: int, most: int) -> tuple[int, ...]:
    """The factors that move any of these outcomes most, each judged by its share of the squares."""
    best = np.zeros(count)
    for one in effects:
        squares = np.nan_to_num(one[:count]) ** 2
        if np.sum(squares) > 0:
            best = np.maximum(best, squares / np.sum(squares))
    return tuple(sorted(int(place) for place in np.argsort(-best, kind="stable")[:most]))
