"""The scenario at each point of a sweep."""

from __future__ import annotations

from typing import NamedTuple

from simulator.errors import Problem, ScenarioError
from simulator.scenario.form import in_line
from simulator.scenario.schema import Scenario
from simulator.scenario.template import Template
from simulator.sweeps.design import Design
from simulator.uncertain.sets import Sets
from simulator.uncertain.varied import refuse_drawn


class Shard(NamedTuple):
    """One of several parts of a sweep, each played by itself: `number` of `parts`, from 1."""

    number: int
    parts: int

    @property
    def words(self) -> str:
        """'2/3'."""
        return f"{self.number}/{self.parts}"


WHOLE = Shard(1, 1)


class Points:
    """The scenarios of a sweep, each made when it is asked for: a thousand need no room."""

    def __init__(
        self, scenario: Scenario, design: Design, shard: Shard = WHOLE, sets: int = 0
    ) -> None:
        """`sets`: of what nobody knows, drawn at each point; 0 for the values in force.

        Raises `ScenarioError` where nothing is uncertain, or a value is drawn that is varied too.
        """
        if sets:
            refuse_drawn(scenario, {axis.name: axis.targets for axis in design.axes})
        self.sets = sets
        self._drawn: Sets | None = None
        self.scenario = scenario
        self.design = design
        self.shard = shard
        self._template = Template(scenario)

    @property
    def own(self) -> range:
        """The numbers of the points that this shard plays: every n-th."""
        return range(self.shard.number - 1, len(self.design.points), self.shard.parts)

    def scenario_of(self, number: int) -> Scenario:
        """The scenario at a point; raises `ScenarioError` with its values if they are not allowed.

        It declares nothing uncertain and names no sources, as neither changes what is played.
        """
        values = {
            target: value
            for axis, value in zip(self.design.axes, self.design.points[number], strict=True)
            for target in axis.targets
        }
        try:
            return self._template.scenario(values)
        except ScenarioError as error:
            raise ScenarioError([self._placed(number, one) for one in error.problems]) from None

    def sets_at(self, number: int, seed: int) -> Sets:
        """The sets of what nobody knows at a point: the same values at all points."""
        if self._drawn is None or self._drawn.seed != seed:
            self._drawn = Sets(self.scenario, self.sets, seed)
        values = zip(self.design.axes, self.design.points[number], strict=True)
        changes = [(target, value) for axis, value in values for target in axis.targets]
        return self._drawn.at(changes)

    def options(self, number: int) -> list[str]:
        """What sets the values of a point on the command line: --set PATH=VALUE ..."""
        values = zip(self.design.axes, self.design.points[number], strict=True)
        return [
            word
            for axis, value in values
            for path in axis.options
            for word in ("--set", f"{path}={in_line(value)}")
        ]

    def _placed(self, number: int, problem: Problem) -> Problem:
        """A problem of a point's scenario, with the values that it is made of."""
        where = f"point {number}"
        message = f"{problem.message} (with {self.design.words(number)})"
        return Problem(where, None, problem.path, message)
