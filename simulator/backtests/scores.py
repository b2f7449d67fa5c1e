"""How good a forecast was: bands, CRPS and log score, for draws and for two plain baselines.

Draws are what N histories gave. What happened is a figure or a range [low, high]: it meets a band
if some of the range lies in it; CRPS is taken at the range's middle; the log score is the log of
the probability that the range, half a unit wider on both sides, was given. One part in N + 1 of
every forecast is spread widely, for N histories cannot exclude what they have not seen.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
LEVELS = (np.arange(2000) + 0.5) / 2000
"""Evenly spread: the quantiles there stand for a law without a closed form of its score."""
HALF = 0.5
"""Figures are reported in whole units."""


class Bands(NamedTuple):
    """The quantiles of a forecast: ends of the 90 and 50 % bands, and the median."""

    low90: float
    low50: float
    median: float
    high50: float
    high90: float

    def holds(self, low: float, high: float, level: int) -> bool:
        """Whether some of what happened lies in the band of 50 or 90 %, ends included."""
        start, end = (self.low50, self.high50) if level == 50 else (self.low90, self.high90)
        return low <= end and start <= high


class Score(NamedTuple):
    """The scores of one forecast: a lower CRPS and a higher log score are better."""

    crps: float
    """In the figure's own unit."""
    log: float
    """Nats."""
    relative: float
    """CRPS of log(1 + x), which figures of any size and unit share (Bosse et al. 2023)."""


def bands(draws: Array) -> Bands:
    """The bands of these draws; each end is one of them."""
    found = np.quantile(draws, QUANTILES, method="inverted_cdf")
    return Bands(*(float(one) for one in found))


def crps(draws: Array, happened: float, sets: Array | None = None) -> float:
    """Continuous ranked probability score of the law that the draws come from, without bias.

    Mean |x - y| less half the mean |x - x'| (Gneiting and Raftery 2007, eq. 21), the latter over
    pairs of different draws (the fair score of Ferro 2014): a draw is no nearer to itself than to
    others. Draws of one set share their values, so that only pairs from different sets are drawn
    independently. `sets`: (draws,) the set of each; by default each has its own.
    """
    values = np.asarray(draws, float)
    n = len(values)
    of_set = [values] if sets is None else [values[sets == one] for one in np.unique(sets)]
    alone = sets is None or len(of_set) == n
    pairs = n * n - (n if alone else sum(len(one) ** 2 for one in of_set))
    apart = _distances(values) - (0.0 if alone else sum(map(_distances, of_set)))
    spread = apart / pairs if pairs else 0.0
    return float(np.mean(np.abs(values - happened)) - spread / 2.0)


def _distances(values: Array) -> float:
    """The sum of |x - x'| over all pairs, each taken twice."""
    n = len(values)
    return float(2.0 * np.sum((2.0 * np.arange(1, n + 1) - n - 1.0) * np.sort(values)))


def chance_of_range(draws: Array, low: float, high: float) -> float:
    """The probability that smoothed draws give to a range of figures.

    A Gaussian kernel on log(1 + x), its width by Silverman's rule (1986, eq. 3.31); where all draws
    are the same it has none.
    """
    from scipy.special import ndtr

    start, end = low - HALF, high + HALF
    at = np.log1p(draws)
    spread = float(np.std(at))
    quarter = float(np.subtract(*np.quantile(at, (0.75, 0.25)))) / 1.349
    width = 0.9 * (min(spread, quarter) or spread) * len(at) ** -0.2
    if width == 0.0:
        return float(np.mean((start <= draws) & (draws <= end)))
    below = ndtr((np.log1p(start) - at) / width) if start > 0.0 else np.zeros(len(at))
    return float(np.mean(ndtr((np.log1p(end) - at) / width) - below))


def score(draws: Array, low: float, high: float, sets: Array | None = None) -> Score:
    """The scores of the draws; `sets` as in `crps`."""
    middle = bands(draws).median
    chance = widened(chance_of_range(draws, low, high), middle, low, high, len(draws))
    happened = (low + high) / 2.0
    relative = crps(np.log1p(draws), float(np.log1p(happened)), sets)
    return Score(crps(draws, happened, sets), chance, relative)


def widened(chance: float, middle: float, low: float, high: float, draws: int) -> float:
    """The log of a forecast's chance once one part in `draws` + 1 of it is spread widely.

    That part is a Cauchy law of scale 1 on log(1 + x) around the forecast's middle.
    """
    start, end = low - HALF, high + HALF
    centre = np.log1p(middle)
    below = np.arctan(np.log1p(start) - centre) if start > 0.0 else -np.pi / 2.0
    wide = (np.arctan(np.log1p(end) - centre) - below) / np.pi
    return float(np.log((draws * chance + wide) / (draws + 1.0)))


def score_of_yes(draws: Array, happened: float, sets: Array | None = None) -> Score:
    """Of draws of 0 and 1: Brier's score, which CRPS is for them, and half a draw added to each."""
    chance = (float(np.sum(draws == happened)) + HALF) / (len(draws) + 1.0)
    relative = crps(np.log1p(draws), float(np.log1p(happened)), sets)
    return Score(crps(draws, happened, sets), float(np.log(chance)), relative)


@dataclass(frozen=True)
class LastValue:
    """The forecast that all stays as it last was: a single point."""

    value: float

    def score(self, low: float, high: float, draws: int) -> Score:
        """Its scores; `draws` says how much of it is spread, as for the simulated forecast."""
        hit = float(low - HALF <= self.value <= high + HALF)
        told = widened(hit, self.value, low, high, draws)
        happened = (low + high) / 2.0
        relative = abs(float(np.log1p(self.value) - np.log1p(happened)))
        return Score(abs(self.value - happened), told, relative)


@dataclass(frozen=True)
class Poisson:
    """The forecast of a Poisson process at the mean of what was known before."""

    mean: float

    def score(self, low: float, high: float, draws: int) -> Score:
        """Of a count (CRPS: Wei and Held 2014, appendix A)."""
        from scipy.special import i0e, i1e
        from scipy.stats import poisson

        rate, y = self.mean, (low + high) / 2.0
        below, at = poisson.cdf(np.floor(y), rate), poisson.pmf(np.floor(y), rate)
        far = (y - rate) * (2.0 * below - 1.0) + 2.0 * rate * at
        near = rate * (i0e(2.0 * rate) + i1e(2.0 * rate))
        chance = poisson.cdf(high + HALF, rate) - poisson.cdf(np.ceil(low - HALF) - 1.0, rate)
        told = widened(float(chance), rate, low, high, draws)
        relative = _relative(poisson.ppf(LEVELS, rate), y)
        return Score(float(far - near), told, relative)


@dataclass(frozen=True)
class Exponential:
    """The wait for a Poisson process's next event, its mean being that of what was known before."""

    mean: float

    def score(self, low: float, high: float, draws: int) -> Score:
        """Of hours (CRPS: mean |x - y| = y - m + 2 m exp(-y/m), less half of mean |x - x'| = m)."""
        m, y = self.mean, (low + high) / 2.0
        value = y - 1.5 * m + 2.0 * m * np.exp(-y / m)
        start, end = max(0.0, low - HALF), high + HALF
        chance = float(np.exp(-start / m) - np.exp(-end / m))
        relative = _relative(-m * np.log1p(-LEVELS), y)
        return Score(float(value), widened(chance, m, low, high, draws), relative)


def _relative(quantiles: Array, happened: float) -> float:
    """CRPS of log(1 + x) of the law with these quantiles at LEVELS."""
    values = np.log1p(quantiles)
    spread = _distances(values) / len(values) ** 2
    return float(np.mean(np.abs(values - np.log1p(happened))) - spread / 2.0)
