"""The least hours that a plan can take: a bound on when each phase may start, from its own words.

No history is quicker; most are slower. Chance is left out, so whoever may come does.
"""

from __future__ import annotations

from typing import Any, get_args

from simulator.minutes import DAY
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.distributions import Distribution
from simulator.scenario.schema.guarantors import Brings, Guarantor
from simulator.scenario.schema.monitoring import Calendar
from simulator.scenario.schema.plan import Means, Phase
from simulator.scenario.schema.rule import AllOf, AnyOf, Clause


def least(times: Distribution[Any]) -> int:
    """The shortest time that a distribution gives, in minutes; 0 for those that come near it."""
    spans = times.uniform or times.triangular or times.pert or times.empirical
    if spans is not None:
        return int(min(spans))
    return int(times.constant or 0)


def known(scenario: Scenario) -> int:
    """Minutes from an act until it counts."""
    mission = scenario.monitoring
    if mission.claims is not None:
        return 0
    report = mission.report
    reported = 0 if isinstance(report, Calendar) else least(report)
    return reported + least(mission.verify)


def days_running(rule: Any) -> int:
    """Minutes from the first act that a rule needs until it is met, as its `days` have it.

    They are calendar days: the first may be met in its last minute, the last in its first.
    """
    if isinstance(rule, AnyOf):
        return min(days_running(part) for part in rule.any)
    if isinstance(rule, AllOf):
        return max(days_running(part) for part in rule.all)
    if not isinstance(rule, Clause) or rule.days == 1:
        return 0
    return (rule.days - 2) * DAY + 1


def breach(scenario: Scenario) -> int:
    """Minutes on the clock at a breach."""
    match scenario.plan.clock:
        case "breach":
            return 0
        case "crossing violation":
            return known(scenario)
        case _:
            return known(scenario) + days_running(scenario.threshold)


def answer(scenario: Scenario, name: str, seen: frozenset[str] = frozenset()) -> int:
    """Minutes from the question until a guarantor, and all whom it needs, have decided."""
    state = scenario.roster()[name]
    path = state.decides
    own = least(path.government) + least(path.parliament) + least(path.mandate)
    others = [one for one in scenario.owing(state.needs) if one not in seen | {name}]
    return max([own, *(answer(scenario, one, seen | {name}) for one in others)])


def brought(brings: Brings) -> dict[Means, int]:
    """Minutes from the decision until each of a guarantor's means has its effect."""
    found: dict[Means, int] = {}
    for name in get_args(Means):
        means = getattr(brings, name)
        if means is not None:
            found[name] = 0 if means.present else least(means.arrives)
    return found


def comes(scenario: Scenario, name: str, state: Guarantor, means: Means | None = None) -> int:
    """Minutes from the question until the first of a guarantor's means, or this one, is there."""
    there = brought(state.brings)
    arrival = min(there.values(), default=0) if means is None else there[means]
    return answer(scenario, name) + arrival


def arrives(scenario: Scenario, phase: Phase) -> int:
    """Minutes from the question until what a phase needs may be there."""
    roster = scenario.roster()
    needs = phase.needs
    owing = {name: roster[name] for name in scenario.owing(phase.owed_by)}
    first = sorted(comes(scenario, name, state) for name, state in owing.items())
    named = needs.guarantors if isinstance(needs.guarantors, tuple) else ()
    found = [comes(scenario, name, roster[name]) for name in scenario.owing(named)]
    if isinstance(needs.guarantors, int):
        found.append(first[needs.guarantors - 1])
    elif not named and not needs.effect:
        found.append(first[0])
    for means in needs.effect:
        bringing = [one for one in owing.items() if getattr(one[1].brings, means) is not None]
        found.append(min(comes(scenario, name, state, means) for name, state in bringing))
    return max(found)


def calls(scenario: Scenario, starts: list[int]) -> list[int]:
    """Minutes on the clock at which each phase may be called, if they start as early as this."""
    opened = breach(scenario)
    found = []
    for k, phase in enumerate(scenario.plan.phases):
        others = [(one, starts[j]) for j, one in enumerate(scenario.plan.phases) if j != k]
        moments = {
            "breach": opened,
            "clock": 0,
            "warning": min((start for one, start in others if one.warns), default=0),
            "last phase": min((start for _, start in others), default=0),
        }
        when = phase.when
        met = 0
        if when.rule is not None:
            counted = days_running(when.rule) + known(scenario)
            met = moments[when.counts_since] + when.grace + counted
        found.append(max(opened, met))
    return found


def starts(scenario: Scenario) -> list[int]:
    """Minutes on the clock before which no phase can start, one for each phase.

    Empty where a new breach resets the clock, which may then run ahead of what has begun.
    """
    phases = scenario.plan.phases
    if scenario.plan.new_breach == "resets the clock":
        return []
    ready = [max(phase.not_before, breach(scenario) + arrives(scenario, phase)) for phase in phases]
    found = ready
    # A phase may wait for another that waits for a third: the bound rises until it is settled.
    for _ in phases:
        called = calls(scenario, found)
        found = [max(one, call) for one, call in zip(ready, called, strict=True)]
    return found
