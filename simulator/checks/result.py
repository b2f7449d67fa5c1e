"""What checks of a pattern come to: a table, a text, pictures, files."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.checks.check import SURE, Check
from simulator.checks.observed import Window
from simulator.model.parameters import Array
from simulator.scenario.schema import Scenario

if TYPE_CHECKING:
    import pandas as pd

    from simulator.plots.style import Picture


@dataclass(frozen=True, repr=False, eq=False)
class Checks:
    """Checks of a scenario's pattern against real events."""

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

    @cached_property
    def text(self) -> str:
        """All checks in words, and what to make of them."""
        from simulator.checks.wording import in_words

        return in_words(self)

    def plot(self) -> "Picture":
        """A panel for each check: what was observed, among what is simulated."""
        from simulator.checks.pictures import panels_of

        return panels_of(self)

    def plot_ranks(self) -> "Picture":
        """How the counts rank among the simulated ones, and acts on the pattern's own clock."""
        from simulator.checks.pictures import ranks_of

        return ranks_of(self)

    def write(self, folder: str | Path, form: str = "png") -> list[Path]:
        """Write the table (CSV), the pictures and a record as JSON; returns the files.

        `form`: of the pictures, png, svg or pdf. Raises `OutputError`.
        """
        from simulator.checks.files import write

        return write(self, Path(folder), form)

    def record(self) -> dict[str, Any]:
        """Everything for programs."""
        return {
            "about": "Would series of a pattern look like the real events?",
            "scenario": self.scenario.name,
            "source": self.source,
            "histories": self.histories,
            "seed": self.seed,
            "counts": self.totals.shape[1],
            "days_of_a_count": self.window.unit,
            "failed": list(self.failed),
            "expected_to_fail_by_chance": self.by_chance,
            "checks": self.table.to_dict("records"),
            "notes": list(self.notes),
            "limits": self.scenario.limits,
        }
