"""The families of counts: a level that is steady, wanders or erodes, with plain or mixed days."""

from dataclasses import dataclass

import numpy as np

from simulator.events.counts import likelihood
from simulator.events.counts.periods import Periods
from simulator.events.counts.trend import over_periods
from simulator.events.families import Interval, Span, Values
from simulator.events.likelihood import Range, greatest, intervals
from simulator.model.parameters import Array

MOMENTS = {"overdispersion": (0.7, 2.0), "wander sd": (1.0,), "wander memory": (3.0, 30.0)}


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
        per_day = data.total / data.lengths
        mean = float(data.total.sum() / data.days())
        span = float(data.end[-1] - data.start[0]) / 1440.0
        found = {"rate": Range(mean / 1000.0, 20.0 * float(per_day.max()))}
        if self.mixed:
            found["overdispersion"] = Range(0.01, 1e4)
        if self.wander:
            found["wander sd"] = Range(0.01, 5.0)
            found["wander memory"] = Range(0.25, 5.0 * span)
        if self.truce:
            found["truce collapse"] = Range(1.0 / 24.0, span)
            found["truce floor"] = Range(1e-5, 1.0, most=1.0)
            found["truce erosion"] = Range(0.5, 20.0 * span)
        return found

    def starts(self, data: Periods) -> list[Values]:
        """Where the search for the greatest likelihood begins."""
        mean = float(data.total.sum() / data.days())
        first = {"rate": mean, "overdispersion": 1.0, "wander sd": 1.0}
        if self.truce:
            span = float(data.end[-1] - data.start[0]) / 1440.0
            peak = float(np.max(data.total / data.lengths))
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
        """As of `Family`."""
        return float(np.sum(self.log_terms(values, data)[data.inside(block)]))

    def fit(self, data: Periods, start: Values | None = None) -> Values:
        """As of `Family`."""
        starts = self.starts(data) if start is None else [start]
        return greatest(lambda values: self.log_density(values, data), self.ranges(data), starts)

    def intervals(self, values: Values, data: Periods) -> dict[str, Interval]:
        """As of `Family`."""
        return intervals(lambda one: self.log_density(one, data), self.ranges(data), values)


TRUCE = ("collapse", "floor", "erosion")
FAMILIES = (
    CountFamily("steady", "a Poisson process of constant rate"),
    CountFamily("over-dispersed days", "good days and bad days, each by itself", mixed=True),
    CountFamily("drifting level", "a level that wanders and returns to its mean", wander=True),
    CountFamily(
        "over-dispersed days on a drifting level",
        "good and bad days on a level that wanders and returns to its mean",
        wander=True,
        mixed=True,
    ),
    CountFamily("truce erosion", "a collapse at the truce, then slow growth", truce=True),
    CountFamily(
        "over-dispersed truce erosion",
        "good and bad days on a collapse at the truce and slow growth",
        truce=True,
        mixed=True,
    ),
)
