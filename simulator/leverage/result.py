"""What would change the answer, and what may be asked of it."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from simulator.leverage import headline, words
from simulator.leverage.effects import Effect, Effects
from simulator.leverage.troops import Troops
from simulator.results.finding import Finding
from simulator.results.reading import unknown_at_points
from simulator.scenario.schema import Scenario
from simulator.study.rows import record
from simulator.tables.page import Part, Title
from simulator.tables.wording import counted, percent, sample

if TYPE_CHECKING:
    import pandas as pd

    from simulator.leverage.pictures import LeverPlots
    from simulator.plots.style import Picture


BY_TROOPS = ("troops", "outcome", "unit", "value", "low", "high", "histories")
LEFT_OUT = ("arm", "flips", "gained", "lost")
"""Columns of a comparison that say nothing more here."""


class Levers(Finding):
    """What shorter delays, one guarantor fewer or more, and other numbers of troops change."""

    NAME = "levers"

    def __init__(
        self,
        plan: Scenario,
        effects: tuple[Sequence[Effects], Sequence[Effects]],
        troops: Troops | None,
        share: float,
        sample: tuple[int, int],
    ) -> None:
        """`effects`: of delays and of guarantors; `share`: by which each delay is shorter;
        `sample`: how many histories of each change, and the seed."""
        self.plan = plan
        self.delays, self.guarantors = tuple(effects[0]), tuple(effects[1])
        self.troops = troops
        self.share = share
        self.replications, self.seed = sample

    @cached_property
    def table(self) -> "pd.DataFrame":
        """A row for each change of delays and guarantors, and outcome: sort, change, hours by which
        a delay is shorter, value and paired difference with intervals, hours gained per hour."""
        import pandas as pd

        return pd.DataFrame([_row(one) for one in self._each()])

    @cached_property
    def by_troops(self) -> "pd.DataFrame":
        """A row for each number of troops and outcome: value and interval."""
        import pandas as pd

        return pd.DataFrame(list(_by_troops(self.troops)), columns=BY_TROOPS)

    @property
    def heading(self) -> str:
        """'41 changes of the plan, 1,000 histories of 90 days each on the same luck, seed 0'."""
        names = {(one.change.sort, one.change.name) for one in self._each()}
        doses = len(self.troops.scale.words) - 1 if self.troops else 0
        changes = counted(len(names) + doses, "change of the plan", "changes of the plan")
        return sample(changes, self.replications, self.plan.horizon, self.seed)

    @property
    def headline(self) -> str:
        """The delay, the guarantor and the number of troops that tell most, to be quoted."""
        return headline.headline(self.plan, self.delays, self.guarantors, self.troops)

    @property
    def _about(self) -> dict[str, Scenario]:
        return {self.plan.name: self.plan}

    @property
    def _details(self) -> str:
        return words.details(f"{self.plan.name}: {self.heading}")

    @property
    def parts(self) -> list[Part]:
        """The tables of delays, guarantors and troops, how to read them, finding and limits."""
        return [
            Title([f"{self.plan.name}: {self.heading}"]),
            *words.delays(self.delays, percent(self.share)),
            *words.guarantors(self.guarantors),
            *words.troops(self.troops),
            words.PAIRED,
            *unknown_at_points(self.plan, ()),
            *self._ending,
        ]

    @property
    def plot(self) -> "LeverPlots":
        """The pictures: `delays`, `guarantors` and `troops`."""
        from simulator.leverage.pictures import LeverPlots

        heading = f"{self.plan.name}: {self.heading}"
        return LeverPlots(self.delays, self.guarantors, self.troops, heading)

    def _values(self) -> dict[str, Any]:
        return {
            "scenario": self.plan.name,
            "replications": self.replications,
            "seed": self.seed,
            "shorter_by": self.share,
            "rows": self.table.to_dict("records"),
            "troops": self.by_troops.to_dict("records"),
            "limits": self.plan.limits,
        }

    def _tables(self) -> dict[str, "pd.DataFrame"]:
        return {"changes": self.table, "troops": self.by_troops}

    def _pictures(self) -> "dict[str, Callable[[], Picture]]":
        plot = self.plot
        drawn = {"delays": plot.delays, "guarantors": plot.guarantors}
        return drawn | ({"troops": plot.troops} if self.troops else {})

    def _each(self) -> Iterator[Effect]:
        """All effects, delays first."""
        return (one for some in (*self.delays, *self.guarantors) for one in some.each)

    def __repr__(self) -> str:
        return f"<Levers of {self.plan.name!r}: {self.heading}>"


def _row(one: Effect) -> dict[str, Any]:
    """An effect with its estimates spread over columns."""
    gained, low, high = one.gained
    kept = {name: value for name, value in record(one.row).items() if name not in LEFT_OUT}
    return {
        "sort": one.change.sort,
        "change": one.change.name,
        "hours_shorter": one.change.hours,
        **kept,
        "gained_per_hour": gained,
        "gained_low": low,
        "gained_high": high,
        "beyond_chance": one.told,
    }


def _by_troops(found: Troops | None) -> Iterator[tuple[Any, ...]]:
    for course in found.courses if found else ():
        one = course.outcome
        for number, told in zip(found.scale.numbers if found else (), one.points, strict=True):
            yield number, one.name, one.unit, *told.estimate, told.histories
