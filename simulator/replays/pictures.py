"""The calendar of a replay."""

from typing import TYPE_CHECKING

from simulator.plots.calendar import calendar
from simulator.plots.style import Picture, plain
from simulator.results.pictures import figure_of

if TYPE_CHECKING:
    from simulator.replays.result import Replay


def calendar_of(replay: "Replay") -> Picture:
    """Acts by the day, and below them the days on which each rule is met."""
    data = replay.history.data
    without = len(replay.history.inexact)
    said = f"{len(data):,} days, {int(data.sum()):,} of them with data: {plain(replay.source, 90)}"
    if without:
        acts = "1 act" if without == 1 else f"{without:,} acts"
        said += f"; the day of {acts} is not known"
    return figure_of(calendar(replay.days, replay.totals, replay.most, subtitle=said)[0])
