"""Statistics that distinguish one series of counts from another; each of many series at once.

Counts come as int64 of shape (series, periods), and a number of each series is returned.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from simulator.checks.observed import Window
from simulator.minutes import DAY
from simulator.model.parameters import Array

BUSIEST = 0.1
"""The share of the periods that the check of bursts takes as the busiest."""
TREND = 45
"""Days whose median is taken for the trend."""


class Measure(NamedTuple):
    """A number, and how it is shown."""

    name: str
    says: str
    """With the number in place of {}, and {days} for what is counted."""
    axis: str
    """What it is, below a picture of it."""
    share: bool
    """Whether it is shown in percent."""
    of: Callable[[Array, Window], Array]


def per_day(totals: Array, window: Window) -> Array:
    """Acts a day."""
    days = float(np.sum(window.end - window.start)) / DAY
    return np.asarray(totals.sum(axis=1) / days)


def zero_share(totals: Array, window: Window) -> Array:
    """The share of periods without an act."""
    return np.asarray(np.mean(totals == 0, axis=1))


def busiest_share(totals: Array, window: Window) -> Array:
    """The share of all acts that falls in the busiest tenth of the periods, rounded up."""
    first = totals.shape[1] - int(np.ceil(BUSIEST * totals.shape[1]))
    most = np.partition(totals, first, axis=1)[:, first:].sum(axis=1)
    return np.asarray(most / np.maximum(totals.sum(axis=1), 1))


def variance_to_mean(totals: Array, window: Window) -> Array:
    """1 for Poisson counts; 0 where there are no acts."""
    mean = totals.mean(axis=1)
    return np.asarray(totals.var(axis=1, ddof=1) / np.where(mean > 0, mean, 1.0))


def detrended_memory(totals: Array, window: Window) -> Array:
    """Correlation of log(1 + count) from one period to the next, less the median of 45 days.

    Only periods that follow one another are paired; 0 where nothing varies.
    """
    logs = np.log1p(totals)
    near = np.abs(window.day[:, None] - window.day) <= TREND // 2
    trend = np.stack([np.median(logs[:, one], axis=1) for one in near], axis=1)
    rest = logs - trend
    pairs = np.flatnonzero(np.diff(window.day) == window.unit)
    if len(pairs) < 2:
        return np.zeros(len(totals))
    one, other = (_standard(rest[:, pairs + k]) for k in (0, 1))
    return np.asarray(np.mean(one * other, axis=1))


def _standard(values: Array) -> Array:
    """Of each series, with mean 0 and deviation 1; all 0 where nothing varies."""
    spread = values.std(axis=1, keepdims=True)
    away = values - values.mean(axis=1, keepdims=True)
    return np.asarray(away / np.where(spread > 0, spread, 1.0))


MEASURES = (
    Measure("acts a day", "there are {} acts a day", "acts a day", False, per_day),
    Measure("zero share", "{} of {days} have no act", "share without an act", True, zero_share),
    Measure(
        "busiest tenth", "the busiest tenth of {days} hold {} of the acts",
        "share of the acts in the busiest tenth", True, busiest_share,
    ),
    Measure(
        "variance to mean", "the counts vary {} times as much as Poisson counts",
        "variance over mean (Poisson: 1)", False, variance_to_mean,
    ),
    Measure(
        "memory", "log counts, less their 45-day median, correlate {} from one to the next",
        "correlation with the next, without drift", False, detrended_memory,
    ),
)  # fmt: skip
