"""The family of acts that come in salvos."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from simulator.fits import as_words as written
from simulator.fits.family import Interval, Span, Values
from simulator.fits.likelihood import Range
from simulator.fits.timed import hours, rough
from simulator.fits.timed.acts import Acts
from simulator.fits.timed.salvos import FEW, READINGS, Read, Salvos, openers, read
from simulator.minutes import DAY
from simulator.model.parameters import Array

FIRST_LENGTHS = (2, 5, 10, 20, 30, 45, 60, 90, 120, 180, 240, 360, 540, 720, 1080, 1440)
"""Minutes: lengths of a salvo that are tried first."""
STEPS = (1.25, 1.1, 1.04, 1.015, 1.005)
"""By what the length is then changed, while that is likelier."""
OVERLAP = 1.0
"""Salvos open at a time on average, at most, among the lengths that are tried."""
CROWDED = 0.2
"""Salvos open at a time on average from which on a fit warns: 32 states hold nearly the whole
likelihood only while salvos rarely overlap (docs/fitting.md)."""
LONG = 0.5
"""Days, above which a salvo can hardly be distinguished from a level that drifts."""
UNLIKELY = 2.995732273553991
"""A length is in its interval if its log-likelihood is this close to the best: log(20), since the
likelihood of the end of a uniform law falls as a power and not as a parabola."""


@dataclass(frozen=True)
class SalvoFamily:
    """Acts that open salvos, at a constant rate or with hours of their own."""

    name: str
    meaning: str
    profile: bool = False

    def ranges(self, data: Acts) -> dict[str, Range]:
        """Where each parameter but the length is looked for."""
        mean = max(len(data.minutes), 1) / data.days()
        return {
            "rate": Range(mean / 1000.0, 20.0 * mean),
            "salvo acts": Range(1e-4, 1e3),
            "salvo k": Range(0.02, 1e4),
        }

    def read(self, values: Values, data: Acts, readings: int = READINGS) -> Read:
        """The acts, read as salvos."""
        law = Salvos(values["salvo acts"], values["salvo k"], _minutes(values))
        return read(data, self._per_minute(values)[data.calendar.hour], law, readings)

    def log_density(self, values: Values, data: Acts, block: Span | None = None) -> float:
        """As of `Family`."""
        if block is None:
            return self._log_likelihood(values, data, READINGS)
        return self.log_density(values, data) - self.log_density(values, data.without(block))

    def fit(self, data: Acts, start: Values | None = None) -> Values:
        """As of `Family`: the length by steps and the rest by turns, at first with few readings."""
        if start is not None:
            return self._improved(start, data, READINGS, 0.1)
        values = self._first(data)
        for readings, first in ((FEW, 0.3), (FEW, 0.1), (READINGS, 0.3), (READINGS, 0.1)):
            values = self._improved(values, data, readings, first)
        return values

    def intervals(self, values: Values, data: Acts) -> dict[str, Interval]:
        """As of `Family`; each of length and the rest with the other as it is."""
        found = rough.intervals(
            lambda one: self.log_density(values | one, data),
            self.ranges(data),
            values,
            len(data.minutes),
        )
        low, high = (self._end(values, data, sign) for sign in (-1, 1))
        found["salvo within"] = Interval(values["salvo within"], low, high)
        if self.profile:
            opened, calendar = self.read(values, data).opened, data.calendar
            worth = np.bincount(calendar.hour, opened * opened / calendar.acts, 24)
            found |= hours.intervals(values, worth)
        return found

    def pattern(self, values: Values) -> dict[str, Any]:
        """As of `Family`."""
        law = {"mean": written.number(values["salvo acts"]), "k": written.number(values["salvo k"])}
        length = written.duration(values["salvo within"])
        return {
            "rate": written.rate(values["rate"]),
            **hours.pattern(values),
            "salvo": {"acts": {"negative_binomial": law}, "within": length},
        }

    def warnings(self, values: Values, data: Acts) -> list[str]:
        """As of `Family`."""
        told = hours.warnings(values, data.calendar)
        overlap = values["rate"] * values["salvo within"]
        if overlap > CROWDED:
            told.append(
                f"On average {overlap:.2g} salvos are open at a time: which act belongs to which "
                "is partly a guess, and the intervals of the salvos are too narrow."
            )
        if values["salvo within"] > LONG:
            told.append(
                f"A salvo of {values['salvo within'] * 24:.0f} h can hardly be distinguished "
                "from a rate that drifts."
            )
        return told

    def _log_likelihood(self, values: Values, data: Acts, readings: int) -> float:
        expected = float(np.sum(data.calendar.exposure @ self._per_minute(values)))
        return float(np.sum(self.read(values, data, readings).log_terms)) - expected

    def _per_minute(self, values: Values) -> Array:
        """Openers a minute at each hour of the day."""
        return values["rate"] / DAY * hours.weights_of(values)

    def _first(self, data: Acts) -> Values:
        """From the likeliest of the first lengths, each with what the acts then look like."""
        found = [self._guess(length, data) for length in FIRST_LENGTHS]
        few = [one for one in found if one["rate"] * one["salvo within"] < OVERLAP]
        return max(few or found[:1], key=lambda one: self._log_likelihood(one, data, FEW))

    def _guess(self, length: int, data: Acts) -> Values:
        """The moments of the acts, where each that comes too late for a salvo opens the next."""
        first = np.flatnonzero(openers(data.minutes, length))
        further = np.diff(np.append(first, len(data.minutes))) - 1
        free = max(data.days() - len(first) * length / DAY, 0.1 * data.days())
        mean = max(float(np.mean(further)), 0.01) if len(further) else 1.0
        excess = max(float(np.var(further)) - mean, 0.01 * mean) if len(further) else 1.0
        return {
            "rate": max(len(first), 1) / free,
            "salvo acts": mean,
            "salvo k": mean * mean / excess,
            "salvo within": length / DAY,
        }

    def _with_hours(self, values: Values, data: Acts, readings: int) -> Values:
        if not self.profile:
            return values
        return values | hours.fitted(data.calendar, self._further(values, data, readings))

    def _further(self, values: Values, data: Acts, readings: int = READINGS) -> Array:
        """Acts of each hour of the day that are expected to be further acts of a salvo."""
        further = data.calendar.acts - self.read(values, data, readings).opened
        return np.bincount(data.calendar.hour, further, 24)

    def _improved(self, values: Values, data: Acts, readings: int, first: float) -> Values:
        """Hours, then length and the rest; the rest again where the length changes once more."""
        values = self._with_hours(values, data, readings)
        values = self._longer_or_shorter(values, data, readings)
        values = self._fit_rest(values, data, readings, first)
        other = self._longer_or_shorter(values, data, readings)
        return values if other == values else self._fit_rest(other, data, readings, 0.5 * first)

    def _fit_rest(self, values: Values, data: Acts, readings: int, first: float) -> Values:
        """The greatest likelihood at this length and these hours."""

        def log_likelihood(one: Values) -> float:
            return self._log_likelihood(values | one, data, readings)

        return values | rough.greatest(log_likelihood, self.ranges(data), values, first)

    def _longer_or_shorter(self, values: Values, data: Acts, readings: int) -> Values:
        """The likeliest length, found by ever smaller steps."""

        @cache
        def lasting(minutes: int) -> float:
            return self._log_likelihood(_lasting(values, minutes), data, readings)

        length = _minutes(values)
        longest = OVERLAP / values["rate"] * DAY
        for step in STEPS:
            for up in (True, False):
                while True:
                    tried = max(_stepped(length, step, up), 1)
                    if tried > longest or lasting(tried) <= lasting(length):
                        break
                    length = tried
        return _lasting(values, length)

    def _end(self, values: Values, data: Acts, sign: int) -> float:
        """The last length on one side that is likely enough."""
        top, length = self.log_density(values, data), _minutes(values)

        def likely(minutes: int) -> bool:
            return self.log_density(_lasting(values, minutes), data) > top - UNLIKELY

        near, far = length, _stepped(length, 1.001, sign > 0)
        while 1 < far < 4 * length and likely(far):
            near, far = far, far + 2 * (far - near)
        far = max(far, 0)
        while abs(far - near) > 1:
            middle = (near + far) // 2
            near, far = (middle, far) if likely(middle) else (near, middle)
        return near / DAY


def _minutes(values: Values) -> int:
    return round(values["salvo within"] * DAY)


def _lasting(values: Values, minutes: int) -> Values:
    return values | {"salvo within": max(minutes, 1) / DAY}


def _stepped(minutes: int, step: float, up: bool) -> int:
    """The length changed by this factor, at least by a minute."""
    return (
        max(minutes + 1, round(minutes * step)) if up else min(minutes - 1, round(minutes / step))
    )


FAMILIES = (
    SalvoFamily("salvos", "acts that open salvos of further acts, at a constant rate"),
    SalvoFamily(
        "salvos by the hour", "acts that open salvos, with hours of their own", profile=True
    ),
)
