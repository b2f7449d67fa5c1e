"""The picture of a rare outcome."""

from collections.abc import Mapping

from simulator.plots import style
from simulator.plots.rare import Odds, odds
from simulator.rarities.find import CHOSEN, Found
from simulator.results.pictures import figure_of
from simulator.tables.summary import Estimate, share_of


class RarePlots:
    """What may be drawn of it; a notebook shows the figure by itself."""

    def __init__(self, found: Mapping[str, Found], title: str, heading: str) -> None:
        self.found = dict(found)
        self.title = title
        self.heading = heading

    def probabilities(self) -> style.Picture:
        """Each probability on a logarithmic axis, beside what as many plain histories would say."""
        rows = []
        for arm, one in self.found.items():
            estimate = one.counted.estimate
            rows.append(Odds(arm, estimate, _plain(one) if one.why == CHOSEN else None, one.played))
        return figure_of(odds(rows, self.title, self.heading))


def _plain(found: Found) -> Estimate:
    """What as many plain histories would say, with as many hits as can be expected."""
    hits = round(found.counted.estimate.value * found.played)
    return share_of(hits / found.played, found.played)
