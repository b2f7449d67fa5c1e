"""The calendar of a replay."""

from typing import TYPE_CHECKING

from simulator.plots.calendar import calendar
from simulator.plots.style import Picture, plain
from simulator.replays.played import Played
from simulator.results.pictures import figure_of
from simulator.tables.wording import counted

if TYPE_CHECKING:
    import pandas as pd


class ReplayPlots:
    """What may be drawn of a replay; a notebook shows the figure by itself."""

    def __init__(self, played: Played, totals: "pd.DataFrame") -> None:
        self._played = played
        self._totals = totals

    def calendar(self) -> Picture:
        """Acts by the day, and below them the days on which each rule is met; days without data
        are hatched."""
        played = self._played
        data = played.history.data
        without = len(played.history.inexact)
        source = plain(played.source, 90)
        said = f"{len(data):,} days, {int(data.sum()):,} of them with data: {source}"
        if without:
            said += f"; the day of {counted(without, 'act', 'acts')} is not known"
        return figure_of(calendar(played.days, self._totals, played.most, subtitle=said)[0])
