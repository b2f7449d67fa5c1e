"""The picture of a frontier."""

from string import ascii_uppercase
from typing import TYPE_CHECKING

from simulator.frontiers.findings import better_than_all
from simulator.frontiers.played import Played, rivals_of
from simulator.frontiers.rows import estimates
from simulator.frontiers.words import said
from simulator.plots import style
from simulator.plots.frontier import Axis, frontier
from simulator.results.pictures import figure_of
from simulator.tables.wording import listed

if TYPE_CHECKING:
    import pandas as pd


class FrontierPlots:
    """What may be drawn of a frontier; a notebook shows the figure by itself."""

    def __init__(self, played: Played, heading: str) -> None:
        """`heading`: of what, and how much was played."""
        self.played = played
        self.heading = heading

    def frontier(self) -> style.Picture:
        """False breaches against hours to an answer, with the rules by name."""
        reading = "Lower left is better; lines through points: 95 %; ring: a named rule"
        harm = self.played.aims[-1].name
        axis = Axis(
            "false breaches per 30 days", "hours from the first hostile act to an answer", harm
        )
        subtitle = f"{self.heading}\n{reading}"
        return figure_of(frontier(self._table(), axis, self._title(), subtitle))

    def _title(self) -> str:
        """The finding: which rule is better than the named ones, or that none is."""
        names = rivals_of([one.name for one in self.played.named])
        rivals = [one for one in self.played.named if one.name in names]
        than = listed([f"“{style.plain(name)}”" for name in names])
        found = better_than_all(self.played.points, rivals)
        if found is None:
            return f"No rule is better than {than} in false breaches, hours and harm at once"
        room = " wherever there is room" if found.floors else " in all three aims"
        name = found.point.candidate.name
        return f"{name[0].upper()}{name[1:]}: better than {than}{room}"

    def _table(self) -> "pd.DataFrame":
        """The named rules by letter, then the points by number."""
        import pandas as pd

        rows = [(0, ascii_uppercase[i % 26], said(one), one.values)
                for i, one in enumerate(self.played.named)]  # fmt: skip
        rows += [
            (i, "", point.candidate.name, point.values)
            for i, point in enumerate(self.played.points, start=1)
        ]
        found = []
        for number, letter, name, values in rows:
            across, upwards, shade = estimates(values)
            found.append(
                {
                    "number": number, "letter": letter, "name": name,
                    "x": across.value, "x_low": across.low, "x_high": across.high,
                    "y": upwards.value, "y_low": upwards.low, "y_high": upwards.high,
                    "shade": shade.value,
                }
            )  # fmt: skip
        return pd.DataFrame(found)
