"""The rules that a list of names means: thresholds of scenarios, and rules that one watches."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from simulator.errors import Problem, ScenarioError
from simulator.scenario.load import load
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.rule import Rule
from simulator.scenario.schema.violations import Kind
from simulator.scenario.shipped import is_bare, no_scenario, scenario_path

OWN = "the threshold"


class Asked(NamedTuple):
    """A rule, and the kinds that the scenario declares from which it is taken."""

    rule: Rule
    kinds: Mapping[str, Kind]
    own: bool = False
    """Whether it is the plan's own, and so drawn where that is uncertain."""

    def of(self, name: str, plan: Scenario) -> Rule:
        """The rule of this name under a plan, the values of which may be drawn."""
        if not self.own:
            return self.rule
        return plan.watch.get(name, plan.threshold)


def asked_rules(scenario: Scenario, names: Iterable[str | Path] = ()) -> dict[str, Asked]:
    """The thresholds of the scenarios so named, or the scenario's own and those that it watches.

    A name is that of a rule that the scenario watches, a file, or a shipped scenario. Raises
    `ScenarioError` with a line for each name that is none of these.
    """
    names = list(names)
    if not names:
        own = {OWN: scenario.threshold, **scenario.watch}
        return {name: Asked(rule, scenario.kinds, own=True) for name, rule in own.items()}
    found: dict[str, Asked] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            title, asked = _asked(scenario, str(name))
            found[str(name) if title in found else title] = asked
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    return found


def _asked(scenario: Scenario, name: str) -> tuple[str, Asked]:
    """The rule of a name, under the title that people know it by."""
    if name in scenario.watch:
        return name, Asked(scenario.watch[name], scenario.kinds, own=True)
    path = scenario_path(name)
    if is_bare(path):
        watched = f" Watched rules: {', '.join(scenario.watch)}." if scenario.watch else ""
        message = no_scenario(name, scenario.watch) + watched
        raise ScenarioError([Problem("--rules", None, "", message)])
    other = load(path)
    return other.name, Asked(other.threshold, other.kinds)
