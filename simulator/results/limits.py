"""What scenarios cannot show, each said of its own."""

from collections.abc import Mapping

from simulator.scenario.schema import Scenario
from simulator.scenario.schema.sections import LIMITS
from simulator.tables.wording import listed


def limits_of(scenarios: Mapping[str, Scenario]) -> list[str]:
    """A sentence on each limit that a scenario names, with the arms that it is of.

    Not those that hold for every scenario, which are said anyway.
    """
    said: dict[str, list[str]] = {}
    for arm, scenario in scenarios.items():
        said.setdefault(scenario.limits.strip(), []).append(f"'{arm}'")
    return [f"Limits of {listed(arms)}: {text}" for text, arms in said.items() if text != LIMITS]
