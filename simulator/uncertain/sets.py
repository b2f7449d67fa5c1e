"""Sets of values of all that a scenario declares uncertain, and the scenario that each makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from simulator.errors import Problem, ScenarioError
from simulator.model.parameters import Array
from simulator.scenario.form import in_line
from simulator.scenario.path import PathError, path_of
from simulator.scenario.ranges import AS_IT_STANDS, Range, ready, root
from simulator.scenario.reading import Address
from simulator.scenario.schema import Scenario
from simulator.scenario.template import Template
from simulator.tables.wording import counted
from simulator.uncertain.levels import levels
from simulator.uncertain.quantiles import forms, numbers


class Chosen(NamedTuple):
    """Sets of values that are chosen by a design instead of being drawn."""

    levels: Mapping[str, Array]
    """(sets,) for a path that moves others, or itself alone: between 0 and 1."""
    luck: Array
    """(sets,) int: sets of the same number have the same luck."""


class Sets:
    """So many sets of values for the uncertain numbers of a scenario, drawn under a seed.

    A value belongs to the seed, its path and the number of its set: another scenario that has the
    path with the same range has the same value, whatever else is uncertain in either.
    """

    def __init__(
        self, scenario: Scenario, count: int, seed: int, chosen: Chosen | None = None
    ) -> None:
        """`chosen`: where in its range each number lies, and on which luck, if not as drawn."""
        self.scenario = scenario
        self.count = count
        self.seed = seed
        self.luck = np.arange(count) if chosen is None else chosen.luck
        """(sets,) whose luck a set has: its own, unless another's was chosen."""
        self._chosen = {} if chosen is None else chosen.levels
        self._template = Template(scenario)
        self._changes: Sequence[tuple[Address, Any]] = ()
        said = scenario.uncertain
        try:
            self.ranges = tuple(ready(self._template.on, path, one) for path, one in said.items())
        except PathError as error:
            raise ScenarioError([Problem("uncertain", None, "", f"{error}")]) from None

    def at(self, changes: Sequence[tuple[Address, Any]]) -> Sets:
        """The same sets of the scenario with other values in some places, none of which is drawn.

        `scenario` remains the one that is changed.
        """
        assert self.values  # once for all copies
        found = copy(self)
        found._changes = tuple(changes)
        return found

    @property
    def words(self) -> str:
        """'200 sets of 8 uncertain values'."""
        drawn = counted(len(self.ranges), "uncertain value", "uncertain values")
        return f"{self.count:,} sets of {drawn}"

    @cached_property
    def placed(self) -> dict[str, Array]:
        """By path the level of each set; linked paths have those of the path that moves them."""
        said = self.scenario.uncertain
        roots = {path: root(path, said) for path in said}
        drawn = {
            path: chosen if (chosen := self._chosen.get(path)) is not None
            else levels(self.seed, path, self.count)
            for path in set(roots.values())
        }  # fmt: skip
        return {path: drawn[moved] for path, moved in roots.items()}

    @cached_property
    def values(self) -> dict[str, Array]:
        """By path and set: the number in the unit of the model, or the number of the form."""
        return {
            one.path: (forms if one.forms else numbers)(one, self.placed[one.path])
            for one in self.ranges
        }

    def text(self, path: str, number: int) -> str:
        """The value of a path in one set as a person writes it."""
        range_ = next(one for one in self.ranges if one.path == path)
        if range_.forms:
            return range_.named[int(self.values[path][number])]
        return in_line(self._put_in(range_, number)[0])

    def options(self, number: int) -> list[str]:
        """What sets the values of one set, and what `at` changed: --set PATH=VALUE ..."""
        values = [f"{path_of(place)}={in_line(value)}" for place, value in self._changes]
        values += [
            f"{one.path}={in_line(self._put_in(one, number)[0])}"
            for one in self.ranges
            if self.text(one.path, number) != AS_IT_STANDS
        ]
        return [word for value in values for word in ("--set", value)]

    def column(self, range_: Range) -> list[str]:
        """The value of a range in each set as a person writes it."""
        return [self.text(range_.path, number) for number in range(self.count)]

    def scenario_of(self, number: int) -> Scenario:
        """The scenario with the values of one set.

        Raises `ScenarioError` with the set and the path of a value that is not allowed there.
        """
        values = {
            target: value
            for one in self.ranges
            for target, value in zip(one.targets, self._put_in(one, number), strict=True)
        }
        values |= dict(self._changes)
        try:
            return self._template.scenario(values)
        except ScenarioError as error:
            raise ScenarioError([self._named(one, number) for one in error.problems]) from None

    def _put_in(self, range_: Range, number: int) -> tuple[Any, ...]:
        """What a scenario has at each of the range's places in one set."""
        value = self.values[range_.path][number]
        if range_.unit is None:
            return range_.forms[int(value)]
        return range_.everywhere(range_.unit.write(float(value)))

    def _named(self, problem: Problem, number: int) -> Problem:
        """A problem of the scenario of one set, with the values that may have brought it."""
        near = [one for one in self.ranges if one.path == problem.path] or [
            one for one in self.ranges if problem.path.startswith(one.path.rpartition(".")[0])
        ]
        said = [f"{one.path} = {self.text(one.path, number)}" for one in near]
        said += [f"{path_of(place)} = {in_line(value)}" for place, value in self._changes]
        more = f" (with {', '.join(said)})" if said else ""
        return Problem(f"uncertain set {number}", None, problem.path, f"{problem.message}{more}")


class Drawn(NamedTuple):
    """What is drawn at a path in an arm, and in every other arm that has the same range."""

    arm: str
    range_: Range
    values: Array
    """By set, as `Sets.values` has them."""


def drawn_in(arms: Mapping[str, Sets]) -> dict[str, Drawn]:
    """What any arm draws, by its path; by `path (arm)` where arms draw it differently."""
    by_path: dict[str, list[Drawn]] = {}
    for arm, sets in arms.items():
        for one in sets.ranges:
            by_path.setdefault(one.path, []).append(Drawn(arm, one, sets.values[one.path]))
    found: dict[str, Drawn] = {}
    for path, ones in by_path.items():
        alike = all(_alike(ones[0], one) for one in ones)
        found |= {
            path if alike else f"{path} ({one.arm})": one for one in ones[: 1 if alike else None]
        }
    return found


def _alike(one: Drawn, other: Drawn) -> bool:
    return one.range_.said == other.range_.said and np.array_equal(one.values, other.values)
