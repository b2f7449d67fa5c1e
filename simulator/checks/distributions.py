"""Distributions of a history, as counts in bins: of daily counts, gaps, hours, sizes and ranks."""

import numpy as np

from simulator.checks.observed import Seen, Window
from simulator.minutes import DAY, HOUR
from simulator.model.parameters import Array

STEPS = np.array([10, 15, 20, 30, 50, 70])
COUNTS = np.concatenate([[0, 1, 2, 3, 5, 7], *(STEPS * 10**power for power in range(8))])
"""Least number of each bin: 0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, ..."""
GAPS = np.array(
    [0, 1, 2, 5, 10, 20, 30, 60, 120, 240, 480, 720, 1440, 2880, 5760, 11520, 23040, 46080, 92160]
)
"""Least minutes of each bin."""
RANKS = 10


def distance(bins: Array) -> Array:
    """How far each series is from the mean of them all: the share that is in the wrong bin.

    `bins`: shape (series, bins). All series are treated alike, so that the rank of one is uniform
    if it is of the same law as the others.
    """
    shares = shares_of(bins)
    apart: Array = 0.5 * np.abs(shares - shares.mean(axis=0)).sum(axis=1)
    return apart


def distance_from_even(bins: Array) -> Array:
    """The share that is in the wrong bin, where all bins should hold as many."""
    apart: Array = 0.5 * np.abs(shares_of(bins) - 1.0 / bins.shape[1]).sum(axis=1)
    return apart


def shares_of(bins: Array) -> Array:
    """Of each series, the share in each bin; 0 where there is nothing."""
    shares: Array = bins / np.maximum(bins.sum(axis=1, keepdims=True), 1)
    return shares


def binned(values: Array, least: Array) -> Array:
    """How many values each bin holds, by the least value of each."""
    return np.bincount(np.searchsorted(least, values, side="right") - 1, minlength=len(least))


def hours(seen: Seen, window: Window) -> Array:
    """Acts at each hour of the day, by the clock of the place."""
    return np.bincount((seen.minutes + window.opens) // 60 % 24, minlength=24)


def gaps(seen: Seen) -> Array:
    """Minutes between acts that follow one another in one covered span, in bins."""
    same = np.diff(seen.span) == 0
    return binned(np.diff(seen.minutes)[same], GAPS)


def sizes(seen: Seen) -> Array:
    """Munitions of the acts for which they are known, in bins."""
    return binned(np.rint(seen.munitions[seen.munitions > 0]), COUNTS)


def ranks(totals: Array, seed: int) -> Array:
    """Of each series, how many of its periods stand in each tenth among all series.

    A randomised probability integral transform (Czado, Gneiting and Held 2009): equal counts are
    put in an order drawn at random (Philox), so that ranks of one law are uniform.
    """
    luck = np.random.Generator(np.random.Philox(seed))
    ties = luck.random(totals.shape)
    order = np.lexsort((ties, totals), axis=0)
    place = np.argsort(order, axis=0)
    tenth = ((place + luck.random(totals.shape)) * RANKS / len(totals)).astype(np.int64)
    return np.stack([np.bincount(row, minlength=RANKS) for row in tenth])


def places() -> tuple[str, ...]:
    """'0', '1', ... '1,448': from which number on each bin of COUNTS holds."""
    return tuple(f"{least:,}" for least in COUNTS)


def gap_places() -> tuple[str, ...]:
    """'0 min', '1 min', ... '64 d': from which length on each bin holds gaps."""
    return tuple(_length(int(least)) for least in GAPS)


def _length(minutes: int) -> str:
    for unit, word in ((DAY, "d"), (HOUR, "h")):
        if minutes >= unit:
            return f"{minutes // unit} {word}"
    return f"{minutes} min"
