"""A race: many candidates on a few histories, the best of them on more, all on the same luck."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array

Play = Callable[[Sequence[int], range], Sequence[Array]]
"""Of the candidates at these places, (aims, replications) for the replications in the range."""
Best = Callable[[Array, int], Sequence[int]]
"""Of (candidates, aims, replications), the rows of so many that are to go on."""


class Round(NamedTuple):
    """How many histories each candidate has by its end, and how many candidates then go on."""

    histories: int
    kept: int


class Finalist(NamedTuple):
    """A candidate that went on after the last round, and its values in it."""

    place: int
    values: Array
    """float64, (aims, replications)."""


def race(candidates: int, rounds: Sequence[Round], play: Play, best: Best) -> list[Finalist]:
    """The candidates that are left after all rounds, in the order that `best` gives them.

    What a candidate has played counts in the next round too, so that only the rest is played.
    """
    places = list(range(candidates))
    values: list[Array] = []
    reached = 0
    for one in rounds:
        new = play(places, range(reached, one.histories))
        values = [np.hstack(parts) for parts in zip(values, new, strict=True)] if values else [*new]
        reached = one.histories
        chosen = best(np.array(values), min(one.kept, len(places)))
        places, values = [places[i] for i in chosen], [values[i] for i in chosen]
    return [Finalist(*pair) for pair in zip(places, values, strict=True)]


def histories_of(candidates: int, rounds: Sequence[Round]) -> int:
    """How many histories a race plays in all."""
    total = reached = 0
    for one in rounds:
        total += candidates * (one.histories - reached)
        candidates, reached = min(candidates, one.kept), one.histories
    return total
