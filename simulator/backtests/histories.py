"""The histories of a backtest: at the values in force, or over sets of what nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from simulator.model.encode import encode
from simulator.model.parameters import Parameters
from simulator.scenario.schema import Scenario
from simulator.uncertain.blocks import MOST_HISTORIES
from simulator.uncertain.sets import Sets


class Sample(NamedTuple):
    """How many histories of a scenario are played, on which luck, and of how many sets."""

    histories: int
    seed: int
    engine: str
    """One of `parameters.ENGINES`."""
    sets: int = 0
    """Over which the histories are spread evenly; 0: all have the values in force."""

    @property
    def in_force(self) -> Sample:
        """As many histories at the values in force."""
        return self._replace(sets=0)


class Portion(NamedTuple):
    """Histories that share their values: all of them, or those of one set."""

    scenario: Scenario
    parameters: Parameters
    replications: range


def portions(scenario: Scenario, sample: Sample) -> Iterator[Portion]:
    """What is to be played; a scenario that declares nothing uncertain has the values in force.

    Set s has the histories s, s + sets, ... of all, so that each has nearly as many; its history r
    is replication 100,000 s + r, as in `run`. Raises `ScenarioError` for values that are not
    allowed, with set and path.
    """
    count = sample.histories
    if not sample.sets or not scenario.uncertain:
        yield _portion(scenario, sample, range(count))
        return
    drawn = Sets(scenario, sample.sets, sample.seed)
    for number in range(min(sample.sets, count)):
        first = number * MOST_HISTORIES
        own = len(range(number, count, sample.sets))
        yield _portion(drawn.scenario_of(number), sample, range(first, first + own))


def _portion(scenario: Scenario, sample: Sample, replications: range) -> Portion:
    return Portion(scenario, encode(scenario, sample.seed, sample.engine), replications)
