"""Each delay of a plan a little shorter, one at a time, and then all of a sort together."""

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import TypeAdapter

from simulator.leverage.changes import DELAY, Change
from simulator.minutes import HOUR
from simulator.model import draws
from simulator.model.tables import Distributions
from simulator.scenario.form import in_full
from simulator.scenario.path import exact, value_at
from simulator.scenario.reading import Address
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.distributions import Durations
from simulator.scenario.vary import vary
from simulator.sensitivity.delays import Delay, delays_of, scaled, waits_of

TOGETHER = {
    "monitoring": "all of the monitoring",
    "decides": "all decisions",
    "brings": "all arrivals",
}
"""What all delays of a sort are called."""
ALL = "all delays"
_READ = TypeAdapter(Durations)


def shortened(scenario: Scenario, share: float) -> list[Change]:
    """The plan with each delay shorter by this share, a change each; then with several at once.

    A delay that is so short that nothing is left to take away in whole minutes has none.
    """
    full = in_full(scenario)
    delays = [*delays_of(scenario), *waits_of(scenario)]
    each = [_shorter(scenario, full, one, share) for one in delays]
    kept = [one for one in each if one.hours > 0]
    return [*kept, *(_together(scenario, full, delays, share) if kept else ())]


def _shorter(scenario: Scenario, full: dict[str, Any], delay: Delay, share: float) -> Change:
    """The plan with one delay shorter."""
    before = value_at(full, delay.place)
    after = scaled(before, delay.place, 1.0 - share)
    changed = vary(scenario, exact(delay.place), after, name="shorten")
    return Change(DELAY, delay.name, changed, (mean_minutes(before) - mean_minutes(after)) / HOUR)


def _together(
    scenario: Scenario, full: dict[str, Any], delays: Sequence[Delay], share: float
) -> Iterator[Change]:
    """All delays of each sort of which there are several, and all delays."""
    sorts = {
        name: [one for one in delays if _sort_of(one.place) == sort]
        for sort, name in TOGETHER.items()
    }
    for name, some in (sorts | {ALL: list(delays)}).items():
        if len(some) > 1 and (name == ALL or len(some) < len(delays)):
            changed = scenario
            for one in some:
                changed = _shorter(changed, full, one, share).scenario
            yield Change(DELAY, name, changed)


def _sort_of(place: Address) -> str:
    """'monitoring', 'decides', 'brings', or 'plan'."""
    section = str(place[0])
    return str(place[2]) if section == "guarantors" else section


def mean_minutes(value: Any) -> float:
    """The expectation of a delay as a file has it, in minutes."""
    held = Distributions()
    row = held.row(_READ.validate_python(value))
    return float(draws.mean(*held.arrays(), row))
