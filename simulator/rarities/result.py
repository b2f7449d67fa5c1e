"""A rare outcome that was counted, and what may be asked of it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from simulator.rarities import words
from simulator.rarities.find import CHOSEN, Found
from simulator.results.finding import Finding
from simulator.scenario.schema import Scenario
from simulator.tables.page import Part, Title
from simulator.tables.wording import length

if TYPE_CHECKING:
    import pandas as pd

    from simulator.plots.style import Picture
    from simulator.rarities.pictures import RarePlots


class Rare(Finding):
    """How often something happens that hardly ever does, in one scenario or in several."""

    NAME = "rare"

    def __init__(self, found: Mapping[str, Found], outcome: str, seed: int) -> None:
        """`found`: by scenario, the first of which the others are compared with."""
        self.found = dict(found)
        self.outcome = outcome
        self.seed = seed

    @property
    def table(self) -> "pd.DataFrame":
        """A row for each scenario: the probability and its interval (0 to 1), the ratio to the
        first, histories looked at, played, and with the outcome, and those that plain simulation
        would need."""
        import pandas as pd

        return pd.DataFrame([self._row(arm, one) for arm, one in self.found.items()])

    def _row(self, arm: str, found: Found) -> dict[str, Any]:
        counted = found.counted
        value, low, high = counted.estimate
        first = next(iter(self.found.values()))
        compared = words.ratio(first, found)._asdict() if found is not first else {}
        return {
            "scenario": arm,
            "probability": value,
            "probability_low": low,
            "probability_high": high,
            **{f"ratio{END[name]}": one for name, one in compared.items()},
            "looked_at": counted.looked,
            "played": counted.played,
            "with_it": len(counted.hits),
            "worth": counted.worth,
            "played_in_all": found.played,
            "plain_needs": counted.needed if found.why == CHOSEN else None,
        }

    @property
    def reasons(self) -> "pd.DataFrame":
        """The draws on which it depends: scenario, luck, the cells that make it likelier, their
        share of all histories, and of those with the outcome."""
        import pandas as pd

        rows = [
            (arm, one.learnt.draw.what, one.learnt.draw.words(*one.learnt.likely), *one[1:])
            for arm, found in self.found.items()
            for one in found.reasons
        ]
        columns = ["scenario", "luck", "likelier_with", "share_of_all", "share_where_it_happens"]
        return pd.DataFrame(rows, columns=columns)

    @property
    def hits(self) -> "pd.DataFrame":
        """The replications in which it happens, and how many histories each stands for."""
        import pandas as pd

        parts = [
            pd.DataFrame(
                {"scenario": arm, "replication": one.counted.hits, "weight": one.counted.weights}
            )
            for arm, one in self.found.items()
        ]
        return pd.concat(parts, ignore_index=True)

    @property
    def heading(self) -> str:
        """How long histories are, how many were looked at and played, and on which luck."""
        horizon = next(iter(self.found.values())).asked.scenario.horizon
        return f"histories of {length(horizon)}; {words.heading(self.found, self.seed)}"

    @property
    def headline(self) -> str:
        """The probability of each scenario with its interval, to be quoted."""
        return words.headline(self.found, self.outcome)

    @property
    def _about(self) -> dict[str, Scenario]:
        return {arm: one.asked.scenario for arm, one in self.found.items()}

    @property
    def _details(self) -> str:
        return "\n\n".join([*words.method(self.found), words.LIMITS])

    @property
    def parts(self) -> list[Part]:
        """The probabilities, what they depend on, how they were counted, and their limits."""
        return [
            Title([f"How rare is '{self.outcome}'?", self.heading]),
            words.grid(self.found),
            words.READING,
            *(words.reasons(one) for one in self.found.values() if one.reasons),
            *self._ending,
        ]

    @property
    def plot(self) -> "RarePlots":
        """The picture: `probabilities`."""
        from simulator.rarities.pictures import RarePlots

        return RarePlots(self.found, words.title(self.found, self.outcome), self.heading)

    def _values(self) -> dict[str, Any]:
        return {
            "outcome": self.outcome,
            "seed": self.seed,
            "probabilities": self.table.to_dict("records"),
            "reasons": self.reasons.to_dict("records"),
            "hits": self.hits.to_dict("records"),
        }

    def _tables(self) -> "dict[str, pd.DataFrame]":
        return {"probabilities": self.table, "reasons": self.reasons, "hits": self.hits}

    def _pictures(self) -> "dict[str, Callable[[], Picture]]":
        return {"probabilities": self.plot.probabilities}

    def __repr__(self) -> str:
        return f"<Rare: {self.outcome!r}, {self.heading}>"


END = {"value": "", "low": "_low", "high": "_high"}
