"""The frontier of an enforcement plan, and what may be asked of it."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.curves.aims import looks_at_the_rule
from simulator.frontiers import words
from simulator.frontiers.played import Played
from simulator.frontiers.rows import table_of
from simulator.greyzone.search import search_seed
from simulator.results.finding import Finding
from simulator.results.reading import unknown_at_points
from simulator.scenario.schema import Scenario
from simulator.scenario.vary import vary
from simulator.tables.page import Part, Title
from simulator.tables.wording import counted, sample

if TYPE_CHECKING:
    import pandas as pd

    from simulator.frontiers.pictures import FrontierPlots
    from simulator.plots.style import Picture


class Frontier(Finding):
    """The rules among which none is better in everything, confirmed on fresh luck."""

    NAME = "frontier"

    def __init__(self, scenario: Scenario, played: Played, sample: tuple[int, int]) -> None:
        """`sample`: how many histories each figure is of, and their seed."""
        self.scenario = scenario
        self.points = tuple(played.points)
        self.named = tuple(played.named)
        self._played = played
        self.replications, self.seed = sample

    @cached_property
    def table(self) -> "pd.DataFrame":
        """A row for each point or named rule, and aim, with its 95 % interval."""
        return table_of(self._played)

    @property
    def scenarios(self) -> dict[str, Scenario]:
        """Each point as a scenario that runs, by its name."""
        return {one.candidate.name: self._scenario(one.candidate.name) for one in self.points}

    def _scenario(self, name: str) -> Scenario:
        """Checked as a file is, which the race leaves out."""
        (candidate,) = (one.candidate for one in self.points if one.candidate.name == name)
        plan = candidate.scenario.model_copy(update={"threshold": self.scenario.threshold})
        return vary(
            vary(plan, "threshold", candidate.rule), "name", f"{self.scenario.name}: {name}"
        )

    @property
    def heading(self) -> str:
        """'14 rules, 2,000 histories of 90 days each on the same luck, seed 0'."""
        count = counted(len(self.points) + len(self.named), "rule", "rules")
        return sample(count, self.replications, self.scenario.horizon, self.seed)

    @property
    def headline(self) -> str:
        """The finding, to be quoted: whether one rule is better than all the named ones."""
        return words.headline(self._played, self.scenario)

    @property
    def _about(self) -> dict[str, Scenario]:
        return {self.scenario.name: self.scenario}

    @property
    def _details(self) -> str:
        seeds = self.seed, search_seed(self.seed)
        return words.details(self._played, (self.scenario, self.replications, seeds))

    @property
    def parts(self) -> list[Part]:
        """The named rules and the frontier, how to read them, and a paragraph."""
        looks = looks_at_the_rule(self.scenario)
        return [
            Title([f"{self.scenario.name}: {self.heading}"]),
            words.grid(self._played),
            words.reading(self._played, looks),
            *unknown_at_points(self.scenario, [("threshold",)]),
            *self._ending,
        ]

    @property
    def plot(self) -> "FrontierPlots":
        """The picture: `frontier`."""
        from simulator.frontiers.pictures import FrontierPlots

        return FrontierPlots(self._played, f"{self.scenario.name}: {self.heading}")

    def _values(self) -> dict[str, Any]:
        race = self._played.race
        return {
            "scenario": self.scenario.name,
            "replications": self.replications,
            "seed": self.seed,
            "race": {
                "seed": search_seed(self.seed),
                "possible": race.possible,
                "tried": race.tried,
                "rounds": [one._asdict() for one in race.rounds],
                "finalists": race.finalists,
                "dropped": race.dropped,
            },
            "points": self.table.to_dict("records"),
            "limits": self.scenario.limits,
        }

    def write_scenarios(self, folder: str | Path) -> list[Path]:
        """Write each point as a scenario that runs; the files. Raises `OutputError`."""
        from simulator.store.folder import write_scenarios

        return write_scenarios(Path(folder), self.scenarios)

    def _tables(self) -> dict[str, "pd.DataFrame"]:
        return {"points": self.table}

    def _pictures(self) -> "dict[str, Callable[[], Picture]]":
        return {"frontier": self.plot.frontier}

    def _scenarios(self) -> dict[str, dict[str, Scenario]]:
        return {"rules": self.scenarios}

    def __repr__(self) -> str:
        return f"<Frontier of {self.scenario.name!r}: {self.heading}>"
