"""A map: outcomes over one number of a scenario or two, and what may be asked of it."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.maps import words
from simulator.maps.found import Course, Plane, changes, course, from_plan, plane, shown_outcomes
from simulator.maps.marks import Mark
from simulator.maps.places import Scale
from simulator.maps.played import Outcome
from simulator.results.finding import Finding
from simulator.results.reading import unknown_at_points
from simulator.scenario.schema import Scenario
from simulator.tables.page import Part, Title
from simulator.tables.wording import counted, sample

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
        sample: tuple[int, int],
        names: Iterable[str] | None = None,
    ) -> None:
        """`sample`: how many histories of each point, and the seed; `names`: of the outcomes that
        are shown, by default those that move."""
        self.scenario = scenario
        self.scales = tuple(scales)
        self.outcomes = tuple(outcomes)
        self.marks = tuple(marks)
        self.replications, self.seed = sample
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
        return sample(points, self.replications, self.scenario.horizon, self.seed)

    @property
    def headline(self) -> str:
        """The finding, to be quoted: where each outcome bends, and where it stops mattering."""
        return f"In '{self.scenario.name}', {self._varied}. {' '.join(self._findings)}"

    @property
    def parts(self) -> list[Part]:
        """The table or tables, how to read them, the finding, and what it does not show."""
        tables: list[Part] = [words.along(self.shown, self.scales[0], self.against)]
        if self.planes:
            tables = [*words.grids(self.planes, self.scales, self.against), words.BRACKETS]
        on_it = [f"{name}: {at}" for name, at in self._on_it]
        varied = [target for scale in self.scales for target in scale.axis.targets]
        return [
            Title([f"{self.scenario.name}: {self.heading}"]),
            *tables,
            *([f"On the map: {'; '.join(on_it)}."] if on_it else []),
            *unknown_at_points(self.scenario, varied),
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
            "replications": self.replications,
            "seed": self.seed,
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
    def _varied(self) -> str:
        """Which numbers are varied, from where to where."""
        said = (f"{one.axis.name} from {one.words[0]} to {one.words[-1]}" for one in self.scales)
        return " and ".join(said)

    @property
    def _findings(self) -> list[str]:
        along = [words.of_course(one, self.scales[0]) for one in self.courses]
        return along or [words.of_plane(one, self.scales) for one in self.planes]

    @property
    def warnings(self) -> list[str]:
        """What to beware of in the scenario, in sentences."""
        return [str(one) for one in self.scenario.warnings]

    @property
    def _details(self) -> str:
        return words.details(f"{self.scenario.name}: {self.heading}", self.scenario)

    @property
    def _on_it(self) -> list[tuple[str, str]]:
        """The scenarios on the map, and where each stands in words."""
        found = []
        for mark in self.marks:
            at = zip(self.scales, mark.at, strict=True)
            found.append((mark.name, " and ".join(scale.said(number) for scale, number in at)))
        return found

    def _rows(self, outcome: Outcome) -> Iterable[dict[str, Any]]:
        """The points of one outcome."""
        told = from_plan(outcome)
        grid = np.array(np.meshgrid(*(range(len(one.words)) for one in self.scales), indexing="ij"))
        places = grid.reshape(len(self.scales), -1).T
        for i, change in enumerate(changes(outcome)):
            at = zip(self.scales, places[i], strict=True)
            yield {
                **{scale.axis.name: scale.words[place] for scale, place in at},
                "outcome": outcome.name,
                "unit": outcome.unit,
                **outcome.estimate(i)._asdict(),
                "histories": int(np.sum(~np.isnan(outcome.values[i]))),
                "difference": change.value,
                "difference_low": change.low,
                "difference_high": change.high,
                "differs": told[i],
            }

    def __repr__(self) -> str:
        return f"<Map of {self.scenario.name!r}, {self._varied}: {self.heading}>"
