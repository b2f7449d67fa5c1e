"""The picture of what was discovered."""

from collections.abc import Sequence

from simulator.discovery.boxes import Box
from simulator.plots import style
from simulator.plots.trade_off import Way, trade_offs
from simulator.results.pictures import figure_of


class DiscoveryPlots:
    """What may be drawn of it; a notebook shows the figure by itself."""

    def __init__(self, boxes: Sequence[Box], title: str, heading: str) -> None:
        self.boxes = tuple(boxes)
        self.title = title
        self.heading = heading

    def trade_off(self) -> style.Picture:
        """Coverage against density of every box on the way, and of those that were tested."""
        ways = [
            Way(
                f"box {place}",
                [(one.coverage, one.density, one.numbers) for one in box.steps],
                box.coverage,
                box.density,
                box.base,
            )
            for place, box in enumerate(self.boxes, 1)
        ]
        return figure_of(trade_offs(ways, self.title, self.heading))
