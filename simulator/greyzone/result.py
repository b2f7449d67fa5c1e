"""The grey zone of some rules, and what may be asked of it."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from simulator.greyzone import words
from simulator.greyzone.as_scenario import scenario_of
from simulator.greyzone.played import Along, Asked, Given
from simulator.greyzone.rows import table_of
from simulator.greyzone.search import cost, search_seed
from simulator.results.finding import Finding
from simulator.results.reading import unknown_at_points
from simulator.scenario.schema import Scenario
from simulator.tables.page import Part, Title
from simulator.tables.wording import counted, sample

if TYPE_CHECKING:
    import pandas as pd

    from simulator.greyzone.pictures import GreyZonePlots
    from simulator.plots.style import Picture


class GreyZone(Finding):
    """What each rule gives away to an adversary who has read it."""

    NAME = "grey-zone"

    def __init__(
        self, asked: Asked, given: Sequence[Given], along: Sequence[Along], sample: tuple[int, int]
    ) -> None:
        """`sample`: how many histories the figures are of, and their seed."""
        self.scenario = asked.scenario
        self.given = tuple(given)
        self._asked = asked
        self._along = tuple(along)
        self.replications, self.seed = sample

    @cached_property
    def table(self) -> "pd.DataFrame":
        """A row for each rule, adversary and outcome, with its 95 % interval."""
        return table_of(self.given)

    @property
    def responses(self) -> dict[str, Scenario]:
        """For each rule the scenario with that rule and the best response to it, ready to run."""
        return {one.name: scenario_of(self.scenario, one) for one in self.given}

    @property
    def heading(self) -> str:
        """'5 rules, 500 histories of 90 days each on the same luck, seed 0'."""
        count = counted(len(self.given), "rule", "rules")
        return sample(count, self.replications, self.scenario.horizon, self.seed)

    @property
    def headline(self) -> str:
        """The finding, to be quoted: which rule gives away most, and which least."""
        return words.headline(self.given, self.scenario)

    @property
    def _about(self) -> dict[str, Scenario]:
        return {self.scenario.name: self.scenario}

    @property
    def _details(self) -> str:
        seeds = self.seed, search_seed(self.seed)
        return words.details(self.given, self._asked, seeds)

    @property
    def parts(self) -> list[Part]:
        """The rules, the response to each, how to read them, and a paragraph."""
        return [
            Title([f"{self.scenario.name}: {self.heading}"]),
            words.grid(self.given),
            words.responses(self.given),
            words.READING,
            *unknown_at_points(self.scenario, [("threshold",)]),
            *self._ending,
        ]

    @property
    def plot(self) -> "GreyZonePlots":
        """The picture: `curve`."""
        from simulator.greyzone.pictures import GreyZonePlots

        return GreyZonePlots(self.given, self._along, f"{self.scenario.name}: {self.heading}")

    def _values(self) -> dict[str, Any]:
        return {
            "scenario": self.scenario.name,
            "replications": self.replications,
            "seed": self.seed,
            "search": {
                "seed": search_seed(self.seed),
                "kinds": list(self._asked.kinds),
                "attempts_per_day": self._asked.attempts,
                "responses": {one.name: one.found.tried for one in self.given},
                "histories": sum(cost(one.found.tried - 1) for one in self.given),
            },
            "rules": self.table.to_dict("records"),
            "limits": self.scenario.limits,
        }

    def _tables(self) -> dict[str, "pd.DataFrame"]:
        return {"rules": self.table}

    def _pictures(self) -> "dict[str, Callable[[], Picture]]":
        return {"grey-zone": self.plot.curve}

    def _scenarios(self) -> dict[str, dict[str, Scenario]]:
        return {"responses": self.responses}

    def __repr__(self) -> str:
        return f"<GreyZone of {self.scenario.name!r}: {self.heading}>"
