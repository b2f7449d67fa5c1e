"""What the half of the sets that found nothing says of what the other half found."""

import numpy as np

from simulator.model.parameters import Array
from simulator.tables.summary import NOTHING, Estimate

SURE = 0.05
FEW = 5
"""Fewer sets than this on a side cannot test a limit."""
RESAMPLES = 1000


def shares(held: Array) -> Array:
    """(sets,) in what share of the histories of a set it happens; `held`: (sets, histories)."""
    found: Array = np.nansum(held, axis=1) / np.maximum(1, np.sum(~np.isnan(held), axis=1))
    return found


def p_of_more(here: Array, there: Array) -> float:
    """How likely chance would let it happen so much more often in some sets than in others (Mann
    and Whitney, one-sided); `here`, `there`: the `shares` of either. 1 where they are too few."""
    from scipy.stats import mannwhitneyu

    if min(len(here), len(there)) < FEW or np.ptp(np.concatenate([here, there])) == 0:
        return 1.0
    return float(mannwhitneyu(here, there, alternative="greater").pvalue)


def measured(held: Array, inside: Array, seed: int) -> tuple[Estimate, Estimate]:
    """Coverage and density of the sets inside, with 95 % intervals from a bootstrap over sets."""
    cases, known = np.nansum(held, axis=1), np.sum(~np.isnan(held), axis=1)
    weights = resampled(len(held), seed)
    with np.errstate(divide="ignore", invalid="ignore"):
        within = weights @ (cases * inside)
        coverage, density = within / (weights @ cases), within / (weights @ (known * inside))
    return estimate(coverage), estimate(density)


def resampled(count: int, seed: int) -> Array:
    """(1 + RESAMPLES, count): how often each set comes, as it is first, and then drawn anew."""
    drawn = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), RESAMPLES)
    return np.vstack([np.ones(count), drawn])


def estimate(found: Array) -> Estimate:
    """The value of the sets as they are, with the interval of those drawn anew."""
    if np.all(np.isnan(found)):
        return NOTHING
    low, high = np.nanquantile(found[1:], [0.025, 0.975])
    return Estimate(float(found[0]), float(low), float(high))
