"""Sets of uncertain values at the points of a study, whose own values are not drawn as well."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from simulator.errors import Problem, ScenarioError
from simulator.scenario.form import in_full
from simulator.scenario.known import overlap
from simulator.scenario.path import resolve
from simulator.scenario.ranges import in_words
from simulator.scenario.reading import Address
from simulator.scenario.schema import Scenario
from simulator.tables.wording import sample
from simulator.uncertain.play import checked, histories_of
from simulator.uncertain.sets import Sets
from simulator.uncertain.told import OF_SETS

REMEDY = "Add ranges under 'uncertain', such as {together: {uniform: [0 %, 80 %]}}."


class Sample(NamedTuple):
    """How much is played at each point of a study."""

    histories: int
    """Of each point, or of each set there."""
    seed: int
    sets: Sets | None = None
    """The same at all points; None where the values in force are used."""

    def words(self, what: str, minutes: int) -> str:
        """'67 rules under each of 40 sets of 41 uncertain values, 12 histories of 90 days ...'."""
        under = f" under each of {self.sets.words}" if self.sets else ""
        return sample(f"{what}{under}", self.histories, minutes, self.seed)

    @property
    def intervals(self) -> str:
        """What brackets hold."""
        if self.sets is None:
            return "95 % intervals"
        return f"95 % intervals of chance, and bands that hold {OF_SETS}"

    def record(self) -> dict[str, Any]:
        """As plain values; those of the sets only where there are any."""
        found: dict[str, Any] = {"replications": self.histories, "seed": self.seed}
        if self.sets is None:
            return found
        ranges = {one.path: in_words(one.said) for one in self.sets.ranges}
        return found | {"uncertain_sets": self.sets.count, "uncertain": ranges}


def drawn_sample(
    scenario: Scenario,
    sets: int,
    histories: int,
    seed: int,
    varied: Mapping[str, Iterable[Address]],
) -> Sample:
    """So many sets of what is uncertain in a scenario, and histories of each.

    Raises `ScenarioError` as `refuse_drawn`, and for numbers that are not allowed.
    """
    refuse_drawn(scenario, varied)
    count, number = checked(sets, seed)
    return Sample(histories_of(histories), number, Sets(scenario, count, number))


def refuse_drawn(scenario: Scenario, varied: Mapping[str, Iterable[Address]]) -> None:
    """Raise `ScenarioError` where a value of an axis, by its name, is drawn from a range too.

    And where the scenario declares nothing uncertain that could be drawn.
    """
    if not scenario.uncertain:
        message = f"'{scenario.name}' declares nothing uncertain. {REMEDY}"
        raise ScenarioError([Problem("uncertain", None, "", message)])
    full = in_full(scenario)
    problems = []
    for path in scenario.uncertain:
        places = resolve(path, full)
        for name, targets in varied.items():
            if any(overlap(place, target) for place in places for target in targets):
                message = (
                    f"is uncertain too ('{path}'): each set would draw a value of its own there. "
                    f"Vary something else, or say uncertain: {{{path}: null}} in the scenario "
                    "(--set PATH=VALUE takes the range away as well)."
                )
                problems.append(Problem("axis", None, name, message))
    if problems:
        raise ScenarioError(problems)
