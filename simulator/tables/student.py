"""Student's quantile by hand: SciPy's takes longer to import than `run` does for all else."""

from functools import lru_cache
from math import exp, lgamma, log, log1p, nan, pi, sqrt, tan

MANY = 1000
"""Degrees of freedom from which on the series has all digits."""


@lru_cache(maxsize=1024)
def student_quantile(freedom: int, z: float, tail: float) -> float:
    """Beyond which Student's law has this upper tail, below a half, and the normal law has `z`.

    Relative error below 1e-11 (`tests/tables/test_student.py`); NaN without a degree of freedom.
    """
    if freedom < 1:
        return nan
    if freedom == 1:
        return tan(pi * (0.5 - tail))
    t = _series(freedom, z)
    if freedom < MANY:
        for _ in range(20):  # Newton's; the tail is convex there
            step = (_tail(freedom, t) - tail) / _density(freedom, t)
            t += step
            if abs(step) < 1e-12 * t:
                break
    return t


def _series(freedom: int, z: float) -> float:
    """Cornish and Fisher's series (Abramowitz and Stegun 1964, 26.7.5); its error is of order 5."""
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / float(freedom**order) for order, term in enumerate(terms, 1))


def _log_beta(freedom: int) -> float:
    """Logarithm of Beta(freedom / 2, 1 / 2)."""
    return lgamma(freedom / 2) + lgamma(0.5) - lgamma(freedom / 2 + 0.5)


def _density(freedom: int, t: float) -> float:
    power = -(freedom + 1) / 2 * log1p(t * t / freedom)
    return exp(power - _log_beta(freedom)) / sqrt(freedom)


def _tail(freedom: int, t: float) -> float:
    """Above t: half the incomplete beta function, by its fraction (DLMF 8.17.22), or the rest."""
    a, b, x = freedom / 2, 0.5, freedom / (freedom + t * t)
    power = exp(a * log(x) + b * log1p(-x) - _log_beta(freedom))
    if x < (a + 1.0) / (a + b + 2.0):
        return power * _fraction(a, b, x) / a / 2.0
    return 0.5 - power * _fraction(b, a, 1.0 - x) / b / 2.0


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction, by Lentz."""
    c, d = 1.0, 1.0 / (1.0 - (a + b) * x / (a + 1.0))
    value = d
    for m in range(1, 500):
        for factor in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d, c = 1.0 / (1.0 + factor * d), 1.0 + factor / c
            value *= c * d
        if abs(c * d - 1.0) < 1e-16:
            break
    return value
