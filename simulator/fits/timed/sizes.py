"""The munitions of an act: log probability of each size under a law of sizes.

Sizes are whole numbers; a lognormal size of n stands for n - 1/2 to n + 1/2.
"""

import numpy as np
from scipy.special import gammaln, log_ndtr

from simulator.fits.family import Values
from simulator.model.parameters import Array

TINY = 1e-300


def log_constant(size: Array, values: Values) -> Array:
    """Where all are the same."""
    return np.where(size == round(values["size"]), 0.0, -np.inf)


def log_negative_binomial(size: Array, values: Values) -> Array:
    """Where the variance is mean + mean**2 / k."""
    mean, k = values["size mean"], values["size k"]
    ways = gammaln(size + k) - gammaln(k) - gammaln(size + 1.0)
    chances: Array = ways - k * np.log1p(mean / k) + size * np.log(mean / (mean + k))
    return chances


def log_lognormal(size: Array, values: Values) -> Array:
    """Where the logarithm is normal."""
    return _log_between(size, values["size median"], values["size sd of log"])


def log_two_state(size: Array, values: Values) -> Array:
    """Where an act is ordinary, or with probability `mass share` a mass attack."""
    share = values["mass share"]
    mass = _log_between(size, values["mass median"], values["mass sd of log"])
    chances: Array = np.logaddexp(
        np.log1p(-share) + log_lognormal(size, values), np.log(share) + mass
    )
    return chances


def _log_between(size: Array, median: float, spread: float) -> Array:
    """From whichever tail of the normal law is smaller, so that no digits are lost."""
    low = np.log(np.maximum(size - 0.5, TINY) / median) / spread
    high = np.log((size + 0.5) / median) / spread
    a, b = np.where(low > 0.0, -high, low), np.where(low > 0.0, -low, high)
    more = log_ndtr(b)
    chances: Array = more + np.log(np.maximum(-np.expm1(log_ndtr(a) - more), TINY))
    return chances
