"""The points of a map, played on the same luck as the plan as written."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Unpack

import numpy as np

from simulator.maps.places import Scale
from simulator.model.parameters import Array
from simulator.play.how import How
from simulator.scenario.ranges import bare
from simulator.scenario.schema import Scenario
from simulator.scenario.vary import vary
from simulator.study.points import Variant, play_variants
from simulator.sweeps.axes import Axis
from simulator.tables.amounts import SHARE
from simulator.tables.measures import measures
from simulator.tables.summary import Estimate, mean, share
from simulator.uncertain.outcomes import merged


class Outcome(NamedTuple):
    """One outcome over the whole map."""

    name: str
    unit: str
    values: Array
    """(points, histories); NaN where a point or a history does not have it. The second axis runs
    faster."""
    plan: Array
    """(histories,) of the plan as written."""

    @property
    def is_share(self) -> bool:
        """Whether the values are 0 and 1."""
        return self.unit == SHARE

    def estimate(self, point: int) -> Estimate:
        """The mean or share at a point, with its interval."""
        values = self.values[point]
        known = values[~np.isnan(values)]
        return share(known) if self.is_share else mean(known)


def play_points(
    plan: Scenario, points: Sequence[Scenario], count: int, seed: int, **how: Unpack[How]
) -> list[Outcome]:
    """Every outcome of every point, in the order in which tables show them."""
    variants = [Variant(one.name, one) for one in (plan, *points)]
    runs = play_variants(variants, count, seed, **how)
    found = [{one.outcome: one for one in measures(run)} for run in runs]
    units = {name: one.unit for some in found for name, one in some.items()}
    nothing = np.full(count, np.nan)
    every = {
        name: [some[name].values if name in some else nothing for some in found]
        for name in merged(list(some) for some in found)
    }
    return [
        Outcome(name, units[name], np.array(values[1:], float), np.asarray(values[0], float))
        for name, values in every.items()
    ]


def scenarios(plan: Scenario, scales: Sequence[Scale]) -> list[Scenario]:
    """The scenario at each point, the values of the last axis running fastest.

    Raises `ScenarioError` for a value that is not allowed, with its path.
    """
    found = [bare(plan).scenario]
    for axis in (scale.axis for scale in scales):
        found = [_with(one, axis, value) for one in found for value in axis.values]
    return found


def _with(scenario: Scenario, axis: Axis, value: Any) -> Scenario:
    """The scenario with a value wherever the axis leads."""
    for path in axis.options:
        scenario = vary(scenario, path, value, name="map")
    return scenario
