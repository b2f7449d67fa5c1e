"""The best response to a rule as a scenario that is checked, can be written and runs."""

from simulator.curves.played import with_rule
from simulator.greyzone.day_to_day import answered_by
from simulator.greyzone.played import Given
from simulator.scenario.form import as_written
from simulator.scenario.schema import Scenario
from simulator.scenario.vary import vary


def scenario_of(scenario: Scenario, one: Given) -> Scenario:
    """The scenario with this rule and this response, named by both."""
    ruled = with_rule(scenario, one.name, one.rule)
    changed = ruled
    if one.found.response is not None:
        answered = answered_by(ruled, one.found.response)
        changed = vary(ruled, "violations", as_written(answered)["violations"])
    return vary(changed, "name", f"{scenario.name}, '{one.name}' once read")
