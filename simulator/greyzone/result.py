"""The grey zone of some rules, and what may be asked of it."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.greyzone import words
from simulator.greyzone.as_scenario import scenario_of
from simulator.greyzone.played import Along, Asked, Given
from simulator.greyzone.rows import table_of
from simulator.greyzone.search import cost, search_seed
from simulator.results.face import Result
from simulator.results.reading import unknown_at_points
from simulator.scenario.schema import Scenario
from simulator.tables.json_values import plain
from simulator.tables.page import Part, Title
from simulator.tables.wording import counted, sample

if TYPE_CHECKING:
    import pandas as pd

    from simulator.greyzone.pictures import GreyZonePlots


class GreyZone(Result):
    """What each rule gives away to an adversary who has read it."""

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
    def paragraph(self) -> str:
        """The headline, the budget of the search, and what none of it shows."""
        return f"{self.headline}\n\n{self._details}"

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
            *(f"Warning: {one}" for one in self.scenario.warnings),
            self.headline,
            self._details,
        ]

    @property
    def plot(self) -> "GreyZonePlots":
        """The picture: `curve`."""
        from simulator.greyzone.pictures import GreyZonePlots

        return GreyZonePlots(self.given, self._along, f"{self.scenario.name}: {self.heading}")

    def record(self) -> dict[str, Any]:
        """Everything as plain values that JSON can hold."""
        found: dict[str, Any] = plain(
            {
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
                "warnings": [str(one) for one in self.scenario.warnings],
                "limits": self.scenario.limits,
                "headline": self.headline,
                "paragraph": self.paragraph,
            }
        )
        return found

    def write(self, folder: str | Path, form: str = "png") -> list[Path]:
        """Write the rules as CSV, the headline with the details, the picture, the record, and for
        each rule a scenario with the best response to it.

        `form`: of the picture, png, svg or pdf. Returns the files. Raises `OutputError`.
        """
        from simulator.plots.save import save_all
        from simulator.store.folder import write_scenarios, write_words
        from simulator.store.result_folder import write_record, write_tables

        place = Path(folder)
        return [
            *write_tables({"rules": self.table}, place / "tables"),
            write_words(self.paragraph, place),
            *save_all({"grey-zone": self.plot.curve}, place / "figures", form),
            *write_scenarios(place / "responses", self.responses),
            write_record(self.record(), place / "grey-zone.json"),
        ]

    def __repr__(self) -> str:
        return f"<GreyZone of {self.scenario.name!r}: {self.heading}>"
