"""The families of counts: a level that is steady, wanders or erodes, with plain or mixed days."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.fits import as_words as written, caveats as beware
from simulator.fits.counts import likelihood
from simulator.fits.counts.periods import Periods
from simulator.fits.counts.trend import over_periods
from simulator.fits.family import Interval, Span, Values
from simulator.fits.likelihood import Range, greatest, intervals, near
from simulator.minutes import DAY
from simulator.model.parameters import Array

TRUCE = ("collapse", "floor", "erosion")


@dataclass(frozen=True)
class CountFamily:
    """A family of counts, put together from parts that multiply the rate."""

    name: str
    meaning: str
    truce: bool = False
    wander: bool = False
    mixed: bool = False

    def ranges(self, data: Periods) -> dict[str, Range]:
        """Where each parameter is looked for; times in days."""
        least = 0.1 / data.days()
        most = float(np.max(data.total / data.lengths))
        span = float(data.end[-1] - data.start[0]) / DAY
        found = {"rate": Range(least, 20.0 * max(most, least))}
        if self.mixed:
            found["overdispersion"] = Range(0.01, 1e4)
        if self.wander:
            found["wander sd"] = Range(0.01, 5.0)
            found["wander memory"] = Range(0.25, 2.0 * span, runs_away=True)
        if self.truce:
            found["truce collapse"] = Range(1.0 / 24.0, span)
            found["truce floor"] = Range(1e-5, 1.0, most=1.0)
            found["truce erosion"] = Range(0.5, 20.0 * span)
        return found

    def starts(self, data: Periods) -> list[Values]:
        """Where the search for the greatest likelihood begins."""
        mean = float((data.total.sum() + 0.5) / data.days())
        first = {"rate": mean, "overdispersion": 1.0, "wander sd": 1.0}
        if self.truce:
            span = float(data.end[-1] - data.start[0]) / DAY
            peak = max(2 * mean, float(np.max(data.total / data.lengths)))
            return [
                first | {"rate": rate, "truce collapse": fall, "truce floor": 0.1 * mean / rate,
                         "truce erosion": span / 4}
                for rate, fall in ((2 * mean, 1.0), (peak, 0.3))
            ]  # fmt: skip
        if self.wander:
            return [first | {"wander memory": days} for days in (3.0, 30.0)]
        return [first]

    def log_terms(self, values: Values, data: Periods) -> Array:
        """Log probability of each count given those before it."""
        means = values["rate"] * data.lengths
        if self.truce:
            means = means * over_periods(data, *(values[f"truce {one}"] for one in TRUCE))
        k = values["overdispersion"] if self.mixed else None
        if self.wander:
            return likelihood.wandering(
                data, means, k, values["wander sd"], values["wander memory"]
            )
        return likelihood.independent(data, means, k)

    def log_density(self, values: Values, data: Periods, block: Span | None = None) -> float:
        """As of `Family`: of a block, what is left of all when the rest is taken away."""
        whole = float(np.sum(self.log_terms(values, data)))
        if block is None:
            return whole
        return whole - float(np.sum(self.log_terms(values, data.without(block))))

    def fit(self, data: Periods, start: Values | None = None) -> Values:
        """As of `Family`."""

        def log_density(values: Values) -> float:
            return self.log_density(values, data)

        if start is not None:
            return near(log_density, self.ranges(data), start)
        return greatest(log_density, self.ranges(data), self.starts(data))

    def intervals(self, values: Values, data: Periods) -> dict[str, Interval]:
        """As of `Family`."""
        return intervals(lambda one: self.log_density(one, data), self.ranges(data), values)

    def pattern(self, values: Values) -> dict[str, Any]:
        """As of `Family`."""
        words: dict[str, Any] = {"rate": written.rate(values["rate"])}
        level: dict[str, Any] = {}
        if self.truce:
            level["truce"] = {
                "collapse": written.duration(values["truce collapse"]),
                "floor": written.share(values["truce floor"]),
                "erosion": written.duration(values["truce erosion"]),
            }
        if self.wander:
            level["wander"] = {
                "sd": written.number(values["wander sd"]),
                "memory": written.duration(values["wander memory"]),
            }
        if level:
            words["level"] = level
        if self.mixed:
            words["overdispersion"] = written.number(values["overdispersion"])
        return words

    def warnings(self, values: Values, data: Periods) -> list[str]:
        """As of `Family`."""
        if not self.wander:
            return []
        return beware.of_level(values, float(data.end[-1] - data.start[0]) / DAY)


FAMILIES = (
    CountFamily("steady", "a Poisson process of constant rate"),
    CountFamily("over-dispersed days", "independent good and bad days", mixed=True),
    CountFamily("drifting level", "a level that wanders and reverts to its mean", wander=True),
    CountFamily(
        "over-dispersed days on a drifting level",
        "good and bad days, on a level that wanders and reverts to its mean",
        wander=True,
        mixed=True,
    ),
    CountFamily(
        "truce erosion", "a collapse when the truce takes effect, then slow growth", truce=True
    ),
    CountFamily(
        "over-dispersed truce erosion",
        "good and bad days, on a collapse when the truce takes effect and slow growth",
        truce=True,
        mixed=True,
    ),
)
