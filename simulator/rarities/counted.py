"""A probability from histories that were played with known probabilities."""

from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array
from simulator.tables.summary import LEVEL, Estimate, share_of

NONE_SEEN = 1 - (1 - LEVEL) / 2


class Counted(NamedTuple):
    """In which of the histories it happened."""

    looked: int
    """Histories whose luck was looked at."""
    played: int
    """Of these."""
    hits: Array
    """The replications in which it happened."""
    chances: Array
    """With what probability each of those was played."""
    least: float = 1.0
    """The smallest probability with which any that was played had been chosen."""

    @property
    def plain(self) -> bool:
        """Whether every history was played."""
        return self.played == self.looked

    @property
    def weights(self) -> Array:
        """How many histories each of the hits stands for."""
        weights: Array = 1.0 / self.chances
        return weights

    @property
    def estimate(self) -> Estimate:
        """The probability with its 95 % interval.

        Each hit counts as many times as one in so many like it was played (Horvitz and Thompson
        1952). The interval is that of a weighted sum of Poisson counts (Fay and Feuer 1997), which
        also covers one more hit of the greatest weight seen; without any hit, of the greatest that
        a history played could have had. Of plain histories, as of every share.
        """
        if self.plain:
            return share_of(len(self.hits) / self.looked, self.looked)
        total, squares = float(self.weights.sum()), float((self.weights**2).sum())
        most = float(self.weights.max()) if len(self.hits) else 1.0 / self.least
        low = _gamma(total, squares, 1 - NONE_SEEN) if len(self.hits) else 0.0
        high = _gamma(total + most, squares + most**2, NONE_SEEN)
        return Estimate(*(one / self.looked for one in (total, low, high)))

    @property
    def worth(self) -> float:
        """How many hits of equal weight would tell as much (Kish 1965)."""
        squares = float((self.weights**2).sum())
        return float(self.weights.sum()) ** 2 / squares if squares else 0.0

    @property
    def needed(self) -> float:
        """How many histories plain simulation would have to play for the same standard error."""
        p = self.estimate.value
        squares = float((self.weights**2).sum()) / self.looked**2
        variance = squares - p * p / self.looked
        return p * (1 - p) / variance if variance > 0 else np.nan


def _gamma(mean: float, variance: float, level: float) -> float:
    """The quantile of the gamma distribution with this mean and variance."""
    from scipy.special import gammaincinv

    return variance / mean * float(gammaincinv(mean * mean / variance, level))
