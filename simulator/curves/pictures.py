"""The picture of an operating curve."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.curves.aims import ANSWERED, BORNE, HOURS
from simulator.curves.findings import Beaten
from simulator.curves.rows import against_false
from simulator.plots import style
from simulator.plots.operating_curve import Panel, operating_curve
from simulator.results.pictures import figure_of
from simulator.uncertain.told import with_share

if TYPE_CHECKING:
    import pandas as pd

PANELS = (
    Panel(HOURS.outcome, HOURS.unit, "hours from the first hostile act to a breach"),
    Panel(ANSWERED.outcome, ANSWERED.unit, "assaults answered in time"),
    Panel(BORNE.outcome, BORNE.unit, "severity before an answer"),
)
LINES = "lines through points: 95 %"
TWO_TONES = "thin lines: chance, 95 %; broad ones: 90 % of the sets"
READING = "lower left is better; {lines}; arrow: to the rule that beats it"


class CurvePlots:
    """What may be drawn of an operating curve; a notebook shows the figure by itself."""

    def __init__(self, table: "pd.DataFrame", beaten: Sequence[Beaten], heading: str) -> None:
        """`table`: `curves.rows.table_of`; `heading`: of what, and how much was played."""
        self.table = table
        self.beaten = list(beaten)
        self.heading = heading

    def curve(self) -> style.Picture:
        """False breaches against hours, assaults answered and severity borne, rule by rule."""
        table = against_false(self.table)
        shown = [one for one in PANELS if one.outcome in set(table["outcome"])]
        better = [(one.mark.name, one.by.words) for one in self.beaten]
        return figure_of(operating_curve(table, shown, self._title(), self._subtitle(), better)[0])

    def _title(self) -> str:
        """The finding: which named rule another one beats, or that none is beaten."""
        if not self.beaten:
            return "Fewer false breaches cost hours: no named rule is beaten in both beyond chance"
        names = [f"“{style.plain(one.mark.name)}”" for one in self.beaten]
        more = f" ({names[1]} is beaten too)" if len(names) == 2 else ""
        more = f" ({len(names) - 1} more named rules are beaten)" if len(names) > 2 else more
        by = self.beaten[0].by.words
        said = f"{names[0]} is beaten by {by}: fewer false breaches, and sooner"
        return f"{with_share(said, self.beaten[0].holds)}{more}"

    def _subtitle(self) -> str:
        """What was played, what the numbers beside the points are, how to read it."""
        varied = [one for one in dict.fromkeys(self.table["varied"]) if one]
        what = varied[0] if len(varied) == 1 else "the number that is varied"
        reading = READING.format(lines=TWO_TONES if "sets_low" in self.table else LINES)
        return f"{self.heading}\nBeside the points: {what}; {reading}"
