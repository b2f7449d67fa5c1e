"""What scenarios cannot show, each said of its own."""

from collections.abc import Mapping

from simulator.scenario.schema import Scenario
from simulator.scenario.schema.sections import LIMITS
from simulator.tables.wording import listed

NOT_A_FORECAST = (
    "This is a study of rules, clocks and promises with public figures, not a forecast: it does "
    "not say what any government or army will do, and the figures are no better than their sources."
)
RANGES_NO_FORECAST = (
    "This is a study of rules, clocks and promises with public figures, not a forecast: the ranges "
    "say what somebody thinks possible, not how likely a value is."
)


def limits_of(scenarios: Mapping[str, Scenario]) -> list[str]:
    """A sentence on each limit that a scenario names, with the arms that it is of.

    Not those that hold for every scenario, which are said anyway.
    """
    said: dict[str, list[str]] = {}
    for arm, scenario in scenarios.items():
        said.setdefault(scenario.limits.strip(), []).append(f"'{arm}'")
    return [f"Limits of {listed(arms)}: {text}" for text, arms in said.items() if text != LIMITS]
