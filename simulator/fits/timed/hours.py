"""The hours of the day: 24 weights of mean 1, as `hours` has them in a scenario."""

from typing import Any

import numpy as np

from simulator.fits import as_words as written
from simulator.fits.family import Interval, Values
from simulator.fits.timed.acts import Calendar
from simulator.model.parameters import Array
from simulator.tables.summary import wilson

NAMES = tuple(f"hour {hour}" for hour in range(24))
HALF = 0.5
"""An act that each hour is given at the mean rate, so that no hour is impossible."""
FEW = 10
"""Acts per hour of the day below which a fit warns that they hardly inform the weights."""


def weights_of(values: Values) -> Array:
    """The weights among the values; all 1, where there are none."""
    return np.array([values.get(name, 1.0) for name in NAMES])


def fitted(calendar: Calendar, bred: Array) -> Values:
    """The weights at which as many acts are expected at each hour as were seen.

    `bred`: acts of each hour that are expected to come of others.
    """
    own = np.maximum(by_hour(calendar) - bred, 0.0)
    minutes = calendar.exposure.sum(axis=0)
    rate = max(float(own.sum()), HALF) / max(float(minutes.sum()), 1.0)
    weights = (own + HALF) / (minutes * rate + HALF)
    return dict(zip(NAMES, (24.0 * weights / weights.sum()).tolist(), strict=True))


def by_hour(calendar: Calendar) -> Array:
    """Acts seen at each hour."""
    return np.bincount(calendar.hour, calendar.acts, 24)


def pattern(values: Values) -> dict[str, Any]:
    """The word `hours` of a pattern, where the values have weights."""
    if NAMES[0] not in values:
        return {}
    return {"hours": [written.number(float(weight)) for weight in weights_of(values)]}


def warnings(values: Values, calendar: Calendar) -> list[str]:
    """Whether too few acts inform the hours."""
    each = float(by_hour(calendar).mean())
    if NAMES[0] not in values or each >= FEW:
        return []
    return [f"Only {each:.1f} acts per hour of the day inform the {len(NAMES)} weights of hours."]


def worth(calendar: Calendar, bred: Array) -> Array:
    """Effective acts of each hour: as many known to be its own would carry the same information.

    An act that is its own with probability p is worth p * p acts; here all of an hour are alike.
    """
    seen = by_hour(calendar)
    own = np.maximum(seen - bred, HALF)
    acts: Array = own * own / np.maximum(seen, HALF)
    return acts


def intervals(values: Values, worth: Array) -> dict[str, Interval]:
    """95 % intervals of the weights (Wilson 1927); `worth`: effective acts of each hour."""
    weights = weights_of(values)
    found = {}
    for hour, name in enumerate(NAMES):
        part = weights[hour] / 24.0
        low, high = wilson(part, max(worth[hour], HALF) / part)
        found[name] = Interval(float(weights[hour]), 24.0 * low, 24.0 * high)
    return found
