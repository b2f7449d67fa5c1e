"""Quantiles of gamma, beta and counts, with the same bits on every system, compiled or not.

Each inverts a distribution function and grows with u, up to rounding (about 1e-12 of the value).
`u` is strictly between 0 and 1. The functions of `elementary` can be had from here too.
"""

import math

from simulator.jit import jit
from simulator.model.elementary import exp, log, log_of_rest, log_shortfall, normal_quantile

__all__ = [
    "beta_quantile",
    "exp",
    "gamma_quantile",
    "geometric_quantile",
    "log",
    "log_gamma",
    "negative_binomial_quantile",
    "normal_quantile",
    "poisson_quantile",
]

_LOG_2PI = 1.8378770664093454836
_PRECISION = 1e-16
_MOST = 10_000_000
"""Steps within which every sum and search here ends, for shapes and means as a scenario may have
them (`schema.distributions`): so a number beyond them is an error and no endless loop."""


@jit
def _stirling(x: float) -> float:
    """What Stirling's formula leaves out of log_gamma(x), for x of 10 or more (DLMF 5.11.1)."""
    z = 1.0 / (x * x)
    tail = 1.0 / 1188.0 - z * (691.0 / 360360.0 - z / 156.0)
    tail = 1.0 / 360.0 - z * (1.0 / 1260.0 - z * (1.0 / 1680.0 - z * tail))
    return (1.0 / 12.0 - z * tail) / x


@jit
def log_gamma(x: float) -> float:
    """Logarithm of the gamma function for x > 0, absolute error about 1e-14 below x = 10."""
    product = 1.0
    for _ in range(10):
        if x < 10.0:
            product *= x
            x += 1.0
    return (x - 0.5) * log(x) - x + 0.5 * _LOG_2PI + _stirling(x) - log(product)


@jit
def _gamma_weight(a: float, x: float, log_gamma_of_a: float) -> float:
    """x**a * exp(-x) / Gamma(a): the density of the logarithm of a gamma variable.

    From a = 10 as a saddle point (Loader 2000), which keeps its digits for large a.
    """
    if a < 10.0:
        return exp(a * log(x) - x - log_gamma_of_a)
    d = (x - a) / a
    shortfall = log_shortfall(d) if -0.29 < d < 0.41 else d - log(x / a)
    return math.sqrt(a) * exp(-a * shortfall - _stirling(a) - 0.5 * _LOG_2PI)


@jit
def _gamma_below(a: float, x: float, weight: float) -> float:
    """Probability that a gamma variable is below x: the series (DLMF 8.11.4)."""
    term = weight / a
    total = term
    for _ in range(_MOST):
        if not term > _PRECISION * total:
            return total
        a += 1.0
        term *= x / a
        total += term
    raise ValueError("the sum of a gamma distribution does not end")


@jit
def _gamma_above(a: float, x: float, weight: float) -> float:
    """Probability that a gamma variable is above x > a: Legendre's fraction (DLMF 8.9.2)."""
    b = x + 1.0 - a
    c = 1e300
    d = 1.0 / b
    value, change, n = d, 2.0, 0.0
    for _ in range(_MOST):
        if not abs(change - 1.0) > 4.0 * _PRECISION:
            return weight * value
        n += 1.0
        factor = n * (a - n)
        b += 2.0
        d = 1.0 / (b + factor * d)
        c = b + factor / c
        change = c * d
        value *= change
    raise ValueError("the fraction of a gamma distribution does not end")


@jit
def _gamma_tail(a: float, x: float, weight: float, upper: bool) -> float:
    """Probability above x if `upper`, else below x, by what converges there."""
    if x < a + 1.0 + math.sqrt(a):
        below = _gamma_below(a, x, weight)
        return 1.0 - below if upper else below
    above = _gamma_above(a, x, weight)
    return above if upper else 1.0 - above


@jit
def _approach(r: float, s: float, s1: float, s2: float) -> float:
    """Step to the quantile from a point where r = (u - F) / F', by inverse Taylor series.

    s, s1 and s2 are the derivatives of log F' there; the error is of order r**5.
    """
    cubic = (2.0 * s * s - s1) / 6.0
    quartic = (s * (7.0 * s1 - 6.0 * s * s) - s2) / 24.0
    return r * (1.0 - r * (s / 2.0 - r * (cubic + r * quartic)))


@jit
def _gamma_start(u: float, a: float, log_gamma_of_a: float) -> float:
    """Logarithm of a rough gamma quantile."""
    base = 1.0 - 1.0 / (9.0 * a) + normal_quantile(u) / (3.0 * math.sqrt(a))
    if a >= 1.0 and base > 0.3:  # Wilson and Hilferty 1931
        return log(a) + 3.0 * log(base)
    y = -log(1.0 - u) - log_gamma_of_a
    if a < 1.0 and y > 1.5:  # the asymptotic series of the upper tail
        return log(y - (1.0 - a) * log(y) - log(1.0 + (1.0 - a) / (1.0 + y)))
    t = (log(u) + log_gamma(a + 1.0)) / a  # the series near 0
    return t + exp(t) / (a + 1.0)


@jit
def _step(
    tail: float, target: float, density: float, upper: bool, shape: tuple[float, float, float]
) -> tuple[float, bool]:
    """The next step towards where the tail is `target`, and whether it is the last.

    `shape` holds the derivatives of the logarithm of the density. Both tails of a log-concave
    density are log-concave (Prekopa 1973), so Newton on the logarithm of a tail converges from
    anywhere; close by, one step of `_approach` is exact to about 1e-12.
    """
    s, s1, s2 = shape
    r = (target - tail) / density
    if abs(r) * max(abs(s), math.sqrt(abs(s1)), 0.5) < 4e-3:
        return _approach(-r if upper else r, s, s1, s2), True
    r = (log(target) - log(tail)) * tail / density
    return (-r if upper else r), False


@jit
def gamma_quantile(u: float, shape: float) -> float:
    """Quantile of the gamma distribution of scale 1, relative error below 1e-10.

    Solved for the logarithm of x, whose density is log-concave for every shape.
    """
    upper = u > 0.5
    target = 1.0 - u if upper else u
    log_gamma_of_shape = log_gamma(shape)
    t = _gamma_start(u, shape, log_gamma_of_shape)
    last = False
    for _ in range(_MOST):
        if last or not t > -700.0:
            return exp(t)
        x = exp(t)
        weight = _gamma_weight(shape, x, log_gamma_of_shape)
        tail = _gamma_tail(shape, x, weight, upper)
        step, last = _step(tail, target, weight, upper, (shape - x, -x, -x))
        t += step
    raise ValueError("the search in a gamma distribution does not end")


@jit
def _beta_fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz."""
    c = 1.0
    d = 1.0 / (1.0 - (a + b) * x / (a + 1.0))
    value, change, m = d, 2.0, 0.0
    for _ in range(_MOST):
        if not abs(change - 1.0) > 4.0 * _PRECISION:
            return value
        m += 1.0
        even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        d = 1.0 / (1.0 + even * d)
        c = 1.0 + even / c
        value *= c * d
        d = 1.0 / (1.0 + odd * d)
        c = 1.0 + odd / c
        change = c * d
        value *= change
    raise ValueError("the fraction of a beta distribution does not end")


@jit
def _log_beta(a: float, b: float) -> float:
    """Logarithm of the beta function, without cancellation where one shape is large."""
    a, b = min(a, b), max(a, b)
    if b < 10.0:
        return log_gamma(a) + log_gamma(b) - log_gamma(a + b)
    growth = (b - 0.5) * log_of_rest(-a / b) + a * (log(a + b) - 1.0)
    return log_gamma(a) - growth - (_stirling(a + b) - _stirling(b))


@jit
def _beta_weight(a: float, b: float, x: float, y: float) -> float:
    """x**a * y**b / Beta(a, b) where y = 1 - x: the density of the logarithm of x / y."""
    log_x = log(x) if x < y else log_of_rest(y)
    log_y = log(y) if y < x else log_of_rest(x)
    return exp(a * log_x + b * log_y - _log_beta(a, b))


@jit
def _beta_tail(a: float, b: float, x: float, y: float, weight: float, upper: bool) -> float:
    """Probability that a beta variable is above x if `upper`, else below x; y = 1 - x."""
    if x * (a + b + 2.0) < a + 1.0:
        below = weight * _beta_fraction(a, b, x) / a
        return 1.0 - below if upper else below
    above = weight * _beta_fraction(b, a, y) / b
    return above if upper else 1.0 - above


@jit
def beta_quantile(u: float, a: float, b: float) -> float:
    """Quantile of the beta distribution on 0 to 1, relative error below 1e-10.

    Solved for z = log(x / (1 - x)), whose density is log-concave for every a and b.
    """
    upper = u > 0.5
    target = 1.0 - u if upper else u
    z, step = log(a / b), 0.0
    last = False
    for _ in range(_MOST):
        if last or not abs(z) < 700.0:
            return 1.0 / (1.0 + exp(-z))
        x, y = 1.0 / (1.0 + exp(-z)), 1.0 / (1.0 + exp(z))
        weight = _beta_weight(a, b, x, y)
        if weight < 1e-100:  # too far out: come half the way back
            step *= 0.5
            z -= step
            continue
        tail = _beta_tail(a, b, x, y, weight, upper)
        s = a - (a + b) * x
        s1 = -(a + b) * x * y
        step, last = _step(tail, target, weight, upper, (s, s1, s1 * (y - x)))
        z += step
    raise ValueError("the search in a beta distribution does not end")


@jit
def _walk(n: float, excess: float, chance: float, alpha: float, beta: float) -> int:
    """Smallest count whose distribution function reaches u, found by walking from n.

    `excess` is the distribution function at n less u, `chance` the probability of n; that of n
    is (alpha + beta / n) times that of n - 1 (Panjer 1981). Stops where chances vanish.
    """
    for _ in range(_MOST):
        if not (excess < 0.0 and excess + chance != excess):
            break
        n += 1.0
        chance *= alpha + beta / n
        excess += chance
    for _ in range(_MOST):
        if not (n > 0.0 and excess >= chance):
            return int(n)
        excess -= chance
        chance /= alpha + beta / n
        n -= 1.0
    raise ValueError("the search for a count does not end")


@jit
def poisson_quantile(u: float, mean: float) -> int:
    """Quantile of the Poisson distribution, for a mean of 0 to 1e5 or more."""
    if mean <= 20.0:
        chance = exp(-mean)
        return _walk(0.0, chance - u, chance, 0.0, mean)
    z = normal_quantile(u)
    n = math.floor(mean + math.sqrt(mean) * z + (z * z - 1.0) / 6.0) + 0.0  # Cornish and Fisher
    n = max(n, 0.0)
    upper = u > 0.5
    weight = _gamma_weight(n + 1.0, mean, log_gamma(n + 1.0))
    tail = _gamma_tail(n + 1.0, mean, weight, not upper)
    excess = (1.0 - u) - tail if upper else tail - u
    return _walk(n, excess, weight / mean, 0.0, mean)


@jit
def negative_binomial_quantile(u: float, mean: float, k: float) -> int:
    """Quantile of the negative binomial distribution of variance mean + mean**2 / k."""
    p, q = k / (k + mean), mean / (k + mean)
    if mean <= 20.0:
        chance = exp(k * log(p))
        return _walk(0.0, chance - u, chance, q, q * (k - 1.0))
    n = math.floor(gamma_quantile(u, k * q) / p) + 0.0  # the gamma of the same mean and variance
    upper = u > 0.5
    weight = _beta_weight(k, n + 1.0, p, q)
    tail = _beta_tail(k, n + 1.0, p, q, weight, upper)
    excess = (1.0 - u) - tail if upper else tail - u
    return _walk(n, excess, weight / ((k + n) * q), q, q * (k - 1.0))


@jit
def geometric_quantile(u: float, mean: float) -> int:
    """Quantile of the number of trials up to the first success, from 1, for a mean of 1 or more."""
    if mean <= 1.0:
        return 1
    return max(1, math.ceil(log_of_rest(u) / log_of_rest(1.0 / mean)))
