"""What knowing a number is worth to a choice between two plans, in the outcome's own unit.

The expected value of partial perfect information (Raiffa and Schlaifer 1961), by regression of the
difference between the plans on the number (Strong, Oakley and Brennan 2014): with the number known
one takes the better plan at each of its values, without it the one that is better on average. Of
two plans it does not matter whether more of the outcome is better or worse.
"""

import numpy as np

from simulator.model.parameters import Array
from simulator.sensitivity.indices import LEVEL
from simulator.tables.summary import NOTHING, Estimate

DEGREE = 3
RESAMPLES = 400


def worth(difference: Array, number: Array, forms: bool, seed: int) -> Estimate:
    """The worth of knowing one number before choosing, with its bootstrap interval.

    `difference`: (points,) one plan minus the other, NaN where unknown; `number`: (points,) the
    level of the number from 0 to 1, or which form was drawn. The interval never begins below 0; the
    estimate leans upwards with chance, so that it is to be set against that of an inert number.
    """
    known = ~np.isnan(difference)
    change, basis = difference[known], _basis(number[known], forms)
    if len(change) < 2 * basis.shape[1]:
        return NOTHING
    drawn = np.random.default_rng(seed).integers(0, len(change), (RESAMPLES, len(change)))
    found = [_gain(_fitted(basis[some], change[some])) for some in drawn]
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    value = _gain(_fitted(basis, change))
    return Estimate(value, min(value, float(low)), max(value, float(high)))


def worth_of_all(expected: Array) -> float:
    """The worth of knowing every number: from the expectation of the difference at each point."""
    known = expected[~np.isnan(expected)]
    return _gain(known) if len(known) else np.nan


def _gain(expected: Array) -> float:
    """How much better it is to choose at each point than once for all."""
    gain = np.mean(np.maximum(expected, 0.0)) - max(0.0, float(np.mean(expected)))
    return max(0.0, float(gain))


def _basis(number: Array, forms: bool) -> Array:
    """Columns of the regression: one for each form, or Legendre's polynomials of a level."""
    if forms:
        found: Array = (number[:, None] == np.unique(number)[None, :]).astype(float)
        return found
    from numpy.polynomial.legendre import legvander

    return np.asarray(legvander(2 * number - 1, DEGREE), float)


def _fitted(basis: Array, change: Array) -> Array:
    """The expectation of the difference at each point, as far as this number tells it."""
    found: Array = basis @ np.linalg.lstsq(basis, change, rcond=None)[0]
    return found
