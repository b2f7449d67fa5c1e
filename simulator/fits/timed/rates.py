"""Families of timed acts that come at a rate: steady or by the hour, drifting, mixed, echoing."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from simulator.fits import as_words as written, caveats as beware
from simulator.fits.drift import Levels
from simulator.fits.family import Interval, Span, Values
from simulator.fits.likelihood import Range, greatest, intervals, near
from simulator.fits.timed import days, hours, poisson as plain
from simulator.fits.timed.acts import Acts
from simulator.fits.timed.days import STILL, levels
from simulator.fits.timed.excitation import Echoes, echoes, none
from simulator.minutes import DAY
from simulator.model.parameters import Array

QUICK = 1.0
"""Days: an echo with a longer memory cannot be distinguished from day-to-day drift of the level."""
ECHOES = ((0.1, 0.25), (0.7, 5.0), (0.7, 0.002))
"""Shares and memories (days) from which searches begin; the last only where it is likeliest."""
DRIFTS = ((0.5, 10.0), (1.0, 3.0), (1.0, 30.0))
"""Deviations and memories (days) of the level, likewise."""


@dataclass(frozen=True)
class RateFamily:
    """A family of rates, put together from the parts that a pattern may have."""

    name: str
    meaning: str
    profile: bool = False
    wander: bool = False
    mixed: bool = False
    echo: bool = False

    def ranges(self, data: Acts) -> dict[str, Range]:
        """Where each parameter is looked for; times in days."""
        span = float(data.covered[-1, 1] - data.covered[0, 0]) / DAY
        mean = max(len(data.minutes), 1) / data.days()
        found = {"rate": Range(mean / 1000.0, 20.0 * mean)}
        if self.mixed:
            found["overdispersion"] = Range(0.01, 1e3)
        if self.wander:
            found["wander sd"] = Range(0.01, 5.0)
            found["wander memory"] = Range(0.25, 2.0 * span, runs_away=True)
        if self.echo:
            found["echo share"] = Range(1e-4, 0.999, most=1.0)
            longest = QUICK if self.wander else span
            found["echo memory"] = Range(1.0 / DAY, longest, most=longest)
        return found

    def starts(self, data: Acts) -> list[Values]:
        """Where searches for the greatest likelihood begin: one for each sort of echo."""
        mean = max(len(data.minutes), 1) / data.days()
        first = {"rate": mean, "overdispersion": 1.0}
        drifts = [{"wander sd": sd, "wander memory": memory} for sd, memory in DRIFTS]
        echoes = [
            {"rate": mean * (1.0 - share), "echo share": share, "echo memory": memory}
            for share, memory in ECHOES
            if memory < QUICK or not self.wander
        ]
        found = [
            max((first | level | echo for level in drifts[: None if self.wander else 1]),
                key=lambda one: self._log_likelihood(one, data))
            for echo in (echoes if self.echo else [{}])
        ]  # fmt: skip
        likeliest = max(found, key=lambda one: self._log_likelihood(one, data))
        return found if likeliest is found[-1] else found[:-1] or found

    def log_terms(self, values: Values, data: Acts) -> Array:
        """Log probability of each observed day's acts given all before."""
        return self._log_terms(values, self._echoes(values, data), data)

    def _log_terms(self, values: Values, echo: Echoes, data: Acts) -> Array:
        per_minute = _per_minute(values)
        if self.echo:
            return days.log_terms(data.calendar, per_minute, echo, self.levels_of(values, data))
        k = values["overdispersion"] if self.mixed else None
        drift = (values["wander sd"], values["wander memory"]) if self.wander else None
        return plain.log_terms(data.calendar, per_minute, k, drift)

    def _log_likelihood(self, values: Values, data: Acts) -> float:
        """With the weights of hours that the acts ask for, beside these echoes."""
        echo = self._echoes(values, data)
        return float(np.sum(self._log_terms(self._with_hours(values, echo, data), echo, data)))

    def levels_of(self, values: Values, data: Acts) -> Levels:
        """A grid of levels fine enough for the information in a day."""
        if not self.wander:
            return STILL
        means = data.calendar.exposure @ _per_minute(values)
        k = values["overdispersion"] if self.mixed else 0.0
        return levels(data.calendar, means, k, values["wander sd"], values["wander memory"])

    def log_density(self, values: Values, data: Acts, block: Span | None = None) -> float:
        """As of `Family`: of a block, what is left of all when the rest is taken away."""
        if block is None:
            return float(np.sum(self.log_terms(values, data)))
        return self.log_density(values, data) - self.log_density(values, data.without(block))

    def fit(self, data: Acts, start: Values | None = None) -> Values:
        """As of `Family`."""
        return dict(_afresh(self, data)) if start is None else self._fit(data, start)

    def intervals(self, values: Values, data: Acts) -> dict[str, Interval]:
        """As of `Family`; the hours go with the echoes, and the intervals allow for it."""
        found = intervals(lambda one: self._log_likelihood(one, data), self.ranges(data), values)
        if self.profile:
            worth = hours.worth(data.calendar, self._echoes(values, data).bred)
            found |= hours.intervals(values, worth)
        return found

    def _fit(self, data: Acts, start: Values | None) -> Values:
        def log_likelihood(one: Values) -> float:
            return self._log_likelihood(one, data)

        if start is None:
            values = greatest(log_likelihood, self.ranges(data), self.starts(data))
        else:
            values = near(log_likelihood, self.ranges(data), start)
        return self._with_hours(values, self._echoes(values, data), data)

    def _with_hours(self, values: Values, echo: Echoes, data: Acts) -> Values:
        return values | hours.fitted(data.calendar, echo.bred) if self.profile else values

    def _echoes(self, values: Values, data: Acts) -> Echoes:
        if not self.echo:
            return none(data.calendar)
        memory = values["echo memory"] * DAY
        return echoes(data.calendar, values["echo share"], memory, values["rate"] / DAY)

    def pattern(self, values: Values) -> dict[str, Any]:
        """As of `Family`."""
        words = {"rate": written.rate(values["rate"])} | hours.pattern(values)
        if self.wander:
            sd, memory = values["wander sd"], values["wander memory"]
            wander = {"sd": written.number(sd), "memory": written.duration(memory)}
            words["level"] = {"wander": wander}
        if self.mixed:
            words["overdispersion"] = written.number(values["overdispersion"])
        if self.echo:
            share, memory = values["echo share"], values["echo memory"]
            words["echo"] = {"share": written.share(share), "memory": written.duration(memory)}
        return words

    def warnings(self, values: Values, data: Acts) -> list[str]:
        """As of `Family`."""
        told = hours.warnings(values, data.calendar)
        if self.wander:
            span = float(data.covered[-1, 1] - data.covered[0, 0]) / DAY
            told += beware.of_level(values, span)
        faked = []
        if self.echo and not self.wander:
            faked = beware.of_constant_base(values, ECHO_IN_DRIFT.fit(data))
        if self.echo:
            told += faked or beware.of_echo(values)
        return told


def _per_minute(values: Values) -> Array:
    """Own acts expected in a minute of each hour, at level 1."""
    return values["rate"] / DAY * hours.weights_of(values)


@lru_cache(maxsize=8)
def _afresh(family: RateFamily, data: Acts) -> Values:
    """Kept, since a warning about one echo asks for the fit of the other."""
    return family._fit(data, None)


ECHO = RateFamily(
    "echo", "self-exciting: acts trigger further acts, at a constant background rate", echo=True
)
ECHO_IN_DRIFT = RateFamily(
    "echo in drift by the hour",
    "self-exciting, on a level that wanders, with hours of its own",
    profile=True,
    wander=True,
    echo=True,
)
FAMILIES = (
    RateFamily("steady", "a Poisson process of constant rate"),
    RateFamily("over-dispersed days", "independent good and bad days", mixed=True),
    RateFamily("drifting level", "a level that wanders and reverts to its mean", wander=True),
    RateFamily(
        "over-dispersed days on a drifting level",
        "good and bad days, on a level that wanders and reverts to its mean",
        wander=True,
        mixed=True,
    ),
    RateFamily("day profile", "a rate with hours of its own", profile=True),
    RateFamily(
        "over-dispersed days by the hour",
        "good and bad days, with hours of their own",
        profile=True,
        mixed=True,
    ),
    RateFamily(
        "drifting level by the hour",
        "a level that wanders, with hours of its own",
        profile=True,
        wander=True,
    ),
    RateFamily(
        "over-dispersed days on a drifting level by the hour",
        "good and bad days, on a level that wanders, with hours of their own",
        profile=True,
        wander=True,
        mixed=True,
    ),
    ECHO,
    ECHO_IN_DRIFT,
)
