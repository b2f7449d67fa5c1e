"""Logarithms, exponentials and quantiles, with the same bits on every system and uncompiled.

All is written from + - * / and square root, which IEEE 754 rounds correctly, and from frexp and
ldexp, which are exact. Quantiles invert a distribution function: monotone in u up to rounding.
"""

import math

from simulator.jit import jit

_LN2_HIGH = 6.93147180369123816490e-01
_LN2_LOW = 1.90821492927058770002e-10
_LOG_2PI = 1.8378770664093454836
_PRECISION = 1e-16


@jit
def _log_shortfall(f: float) -> float:
    """f - log(1 + f) for f between -0.3 and 0.42, without cancellation (fdlibm e_log.c)."""
    s = f / (2.0 + f)
    z = s * s
    tail = 1.818357216161805012e-01 + z * (1.531383769920937332e-01 + z * 1.479819860511658591e-01)
    tail = 2.857142874366239149e-01 + z * (2.222219843214978396e-01 + z * tail)
    tail = z * (6.666666666666735130e-01 + z * (3.999999999940941908e-01 + z * tail))
    return s * (f - tail)


@jit
def log(x: float) -> float:
    """Natural logarithm, within 1 ulp: fdlibm's polynomial (Sun Microsystems 1993)."""
    if not 0.0 < x < math.inf:
        return x if x > 0.0 else -math.inf if x == 0.0 else math.nan
    fraction, exponent = math.frexp(x)
    if fraction < 0.7071067811865476:
        fraction, exponent = 2.0 * fraction, exponent - 1
    f = fraction - 1.0
    return exponent * _LN2_HIGH - ((_log_shortfall(f) - exponent * _LN2_LOW) - f)


@jit
def exp(x: float) -> float:
    """Exponential, within 1 ulp: fdlibm's rational form (Sun Microsystems 1993)."""
    if not -745.2 < x < 709.782712893384:
        return math.inf if x > 0.0 else 0.0 if x < 0.0 else math.nan
    k = int(math.floor(x * 1.44269504088896338700 + 0.5))
    high, low = x - k * _LN2_HIGH, k * _LN2_LOW
    r = high - low
    t = r * r
    c = -1.65339022054652515390e-06 + t * 4.13813679705723846039e-08
    c = -2.77777777770155933842e-03 + t * (6.61375632143793436117e-05 + t * c)
    c = r - t * (1.66666666666666019037e-01 + t * c)
    y = 1.0 - ((low - (r * c) / (2.0 - c)) - high)
    if k < -1000:  # a subnormal result: some C libraries truncate in ldexp, products round
        return math.ldexp(y, k + 200) * 6.223015277861142e-61
    return math.ldexp(y, k)


@jit
def _normal_centre(q: float) -> float:
    """Quantile at 0.5 + q for q between -0.425 and 0.425."""
    r = 0.180625 - q * q
    n = 3.3430575583588128105e4 + r * 2.5090809287301226727e3
    n = 4.5921953931549871457e4 + r * (6.7265770927008700853e4 + r * n)
    n = 1.9715909503065514427e3 + r * (1.3731693765509461125e4 + r * n)
    n = 3.3871328727963666080e0 + r * (1.3314166789178437745e2 + r * n)
    d = 2.8729085735721942674e4 + r * 5.2264952788528545610e3
    d = 2.1213794301586595867e4 + r * (3.9307895800092710610e4 + r * d)
    d = 6.8718700749205790830e2 + r * (5.3941960214247511077e3 + r * d)
    d = 1.0 + r * (4.2313330701600911252e1 + r * d)
    return q * n / d


@jit
def _normal_shoulder(r: float) -> float:
    """Distance from 0 where the tail is exp(-r * r), for r up to 5."""
    r -= 1.6
    n = 2.27238449892691845833e-2 + r * 7.74545014278341407640e-4
    n = 1.27045825245236838258e0 + r * (2.41780725177450611770e-1 + r * n)
    n = 5.76949722146069140550e0 + r * (3.64784832476320460504e0 + r * n)
    n = 1.42343711074968357734e0 + r * (4.63033784615654529590e0 + r * n)
    d = 5.47593808499534494600e-4 + r * 1.05075007164441684324e-9
    d = 1.48103976427480074590e-1 + r * (1.51986665636164571966e-2 + r * d)
    d = 1.67638483018380384940e0 + r * (6.89767334985100004550e-1 + r * d)
    d = 1.0 + r * (2.05319162663775882187e0 + r * d)
    return n / d


@jit
def _normal_tail(r: float) -> float:
    """Distance from 0 where the tail is exp(-r * r), for r beyond 5."""
    r -= 5.0
    n = 2.71155556874348757815e-5 + r * 2.01033439929228813265e-7
    n = 2.65321895265761230930e-2 + r * (1.24266094738807843860e-3 + r * n)
    n = 1.78482653991729133580e0 + r * (2.96560571828504891230e-1 + r * n)
    n = 6.65790464350110377720e0 + r * (5.46378491116411436990e0 + r * n)
    d = 1.42151175831644588870e-7 + r * 2.04426310338993978564e-15
    d = 7.86869131145613259100e-4 + r * (1.84631831751005468180e-5 + r * d)
    d = 1.36929880922735805310e-1 + r * (1.48753612908506148525e-2 + r * d)
    d = 1.0 + r * (5.99832206555887937690e-1 + r * d)
    return n / d


@jit
def normal_quantile(u: float) -> float:
    """Standard normal quantile, relative error below 1e-14 (Wichura 1988, AS 241, PPND16)."""
    q = u - 0.5
    if abs(q) <= 0.425:
        return _normal_centre(q)
    r = math.sqrt(-log(u if q < 0.0 else 1.0 - u))
    distance = _normal_shoulder(r) if r <= 5.0 else _normal_tail(r)
    return -distance if q < 0.0 else distance


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
    while x < 10.0:
        product *= x
        x += 1.0
    return (x - 0.5) * log(x) - x + 0.5 * _LOG_2PI + _stirling(x) - log(product)


@jit
def _gamma_weight(a: float, x: float) -> float:
    """x**a * exp(-x) / Gamma(a): the density of the logarithm of a gamma variable.

    From a = 10 as a saddle point (Loader 2000), which keeps its digits for large a.
    """
    if a < 10.0:
        return exp(a * log(x) - x - log_gamma(a))
    d = (x - a) / a
    shortfall = _log_shortfall(d) if -0.29 < d < 0.41 else d - log(x / a)
    return math.sqrt(a) * exp(-a * shortfall - _stirling(a) - 0.5 * _LOG_2PI)


@jit
def _gamma_below(a: float, x: float, weight: float) -> float:
    """Probability that a gamma variable is below x: the series (DLMF 8.11.4)."""
    term = weight / a
    total = term
    while term > _PRECISION * total:
        a += 1.0
        term *= x / a
        total += term
    return total


@jit
def _gamma_above(a: float, x: float, weight: float) -> float:
    """Probability that a gamma variable is above x > a: Legendre's fraction (DLMF 8.9.2)."""
    b = x + 1.0 - a
    c = 1e300
    d = 1.0 / b
    value, change, n = d, 2.0, 0.0
    while abs(change - 1.0) > 4.0 * _PRECISION:
        n += 1.0
        factor = n * (a - n)
        b += 2.0
        d = 1.0 / (b + factor * d)
        c = b + factor / c
        change = c * d
        value *= change
    return weight * value


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
    return r * (
        1.0 - r * (s / 2.0 - r * ((2.0 * s * s - s1) / 6.0 + r * (s * (7.0 * s1 - 6.0 * s * s) - s2) / 24.0))
    )


@jit
def _gamma_start(u: float, a: float) -> float:
    """Logarithm of a rough gamma quantile."""
    base = 1.0 - 1.0 / (9.0 * a) + normal_quantile(u) / (3.0 * math.sqrt(a))
    if a >= 1.0 and base > 0.3:  # Wilson and Hilferty 1931
        return log(a) + 3.0 * log(base)
    y = -log(1.0 - u) - log_gamma(a)
    if a < 1.0 and y > 1.5:  # the asymptotic series of the upper tail
        return log(y - (1.0 - a) * log(y) - log(1.0 + (1.0 - a) / (1.0 + y)))
    t = (log(u) + log_gamma(a + 1.0)) / a  # the series near 0
    return t + exp(t) / (a + 1.0)


@jit
def _step(tail: float, target: float, density: float, upper: bool, shape: tuple[float, float, float]) -> tuple[float, bool]:
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
    t = _gamma_start(u, shape)
    last = False
    while not last and t > -700.0:
        x = exp(t)
        weight = _gamma_weight(shape, x)
        tail = _gamma_tail(shape, x, weight, upper)
        step, last = _step(tail, target, weight, upper, (shape - x, -x, -x))
        t += step
    return exp(t)


@jit
def _beta_fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz."""
    c = 1.0
    d = 1.0 / (1.0 - (a + b) * x / (a + 1.0))
    value, change, m = d, 2.0, 0.0
    while abs(change - 1.0) > 4.0 * _PRECISION:
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
    return value


@jit
def _beta_weight(a: float, b: float, x: float, y: float) -> float:
    """x**a * y**b / Beta(a, b): the density of log(x / y), where y = 1 - x."""
    return exp(a * log(x) + b * log(y) + log_gamma(a + b) - log_gamma(a) - log_gamma(b))


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
    z = log(a / b)
    last = False
    while not last and abs(z) < 700.0:
        x, y = 1.0 / (1.0 + exp(-z)), 1.0 / (1.0 + exp(z))
        weight = _beta_weight(a, b, x, y)
        tail = _beta_tail(a, b, x, y, weight, upper)
        s = a - (a + b) * x
        s1 = -(a + b) * x * y
        step, last = _step(tail, target, weight, upper, (s, s1, s1 * (y - x)))
        z += step
    return 1.0 / (1.0 + exp(-z))


@jit
def _walk(n: float, excess: float, chance: float, alpha: float, beta: float) -> int:
    """Smallest count whose distribution function reaches u, found by walking from n.

    `excess` is the distribution function at n less u, `chance` the probability of n; that of n
    is (alpha + beta / n) times that of n - 1 (Panjer 1981). Stops where chances vanish.
    """
    while excess < 0.0 and excess + chance != excess:
        n += 1.0
        chance *= alpha + beta / n
        excess += chance
    while n > 0.0 and excess >= chance:
        excess -= chance
        chance /= alpha + beta / n
        n -= 1.0
    return int(n)


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
    weight = _gamma_weight(n + 1.0, mean)
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
    return max(1, int(math.ceil(log(1.0 - u) / log((mean - 1.0) / mean))))
