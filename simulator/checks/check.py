"""One check of a pattern: a number of the real events among those of simulated series."""

from dataclasses import dataclass

import numpy as np

from simulator.model.parameters import Array
from simulator.tables.wording import percent

SURE = 0.05
"""A check fails where this share of the pattern's series, or less, would be as far off."""


@dataclass(frozen=True, eq=False)
class Check:
    """The number, and how it is shown."""

    name: str
    observed: float
    simulated: Array
    """float64 of shape (series,)."""
    far: bool
    """It is a distance from what is simulated: only a large one speaks against the pattern."""
    share: bool
    """It is shown in percent."""
    says: str
    """What was observed, in words, with the number in place of {}."""

    @property
    def p(self) -> float:
        """Posterior predictive p, two-sided unless it is a distance."""
        series = len(self.simulated) + 1
        above = (1 + np.sum(self.simulated >= self.observed)) / series
        below = (1 + np.sum(self.simulated <= self.observed)) / series
        return float(above if self.far else min(1.0, 2.0 * min(above, below)))

    @property
    def passed(self) -> bool:
        """Whether the number may well be one of a series of the pattern."""
        return self.p > SURE

    @property
    def median(self) -> float:
        """Of the simulated series."""
        return float(np.median(self.simulated))

    @property
    def band(self) -> tuple[float, float]:
        """What holds 95 % of the simulated series: a number within it passes, others fail."""
        ordered = np.sort(self.simulated)
        tail = SURE if self.far else SURE / 2.0
        outside = int(tail * (len(ordered) + 1) + 1e-9)
        high = float(ordered[len(ordered) - outside])
        return (0.0, high) if self.far else (float(ordered[outside - 1]), high)

    @property
    def words(self) -> str:
        """What was observed, what is simulated, and how they compare."""
        low, high = self.band
        simulated = f"{self._told(self.median)} ({self._told(low)} to {self._told(high)})"
        if self.far:
            simulated = f"{self._told(self.median)} (up to {self._told(high)})"
        return f"{self.says.format(self._told(self.observed))}; simulated: {simulated}"

    def _told(self, value: float) -> str:
        return percent(value) if self.share else short(value)


def short(value: float) -> str:
    """'1,234', '56.7', '0.123', '0.0'."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 0.1 else f"{value:.2f}"
