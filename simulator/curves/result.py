"""The operating curve of a threshold, and what may be asked of it."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from simulator.curves.cells import HOW_COUNTED, OF_CHANCE, OF_SETS, grid
from simulator.curves.findings import Beaten, Bend, beaten, bends
from simulator.curves.paragraph import details, headline
from simulator.curves.played import THRESHOLD, Curve, Mark
from simulator.curves.rows import table_of
from simulator.results.finding import Finding
from simulator.results.limits import NOT_A_FORECAST, RANGES_NO_FORECAST
from simulator.results.reading import AT_EVERY_POINT, unknown_at_points
from simulator.scenario.schema import Scenario
from simulator.tables.page import Part, Title
from simulator.tables.wording import counted
from simulator.uncertain.varied import Sample

if TYPE_CHECKING:
    import pandas as pd

    from simulator.curves.pictures import CurvePlots
    from simulator.plots.style import Picture


class OperatingCurve(Finding):
    """Rules played in one scenario on the same luck, family by family, with the named ones."""

    NAME = "curve"

    def __init__(
        self,
        scenario: Scenario,
        curves: Sequence[Curve],
        marks: Sequence[Mark],
        sample: Sample,
    ) -> None:
        self.scenario = scenario
        self.curves = tuple(curves)
        self.marks = tuple(marks)
        self.sample = sample
        self.replications, self.seed, self.sets = sample

    @cached_property
    def table(self) -> "pd.DataFrame":
        """A row for each rule and outcome, with its 95 % interval."""
        return table_of(self.curves, self.marks)

    @cached_property
    def beaten(self) -> list[Beaten]:
        """The named rules that another one beats beyond chance."""
        return beaten(self.marks, self.curves)

    @cached_property
    def bends(self) -> list[Bend]:
        """For each family where its curve bends, and where false breaches stop changing."""
        return bends(self.curves)

    @property
    def heading(self) -> str:
        """'67 rules, 500 histories of 90 days each on the same luck, seed 0'."""
        points = [point for one in self.curves for point in one.points]
        rules = {point.rule for point in [*points, *(mark.point for mark in self.marks)]}
        count = counted(len(rules), "rule", "rules")
        return self.sample.words(count, self.scenario.horizon)

    @property
    def headline(self) -> str:
        """The finding, to be quoted: which named rules another one beats, and by how much."""
        return headline(self.beaten, self.scenario)

    @property
    def _about(self) -> dict[str, Scenario]:
        return {self.scenario.name: self.scenario}

    @property
    def _forecast(self) -> str:
        return RANGES_NO_FORECAST if self.sets else NOT_A_FORECAST

    @property
    def _details(self) -> str:
        played = f"{self.scenario.name}: {self.heading}, with {self.sample.intervals}"
        return details(self.bends, played)

    @property
    def parts(self) -> list[Part]:
        """The named rules and the families, how to read them, and a paragraph."""
        return [
            Title([f"{self.scenario.name}: {self.heading}"]),
            grid(self.curves, self.marks),
            *self._reading,
            *self._ending,
        ]

    @property
    def _reading(self) -> list[str]:
        """How to read the brackets, and what is kept at one value."""
        if self.sets:
            return [f"{HOW_COUNTED} {OF_SETS}"]
        kept = unknown_at_points(self.scenario, [THRESHOLD], AT_EVERY_POINT)
        return [f"{HOW_COUNTED} {OF_CHANCE}", *kept]

    @property
    def plot(self) -> "CurvePlots":
        """The picture: `curve`."""
        from simulator.curves.pictures import CurvePlots

        return CurvePlots(self.table, self.beaten, f"{self.scenario.name}: {self.heading}")

    def _values(self) -> dict[str, Any]:
        return {
            "scenario": self.scenario.name,
            **self.sample.record(),
            "points": self.table.to_dict("records"),
            "beaten": [_of_beaten(one) for one in self.beaten],
            "bends": [_of_bend(one) for one in self.bends],
            "limits": self.scenario.limits,
        }

    def _tables(self) -> dict[str, "pd.DataFrame"]:
        return {"points": self.table}

    def _pictures(self) -> "dict[str, Callable[[], Picture]]":
        return {"operating-curve": self.plot.curve}

    def __repr__(self) -> str:
        return f"<OperatingCurve of {self.scenario.name!r}: {self.heading}>"


def _of_beaten(one: Beaten) -> dict[str, Any]:
    return {
        "rule": one.mark.name,
        "by": one.by.words,
        "others": one.others,
        **one.false.record("false_breaches"),
        **one.hours.record("hours"),
        **({"holds_in": one.holds} if one.false.over_sets else {}),
    }


def _of_bend(one: Bend) -> dict[str, Any]:
    words = [member.words for member in one.curve.family.members]
    at, low, high = [words[place] for place in one.knee] if one.knee else [None] * 3
    return {
        "family": one.curve.family.name,
        "varied": one.curve.family.varied,
        "knee": at,
        "knee_low": low,
        "knee_high": high,
        "same_from": words[one.settled] if one.settled < len(words) - 1 else None,
        **one.saved.record("false_breaches"),
        **one.lost.record("hours"),
    }
