"""What differs between scenarios, as a picture's title names it: the rule, the troops, ..."""

from collections.abc import Sequence

from simulator.scenario.diff import diff
from simulator.scenario.schema import Scenario
from simulator.tables.wording import listed

SECTIONS = {
    "horizon": "another length of time",
    "starts": "another first day",
    "kinds": "other severities",
    "violations": "other violations",
    "monitoring": "other monitoring",
    "threshold": "another rule",
    "plan": "another plan",
    "guarantors": "other guarantors",
    "troops": "other troops",
    "together": "guarantors that agree otherwise",
    "adversary": "another adversary",
    "ground": "other ground",
}
"""The parts of a scenario that bear on what happens, as a title names what differs in them."""
MOST = 3
"""A title that would name more parts names none."""
ANOTHER = "another scenario"


def what_differs(scenarios: Sequence[Scenario]) -> str:
    """What differs from the first scenario, in words: 'another rule'; "" where nothing does."""
    first, *others = scenarios
    parts = {part_of(one.path) for other in others for one in diff(first, other)}
    named = [words for section, words in SECTIONS.items() if section in parts]
    return listed(named) if len(named) <= MOST else ANOTHER


def part_of(path: str) -> str:
    """The section of a path; of the guarantors, their troops by themselves."""
    section = path.split(".")[0]
    return "troops" if section == "guarantors" and path.endswith(".ground.troops") else section
