"""Greatest likelihood and intervals where the likelihood is a little rough, as a search's is.

Derivatives over short steps would see the roughness and not the slope, so parameters are looked for
without derivatives, and the curvature is taken over steps as wide as the parameters are uncertain.
Parameters are positive and are looked for on a log scale, as in `simulator.fits.likelihood`.
"""

from collections.abc import Callable, Mapping
from math import exp, log, sqrt

import numpy as np
from scipy.optimize import minimize

from simulator.fits.family import Interval, Values
from simulator.fits.likelihood import LogLikelihood, Range
from simulator.model.parameters import Array
from simulator.tables.summary import Z

PointLikelihood = Callable[[Array], float]
LAST = 2e-3
"""The last steps of a search, on the log scale."""
FALL = 1.0
"""By how much the log-likelihood falls, about, over a step of the curvature."""
LEAST = 0.01
"""The least information in a direction, as an inverse variance on the log scale."""
WIDEST = 2.0
"""The longest step, on the log scale."""


def greatest(
    log_likelihood: LogLikelihood, ranges: Mapping[str, Range], start: Values, first: float
) -> Values:
    """The parameters of greatest likelihood near `start`; `first`: the first steps' length."""
    low = np.log([span.low for span in ranges.values()])
    high = np.log([span.high for span in ranges.values()])
    at = np.clip([log(start[name]) for name in ranges], low, high)

    def cost(point: Array) -> float:
        return -log_likelihood(_values(ranges, np.clip(point, low, high)))

    found = minimize(
        cost,
        at,
        method="COBYQA",
        bounds=list(zip(low, high, strict=True)),
        options={"initial_tr_radius": first, "final_tr_radius": LAST},
    )
    return _values(ranges, np.clip(found.x, low, high))


def intervals(
    log_likelihood: LogLikelihood, ranges: Mapping[str, Range], values: Values, acts: int
) -> dict[str, Interval]:
    """95 % intervals from the curvature on the log scale (observed information).

    No parameter is taken to be known better than to 1 / sqrt(acts) of itself.
    """
    best = np.array([log(values[name]) for name in ranges])
    closest = 1.0 / sqrt(acts)

    def at(point: Array) -> float:
        return log_likelihood(_values(ranges, point))

    top = at(best)
    steps = np.diag([_step(at, best, top, i, closest) for i in range(len(best))])
    information = np.empty((len(best), len(best)))
    for i in range(len(best)):
        for j in range(i + 1):
            information[i, j] = information[j, i] = _curvature(at, best, top, steps, i, j)
    size, direction = np.linalg.eigh(information)
    spread = np.maximum(np.sqrt(direction**2 @ (1.0 / np.maximum(size, LEAST))), closest)
    return {
        name: _interval(values[name], Z * float(spread[i]), span)
        for i, (name, span) in enumerate(ranges.items())
    }


def _interval(value: float, half: float, span: Range) -> Interval:
    low, high = value * exp(-half), value * exp(half)
    return Interval(
        value, low if low > span.low else span.least, high if high < span.high else span.most
    )


def _step(at: PointLikelihood, best: Array, top: float, i: int, closest: float) -> float:
    """A step of one parameter over which the log-likelihood falls by about FALL."""
    step = 0.05
    unit = np.eye(len(best))[i]
    for _ in range(8):
        fall = top - 0.5 * (at(best + step * unit) + at(best - step * unit))
        change = float(np.sqrt(FALL / max(fall, FALL / 16.0)))
        step = min(max(step * change, closest), WIDEST)
        if 0.7 < change < 1.4 or step in (closest, WIDEST):
            break
    return step


def _curvature(at: PointLikelihood, best: Array, top: float, steps: Array, i: int, j: int) -> float:
    """Minus the second derivative, over the steps of two parameters."""
    if i == j:
        sides = at(best + steps[i]) + at(best - steps[i])
        return float((2.0 * top - sides) / steps[i, i] ** 2)
    same = at(best + steps[i] + steps[j]) + at(best - steps[i] - steps[j])
    other = at(best + steps[i] - steps[j]) + at(best - steps[i] + steps[j])
    return float((other - same) / (4.0 * steps[i, i] * steps[j, j]))


def _values(ranges: Mapping[str, Range], point: Array) -> Values:
    return {name: float(np.exp(one)) for name, one in zip(ranges, point, strict=True)}
