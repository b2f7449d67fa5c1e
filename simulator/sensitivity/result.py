"""What moves the outcomes of a scenario, and what may be asked of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from simulator.results.finding import Finding
from simulator.scenario.schema import Scenario
from simulator.sensitivity import words
from simulator.sensitivity.factors import Factor
from simulator.sensitivity.found import Found, Line
from simulator.sensitivity.played import Played, Size
from simulator.tables.page import Part, Title
from simulator.tables.summary import Estimate
from simulator.tables.wording import counted, length

if TYPE_CHECKING:
    import pandas as pd

    from simulator.plots.style import Picture
    from simulator.sensitivity.pictures import DriverPlots


class Drivers(Finding):
    """Which numbers move the outcomes of a scenario, or the differences between two."""

    NAME = "drivers"

    def __init__(
        self,
        scenarios: Mapping[str, Scenario],
        factors: Sequence[Factor],
        found: Sequence[Found],
        played: Played,
        size: Size,
    ) -> None:
        self.scenarios = dict(scenarios)
        self.factors = tuple(factors)
        """The numbers that were moved; linked ones, and all durations of one delay, are one."""
        self.found = tuple(found)
        self.played = played
        self.size = size

    @property
    def table(self) -> "pd.DataFrame":
        """A row for each outcome and number: change, indices with intervals, whether it is told."""
        import pandas as pd

        return pd.DataFrame([_row(one, line) for one in self.found for line in one.lines])

    @property
    def screening(self) -> "pd.DataFrame":
        """The typical change that each number brings to each outcome, those that are not shown too:
        outcome, unit, number, range, change."""
        import pandas as pd

        rows = [
            {"outcome": name, "unit": one.unit, "number": factor.name, "range": factor.range,
             "change": one.effects[place]}
            for name, one in self.played.screened.items()
            for place, factor in enumerate(self.factors)
        ]  # fmt: skip
        return pd.DataFrame(rows)

    @property
    def heading(self) -> str:
        """'54 numbers at 3,504 points, 20 histories of 90 days each, seed 0'."""
        points = len(self.played.steps.luck) + len(self.played.design.luck)
        first = next(iter(self.scenarios.values()))
        what = "histories" if len(self.scenarios) == 1 else "pairs of histories"
        return (
            f"{counted(len(self.factors), 'number', 'numbers')} at {points:,} points, "
            f"{self.size.histories:,} {what} of {length(first.horizon)} each, seed {self.size.seed}"
        )

    @property
    def headline(self) -> str:
        """What moves each outcome most, to be quoted."""
        return words.headline(self.found, list(self.scenarios.values()))

    @property
    def _first(self) -> Scenario:
        return next(iter(self.scenarios.values()))

    @property
    def _differences(self) -> bool:
        return len(self.scenarios) > 1

    @property
    def _title(self) -> str:
        return " against ".join(reversed(list(self.scenarios)))

    @property
    def _about(self) -> dict[str, Scenario]:
        return self.scenarios

    @property
    def _details(self) -> str:
        return words.details(self.found, self.factors, self.heading)

    @property
    def parts(self) -> list[Part]:
        """The table, how to read it, what moves together, the finding and its limits."""
        return [
            Title([f"{self._title}: {self.heading}"]),
            words.grid(self.found, self._differences),
            words.READING,
            *([words.WORTH] if self._differences else []),
            *words.moved_with(self.factors, self.found),
            *self._ending,
        ]

    @property
    def plot(self) -> "DriverPlots":
        """The picture: `shares`."""
        from simulator.sensitivity.pictures import DriverPlots

        return DriverPlots(self.found, f"{self._title}: {self.heading}")

    def _values(self) -> dict[str, Any]:
        return {
            "scenarios": list(self.scenarios),
            "numbers": [
                {"number": one.name, "range": one.range, "linked": list(one.linked)}
                for one in self.factors
            ],
            "trajectories": self.size.trajectories,
            "rows_of_matrices": self.size.rows,
            "replications": self.size.histories,
            "seed": self.size.seed,
            "outcomes": [_of_outcome(one) for one in self.found],
            "rows": self.table.to_dict("records"),
        }

    def _tables(self) -> dict[str, "pd.DataFrame"]:
        return {"indices": self.table, "screening": self.screening}

    def _pictures(self) -> "dict[str, Callable[[], Picture]]":
        return {"drivers": self.plot.shares}

    def __repr__(self) -> str:
        return f"<Drivers of {self._title!r}: {self.heading}>"


def _row(one: Found, line: Line) -> dict[str, Any]:
    """A line with its intervals spread over columns, unrounded and uncut."""
    return {
        "outcome": one.outcome,
        "unit": one.unit,
        "number": line.name,
        "change": line.change,
        **_spread("alone", line.first),
        **_spread("in_all", line.total),
        "told_from_noise": line.told,
        **_spread("worth", line.worth),
    }


def _spread(name: str, value: Estimate) -> dict[str, float]:
    return {name: value.value, f"{name}_low": value.low, f"{name}_high": value.high}


def _of_outcome(one: Found) -> dict[str, Any]:
    told = one.indices
    return {
        "outcome": one.outcome,
        "unit": one.unit,
        "constant": one.constant,
        "variance_between_points": told.between if told else None,
        "chance": told.chance if told else None,
        "floor": told.floor if told else None,
        "p_points_alike": told.p if told else None,
        "worth_of_knowing_all": one.worth,
    }
