"""The operating curve of a threshold, and what may be asked of it."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from simulator.curves.cells import READING, grid
from simulator.curves.findings import Beaten, Bend, beaten, bends
from simulator.curves.paragraph import details, headline
from simulator.curves.played import Curve, Mark
from simulator.curves.rows import table_of
from simulator.results.finding import Finding
from simulator.results.reading import unknown_at_points
from simulator.scenario.schema import Scenario
from simulator.tables.page import Part, Title
from simulator.tables.summary import Estimate
from simulator.tables.wording import counted, sample

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
        sample: tuple[int, int],
    ) -> None:
        """`sample`: how many histories of each rule, and the seed."""
        self.scenario = scenario
        self.curves = tuple(curves)
        self.marks = tuple(marks)
        self.replications, self.seed = sample

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
        return sample(count, self.replications, self.scenario.horizon, self.seed)

    @property
    def headline(self) -> str:
        """The finding, to be quoted: which named rules another one beats, and by how much."""
        return headline(self.beaten, self.scenario)

    @property
    def warnings(self) -> list[str]:
        """What to beware of in the scenario, in sentences."""
        return [str(one) for one in self.scenario.warnings]

    @property
    def _details(self) -> str:
        return details(self.bends, f"{self.scenario.name}: {self.heading}", self.scenario)

    @property
    def parts(self) -> list[Part]:
        """The named rules and the families, how to read them, and a paragraph."""
        return [
            Title([f"{self.scenario.name}: {self.heading}"]),
            grid(self.curves, self.marks),
            READING,
            *unknown_at_points(self.scenario, [("threshold",)]),
            *self._ending,
        ]

    @property
    def plot(self) -> "CurvePlots":
        """The picture: `curve`."""
        from simulator.curves.pictures import CurvePlots

        return CurvePlots(self.table, self.beaten, f"{self.scenario.name}: {self.heading}")

    def _values(self) -> dict[str, Any]:
        return {
            "scenario": self.scenario.name,
            "replications": self.replications,
            "seed": self.seed,
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
        **_of_change("false_breaches", one.false),
        **_of_change("hours", one.hours),
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
        **_of_change("false_breaches", one.saved),
        **_of_change("hours", one.lost),
    }


def _of_change(name: str, change: Estimate) -> Mapping[str, float]:
    """A difference with its interval as three columns."""
    value, low, high = change
    return {name: value, f"{name}_low": low, f"{name}_high": high}
