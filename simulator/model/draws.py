"""Randomness by address: every random number belongs to what it decides, and no state is kept.

The generator is Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as
easy as 1, 2, 3"). An address has a block of four words: one number of 52 bits or two, four of 32
bits, or a number and a word. What is drawn at one time for one thing shares a block, each from
words of its own. A number becomes a variate by inversion, so that runs of two scenarios stay paired
until a response changes them.
"""

import hashlib
import math
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.jit import inlined, jit, struct
from simulator.model.elementary import exp, log, log_of_rest, normal_quantile
from simulator.model.special import (
    beta_quantile,
    gamma_quantile,
    geometric_quantile,
    log_gamma,
    negative_binomial_quantile,
    poisson_quantile,
)

_WORD = 0xFFFFFFFF

CONSTANT = 0  # a
UNIFORM = 1  # a low, b high
TRIANGULAR = 2  # a low, b mode, c high
PERT = 3  # a low, b mode, c high
EXPONENTIAL = 4  # a mean
LOGNORMAL = 5  # a, b: mean and standard deviation of the logarithm
WEIBULL = 6  # a shape, b scale
GAMMA = 7  # a shape, b scale
EMPIRICAL = 8  # first, count: a sorted stretch of `numbers`
GEOMETRIC = 9  # a mean, support 1, 2, ...
POISSON = 10  # a mean
NEGATIVE_BINOMIAL = 11  # a mean, b dispersion: the variance is a + a * a / b

DISTRIBUTION = struct(
    [("family", "i8"), ("a", "f8"), ("b", "f8"), ("c", "f8"), ("first", "i8"), ("count", "i8")]
)
FOREVER = 2**53  # minutes: no sample is longer, so that it fits a whole number


@lru_cache(maxsize=4096)
def stream(name: str) -> int:
    """A number for a stable name: 24 bits of its SHA-256, above 8 bits left for the purpose."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:3], "big") << 8


@jit
def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """The four 32-bit words of Philox4x32-10 for a counter of four words and a key of two.

    Products may wrap in 64 signed bits; the shifted and masked halves are the same.
    """
    for _ in range(10):
        p, q = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1 = ((q >> 32) & _WORD) ^ c1 ^ k0, q & _WORD
        c2, c3 = ((p >> 32) & _WORD) ^ c3 ^ k1, p & _WORD
        k0, k1 = (k0 + 0x9E3779B9) & _WORD, (k1 + 0xBB67AE85) & _WORD
    return c0, c1, c2, c3


@jit
def block(
    seed: int, replication: int, stream: int, subject: int, index: int
) -> tuple[int, int, int, int]:
    """The four random words of an address, each 0 to 2**32 - 1.

    The seed is 0 to 2**63 - 1: the highest bit of the key is 0, and those of keys in which it is 1
    are other blocks. The other parts are whole numbers, distinct below 2**32.
    """
    return philox(
        int(index) & _WORD,
        int(subject) & _WORD,
        int(stream) & _WORD,
        int(replication) & _WORD,
        int(seed) & _WORD,
        (int(seed) >> 32) & _WORD,
    )


@jit
def fraction(high: int, low: int) -> float:
    """The midpoint of one of 2**52 equal cells of 0 to 1, named by two words: never 0 or 1."""
    return (float((high << 20) | (low >> 12)) + 0.5) * 2.220446049250313e-16


@jit
def part(word: int) -> float:
    """The midpoint of one of 2**32 equal cells of 0 to 1, named by a word: never 0 or 1."""
    return (float(word) + 0.5) * 2.3283064365386963e-10


@jit
def uniform(seed: int, replication: int, stream: int, subject: int, index: int) -> float:
    """The number strictly between 0 and 1, of 52 bits, that belongs to this address (`block`)."""
    words = block(seed, replication, stream, subject, index)
    return fraction(words[0], words[1])


@jit
def pair(seed: int, replication: int, stream: int, subject: int, index: int) -> tuple[float, float]:
    """The number of this address, and another from the words that it leaves."""
    words = block(seed, replication, stream, subject, index)
    return fraction(words[0], words[1]), fraction(words[2], words[3])


@jit
def _triangular(low: float, mode: float, high: float, u: float) -> float:
    """Quantile of the triangular distribution."""
    width = high - low
    if width <= 0.0:
        return low
    if u * width < mode - low:
        return low + math.sqrt(u * width * (mode - low))
    return high - math.sqrt((1.0 - u) * width * (high - mode))


@jit
def _pert(low: float, mode: float, high: float, u: float) -> float:
    """Quantile of the PERT distribution (Malcolm and others 1959): a beta of shapes adding to 6."""
    width = high - low
    if width <= 0.0:
        return low
    rise = 4.0 * (mode - low) / width
    return low + width * beta_quantile(u, 1.0 + rise, 5.0 - rise)


@jit
def _weibull(shape: float, scale: float, u: float) -> float:
    """Quantile of the Weibull distribution."""
    return scale * exp(log(-log_of_rest(u)) / shape)


@jit
def _empirical(numbers: NDArray[np.float64], first: int, count: int, u: float) -> float:
    """The smallest of the sorted observations that at least a share u does not exceed."""
    rank = math.ceil(u * count) - 1
    return float(numbers[first + min(max(rank, 0), count - 1)])


@jit
def _count(family: int, a: float, b: float, u: float) -> float:
    """Quantile of the families of whole numbers."""
    if family == GEOMETRIC:
        return float(geometric_quantile(u, a))
    if family == POISSON:
        return float(poisson_quantile(u, a))
    if family == NEGATIVE_BINOMIAL:
        return float(negative_binomial_quantile(u, a, b))
    raise ValueError("no such family of distributions")


@inlined
def sample(distributions: NDArray[Any], numbers: NDArray[np.float64], row: int, u: float) -> float:
    """The quantile at u, strictly between 0 and 1, of a row of `distributions` (DISTRIBUTION).

    `numbers` holds the observations of the empirical rows, sorted within each row. In the unit of
    the row; grows with u.
    """
    d = distributions[row]
    family, a, b, c = int(d["family"]), float(d["a"]), float(d["b"]), float(d["c"])
    if family == CONSTANT:
        return a
    if family == UNIFORM:
        return a + (b - a) * u
    if family == TRIANGULAR:
        return _triangular(a, b, c, u)
    if family == PERT:
        return _pert(a, b, c, u)
    if family == EXPONENTIAL:
        return -a * log_of_rest(u)
    if family == LOGNORMAL:
        return exp(a + b * normal_quantile(u))
    if family == WEIBULL:
        return _weibull(a, b, u)
    if family == GAMMA:
        return b * gamma_quantile(u, a)
    if family == EMPIRICAL:
        return _empirical(numbers, int(d["first"]), int(d["count"]), u)
    return _count(family, a, b, u)


@jit
def mean(distributions: NDArray[Any], numbers: NDArray[np.float64], row: int) -> float:
    """The expectation of a row of `distributions`, in its unit."""
    d = distributions[row]
    family, a, b, c = int(d["family"]), float(d["a"]), float(d["b"]), float(d["c"])
    if family == UNIFORM:
        return (a + b) / 2.0
    if family == TRIANGULAR:
        return (a + b + c) / 3.0
    if family == PERT:
        return (a + 4.0 * b + c) / 6.0
    if family == LOGNORMAL:
        return exp(a + b * b / 2.0)
    if family == WEIBULL:
        return b * exp(log_gamma(1.0 + 1.0 / a)) if b > 0.0 else 0.0
    if family == GAMMA:
        return a * b
    if family == EMPIRICAL:
        total = 0.0
        for i in range(int(d["first"]), int(d["first"]) + int(d["count"])):
            total += float(numbers[i])
        return total / int(d["count"])
    return a


@jit
def minutes(distributions: NDArray[Any], numbers: NDArray[np.float64], row: int, u: float) -> int:
    """The same sample in whole minutes, from 0 to FOREVER."""
    return whole_minutes(sample(distributions, numbers, row, u))


@jit
def whole_minutes(x: float) -> int:
    """Minutes as a whole number from 0 to FOREVER, half a minute rounded up."""
    return math.floor(min(max(x, 0.0), float(FOREVER)) + 0.5)
