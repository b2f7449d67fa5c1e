"""A ranking of rules, and what may be asked of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from simulator.ranks import words
from simulator.ranks.limits import Kept
from simulator.ranks.standing import Ranking
from simulator.ranks.turns import Turn
from simulator.results.by_arm import lettered
from simulator.results.finding import Finding
from simulator.results.limits import RANGES_NO_FORECAST
from simulator.scenario.schema import Scenario
from simulator.tables.page import Part, Title
from simulator.tables.wording import counted, length
from simulator.uncertain.sets import Sets

if TYPE_CHECKING:
    import pandas as pd

    from simulator.plots.style import Picture
    from simulator.ranks.pictures import RankPlots


class Ranks(Finding):
    """Rules ranked over the same sets of values, outcome by outcome."""

    NAME = "ranks"

    def __init__(
        self,
        arms: Mapping[str, Sets],
        rankings: Sequence[Ranking],
        kept: tuple[Sequence[str], Sequence[Kept]],
        turns: Sequence[Turn],
        histories: int,
    ) -> None:
        """`kept`: the limits, and how often each rule keeps them; `histories`: of each set."""
        self.arms = dict(arms)
        self.rankings = tuple(rankings)
        self.limits, self.kept = tuple(kept[0]), tuple(kept[1])
        self.turns = tuple(turns)
        self.histories = histories

    @property
    def table(self) -> "pd.DataFrame":
        """A row for each outcome and rule: mean, band, worst tenth, regret, shares, ranks."""
        import pandas as pd

        return pd.DataFrame(
            [_row(one, place) for one in self.rankings for place in range(len(one.standings))]
        )

    @property
    def by_set(self) -> "pd.DataFrame":
        """Each outcome under each rule in each set: outcome, rule, set, value (an expectation)."""
        import pandas as pd

        rows = [
            {"outcome": one.outcome, "rule": arm, "set": number, "value": value}
            for one in self.rankings
            for arm, values in one.expected.items()
            for number, value in enumerate(values)
        ]
        return pd.DataFrame(rows)

    @property
    def heading(self) -> str:
        """'200 sets of 41 uncertain values, 20 histories of 90 days each, seed 0'."""
        first = next(iter(self.arms.values()))
        paths = dict.fromkeys(path for one in self.arms.values() for path in one.values)
        drawn = counted(len(paths), "uncertain value", "uncertain values")
        return (
            f"{first.count:,} sets of {drawn}, {self.histories:,} histories of "
            f"{length(first.scenario.horizon)} each under every rule, seed {first.seed}"
        )

    @property
    def headline(self) -> str:
        """Which rule is first by each outcome, and how surely."""
        return words.headline(self.rankings, self.limits, self.kept, self.heading)

    @property
    def _forecast(self) -> str:
        return RANGES_NO_FORECAST

    @property
    def _details(self) -> str:
        return words.details(self.turns)

    @property
    def _about(self) -> dict[str, Scenario]:
        return {arm: sets.scenario for arm, sets in self.arms.items()}

    @property
    def parts(self) -> list[Part]:
        """The tables, how to read them, the finding, where orders turn, and the limits."""
        return [
            Title([*lettered(list(self.arms)), self.heading]),
            words.grid(self.rankings),
            *words.limits_grid(self.limits, self.kept),
            words.READING,
            *self._ending,
        ]

    @property
    def plot(self) -> "RankPlots":
        """The picture: `ranks`."""
        from simulator.ranks.pictures import RankPlots

        return RankPlots(self.rankings, list(self.arms), self.heading)

    def _values(self) -> dict[str, Any]:
        return {
            "rules": list(self.arms),
            "sets": next(iter(self.arms.values())).count,
            "histories": self.histories,
            "seed": next(iter(self.arms.values())).seed,
            "rows": self.table.to_dict("records"),
            "limits": list(self.limits),
            "kept": [
                {"rule": one.arm, "each": list(one.each), "all": one.all} for one in self.kept
            ],
            "turns": [one._asdict() for one in self.turns],
        }

    def _tables(self) -> dict[str, "pd.DataFrame"]:
        return {"ranks": self.table, "by-set": self.by_set}

    def _pictures(self) -> "dict[str, Callable[[], Picture]]":
        return {"ranks": self.plot.ranks}

    def __repr__(self) -> str:
        return f"<Ranks of {', '.join(map(repr, self.arms))}: {self.heading}>"


def _row(one: Ranking, place: int) -> dict[str, Any]:
    standing = one.standings[place]
    return {
        "outcome": one.outcome,
        "unit": one.unit,
        "lower_is_better": one.lower_is_better,
        "rule": standing.arm,
        "rank": place + 1,
        "mean": standing.mean,
        "sets_median": standing.band.value,
        "sets_low": standing.band.low,
        "sets_high": standing.band.high,
        "worst_tenth": standing.worst,
        "regret": standing.regret,
        "regret_90": standing.most_regret,
        "best_in": standing.best,
        **{f"rank_{n}_in": share for n, share in enumerate(standing.ranks, 1)},
        "sets": one.sets,
    }
