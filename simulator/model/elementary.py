"""Logarithm, exponential and normal quantile, with the same bits on every system, compiled or not.

All is written from + - * / and square root, which IEEE 754 rounds correctly, and from frexp and
ldexp, which are exact; the maths libraries of two systems differ in the last bits.
"""

import math

import numpy as np

from simulator.jit import inlined, jit

_LN2_HIGH = 6.93147180369123816490e-01
_LN2_LOW = 1.90821492927058770002e-10
_POWERS = np.array([math.ldexp(1.0, k) for k in range(-1000, 1001)])
"""Of two; a product with one of them is exact, and spares a call of the C library."""


@jit
def log_shortfall(f: float) -> float:
    """f - log(1 + f) for f between -0.3 and 0.42, without cancellation (fdlibm e_log.c)."""
    s = f / (2.0 + f)
    z = s * s
    tail = 1.818357216161805012e-01 + z * (1.531383769920937332e-01 + z * 1.479819860511658591e-01)
    tail = 2.857142874366239149e-01 + z * (2.222219843214978396e-01 + z * tail)
    tail = z * (6.666666666666735130e-01 + z * (3.999999999940941908e-01 + z * tail))
    return s * (f - tail)


@jit
def log(x: float) -> float:
    """Natural logarithm, within 1 ulp: fdlibm's polynomial (Sun 1993)."""
    if not 0.0 < x < math.inf:
        return x if x > 0.0 else -math.inf if x == 0.0 else math.nan
    fraction, exponent = math.frexp(x)
    if fraction < 0.7071067811865476:
        fraction, exponent = 2.0 * fraction, exponent - 1
    f = fraction - 1.0
    return exponent * _LN2_HIGH - ((log_shortfall(f) - exponent * _LN2_LOW) - f)


@jit
def log_of_rest(y: float) -> float:
    """log(1 - y) for y below 1, with all its digits where y is small."""
    if -0.41 < y < 0.29:
        return -y - log_shortfall(-y)
    return log(1.0 - y)


@jit
def exp(x: float) -> float:
    """Exponential, within 1 ulp (1.5 if subnormal): fdlibm's rational form (Sun 1993)."""
    if not -745.2 < x < 709.782712893384:
        return math.inf if x > 0.0 else 0.0 if x < 0.0 else math.nan
    k = math.floor(x * 1.44269504088896338700 + 0.5)
    high, low = x - k * _LN2_HIGH, k * _LN2_LOW
    r = high - low
    t = r * r
    c = -1.65339022054652515390e-06 + t * 4.13813679705723846039e-08
    c = -2.77777777770155933842e-03 + t * (6.61375632143793436117e-05 + t * c)
    c = r - t * (1.66666666666666019037e-01 + t * c)
    y = 1.0 - ((low - (r * c) / (2.0 - c)) - high)
    if k < -1000:  # a subnormal result: some C libraries truncate in ldexp, products round
        return math.ldexp(y, k + 200) * 6.223015277861142e-61
    if k > 1000:
        return math.ldexp(y, k)
    return float(y * _POWERS[k + 1000])


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


@inlined
def normal_quantile(u: float) -> float:
    """Standard normal quantile, relative error below 1e-14 (Wichura 1988, AS 241, PPND16)."""
    q = u - 0.5
    if abs(q) <= 0.425:
        return _normal_centre(q)
    r = math.sqrt(-log(u if q < 0.0 else 1.0 - u))
    distance = _normal_shoulder(r) if r <= 5.0 else _normal_tail(r)
    return -distance if q < 0.0 else distance
