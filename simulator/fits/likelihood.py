"""Greatest likelihood, and the intervals that it gives: the same for every family.

Parameters are positive and are looked for on a log scale. An interval is that of the profile
likelihood: the least and the greatest value of a parameter among all parameters whose
log-likelihood is within 1.92 of the best (half the 95 % quantile of a chi-squared variable with one
degree of freedom).
"""

from collections.abc import Callable, Mapping, Sequence
from math import inf
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

from simulator.fits.family import Interval, Values
from simulator.model.parameters import Array

WITHIN = 1.920729410347062
"""Half the 95 % quantile of chi-squared with one degree of freedom: a value is in its profile
likelihood interval if its log-likelihood is this close to the maximum."""
STEP = 1e-4
"""Of numerical derivatives, on the log scale."""
SMALL = 1e-3
"""The same, in standard errors."""
WIDE = 1e-2
"""Of second derivatives, on the log scale."""
WIDEST = 4.0
"""The greatest standard deviation, on the log scale, that a direction is given at first."""

NEAR = 1e-2
"""Of an end of a range, on the log scale."""

LogLikelihood = Callable[[Values], float]


class Range(NamedTuple):
    """Where a parameter is looked for; an interval that reaches a search bound is reported as
    `least` or `most`."""

    low: float
    high: float
    least: float = 0.0
    most: float = inf
    runs_away: bool = False
    """Whether at its upper end other parameters would go on with it, and have no limit either."""


def greatest(
    log_likelihood: LogLikelihood, ranges: Mapping[str, Range], starts: Sequence[Values]
) -> Values:
    """The parameters of greatest likelihood, from the best of what each start leads to."""
    low, high = _ends(ranges)

    def cost(point: Array) -> float:
        return -log_likelihood(_values(ranges, point))

    found = [
        minimize(
            cost,
            np.clip([np.log(start[name]) for name in ranges], low, high),
            method="L-BFGS-B",
            bounds=list(zip(low, high, strict=True)),
            options={"eps": STEP, "ftol": 1e-10, "gtol": 1e-3},
        )
        for start in starts
    ]
    return _values(ranges, min(found, key=lambda one: float(one.fun)).x)


def near(log_likelihood: LogLikelihood, ranges: Mapping[str, Range], start: Values) -> Values:
    """The parameters of greatest likelihood, sooner, where `start` cannot be far from them."""
    low, high = _ends(ranges)
    first = np.clip([np.log(start[name]) for name in ranges], low, high)

    def at(point: Array) -> float:
        return log_likelihood(_values(ranges, np.clip(point, low, high)))

    scale = _scale(at, first, (low, high))

    def cost(z: Array) -> float:
        return -at(first + scale @ z)

    def room(z: Array) -> Array:
        """How far inside the ranges; none may be negative."""
        point = first + scale @ z
        return np.concatenate([point - low, high - point])

    inside: Any = {"type": "ineq", "fun": room, "jac": lambda z: np.vstack([scale, -scale])}
    found = minimize(
        cost,
        np.zeros(len(first)),
        method="SLSQP",
        constraints=inside,
        options={"eps": SMALL, "ftol": 1e-6},
    )
    return _values(ranges, np.clip(first + scale @ found.x, low, high))


def intervals(
    log_likelihood: LogLikelihood, ranges: Mapping[str, Range], values: Values
) -> dict[str, Interval]:
    """The 95 % profile interval of each parameter around the values of greatest likelihood."""
    best = np.array([np.log(values[name]) for name in ranges])
    ends = _ends(ranges)
    top = log_likelihood(values)
    scale = _scale(lambda point: log_likelihood(_values(ranges, point)), best, ends)

    def room(z: Array) -> Array:
        """How far inside the likelihood's limit and the ranges; none may be negative."""
        point = best + scale @ z
        slack = log_likelihood(_values(ranges, np.clip(point, *ends))) - top + WITHIN
        return np.concatenate([[slack], point - ends[0], ends[1] - point])

    found = {}
    for i, (name, span) in enumerate(ranges.items()):
        low, high = (best + scale @ _extreme(scale[i], sign, room) for sign in (-1.0, 1.0))
        found[name] = Interval(
            values[name],
            span.least if _is_open(low, ranges, i, ends[0]) else float(np.exp(low[i])),
            span.most if _is_open(high, ranges, i, ends[1]) else float(np.exp(high[i])),
        )
    return found


def _extreme(row: Array, sign: float, room: Callable[[Array], Array]) -> Array:
    """Where one parameter has gone as far in the direction of `sign` as there is room."""
    towards = sign * row
    start = towards / np.linalg.norm(towards) * np.sqrt(2.0 * WITHIN)
    inside: Any = {"type": "ineq", "fun": room}

    def cost(z: Array) -> float:
        return float(-towards @ z)

    def slope(z: Array) -> Array:
        return -towards

    found = minimize(
        cost,
        start,
        jac=slope,
        method="SLSQP",
        constraints=inside,
        options={"eps": STEP, "ftol": 1e-5, "maxiter": 60},
    )
    furthest: Array = found.x
    return furthest


def _is_open(point: Array, ranges: Mapping[str, Range], i: int, ends: Array) -> bool:
    """Whether a parameter was stopped by an end of a range: its own, or one that runs away."""
    away = [
        span.runs_away and at > np.log(span.high) - NEAR
        for span, at in zip(ranges.values(), point, strict=True)
    ]
    return bool(abs(point[i] - ends[i]) < NEAR or any(away))


def _scale(
    log_likelihood: Callable[[Array], float], best: Array, ends: tuple[Array, Array]
) -> Array:
    """A matrix that turns standard steps into steps of the parameters: root of the covariance."""
    inside = np.clip(best, ends[0] + 2 * WIDE, ends[1] - 2 * WIDE)
    size, curvature = np.linalg.eigh(-_hessian(log_likelihood, inside))
    scale: Array = curvature / np.sqrt(np.maximum(size, WIDEST**-2))
    return scale


def _hessian(log_likelihood: Callable[[Array], float], at: Array) -> Array:
    """Second derivatives, roughly: they only scale the steps of a search."""
    steps = WIDE * np.eye(len(at))
    here = log_likelihood(at)
    ahead = [log_likelihood(at + step) for step in steps]
    hessian = np.empty((len(at), len(at)))
    for i in range(len(at)):
        hessian[i, i] = ahead[i] - 2 * here + log_likelihood(at - steps[i])
        for j in range(i):
            both = log_likelihood(at + steps[i] + steps[j])
            hessian[i, j] = hessian[j, i] = both - ahead[i] - ahead[j] + here
    return hessian / WIDE**2


def _values(ranges: Mapping[str, Range], point: Array) -> Values:
    return {name: float(np.exp(one)) for name, one in zip(ranges, point, strict=True)}


def _ends(ranges: Mapping[str, Range]) -> tuple[Array, Array]:
    low = np.log([span.low for span in ranges.values()])
    high = np.log([span.high for span in ranges.values()])
    return low, high
