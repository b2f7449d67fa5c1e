"""The pictures of a sweep: curves where one thing is varied, a map where two are."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

import numpy as np

from simulator.errors import Problem, ScenarioError
from simulator.plots import style
from simulator.plots.bands import READING
from simulator.plots.swept import Curve, Ticks, curves, heat
from simulator.results.pictures import figure_of
from simulator.scenario.form import in_line
from simulator.sweeps.answers import Answer, names_of
from simulator.sweeps.axes import Axis
from simulator.sweeps.cells import of_each
from simulator.sweeps.play import Played
from simulator.tables.amounts import amounts
from simulator.tables.wording import counted, length, listed

if TYPE_CHECKING:
    from simulator.plots.style import Picture

BANDS = "bands: 95 % intervals of chance"
PANELS = 6
"""Outcomes that are drawn where none are named: those that what is varied moves most."""


class SweepPlots:
    """What may be drawn of a sweep; each method returns a figure that a notebook shows."""

    def __init__(self, played: Played) -> None:
        self.played = played
        self.known = [one for one in played.answers if one.outcomes]
        self.units = names_of(self.known)

    def curves(self, *outcomes: str) -> style.Picture:
        """Outcomes along the one thing that is varied, with 95 % intervals.

        Those that it moves most, where none are named. Raises `ScenarioError` where more than one
        thing is varied, or for an outcome that there is not.
        """
        design = self.played.points.design
        if len(design.axes) != 1:
            _refuse("more than one thing is varied; see `heat`, or the table.")
        chosen = [self._known(name) for name in outcomes] or self.moved[:PANELS]
        order = sorted(self.known, key=lambda one: _place(design.axes[0], self._value(one, 0)))
        values = [self._value(one, 0) for one in order]
        ticks = _ticks(design.axes[0], values)
        found = [self._curve(name, order) for name in chosen]
        bands = READING if self.played.points.sets else BANDS
        subtitle = f"{self._subtitle()}\n{bands}"
        return figure_of(curves(found, ticks, self._title(chosen), subtitle)[0])

    def heat(self, outcome: str | None = None) -> style.Picture:
        """One outcome over the two things that are varied, in a grid.

        That which they move most, where none is named. Raises `ScenarioError` where it is no grid
        of two.
        """
        design = self.played.points.design
        if not self.is_plane:
            _refuse("it is no grid of two things; see the table.")
        name = self._known(outcome) if outcome else self.moved[0]
        across, up = (
            _ticks(axis, sorted(axis.values, key=lambda value: _place(axis, value)))
            for axis in design.axes
        )
        cells = np.full((len(up.words), len(across.words)), np.nan)
        for one in self.known:
            x, y = (in_line(self._value(one, i)) for i in (0, 1))
            if name in one.outcomes:
                place = up.words.index(y), across.words.index(x)
                cells[place] = one.outcomes[name].estimate.value
        found = Curve(name, self.units[name], cells, cells, cells)
        return figure_of(heat(found, across, up, self._title([name]), self._subtitle()))

    def all(self) -> "dict[str, Callable[[], Picture]]":
        """The pictures that there is something to show in, by name."""
        if len(self.played.points.design.axes) == 1 and self.moved:
            return {"curves": self.curves}
        return {"map": self.heat} if self.is_plane and self.moved else {}

    @property
    def is_plane(self) -> bool:
        """Whether the points are a grid of two things."""
        design = self.played.points.design
        return design.kind == "grid" and len(design.axes) == 2

    @property
    def moved(self) -> list[str]:
        """The outcomes, those first whose ends differ most beside their intervals."""
        return sorted(self.units, key=lambda name: -self._signal(name))

    def _signal(self, name: str) -> float:
        """How far the least and the greatest value lie apart, in widths of their intervals."""
        found = [one.outcomes[name].estimate for one in self.known if name in one.outcomes]
        ends = [one for one in found if one.high > one.low]
        if not ends:
            return 0.0
        least, most = min(ends), max(ends)
        return (most.value - least.value) / (most.high - most.low + least.high - least.low)

    def _curve(self, name: str, order: list[Answer]) -> Curve:
        nothing = (np.nan, np.nan, np.nan)
        rows = [one.outcomes[name].estimate if name in one.outcomes else nothing for one in order]
        found = Curve(name, self.units[name], *np.array(rows, float).T)
        if not self.played.points.sets:
            return found
        bands = [(one.outcomes[name].band if name in one.outcomes else None) for one in order]
        ends = np.array([nothing[:2] if one is None else one[:2] for one in bands], float).T
        return found._replace(sets=(ends[0], ends[1]))

    def _value(self, one: Answer, place: int) -> object:
        return self.played.points.design.points[one.number][place]

    def _known(self, name: str) -> str:
        if name not in self.units:
            _refuse(f"there is no outcome '{name}'; there are {', '.join(self.units)}.")
        return name

    def _title(self, chosen: list[str]) -> str:
        """'Breaches: from 0.4 to 12, over threshold.at_least': the first one's extremes."""
        name = chosen[0]
        found = [one.outcomes[name].estimate for one in self.known if name in one.outcomes]
        ends = [one for one in found if one.value == one.value]
        if not ends:
            return f"{name}: nowhere known"
        least, most = min(ends), max(ends)
        low, high = (amounts(self.units[name], *one)[0] for one in (least, most))
        what = listed([axis.name for axis in self.played.points.design.axes])
        return f"{name[:1].upper()}{name[1:]}: from {low} to {high}, over {what}"

    def _subtitle(self) -> str:
        played = self.played
        scenario = played.points.scenario
        each = f"{counted(len(self.known), 'point', 'points')}, {of_each(played)}"
        days = f"over {length(scenario.horizon)}, on the same luck, seed {played.seed}"
        return f"{style.plain(scenario.name)}: {each} {days}"


def _ticks(axis: Axis, values: list[object]) -> Ticks:
    """Numbers where they lie, anything else at even distances."""
    at = [_place(axis, value) for value in values]
    return Ticks(axis.name, tuple(at), tuple(in_line(value) for value in values))


def _place(axis: Axis, value: object) -> float:
    """Where a value lies on its axis."""
    if axis.unit is not None:
        try:
            return axis.unit.read(value)
        except ValueError:
            pass  # a word, such as a name
    return float(axis.values.index(value))


def _refuse(message: str) -> NoReturn:
    raise ScenarioError([Problem("plot", None, "", message)])
