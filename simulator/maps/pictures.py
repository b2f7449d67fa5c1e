"""The pictures of a map."""

from collections.abc import Sequence

import numpy as np

from simulator.maps.found import Course, Plane
from simulator.maps.marks import Mark
from simulator.maps.places import Scale
from simulator.maps.played import Outcome
from simulator.maps.words import named, short
from simulator.plots import style
from simulator.plots.bands import READING
from simulator.plots.dose import Across, Dose, doses
from simulator.plots.heat import Heat, Sides, heat
from simulator.results.pictures import figure_of
from simulator.tables.wording import listed, percent
from simulator.uncertain.told import SURE, with_share

ALONG = "ring: where a curve bends; grey: no more change that can be told"
HATCHED = "hatched: cannot be distinguished from the plan as written"
DOTTED = f"dotted: differs, with one sign in fewer than {percent(SURE)} of the sets"


class MapPlots:
    """What may be drawn of a map; a notebook shows each figure by itself."""

    def __init__(
        self,
        scales: Sequence[Scale],
        found: tuple[Sequence[Course], Sequence[Plane]],
        marks: Sequence[Mark],
        against: bool,
        heading: str,
    ) -> None:
        """`found`: of one axis, or of two; `against`: whether differences are drawn."""
        self.scales = tuple(scales)
        self.courses, self.planes = found
        self.marks = tuple(marks)
        self.against = against
        self.heading = heading

    def curves(self) -> style.Picture:
        """Every outcome that is shown, along the one axis. Raises `ValueError` for two."""
        if not self.courses:
            raise ValueError("the map has two axes; draw heat()")
        (scale,) = self.scales
        marks = [(scale.place_of(mark.at[0]), mark.name) for mark in self.marks]
        across = Across(scale.label, list(scale.places), scale.words, marks)
        found = [dose_of(one, self.against) for one in self.courses]
        band = READING if self._over_sets else "band: 95 %"
        subtitle = f"{self.heading}\n{self._minus}{band}; {ALONG}"
        return figure_of(doses(found, across, self._title_along(), subtitle)[0])

    def heat(self) -> style.Picture:
        """Every outcome that is shown, over both axes. Raises `ValueError` for one."""
        if not self.planes:
            raise ValueError("the map has one axis; draw curves()")
        across, upwards = self.scales
        marks = [
            (across.cell_of(mark.at[0]), upwards.cell_of(mark.at[1]), mark.name)
            for mark in self.marks
        ]
        names = [f"{n} {style.plain(mark.name)}" for n, mark in enumerate(self.marks, 1)]
        names = names if len(names) > 1 else [style.plain(mark.name) for mark in self.marks]
        rings = f"; ring: {', '.join(names)}" if names else ""
        sides = Sides(across.label, across.words), Sides(upwards.label, upwards.words)
        found = [self._heat(one) for one in self.planes]
        dotted = f"; {DOTTED}" if self._over_sets else ""
        said = f"{self.heading}\n{self._minus}{HATCHED}{dotted}{rings}"
        return figure_of(heat(found, sides, marks, (self._title_over(), said), self.against)[0])

    @property
    def _over_sets(self) -> bool:
        """Whether sets of uncertain values were drawn."""
        outcomes = [one.outcome for one in self.courses] + [one.outcome for one in self.planes]
        return any(one.over_sets for one in outcomes)

    @property
    def _minus(self) -> str:
        return "minus the plan as written; " if self.against else ""

    def _title_along(self) -> str:
        """Which outcome bends or settles where, or that nothing is told apart."""
        (scale,) = self.scales
        moving = [one for one in self.courses if one.moves]
        if not moving:
            return f"Nothing changes beyond chance along {scale.axis.name}"
        first = moving[0]
        name = first.outcome.name[:1].upper() + first.outcome.name[1:]
        parts = []
        if first.knee is not None:
            parts.append(f"bends at {scale.words[first.knee.at]}")
        if first.settled < len(scale.words) - 1:
            parts.append(f"changes no more from {scale.words[first.settled]} on")
        said = f"{name} {listed(parts) or f'changes all the way to {scale.words[-1]}'}"
        which = "lower" if first.change.estimate.value < 0 else "higher"
        if not self._over_sets:
            return said
        return with_share(f"{said}; {which} there than at {scale.words[0]}", first.change.holds)

    def _title_over(self) -> str:
        """On which axis the first outcome depends."""
        first = self.planes[0]
        name = first.outcome.name[:1].upper() + first.outcome.name[1:]
        x, y, _ = first.parts
        if x != x or not first.differs.any():
            return f"{name}: no point differs from the plan beyond chance"
        labels = [scale.label for scale in self.scales]
        (most, one), (least, other) = sorted(zip((x, y), labels, strict=True), reverse=True)
        return (
            f"{name}: {percent(most)} of what varies is due to {one}, {percent(least)} to {other}"
        )

    def _heat(self, one: Plane) -> Heat:
        shape = tuple(len(scale.words) for scale in self.scales)
        outcome = one.outcome
        found = [each.estimate for each in (outcome.changes if self.against else outcome.points)]
        values = np.array([each.value for each in found]).reshape(shape)
        words = np.array([short(outcome.unit, each, self.against) for each in found], object)
        told, sure = one.differs.reshape(shape), one.sure.reshape(shape)
        return Heat(_named(outcome), values, words.reshape(shape).tolist(), told, sure)


def dose_of(one: Course, against: bool) -> Dose:
    """One outcome along the axis, or its difference from the plan as written."""
    outcome = one.outcome
    told = outcome.changes if against else outcome.points
    value, low, high = np.array([each.estimate for each in told]).T
    bands = [each.band for each in told]
    settled = one.settled if one.settled < len(told) - 1 else None
    return Dose(
        _named(outcome), outcome.unit, value, low, high,
        one.knee.at if one.knee else None, settled,
        np.array(bands).T if outcome.over_sets else None,
    )  # fmt: skip


def _named(outcome: Outcome) -> str:
    """An outcome with its unit, as a picture writes it."""
    return named(outcome).replace("km2", "km²")
