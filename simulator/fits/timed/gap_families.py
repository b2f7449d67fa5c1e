"""Families whose acts follow one another after gaps of their own law, whatever the hour."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp
from typing import Any

from simulator.fits import as_words as written
from simulator.fits.family import Interval, Span, Values
from simulator.fits.likelihood import Range, greatest, intervals
from simulator.fits.timed.acts import Acts
from simulator.fits.timed.gaps import LOGNORMAL, WEIBULL, Law, log_likelihood, waits
from simulator.minutes import DAY

Z90 = 1.2815515655446004
"""Standard deviations of a normal variable at which nine in ten lie below."""
MANY = 0.02
"""Share of acts in one another's minute from which on there is a warning."""
Words = Callable[[Values], dict[str, Any]]


@dataclass(frozen=True)
class GapFamily:
    """A renewal process."""

    name: str
    meaning: str
    law: Law
    words: Words
    times: tuple[str, ...]
    """Parameters in days."""
    shapes: tuple[str, ...] = ()

    def ranges(self, data: Acts) -> dict[str, Range]:
        """Where each parameter is looked for."""
        times = dict.fromkeys(self.times, Range(0.01 / DAY, 10.0 * data.days()))
        return times | dict.fromkeys(self.shapes, Range(0.02, 50.0))

    def fit(self, data: Acts, start: Values | None = None) -> Values:
        """As of `Family`."""
        seen = waits(data)
        mean = data.days() / max(len(data.minutes), 1)
        first = dict.fromkeys(self.times, mean) | dict.fromkeys(self.shapes, 1.0)

        def log_density(values: Values) -> float:
            return log_likelihood(self.law, values, seen)

        return greatest(log_density, self.ranges(data), [start or first])

    def log_density(self, values: Values, data: Acts, block: Span | None = None) -> float:
        """As of `Family`: of a block, what is left of all when the rest is taken away."""
        whole = log_likelihood(self.law, values, waits(data))
        if block is None:
            return whole
        return whole - log_likelihood(self.law, values, waits(data.without(block)))

    def intervals(self, values: Values, data: Acts) -> dict[str, Interval]:
        """As of `Family`."""
        seen = waits(data)

        def log_density(one: Values) -> float:
            return log_likelihood(self.law, one, seen)

        return intervals(log_density, self.ranges(data), values)

    def pattern(self, values: Values) -> dict[str, Any]:
        """As of `Family`."""
        return {"gaps": self.words(values)}

    def warnings(self, values: Values, data: Acts) -> list[str]:
        """As of `Family`."""
        together = float(data.calendar.acts.sum() - len(data.calendar.acts))
        part = together / max(len(data.minutes), 1)
        if part < MANY:
            return []
        return [
            f"{100 * part:.0f} % of the acts come in the minute of the act before; simulated gaps "
            "are a minute at least."
        ]


def _exponential(values: Values) -> dict[str, Any]:
    return {"exponential": {"mean": written.duration(values["gap mean"])}}


def _lognormal(values: Values) -> dict[str, Any]:
    median = values["gap median"]
    p90 = median * exp(Z90 * values["gap sd of log"])
    return {"lognormal": {"median": written.duration(median), "p90": written.duration(p90)}}


def _weibull(values: Values) -> dict[str, Any]:
    scale = written.duration(values["gap scale"])
    return {"weibull": {"shape": written.number(values["gap shape"]), "scale": scale}}


FAMILIES = (
    GapFamily(
        "exponential gaps", "memoryless gaps", WEIBULL, _exponential,
        ("gap mean",),
    ),
    GapFamily(
        "lognormal gaps", "gaps of a typical length, now and then a very long one", LOGNORMAL,
        _lognormal, ("gap median",), ("gap sd of log",),
    ),
    GapFamily(
        "Weibull gaps", "gaps in clusters (shape below 1) or of even length (above 1)", WEIBULL,
        _weibull, ("gap scale",), ("gap shape",),
    ),
)  # fmt: skip
