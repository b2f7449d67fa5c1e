"""The pictures of checks: tables for `simulator.plots.checks`."""

from typing import TYPE_CHECKING

import numpy as np

from simulator.checks import distributions as shapes
from simulator.checks.found import Found
from simulator.checks.statistics import MEASURES
from simulator.checks.wording import of_days
from simulator.plots import checks as plots
from simulator.plots.style import Picture, plain
from simulator.results.pictures import figure_of

if TYPE_CHECKING:
    import pandas as pd

TENTHS = tuple(f"{tenth}" for tenth in range(1, 11))
HOURS = tuple(f"{hour}" for hour in range(24))
EVEN = ("ranks of the counts", "rescaled waits")
"""Distributions over tenths, which have a picture of their own."""


class ChecksPlots:
    """What may be drawn of checks; a notebook shows each figure by itself."""

    def __init__(self, found: Found) -> None:
        self._found = found

    def checks(self) -> Picture:
        """A panel for each check: what was observed, among what is simulated."""
        found = self._found
        table = _table(found)
        shown = table[~table["check"].isin(EVEN)]
        said = f"{_said(found)}; blue: 95 % band of the simulated"
        return figure_of(
            plots.checks(shown, simulated_table(found), bin_table(found), subtitle=said)[0]
        )

    def ranks(self) -> Picture:
        """How the counts rank among the simulated ones, and waits on the pattern's own clock."""
        found = self._found
        table = _table(found)
        shown = table[table["check"].isin(EVEN)]
        said = f"{_said(found)}; dots: observed, blue: 95 % band of the simulated"
        return figure_of(plots.ranks(shown, bin_table(found), subtitle=said)[0])


def _table(found: Found) -> "pd.DataFrame":
    axis = {one.name: one.axis for one in MEASURES}
    table = found.table
    shares = [one.share for one in found.checks]
    return table.assign(axis=[axis.get(name, "") for name in table["check"]], share=shares)


def _said(found: Found) -> str:
    days = f"{found.totals.shape[1]:,} {of_days(found.window)}"
    return f"{plain(found.scenario.name, 70)}: {days}, {found.histories:,} simulated series"


def simulated_table(found: Found) -> "pd.DataFrame":
    """A row for each check and simulated series: check, value."""
    import pandas as pd

    return pd.DataFrame(
        {
            "check": np.repeat([one.name for one in found.checks], found.histories),
            "value": np.concatenate([one.simulated for one in found.checks]),
        }
    )


def bin_table(found: Found) -> "pd.DataFrame":
    """A row for each bin of each distribution: check, place, axis, observed, median, low, high."""
    import pandas as pd

    frames = []
    for name, told in found.bins.items():
        held = told if name == "counts" else shapes.shares_of(told)
        low, median, high = np.quantile(held[1:], (0.025, 0.5, 0.975), axis=0)
        places, axis = _places(name, found)
        frames.append(
            pd.DataFrame(
                {
                    "check": name, "place": places, "axis": axis, "observed": held[0],
                    "median": median, "low": low, "high": high,
                }
            )
        )  # fmt: skip
    return pd.concat(frames, ignore_index=True)


def _places(name: str, found: Found) -> tuple[tuple[str, ...], str]:
    """What the bins of a distribution hold, and what all of them are."""
    if name == "counts":
        return shapes.places(), "acts a day, from" if found.window.unit == 1 else "acts, from"
    return {
        "hours": (HOURS, "hour of the day"),
        "gaps": (shapes.gap_places(), "from one act to the next, from"),
        "sizes": (shapes.places(), "munitions of an act, from"),
        "ranks of the counts": (TENTHS, "tenth of all ranks"),
        "rescaled waits": (TENTHS, "tenth of the exponential law"),
    }[name]
