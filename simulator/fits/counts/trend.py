"""The truce curve over counted periods, hour by hour as the model has it."""

import numpy as np

from simulator.fits.counts.periods import Periods
from simulator.minutes import DAY
from simulator.model.parameters import Array


def truce_level(collapse: float, floor: float, erosion: float, day: Array) -> Array:
    """The factor of the rate this many days after the truce, as in `model.encode_violations`."""
    since = np.maximum(day, 0.0)
    fallen = (1.0 - floor) * np.exp(-since / collapse)
    grown = np.minimum(1.0, floor * np.exp(np.minimum(since / erosion, 700.0)))
    level: Array = np.minimum(1.0, fallen + grown)
    return level


def over_periods(periods: Periods, collapse: float, floor: float, erosion: float) -> Array:
    """The mean factor of each period, over its hours at their start's level; times in days."""
    hours = np.maximum((periods.end - periods.start) // 60, 1)
    firsts = np.concatenate([[0], np.cumsum(hours)[:-1]])
    within = np.arange(int(hours.sum())) - np.repeat(firsts, hours)
    minutes = np.repeat(periods.start - periods.zero, hours) + 60 * within
    levels = truce_level(collapse, floor, erosion, minutes / DAY)
    means: Array = np.add.reduceat(levels, firsts) / hours
    return means
