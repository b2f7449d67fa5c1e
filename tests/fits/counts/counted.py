"""Counts for tests: made up by hand, or drawn from a family of known parameters."""

from collections.abc import Sequence

import numpy as np

from simulator.fits.counts.periods import Periods
from simulator.minutes import DAY
from simulator.model.parameters import Array


def daily(totals: Sequence[int] | Array, days: Sequence[int] | Array | None = None) -> Periods:
    """A count for each day; `days` numbers them, where some are missing."""
    start = DAY * np.asarray(np.arange(len(totals)) if days is None else days, np.int64)
    return Periods(start, start + DAY, np.asarray(totals, np.int64), zero=0, opens=0)


def drawn(
    seed: int, days: int, rate: float, k: float | None = None, sd: float = 0.0, memory: float = 10.0
) -> Periods:
    """Daily counts with gamma-mixed days (shape `k`) on a level that wanders."""
    luck = np.random.Generator(np.random.Philox(seed))
    rho = np.exp(-1.0 / memory)
    level = [luck.normal()]
    for _ in range(days - 1):
        level.append(rho * level[-1] + np.sqrt(1.0 - rho * rho) * luck.normal())
    means = rate * np.exp(sd * np.array(level) - 0.5 * sd * sd)
    return daily(luck.poisson(means if k is None else means * luck.gamma(k, 1.0 / k, days)))
