"""The picture of what moves the outcomes."""

from collections.abc import Sequence

from simulator.plots import style
from simulator.plots.shares import Bar, Panel, panels
from simulator.results.pictures import figure_of
from simulator.sensitivity import words
from simulator.sensitivity.factors import INERT, REST
from simulator.sensitivity.found import Found
from simulator.tables.wording import percent

READING = (
    "dark: what a number explains alone; light: with others; whisker: 95 %; dashed: the floor, "
    "below which nothing can be told from noise"
)


class DriverPlots:
    """What may be drawn of it; a notebook shows the figure by itself."""

    def __init__(self, found: Sequence[Found], heading: str) -> None:
        self.found = tuple(found)
        self.heading = heading

    def shares(self) -> style.Picture:
        """For each outcome the share of the variance between points that each number explains."""
        drawn = [_panel(one) for one in self.found if one.known and one.differs]
        title = words.title(self.found)
        return figure_of(panels(drawn, title, f"{self.heading}\n{READING}")[0])


def _panel(one: Found) -> Panel:
    assert one.indices is not None
    bars = [
        Bar(line.name, line.first.value, *line.total, line.name in (REST, INERT))
        for line in one.lines
        if line.told or line.name in (REST, INERT)
    ]
    return Panel(
        one.outcome, f"{percent(one.indices.chance)} of one history is chance", bars,
        one.indices.floor,
    )  # fmt: skip
