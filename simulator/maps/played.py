"""The points of a map, played on the same luck as the plan as written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any, Unpack

import numpy as np

from simulator.maps.marks import AS_WRITTEN
from simulator.maps.places import Scale
from simulator.model.parameters import Array
from simulator.play.how import How
from simulator.scenario.form import in_line
from simulator.scenario.ranges import bare
from simulator.scenario.schema import Scenario
from simulator.scenario.vary import vary
from simulator.study.points import Variant, play_variants
from simulator.sweeps.axes import Axis
from simulator.tables.measures import Measure, measures
from simulator.uncertain.outcomes import OverSets, merged
from simulator.uncertain.play import play_sets
from simulator.uncertain.sets import Sets
from simulator.uncertain.told import Change, Value, change_of, value_of


@dataclass(frozen=True, eq=False)
class Outcome:
    """One outcome over the whole map."""

    name: str
    unit: str
    values: Array
    """(points, histories), or (points, sets, histories); NaN where a point or a history does not
    have it. The second axis of the map runs faster."""
    plan: Array
    """(histories,), or (sets, histories), of the plan as written."""

    @cached_property
    def points(self) -> list[Value]:
        """The mean or share at each point."""
        return [value_of(one, self.unit) for one in self.values]

    @cached_property
    def changes(self) -> list[Change]:
        """Each point minus the plan as written, by pairs of histories."""
        return [change_of(self.plan, one, self.unit) for one in self.values]

    @cached_property
    def from_plan(self) -> list[Change]:
        """The same, at 95 % for all points at once."""
        return [change_of(self.plan, one, self.unit, len(self.values)) for one in self.values]

    @property
    def over_sets(self) -> bool:
        """Whether sets of uncertain values were drawn."""
        return self.plan.ndim > 1

    @property
    def means(self) -> Array:
        """(points,) the mean or share at each."""
        return np.array([one.estimate.value for one in self.points])


def play_points(
    plan: Scenario, points: Sequence[Scenario], count: int, seed: int, **how: Unpack[How]
) -> list[Outcome]:
    """Every outcome of every point, in the order in which tables show them."""
    variants = [Variant(one.name, one) for one in (plan, *points)]
    return list(_over_map([measures(run) for run in play_variants(variants, count, seed, **how)]))


def play_over_sets(
    sets: Sets, scales: Sequence[Scale], count: int, **how: Unpack[How]
) -> list[Outcome]:
    """The same with the same sets of uncertain values at every point, and histories of each."""
    arms = {AS_WRITTEN: sets}
    for values in product(*(scale.axis.values for scale in scales)):
        at = list(zip((scale.axis for scale in scales), values, strict=True))
        changes = [(target, value) for axis, value in at for target in axis.targets]
        arms[", ".join(f"{axis.name} {in_line(value)}" for axis, value in at)] = sets.at(changes)
    return list(_over_map(list(play_sets(arms, count, **(how | How(out=None))).values())))


def _over_map(found: Sequence[Sequence[Measure | OverSets]]) -> Iterator[Outcome]:
    """Every outcome, from those of the plan as written and then of each point."""
    by_name = [{one.outcome: one for one in some} for some in found]
    every = {name: one for some in by_name for name, one in some.items()}
    for name in merged(list(some) for some in by_name):
        nothing = np.full(every[name].values.shape, np.nan)
        plan, *points = (some[name].values if name in some else nothing for some in by_name)
        yield Outcome(name, every[name].unit, np.array(points, float), np.asarray(plan, float))


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
