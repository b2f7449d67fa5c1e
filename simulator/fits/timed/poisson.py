"""The likelihood of acts that breed none: how many come in a day, and at which minutes of it.

Given their number, the acts of a day fall on its minutes as its hours say, whatever its level; and
the number has the law of `counts.likelihood`.
"""

import numpy as np
from scipy.special import gammaln

from simulator.fits.counts.likelihood import independent, wandering
from simulator.fits.timed.acts import Calendar
from simulator.model.parameters import Array


def log_terms(
    calendar: Calendar, per_minute: Array, k: float | None, wander: tuple[float, float] | None
) -> Array:
    """Log probability of each observed day's acts given all before.

    `per_minute`: shape (24,), acts expected in a minute of each hour, at level 1; `k`: of gamma
    mixing; `wander`: deviation and memory (days) of the log-level.
    """
    means, counted = calendar.exposure @ per_minute, calendar.counted
    if wander is None:
        number = independent(counted, means, k)
    else:
        number = wandering(counted, means, k, *wander)
    orders = gammaln(counted.total + 1.0) - calendar.log_orders
    when: Array = calendar.by_hour @ np.log(per_minute) - counted.total * np.log(means) + orders
    return number + when
