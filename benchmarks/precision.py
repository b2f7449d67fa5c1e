"""What pairing on the same luck saves: the variance of a difference between two rules."""

from typing import NamedTuple

import numpy as np

from benchmarks.agreement import COMPARED, Columns
from simulator.model.parameters import Array

PARTS = 20
"""Of the pairs, to see how well what is saved is known: by leaving each out (jackknife)."""


class Saved(NamedTuple):
    """One outcome under two rules, played on the same luck."""

    name: str
    first: float
    second: float
    times: float
    """The variance of the difference of independent histories, in that of a pair."""
    error: float
    """The standard error of `times`."""


def saved(first: Columns, second: Columns) -> list[Saved]:
    """What pairs save, for each outcome that every history has and that is not always the same.

    The columns are of the same replications under one seed.
    """
    both = {name: np.array([first[name], second[name]], float) for name in COMPARED}
    return [
        Saved(name, *(float(mean) for mean in values.mean(axis=1)), times(values), error(values))
        for name, values in both.items()
        if not np.isnan(values).any() and values.var(axis=1).any()
    ]


def times(values: Array) -> float:
    """How many independent histories of each rule tell as much of the difference as one pair.

    values: (2, pairs), an outcome under either rule.
    """
    paired = (values[1] - values[0]).var()
    return float(values.var(axis=1).sum() / paired) if paired > 0.0 else np.inf


def error(values: Array) -> float:
    """The standard error of `times`."""
    part = np.arange(values.shape[1]) % PARTS
    others = [times(values[:, part != n]) for n in range(PARTS)]
    return float(np.std(others) * (PARTS - 1) ** 0.5)
