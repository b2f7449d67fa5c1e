"""A map: outcomes over one number of a scenario or two, and what may be asked of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.maps import words
from simulator.maps.found import Course, Plane, course, plane, shown_outcomes
from simulator.maps.marks import Mark
from simulator.maps.places import Scale
from simulator.maps.played import Outcome
from simulator.results.finding import Finding
from simulator.results.limits import NOT_A_FORECAST, RANGES_NO_FORECAST
from simulator.results.reading import AT_EVERY_POINT, unknown_at_points
from simulator.scenario.schema import Scenario
from simulator.tables.page import Part, Title
from simulator.tables.wording import counted
from simulator.uncertain import cells
from simulator.uncertain.flips import numbers_of
from simulator.uncertain.varied import Sample

if TYPE_CHECKING:
    import pandas as pd

    from simulator.maps.pictures import MapPlots
    from simulator.plots.style import Picture


class Map(Finding):
    """Outcomes of a scenario at many values of one number, or of two."""

    NAME = "map"

    def __init__(
        self,
        scenario: Scenario,
        scales: Sequence[Scale],
        outcomes: Sequence[Outcome],
        marks: Sequence[Mark],
        sample: Sample,
        names: Iterable[str] | None = None,
    ) -> None:
        """`names`: of the outcomes that are shown, by default those that move."""
        self.scenario = scenario
        self.scales = tuple(scales)
        self.outcomes = tuple(outcomes)
        self.marks = tuple(marks)
        self.sample = sample
        self.replications, self.seed, self.sets = sample
        self.shown = tuple(shown_outcomes(self.outcomes, names, len(self.scales)))
        self.against = False
        """Whether the page and the pictures show differences from the plan as written."""

    @cached_property
    def table(self) -> "pd.DataFrame":
        """A row for each point and outcome: value, difference from the plan, intervals."""
        import pandas as pd

        return pd.DataFrame([row for one in self.outcomes for row in self._rows(one)])

    @cached_property
    def courses(self) -> list[Course]:
        """Of a map of one axis, what is told of each outcome that is shown."""
        return [course(one, self.scales[0]) for one in self.shown] if len(self.scales) == 1 else []

    @cached_property
    def planes(self) -> list[Plane]:
        """Of a map of two axes, what is told of each outcome that is shown."""
        if len(self.scales) == 1:
            return []
        shape = len(self.scales[0].words), len(self.scales[1].words)
        return [plane(one, shape) for one in self.shown]

    @property
    def heading(self) -> str:
        """'110 points, 200 histories of 90 days each on the same luck, seed 0'."""
        points = counted(len(self.outcomes[0].values), "point", "points")
        return self.sample.words(points, self.scenario.horizon)

    @property
    def headline(self) -> str:
        """The finding, to be quoted: where each outcome bends, and where it stops mattering."""
        return f"In '{self.scenario.name}', {self._varied}. {' '.join(self._findings)}"

    @property
    def parts(self) -> list[Part]:
        """The table or tables, how to read them, the finding, and what it does not show."""
        on_it = [f"{name}: {at}" for name, at in self._on_it]
        return [
            Title([f"{self.scenario.name}: {self.heading}"]),
            *self._grids,
            *([f"On the map: {'; '.join(on_it)}."] if on_it else []),
            *self._reading,
            *self._ending,
        ]

    @property
    def plot(self) -> "MapPlots":
        """The pictures: `curves` of one axis, `heat` of two."""
        from simulator.maps.pictures import MapPlots

        return MapPlots(
            self.scales, (self.courses, self.planes), self.marks, self.against,
            f"{self.scenario.name}: {self.heading}",
        )  # fmt: skip

    def _values(self) -> dict[str, Any]:
        return {
            "scenario": self.scenario.name,
            **self.sample.record(),
            "axes": {one.axis.name: list(one.words) for one in self.scales},
            "shown": [one.name for one in self.shown],
            "points": self.table.to_dict("records"),
            "marks": [{"name": name, "at": at} for name, at in self._on_it],
            "findings": self._findings,
            "limits": self.scenario.limits,
        }

    def _tables(self) -> dict[str, "pd.DataFrame"]:
        return {"points": self.table}

    def _pictures(self) -> "dict[str, Callable[[], Picture]]":
        return {"map": self.plot.heat if self.planes else self.plot.curves}

    @property
    def _grids(self) -> list[Part]:
        """What is shown, point by point."""
        if self.planes:
            grids = words.grids(self.planes, self.scales, self.against)
            return [*grids, words.BRACKETS, *([words.OPEN] if self.sets else [])]
        along = words.along_over_sets if self.sets else words.along
        return [along(self.shown, self.scales[0], self.against)]

    @property
    def _reading(self) -> list[str]:
        """How to read what stands at two levels, or what is kept at one value."""
        if self.sets:
            last = cells.SIGNS if self.against else cells.IGNORANCE
            return [cells.VALUE, cells.SETS, *([] if self.planes else [last])]
        varied = [target for scale in self.scales for target in scale.axis.targets]
        return unknown_at_points(self.scenario, varied, AT_EVERY_POINT)

    @property
    def _varied(self) -> str:
        """Which numbers are varied, from where to where."""
        said = (f"{one.axis.name} from {one.words[0]} to {one.words[-1]}" for one in self.scales)
        return " and ".join(said)

    @property
    def _findings(self) -> list[str]:
        along = [words.of_course(one, self.scales[0]) for one in self.courses]
        return along or [words.of_plane(one, self.scales) for one in self.planes]

    @property
    def _about(self) -> dict[str, Scenario]:
        return {self.scenario.name: self.scenario}

    @property
    def _forecast(self) -> str:
        return RANGES_NO_FORECAST if self.sets else NOT_A_FORECAST

    @property
    def _details(self) -> str:
        sets = self.sets
        played = f"{self.scenario.name}: {self.heading}, with {self.sample.intervals}"
        if sets is None:
            return words.details(played, ())
        numbers = numbers_of({self.scenario.name: sets})
        turns = [say for one in self.courses for say in words.turned(one, self.scales[0], numbers)]
        return words.details(played, turns)

    @property
    def _on_it(self) -> list[tuple[str, str]]:
        """The scenarios on the map, and where each stands in words."""
        found = []
        for mark in self.marks:
            at = zip(self.scales, mark.at, strict=True)
            found.append((mark.name, " and ".join(scale.said(number) for scale, number in at)))
        return found

    def _rows(self, outcome: Outcome) -> Iterator[dict[str, Any]]:
        """The points of one outcome."""
        grid = np.array(np.meshgrid(*(range(len(one.words)) for one in self.scales), indexing="ij"))
        places = grid.reshape(len(self.scales), -1).T
        told = zip(outcome.points, outcome.changes, outcome.from_plan, strict=True)
        for place, (value, change, one_of_all) in zip(places, told, strict=True):
            at = zip(self.scales, place, strict=True)
            yield {
                **{scale.axis.name: scale.words[i] for scale, i in at},
                "outcome": outcome.name,
                "unit": outcome.unit,
                **value.record(),
                **change.record("difference"),
                "differs": one_of_all.beyond,
            }

    def __repr__(self) -> str:
        return f"<Map of {self.scenario.name!r}, {self._varied}: {self.heading}>"
