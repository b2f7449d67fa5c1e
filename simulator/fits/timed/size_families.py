"""Families of the munitions of an act; they compare with one another, not with those of times.

Their score is that of the sizes, given when the acts came.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp
from typing import Any

import numpy as np

from simulator.fits import as_words as written
from simulator.fits.family import Interval, Span, Values
from simulator.fits.likelihood import Range, greatest, intervals
from simulator.fits.timed import sizes
from simulator.fits.timed.acts import Acts
from simulator.fits.timed.gap_families import Z90
from simulator.model.parameters import Array

CLOSE = 3.0
"""Medians of ordinary and mass sizes closer than this factor give a warning."""
RARE = 5.0
"""Acts of the rarer sort at or below which two sorts give a warning."""


@dataclass(frozen=True)
class SizeFamily:
    """A law of sizes, each drawn by itself."""

    name: str
    meaning: str
    log_chances: Callable[[Array, Values], Array]
    starts: Callable[[Array], list[Values]]
    words: Callable[[Values], dict[str, Any]]

    def ranges(self, data: Acts) -> dict[str, Range]:
        """Where each parameter is looked for."""
        largest = float(np.max(data.munitions))
        known = {"share": Range(1e-4, 0.9999, most=1.0), "log": Range(0.01, 10.0)}
        known |= dict.fromkeys(("mean", "median"), Range(0.01, 100.0 * largest))
        known |= {"k": Range(0.01, 1e3), "size": Range(0.5, largest + 1.0)}
        names = self.starts(np.ones(1))[0]
        return {name: known[name.rsplit(" ", 1)[-1]] for name in names}

    def fit(self, data: Acts, start: Values | None = None) -> Values:
        """As of `Family`."""
        starts = self.starts(data.munitions) if start is None else [start]
        if len(starts[0]) == 1:
            return starts[0]
        return _ordered(
            greatest(lambda one: self.log_density(one, data), self.ranges(data), starts)
        )

    def log_density(self, values: Values, data: Acts, block: Span | None = None) -> float:
        """As of `Family`; the sizes are independent."""
        size = np.rint(data.munitions)
        if block is not None:
            size = size[(data.minutes >= block[0]) & (data.minutes < block[1])]
        return float(np.sum(self.log_chances(size, values)))

    def intervals(self, values: Values, data: Acts) -> dict[str, Interval]:
        """As of `Family`."""
        if len(values) == 1:
            return {name: Interval(one, one, one) for name, one in values.items()}
        return intervals(lambda one: self.log_density(one, data), self.ranges(data), values)

    def pattern(self, values: Values) -> dict[str, Any]:
        """As of `Family`: the words `size` and `mass`."""
        return self.words(values)

    def warnings(self, values: Values, data: Acts) -> list[str]:
        """As of `Family`."""
        if "mass share" not in values:
            return []
        apart = values["mass median"] / values["size median"]
        fewer = min(values["mass share"], 1.0 - values["mass share"]) * len(data.munitions)
        if apart > CLOSE and fewer > RARE:
            return []
        return [
            f"Mass attacks are {apart:.2g} times as large as ordinary ones, and {fewer:.0f} acts "
            "are of the rarer sort: two sorts can hardly be distinguished from one with a wide "
            "spread."
        ]


def _ordered(values: Values) -> Values:
    """With the larger of two sorts as the mass one."""
    if values.get("mass median", 0.0) >= values.get("size median", 0.0):
        return values
    if "mass share" not in values:
        return values
    return {
        "size median": values["mass median"],
        "size sd of log": values["mass sd of log"],
        "mass share": 1.0 - values["mass share"],
        "mass median": values["size median"],
        "mass sd of log": values["size sd of log"],
    }


def _spread(size: Array) -> tuple[float, float]:
    """Median, and standard deviation of the logarithm, at least a tenth."""
    logs = np.log(np.maximum(size, 0.5))
    return float(np.exp(np.mean(logs))), max(float(np.std(logs)), 0.1)


def _start_negative_binomial(size: Array) -> list[Values]:
    return [{"size mean": float(np.mean(size)) or 0.5, "size k": 1.0}]


def _start_lognormal(size: Array) -> list[Values]:
    median, spread = _spread(size)
    return [{"size median": median, "size sd of log": spread}]


def _start_two_state(size: Array) -> list[Values]:
    """Cut at some quantile into two sorts."""
    found = []
    for part in (0.5, 0.8, 0.95):
        cut = np.quantile(size, part)
        low, high = _spread(size[size <= cut]), _spread(np.append(size[size > cut], 2.0 * cut))
        found.append({
            "size median": low[0], "size sd of log": low[1], "mass share": 1.0 - part,
            "mass median": high[0], "mass sd of log": high[1],
        })  # fmt: skip
    return found


def _lognormal(median: float, spread: float) -> dict[str, Any]:
    p90 = written.number(median * exp(Z90 * spread))
    return {"lognormal": {"median": written.number(median), "p90": p90}}


def _two_state(values: Values) -> dict[str, Any]:
    mass = _lognormal(values["mass median"], values["mass sd of log"])
    return {
        "size": _lognormal(values["size median"], values["size sd of log"]),
        "mass": {"share": written.share(values["mass share"]), "size": mass},
    }


CONSTANT = SizeFamily(
    "constant size", "all acts the same size", sizes.log_constant,
    lambda size: [{"size": float(size[0])}], lambda values: {"size": round(values["size"])},
)  # fmt: skip
SPREADING = (
    SizeFamily(
        "negative binomial sizes", "over-dispersed counts",
        sizes.log_negative_binomial, _start_negative_binomial,
        lambda values: {"size": {"negative_binomial": {
            "mean": written.number(values["size mean"]), "k": written.number(values["size k"])}}},
    ),
    SizeFamily(
        "lognormal sizes", "a typical size, now and then a very large one", sizes.log_lognormal,
        _start_lognormal,
        lambda values: {"size": _lognormal(values["size median"], values["size sd of log"])},
    ),
    SizeFamily(
        "two-state sizes", "ordinary attacks, and now and then a mass one", sizes.log_two_state,
        _start_two_state, _two_state,
    ),
)  # fmt: skip


def families_of(data: Acts) -> tuple[SizeFamily, ...]:
    """The families that sizes like these may be of; none where some are not known."""
    if not len(data.munitions) or np.any(data.munitions <= 0.0):
        return ()
    return (CONSTANT,) if np.ptp(data.munitions) == 0.0 else SPREADING
