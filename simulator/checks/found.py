"""What checks of a pattern found: each of them, and what of the simulated series they are of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.checks.check import SURE, Check
from simulator.checks.observed import Window
from simulator.model.parameters import Array
from simulator.scenario.schema import Scenario

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False, eq=False)
class Found:
    """Checks of a scenario's pattern against real events, and the series that they compared."""

    scenario: Scenario
    """As it was played: as long as the data."""
    source: str
    """Whom to credit for the data."""
    window: Window
    histories: int
    """How many were simulated."""
    seed: int
    checks: tuple[Check, ...]
    totals: Array
    """int64 of shape (1 + histories, periods): acts in each period; the first row is real."""
    bins: Mapping[str, Array]
    """For each distribution, int64 of shape (1 + histories, bins); the first row is real."""
    notes: tuple[str, ...]
    """How the data were read, a sentence or two each."""

    @property
    def failed(self) -> tuple[str, ...]:
        """The checks that fail."""
        return tuple(one.name for one in self.checks if not one.passed)

    @property
    def by_chance(self) -> float:
        """How many checks would fail on average if the pattern were right."""
        return SURE * len(self.checks)

    @property
    def table(self) -> "pd.DataFrame":
        """A row a check: observed, simulated median and 95 % band, p, and what that says."""
        import pandas as pd

        return pd.DataFrame(
            {
                "check": one.name,
                "result": "pass" if one.passed else "fail",
                "observed": one.observed,
                "median": one.median,
                "low": one.band[0],
                "high": one.band[1],
                "p": one.p,
                "says": one.words,
            }
            for one in self.checks
        )
