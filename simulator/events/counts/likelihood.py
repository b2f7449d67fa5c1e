"""The log probability of counts: Poisson or gamma-mixed days, on a level that may wander."""

import numpy as np
from scipy.special import gammaln

from simulator.events.counts import wander
from simulator.events.counts.periods import Periods
from simulator.model.parameters import Array


def independent(periods: Periods, means: Array, k: float | None) -> Array:
    """Of each count, when days are independent; `k`: of the gamma mixing, None for Poisson days.

    The sum of d gamma-mixed days is negative binomial with shape d * k.
    """
    if k is None:
        return periods.total * np.log(means) - means + constants(periods, None)
    shapes = k * periods.whole_days
    mixed: Array = periods.total * np.log(means / (shapes + means)) - shapes * np.log1p(
        means / shapes
    )
    return mixed + constants(periods, k)


def wandering(periods: Periods, means: Array, k: float | None, sd: float, memory: float) -> Array:
    """Of each count given those before it, on a mean-reverting level; `memory` in days.

    Within a period of several days the level is that of its middle day.
    """
    shapes = (k or 0.0) * periods.whole_days
    return wander.log_terms(
        periods.middle_day, periods.total, means, shapes, constants(periods, k), sd, memory
    )


def constants(periods: Periods, k: float | None) -> Array:
    """The part of each log probability that does not depend on the mean."""
    part: Array = -gammaln(periods.total + 1.0)
    if k is not None:
        shapes = k * periods.whole_days
        part = part + gammaln(periods.total + shapes) - gammaln(shapes)
    return part
