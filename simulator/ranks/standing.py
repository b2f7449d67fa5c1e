"""How rules stand by one outcome over many sets of values: means, regret, the worst tenth, ranks.

A rule's expectation in a set is that of the first rule plus the expectation of the difference from
it, history by history on the same luck; both with what chance adds taken out of their scatter.
"""

from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array
from simulator.tables.amounts import SHARE
from simulator.tables.summary import Estimate
from simulator.uncertain.two_levels import BAND, Sort, two_levels

WORST = 0.1
RESAMPLES = 1000
UPWARDS = (": in time", "answered in time", "ceasefire signed")
"""Ends of the names of outcomes of which more is better."""


class Standing(NamedTuple):
    """One rule by one outcome."""

    arm: str
    mean: float
    band: Estimate
    """The median of its sets, and the band that holds 90 % of them."""
    worst: float
    """The mean of its worst tenth of the sets."""
    regret: float
    """By how much the best rule of each set is better, on average."""
    most_regret: float
    """The regret that nine sets in ten stay below."""
    best: float
    """The share of the sets in which no other rule is better; equal ones share it."""
    ranks: tuple[float, ...]
    """In what share of the resamples of the sets its mean has rank 1, 2, ..."""


class Ranking(NamedTuple):
    """All rules by one outcome, the best mean first."""

    outcome: str
    unit: str
    lower_is_better: bool
    standings: tuple[Standing, ...]
    expected: dict[str, Array]
    """(sets,) by rule; NaN in sets in which any rule lacks the outcome."""
    sets: int
    """Those in which all rules have it."""

    @property
    def leaders(self) -> list[str]:
        """The rules whose mean no other beats."""
        best = self.standings[0].mean
        return [one.arm for one in self.standings if np.isclose(one.mean, best, atol=1e-12)]

    @property
    def differs(self) -> bool:
        """Whether the rules differ in any set."""
        values = np.array(list(self.expected.values()))
        return bool(np.nanmax(np.ptp(values, axis=0), initial=0.0) > 0)


def is_lower_better(outcome: str) -> bool:
    """Whether less of an outcome is better."""
    return not outcome.endswith(UPWARDS)


def ranking(outcome: str, unit: str, arms: dict[str, Array], seed: int) -> Ranking:
    """How the arms stand; `arms`: (sets, histories) each, on the same luck."""
    expected = _expected(arms, unit == SHARE)
    lower = is_lower_better(outcome)
    known = ~np.any(np.isnan(list(expected.values())), axis=0)
    values = np.array([one[known] for one in expected.values()])
    kept = {arm: np.where(known, one, np.nan) for arm, one in expected.items()}
    if not known.any():
        return Ranking(outcome, unit, lower, (), kept, 0)
    loss = values if lower else -values
    regret = loss - loss.min(axis=0)
    best = np.isclose(regret, 0.0, atol=1e-12)
    shares = (best / best.sum(axis=0)).mean(axis=1)
    ranks = _ranks(loss, seed)
    standings = [
        Standing(
            arm,
            float(values[i].mean()),
            _band(values[i]),
            _worst(loss[i]) * (1 if lower else -1),
            float(regret[i].mean()),
            float(np.quantile(regret[i], 1 - WORST)),
            float(shares[i]),
            tuple(ranks[i]),
        )
        for i, arm in enumerate(arms)
    ]
    standings.sort(key=lambda one: one.mean if lower else -one.mean)
    return Ranking(outcome, unit, lower, tuple(standings), kept, int(known.sum()))


def _expected(arms: dict[str, Array], share: bool) -> dict[str, Array]:
    """(sets,) by arm: the expectation in each set."""
    (first, base), *others = arms.items()
    sort, change = (Sort.SHARE, Sort.CHANGE_OF_SHARE) if share else (Sort.AMOUNT, Sort.CHANGE)
    middle = two_levels(base, sort).expected
    least, most = sort.value
    found = {first: middle}
    for arm, values in others:
        moved = middle + two_levels(values - base, change).expected
        found[arm] = np.clip(moved, least, most)
    return found


def _band(values: Array) -> Estimate:
    low, middle, high = np.quantile(values, [(1 - BAND) / 2, 0.5, (1 + BAND) / 2])
    return Estimate(float(middle), float(low), float(high))


def _worst(loss: Array) -> float:
    """The mean of the tenth of the sets in which the loss is largest."""
    count = max(1, round(WORST * len(loss)))
    return float(np.sort(loss)[-count:].mean())


def _ranks(loss: Array, seed: int) -> Array:
    """(arms, arms) how often each arm's mean has each rank, over resamples of the sets; arms of the
    same mean share their ranks."""
    arms, sets = loss.shape
    weights = np.random.default_rng(seed).multinomial(sets, np.full(sets, 1 / sets), RESAMPLES)
    means = weights @ loss.T / sets
    apart = means[:, :, None] - means[:, None, :]
    alike = np.isclose(apart, 0.0, atol=1e-12)
    better = np.sum((apart > 0) & ~alike, axis=2)
    equal = np.sum(alike, axis=2)
    rank = np.arange(arms)[:, None, None]
    shares = ((better <= rank) & (rank < better + equal)) / equal
    found: Array = shares.mean(axis=1).T
    return found
