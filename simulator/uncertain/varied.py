"""What is varied on purpose cannot be drawn as well."""

from collections.abc import Iterable, Mapping

from simulator.errors import Problem, ScenarioError
from simulator.scenario.form import in_full
from simulator.scenario.known import overlap
from simulator.scenario.path import resolve
from simulator.scenario.reading import Address
from simulator.scenario.schema import Scenario

REMEDY = "Add ranges under 'uncertain', such as {together: {uniform: [0 %, 80 %]}}."


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
