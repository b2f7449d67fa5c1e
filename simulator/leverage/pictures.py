"""The pictures of what would change the answer."""

from collections.abc import Sequence

from simulator.leverage import headline
from simulator.leverage.changes import ONE_MORE
from simulator.leverage.effects import Effect, Effects
from simulator.leverage.troops import Troops
from simulator.leverage.words import in_order, named
from simulator.maps.pictures import dose_of
from simulator.plots import style
from simulator.plots.dose import Across, doses
from simulator.plots.levers import Bar, Panel, panels
from simulator.results.pictures import figure_of
from simulator.tables.amounts import POINTS, SHARE, difference, with_interval

MOST = 8
"""Changes that a panel has: those that move it most."""
DELAYS = "whisker: 95 %; dashed: an hour gained for an hour; not shown: what chance explains"
GUARANTORS = "circle: one fewer; square: one more; whisker: 95 %; not shown: what chance explains"

TROOPS = "minus the plan as written; band: 95 %; grey: no more change that can be told"


class LeverPlots:
    """What may be drawn of it; a notebook shows each figure by itself."""

    def __init__(
        self,
        delays: Sequence[Effects],
        guarantors: Sequence[Effects],
        troops: Troops | None,
        heading: str,
    ) -> None:
        self._delays, self._guarantors, self._troops = delays, guarantors, troops
        self.heading = heading

    def delays(self) -> style.Picture:
        """Hours gained for each hour by which a delay is shorter, of all that comes sooner."""
        found = [panel for one in self._delays if (panel := _gains(one)).bars]
        title = headline.delays_title(self._delays)
        return self._drawn(found, title, DELAYS, "No delay by itself is told from chance.")

    def guarantors(self) -> style.Picture:
        """What one guarantor fewer, or one more, changes in each outcome."""
        found = [_changes(one) for one in self._guarantors if one.told]
        title = headline.guarantors_title(self._guarantors)
        return self._drawn(found, title, GUARANTORS, "No single guarantor is told from chance.")

    def troops(self) -> style.Picture:
        """Outcomes over the number of troops. Raises `ValueError` if no other state has any."""
        found = self._troops
        if found is None:
            raise ValueError("no other state brings troops, so there is nothing to draw")
        scale = found.scale
        across = Across(
            scale.label, list(scale.places), scale.words,
            [(scale.place_of(found.own), "as written")],
        )  # fmt: skip
        title = headline.troops_title(found)
        drawn = [dose_of(one, against=True) for one in found.courses]
        said = f"{self.heading}\n{TROOPS}"
        return figure_of(doses(drawn, across, title, said)[0])

    def _drawn(
        self, found: Sequence[Panel], title: str, reading: str, nothing: str
    ) -> style.Picture:
        return figure_of(panels(found, title, f"{self.heading}\n{reading}", nothing)[0])


def _gains(one: Effects) -> Panel:
    """What an hour of each delay gains."""
    told = [each for each in one.told if each.gained.value == each.gained.value]
    bars = [
        Bar(each.change.name, *each.gained, with_interval("", *each.gained))
        for each in in_order(told)[:MOST]
    ]
    return Panel(
        one.outcome, _as_written(one), bars, "hours gained for each hour shorter", marks=(0.0, 1.0)
    )


def _changes(one: Effects) -> Panel:
    """What each guarantor changes."""
    share = one.unit == SHARE
    unit = POINTS if share else one.unit
    return Panel(
        named(one), _as_written(one), [_bar(each) for each in in_order(one.told)[:MOST]],
        f"change, {unit}", factor=100.0 if share else 1.0,
    )  # fmt: skip


def _bar(one: Effect) -> Bar:
    row = one.row
    said = difference(row.unit, *row.difference)
    return Bar(one.change.name, *row.difference, said, int(one.change.sort == ONE_MORE))


def _as_written(one: Effects) -> str:
    return f"as written: {with_interval(one.unit, *one.written.estimate)}"
