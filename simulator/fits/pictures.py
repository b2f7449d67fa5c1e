"""The picture of a fit: days as they were counted, beside those of the fitted pattern."""

from simulator.fits.about import About
from simulator.fits.counts.periods import Periods
from simulator.fits.days import day_table
from simulator.plots.fit import days, outside
from simulator.plots.style import Picture, plain
from simulator.results.pictures import figure_of
from simulator.scenario.schema import Scenario

HISTORIES = 200


class FitPlots:
    """What may be drawn of a fit; a notebook shows the figure by itself."""

    def __init__(self, scenario: Scenario, periods: Periods, about: About) -> None:
        self._scenario = scenario
        self._periods = periods
        self._about = about

    def days(self, histories: int = HISTORIES, seed: int = 0) -> Picture:
        """Acts a day as they were counted, and the 95 % band of this many simulated series."""
        table = day_table(self._scenario, self._periods, self._about.zone, histories, seed)
        out = int(outside(table).sum())
        known = int(table["high"].notna().sum())
        said = (
            f"{plain(self._scenario.name, 70)}; marks: real, {out:,} of {known:,} outside the band "
            f"(crosses); line and band: median and 95 % of {histories:,} simulated series, each "
            "day by itself"
        )
        return figure_of(days(table, subtitle=said))
