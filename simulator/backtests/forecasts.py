"""A case played: the forecast of each figure, its scores and those of two plain baselines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from simulator.backtests.cases import Case, Observation
from simulator.backtests.delays import verdict
from simulator.backtests.histories import Sample, portions
from simulator.backtests.measures import CountedDays, measures_of
from simulator.backtests.scores import (
    Bands,
    Exponential,
    LastValue,
    Poisson,
    Score,
    bands,
    score,
    score_of_yes,
)
from simulator.engine.simulate import traces
from simulator.model.parameters import Array

FIRST = 3
"""Histories whose figures are kept, so that they can be compared again."""


class Forecast(NamedTuple):
    """What a case's histories predicted about one figure, beside what happened."""

    observation: Observation
    bands: Bands
    horizon: float
    """Hours; a band that ends there means that it does not happen."""
    score: Score
    last: Score | None
    poisson: Score | None
    first: tuple[float, ...]
    """The figures of the first histories."""

    @property
    def verdict(self) -> str:
        """The narrowest band that holds what happened, or on which side it missed."""
        one = self.observation
        words = ("later", "sooner") if one.unit == "h" else ("more", "less")
        return verdict(self.bands, one.low, one.high, *words)


class Days(NamedTuple):
    """How the days of a month that were counted lie in their forecasts."""

    observation: Observation
    """The month."""
    days: int
    in50: int
    in90: int
    crps: float
    """Mean over the days."""
    last: float
    poisson: float


class Drawn(NamedTuple):
    """What the histories of a case come to."""

    figures: Array
    """(figures, histories)"""
    daily: Array
    """(histories, counted days): acts"""
    sets: Array
    """(histories,): those that share their values have the same number."""


def forecast(
    case: Case, sample: Sample, tick: Callable[[], None]
) -> tuple[list[Forecast], list[Days]]:
    """Play a case and compare it with what happened; `tick` is called after each history."""
    counted = CountedDays(case.days, case.zero)
    drawn = play_case(case, counted, sample, tick)
    horizon = case.scenario.horizon / 60
    found = [
        scored(one, draws, horizon, drawn.sets)
        for one, draws in zip(case.observations, drawn.figures, strict=True)
    ]
    return found, months(case, counted, drawn)


def play_case(case: Case, counted: CountedDays, sample: Sample, tick: Callable[[], None]) -> Drawn:
    """The figures of each history of a case, set by set."""
    figures: list[list[float]] = []
    daily: list[Array] = []
    sets: list[int] = []
    for number, portion in enumerate(portions(case.scenario, sample)):
        measures = measures_of(replace(case, scenario=portion.scenario), counted)
        for rows in traces(portion.parameters, portion.replications):
            daily.append(counted.of(rows))
            figures.append([measure(rows, daily[-1]) for measure in measures])
            sets.append(number)
            tick()
    alone = len(set(sets)) == 1  # the values in force: no two histories are nearer to each other
    own = np.arange(len(sets)) if alone else np.array(sets)
    return Drawn(np.array(figures).T, np.array(daily), own)


def scored(one: Observation, draws: Array, horizon: float, sets: Array) -> Forecast:
    """The forecast of a figure with its scores; `sets`: which draws share their values."""
    yes = one.unit == "yes or no"
    own = score_of_yes(draws, one.low, sets) if yes else score(draws, one.low, one.high, sets)
    last, poisson = baselines(one, len(draws))
    return Forecast(one, bands(draws), horizon, own, last, poisson, tuple(draws[:FIRST].tolist()))


def baselines(one: Observation, draws: int) -> tuple[Score | None, Score | None]:
    """The scores of the last value and of a Poisson process, where something was known before."""
    last = LastValue(one.last).score(one.low, one.high, draws) if one.last is not None else None
    if one.mean is None:
        return last, None
    process = Exponential(one.mean) if one.unit == "h" else Poisson(one.mean)
    return last, process.score(one.low, one.high, draws)


def months(case: Case, counted: CountedDays, drawn: Drawn) -> list[Days]:
    """The days of each month, for each observation of a median of days."""
    medians = [one for one in case.observations if one.measure == "median of days"]
    return [month(one, counted, drawn) for one in medians]


def month(one: Observation, counted: CountedDays, drawn: Drawn) -> Days:
    """The days of a month that were counted, each against its own forecast."""
    chosen = counted.ending_in(one.start, one.end)
    told = [replace(one, low=count, high=count) for count in counted.counts[chosen].tolist()]
    found = [
        scored(day, drawn.daily[:, d], np.inf, drawn.sets)
        for day, d in zip(told, chosen, strict=True)
    ]
    return Days(
        one,
        len(found),
        sum(day.bands.holds(day.observation.low, day.observation.high, 50) for day in found),
        sum(day.bands.holds(day.observation.low, day.observation.high, 90) for day in found),
        mean_crps([day.score for day in found]),
        mean_crps([day.last for day in found]),
        mean_crps([day.poisson for day in found]),
    )


def mean_crps(scores: Sequence[Score | None]) -> float:
    """The mean over those that there are; NaN without any."""
    known = [one.crps for one in scores if one is not None]
    return float(np.mean(known)) if known else np.nan
