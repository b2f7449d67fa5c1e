"""The log probability of counts: Poisson or gamma-mixed days, on a level that may drift."""

import numpy as np
from scipy.special import gammaln

from simulator.fits.counts import drift
from simulator.fits.counts.periods import Periods
from simulator.model.parameters import Array

BLUNT = 10_000
"""Counts above this determine their mean to one part in a hundred at best, on a level that wanders:
they are taken as mixed with this shape, for a grid of levels cannot be as fine as a million
acts."""


def independent(periods: Periods, means: Array, k: float | None) -> Array:
    """Of each count, when days are independent; `k`: of the gamma mixing, None for Poisson days.

    The sum of d gamma-mixed days is negative binomial with shape d * k.
    """
    if k is None:
        return periods.total * np.log(means) - means + _constants(periods.total, None)
    shapes = k * periods.whole_days
    mixed: Array = periods.total * np.log(means / (shapes + means)) - shapes * np.log1p(
        means / shapes
    )
    return mixed + _constants(periods.total, shapes)


def wandering(periods: Periods, means: Array, k: float | None, sd: float, memory: float) -> Array:
    """Of each count given those before it, on a mean-reverting level; `memory` in days.

    Within a period of several days the level is that of its middle day.
    """
    total = periods.total
    shapes = None if k is None else k * periods.whole_days
    if shapes is None and np.max(total) > BLUNT:
        shapes = np.full(len(total), float(BLUNT))
    constants = _constants(total, shapes)
    given = np.zeros(len(total)) if shapes is None else shapes
    counts = drift.Counts(periods.middle_day, total, means, given)
    return drift.log_terms(counts, sd, memory) + constants


def _constants(total: Array, shapes: Array | None) -> Array:
    """The part of each log probability that does not depend on the mean."""
    part: Array = -gammaln(total + 1.0)
    if shapes is not None:
        part = part + gammaln(total + shapes) - gammaln(shapes)
    return part
