"""A plan and rules before a file of real events: all that the histories of a replay share."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from simulator.data.read import Events, opened
from simulator.data.series import Series
from simulator.errors import EventDataError
from simulator.model.parameters import Parameters
from simulator.replays import notes
from simulator.replays.history import History, history_of
from simulator.replays.parameters import parameters_of, with_kinds, with_rule
from simulator.scenario.asked import Asked, asked_rules
from simulator.scenario.load import Given, load
from simulator.scenario.schema import Scenario

PERFECT, AS_IT_WAS = "perfect", "as-it-was"


class Staging(NamedTuple):
    """What is played, before what, and how it is read."""

    plan: Scenario
    asked: Mapping[str, Asked]
    place: str
    """The file of events, as messages name it."""
    series: Series
    rejected: int
    """Rows of the file that cannot be used."""
    history: History
    chosen: Mapping[str, str]
    """What was chosen: monitoring, long_periods, kinds."""
    raw: bool
    """Whether every rule counts all acts."""

    @property
    def perfect(self) -> bool:
        """Whether every act is seen at once and counts."""
        return self.chosen["monitoring"] == PERFECT

    def under(self, staged: Scenario, seed: int) -> dict[str, Parameters]:
        """The parameters under each rule that counts a kind of the data.

        Raises `EventDataError` where none of the rules does.
        """
        base = parameters_of(staged, self.history, seed)
        told = notes.told_kinds(self.series)
        found = {
            name: with_rule(base, one.of(name, staged), staged, self.history, self.raw)
            for name, one in self.asked.items()
        }
        read = {name: p for name, p in found.items() if counts_any(p, staged, told)}
        if not read:
            raise EventDataError(notes.nothing_counts(self.place, self.series, self.asked))
        return read


def staging(
    scenario: Given, events: Events, rules: Iterable[str | Path], chosen: Mapping[str, str]
) -> Staging:
    """The scenario with the kinds of rules and data, and the history that it is played before."""
    plan = load(scenario)
    asked = asked_rules(plan, [rules] if isinstance(rules, str | Path) else rules)
    place, series, rejected = opened(events)
    raw = chosen["kinds"] == "raw" or (chosen["kinds"] == "auto" and len(series.kinds) < 2)
    plan = with_kinds(plan, asked, series.kinds)
    severities = np.array([kind.severity for kind in plan.every_kind.values()])
    with_long = chosen["long_periods"] == "spread"
    history = history_of(series, tuple(plan.every_kind), severities, with_long, place)
    return Staging(plan, asked, place, series, rejected, history, chosen, raw)


def counts_any(p: Parameters, staged: Scenario, told: list[str]) -> bool:
    """Whether the threshold counts a kind that the data distinguish."""
    kinds = [*staged.every_kind]
    counted = int(np.bitwise_or.reduce(p.clauses["kinds"][p.clauses["rule"] == 0]))
    return any(counted >> kinds.index(kind) & 1 for kind in told)
