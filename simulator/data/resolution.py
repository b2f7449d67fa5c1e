"""How exact the clock times of acts are, by the minutes of the hour at which they come.

Clock times are often rounded, all or some of them, and acts that were rounded to one minute look
like a salvo. The minutes of the hour are a mixture of laws: even over all minutes, or over the
multiples of 5, 10, 15, 20, 30 or 60. A law joins where a score test says so whose variance is taken
over clock hours, so that a salvo within an hour is one witness and not many; what share of the
acts follows each is found by greatest likelihood (EM). 00:00 may besides stand for no time at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from simulator.clock import to_local
from simulator.data.placed import fractions
from simulator.data.series import Series
from simulator.minutes import DAY, HOUR
from simulator.model.parameters import Array

GRIDS = (5, 10, 15, 20, 30, 60)
"""Minutes to whose multiples times are rounded."""
SURE = 3.5
"""Standard errors by which a grid must show in a score test. At this level none of 2,500 series of
exact times, steady or in salvos, was classified as rounded (docs/fitting.md)."""
LEAST = 0.03
"""The share of the acts below which a grid is ignored."""
FEWEST = 20
"""Acts below which nothing is said of their clock times."""
ROUNDS = 300
"""Steps of expectation maximisation, enough for mixtures of these few grids."""


@dataclass(frozen=True)
class Resolution:
    """What share of the acts stands for how many minutes, where it is more than one."""

    shares: dict[int, float]
    """By minutes, the longest first; a day's: acts at 00:00 beyond those of other full hours."""
    seen: bool = True
    """Whether there are enough times for an answer."""

    @property
    def coarsest(self) -> int:
        """Minutes that some times stand for; 1 if none is rounded."""
        return max(self.shares, default=1)

    @property
    def whole(self) -> bool:
        """Whether hardly any time is exact."""
        return sum(self.shares.values()) > 1.0 - LEAST


def resolution_of(series: Series) -> Resolution:
    """How exact the clock times of a series of acts are, judged from themselves."""
    records = series.records[_timed(series)]
    if len(records) < FEWEST:
        return Resolution({}, seen=False)
    shown = to_local(records["start"].astype(np.int64), series.zone)
    unknown = _at_midnight(shown)
    told = np.ones(len(shown))
    told[shown % DAY == 0] = 1.0 - unknown
    shares = _grids(shown % HOUR, shown // HOUR, told)
    part = float(np.mean(1.0 - told))
    found = {grid: share * (1.0 - part) for grid, share in shares.items()}
    return Resolution({DAY: part} | found if part >= LEAST else found)


def unrounded(series: Series, found: Resolution) -> Series:
    """The series with each rounded act at one of the minutes that it may stand for.

    Which law an act follows is drawn given its minute, and so is the minute, each by the line of
    the act; what is not covered gets none.
    """
    if not found.shares:
        return series
    records = series.records.copy()
    minutes = records["start"].astype(np.int64)
    shown = to_local(minutes, series.zone)
    grid = _drawn_grids(shown, found, fractions(records, "rounding of a time"))
    step = (fractions(records, "minute of a rounded time") * grid).astype(np.int64)
    step = np.where(grid < DAY, step - grid // 2, step) * _timed(series)
    for moved in (minutes + step, minutes - step):
        span = np.searchsorted(series.covered[:, 0], moved, side="right") - 1
        inside = (span >= 0) & (moved < series.covered[span, 1])
        records["start"] = np.where(inside & (records["start"] == minutes), moved, records["start"])
    records["end"] += records["start"] - minutes
    order = np.lexsort((records["line"], records["end"], records["start"]))
    return replace(series, records=records[order])


def _timed(series: Series) -> Array:
    """Which records are acts at a known minute."""
    exact: Array = (series.records["end"] - series.records["start"] == 1) & (not series.by_periods)
    return exact


def _at_midnight(shown: Array) -> float:
    """What share of the acts at 00:00 are there beyond what other full hours have."""
    at_hours = np.bincount(shown[shown % HOUR == 0] // HOUR % 24, minlength=24)
    due = float(at_hours[1:].max())
    beyond = at_hours[0] - due
    if beyond < SURE * np.sqrt(at_hours[0] + due):
        return 0.0
    return float(beyond / at_hours[0]) if beyond >= LEAST * len(shown) else 0.0


def _density(grid: int) -> Array:
    """Of the minutes of the hour, under rounding to multiples of a grid."""
    density = np.zeros(HOUR)
    density[::grid] = grid / HOUR
    return density


def _grids(minute: Array, hour: Array, told: Array) -> dict[int, float]:
    """The share of each grid that shows, the longest first."""
    counts = np.bincount(minute, told, HOUR)
    _, cluster = np.unique(hour, return_inverse=True)
    chosen: tuple[int, ...] = ()
    while True:
        density = _mixed(_shares(counts, chosen))
        more = [
            (*chosen, grid)
            for grid in GRIDS
            if grid not in chosen and _shows(grid, density, minute, cluster, told)
        ]
        more = [one for one in more if _shares(counts, one)[one[-1]] >= LEAST]
        if not more:
            break
        chosen = max(more, key=lambda one: _log_likelihood(counts, _shares(counts, one)))
    shares = _shares(counts, chosen)
    kept = tuple(grid for grid in chosen if shares[grid] >= LEAST)
    shares = _shares(counts, kept)
    return {grid: shares[grid] for grid in sorted(kept, reverse=True)}


def _shares(counts: Array, grids: Iterable[int]) -> dict[int, float]:
    """The share of each law by greatest likelihood; 1: exact to the minute."""
    laws = (1, *grids)
    density = np.stack([_density(grid) for grid in laws])
    shares = np.full(len(laws), 1.0 / len(laws))
    for _ in range(ROUNDS):
        of_law = shares[:, None] * density
        shares = of_law / np.maximum(of_law.sum(axis=0), 1e-300) @ counts / counts.sum()
    return dict(zip(laws, shares.tolist(), strict=True))


def _mixed(shares: dict[int, float]) -> Array:
    """The density of the minutes; nowhere 0."""
    density: Array = np.full(HOUR, 1e-12)
    for grid, share in shares.items():
        density += share * _density(grid)
    return density


def _log_likelihood(counts: Array, shares: dict[int, float]) -> float:
    return float(counts @ np.log(_mixed(shares)))


def _shows(grid: int, density: Array, minute: Array, cluster: Array, told: Array) -> bool:
    """Whether the acts speak for a further law: a score test, clock hours being independent."""
    score = _density(grid) / density - 1.0
    sums = np.bincount(cluster, told * score[minute])
    return bool(sums.sum() > SURE * np.sqrt(np.sum(sums * sums)))


def _drawn_grids(shown: Array, found: Resolution, luck: Array) -> Array:
    """The minutes that each act stands for, drawn given the minute that it shows."""
    grids = np.array([*found.shares, 1])
    shares = np.array([*found.shares.values(), 1.0 - sum(found.shares.values())])
    fits = shown[:, None] % grids == 0
    chance = np.cumsum(fits * np.maximum(shares, 0.0) * grids, axis=1)
    found_at = np.argmax(chance > luck[:, None] * chance[:, -1:], axis=1)
    return np.asarray(grids[found_at])
