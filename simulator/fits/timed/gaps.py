"""The likelihood of acts that follow one another after gaps of their own law.

Times are whole minutes, so a gap of g minutes stands for g - 1/2 to g + 1/2, as the simulator
rounds; gaps below half a minute, which it makes a minute, are distinguished where acts share
minutes, and otherwise a gap of a minute stands for all below 3/2. A span that is covered begins at
any moment of the process: its first act has the law of the time that is left (Cox 1962), and the
gap that its end cuts off counts as longer than what was seen. Of acts within one minute the order
is not known: n of them are as rare as n moments in order, one in n! of all orders, so that
exponential gaps agree with a Poisson process there too.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.special import gammaincc, gammaln, log_ndtr

from simulator.fits.family import Values
from simulator.fits.timed.acts import Acts
from simulator.minutes import DAY
from simulator.model.parameters import Array

TINY = 1e-300
FAR = 600.0
"""No logarithm of a hazard is greater, so that none overflows."""


class Law(NamedTuple):
    """A law of gaps; each function takes minutes and parameters."""

    log_above: Callable[[Array, Values], Array]
    """Log probability of a longer gap."""
    log_between: Callable[[Array, Array, Values], Array]
    """Log probability of a gap between two lengths."""
    log_mean: Callable[[Values], float]
    """Log of the mean gap in minutes."""
    log_left: Callable[[Array, Values], Array]
    """Log of the share of the mean that lies in what gaps have beyond this length."""


class Waits(NamedTuple):
    """Complete gaps and the censored gaps at the ends of covered spans, in minutes."""

    low: Array
    """The least that each length stands for, once each."""
    high: Array
    """The most."""
    seen: Array
    """How often it was seen."""
    first: Array
    """From the start of each span with acts to the first."""
    last: Array
    """From the last act of each span to its end."""
    empty: Array
    """Lengths of the spans without acts."""
    ties: float
    """Log of by how much acts of one minute are rarer than the product of their gaps of 0."""


def waits(acts: Acts) -> Waits:
    """The gaps of the acts, and what the ends of the spans leave of them."""
    gaps, first, last, empty = [np.zeros(0, np.int64)], [], [], []
    for low, high, minutes in acts.spans():
        if len(minutes):
            gaps.append(np.diff(minutes))
            first.append(minutes[0] - low)
            last.append(high - minutes[-1])
        else:
            empty.append(high - low)
    gap, times = np.unique(np.concatenate(gaps), return_counts=True)
    together = np.unique(acts.minutes, return_counts=True)[1]
    ties = float(np.sum((together - 1) * np.log(2.0) - gammaln(together + 1.0)))
    low = np.maximum(gap - 0.5, 0.0)
    if acts.apart:
        low[gap == 1] = 0.0
    return Waits(
        low,
        gap + 0.5,
        times,
        np.array(first, float),
        np.array(last, float),
        np.array(empty, float),
        ties,
    )


def log_likelihood(law: Law, values: Values, told: Waits) -> float:
    """Log probability of the acts, as whole minutes."""
    each = law.log_between(told.low, told.high, values)
    first = law.log_above(told.first + 0.5, values) - law.log_mean(values)
    last = law.log_above(np.maximum(told.last - 0.5, 0.0), values)
    empty = law.log_left(told.empty, values)
    return float(told.seen @ each + first.sum() + last.sum() + empty.sum()) + told.ties


# Laws


def _log_rest(above: Array) -> Array:
    """log(1 - exp(-above)), for numbers above 0."""
    rest: Array = np.log(-np.expm1(-np.maximum(above, TINY)))
    return rest


def _hazard(x: Array, values: Values) -> Array:
    """Cumulative hazard of a Weibull gap; the exponential is that of shape 1."""
    log_hazard = values.get("gap shape", 1.0) * np.log(np.maximum(x, TINY) / _scale(values))
    hazard: Array = np.exp(np.minimum(log_hazard, FAR))
    return hazard


def _scale(values: Values) -> float:
    return values.get("gap scale", values.get("gap mean", 0.0)) * DAY


def _weibull_between(low: Array, high: Array, values: Values) -> Array:
    before = _hazard(low, values)
    return _log_rest(_hazard(high, values) - before) - before


def _weibull_mean(values: Values) -> float:
    return float(np.log(_scale(values)) + gammaln(1.0 + 1.0 / values.get("gap shape", 1.0)))


def _weibull_left(x: Array, values: Values) -> Array:
    part = gammaincc(1.0 / values.get("gap shape", 1.0), _hazard(x, values))
    left: Array = np.log(np.maximum(part, TINY))
    return left


def _z(x: Array, values: Values) -> Array:
    """Standard deviations of the log gap above its median."""
    median = values["gap median"] * DAY
    z: Array = (np.log(np.maximum(x, TINY)) - np.log(median)) / values["gap sd of log"]
    return z


def _lognormal_above(x: Array, values: Values) -> Array:
    above: Array = log_ndtr(-_z(x, values))
    return above


def _lognormal_between(low: Array, high: Array, values: Values) -> Array:
    """From whichever tail is smaller, so that no digits are lost."""
    a, b = _z(low, values), _z(high, values)
    a, b = np.where(a > 0.0, -b, a), np.where(a > 0.0, -a, b)
    more, less = log_ndtr(b), log_ndtr(a)
    between: Array = more + _log_rest(more - less)
    return between


def _lognormal_mean(values: Values) -> float:
    median = values["gap median"] * DAY
    return float(np.log(median) + 0.5 * values["gap sd of log"] ** 2)


def _lognormal_left(x: Array, values: Values) -> Array:
    s = values["gap sd of log"]
    z = _z(x, values)
    mean = _lognormal_mean(values)
    part = np.exp(log_ndtr(s - z)) - x * np.exp(log_ndtr(-z) - mean)
    left: Array = np.log(np.maximum(part, TINY))
    return left


WEIBULL = Law(lambda x, v: -_hazard(x, v), _weibull_between, _weibull_mean, _weibull_left)
LOGNORMAL = Law(_lognormal_above, _lognormal_between, _lognormal_mean, _lognormal_left)
