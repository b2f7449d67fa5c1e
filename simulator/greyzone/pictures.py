"""The picture of a grey zone: on the operating curve, each rule before and after it is read."""

from collections.abc import Sequence

from simulator.greyzone.played import HARM, Along, Given
from simulator.greyzone.rows import drawn, given_away, harm
from simulator.plots import style
from simulator.plots.operating_curve import Panel, operating_curve
from simulator.results.pictures import figure_of
from simulator.tables.amounts import amounts
from simulator.tables.knee import differs

PANEL = Panel(HARM.name, HARM.unit, "grey-zone harm: severity outside episodes, per 30 days")


class GreyZonePlots:
    """What may be drawn of a grey zone; a notebook shows the figure by itself."""

    def __init__(self, given: Sequence[Given], along: Sequence[Along], heading: str) -> None:
        """`heading`: of what, and how much was played."""
        self.given = list(given)
        self.along = list(along)
        self.heading = heading

    def curve(self) -> style.Picture:
        """False breaches against grey-zone harm, each rule before and after it is read."""
        table = drawn(self.given, self.along)
        return figure_of(operating_curve(table, [PANEL], self._title(), self._subtitle())[0])

    def _title(self) -> str:
        """The finding: the rule that gives away most."""
        most = max(self.given, key=lambda one: given_away(one).value)
        if not differs(given_away(most)):
            return "Reading the rule gains the adversary nothing beyond chance"
        before, after = (amounts("", *harm(v))[0] for v in (most.as_written, most.answered))
        name = style.plain(most.name)
        return f"Once the adversary has read “{name}”, harm below it is {after}, not {before}"

    def _subtitle(self) -> str:
        varied = [line.family.varied for line in self.along]
        beside = (
            f"Beside the points: {varied[0]}, under the scenario's own pattern; " if varied else ""
        )
        return f"{self.heading}\n{beside}lower left is better; lines through points: 95 %"
