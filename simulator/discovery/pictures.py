"""The pictures of what was discovered."""

from collections.abc import Sequence

from simulator.discovery.boxes import Box
from simulator.plots import style
from simulator.plots.trade_off import Way, trade_offs
from simulator.plots.tree import Part, tree
from simulator.results.pictures import figure_of


class DiscoveryPlots:
    """What may be drawn of it; a notebook shows the figure by itself."""

    def __init__(
        self, boxes: Sequence[Box], parts: Sequence[Part], titles: tuple[str, str], heading: str
    ) -> None:
        """`parts`: of the tree; `titles`: of the trade-off and of the tree."""
        self.boxes = tuple(boxes)
        self.parts = tuple(parts)
        self.titles = titles
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
        return figure_of(trade_offs(ways, self.titles[0], self.heading))

    def tree(self) -> style.Picture:
        """The tree, with the share of each of its parts on either half of the sets."""
        return figure_of(tree(self.parts, self.titles[1], self.heading))
