"""What can be said before a scenario is played: needs that nobody can meet, times never reached."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.scenario.quantities import format_duration, format_number, shown
from simulator.scenario.reading import Address
from simulator.scenario.rule_walk import clauses_at
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.plan import Phase
from simulator.scenario.schema.rule import CusumClause
from simulator.scenario.schema.violations import Pattern, Spread

Fault = tuple[Address, str]


def faults(scenario: Scenario) -> Iterator[Fault]:
    """Whatever can never happen in a scenario whose names are in order."""
    for name, pattern in scenario.violations.items():
        yield from _pattern(scenario, ("violations", name), pattern)
    for index, move in enumerate(scenario.adversary.moves):
        if move.at is not None and move.at >= scenario.horizon:
            yield ("adversary", "moves", index, "at"), after_the_end(scenario, move.at)
    for index, phase in enumerate(scenario.plan.phases):
        here: Address = ("plan", "phases", index)
        yield from _clock(scenario, here, phase, index)
        yield from _needs(scenario, here, phase)


def after_the_end(scenario: Scenario, minute: int) -> str:
    """The message on a time that is never reached."""
    end = format_duration(scenario.horizon)
    return f"'{format_duration(minute)}' never comes: the horizon is {end}."


def rules(scenario: Scenario) -> Iterator[tuple[Address, Any]]:
    """Every clause of every rule, and its path; the clause within, where it is a CUSUM."""
    yield from clauses(("threshold",), scenario.threshold)
    for name, rule in scenario.watch.items():
        yield from clauses(("watch", name), rule)
    for index, phase in enumerate(scenario.plan.phases):
        for word in ("continues", "full_scale"):
            rule = getattr(phase.when, word)
            if rule is not None:
                yield from clauses(("plan", "phases", index, "when", word), rule)


def clauses(path: Address, rule: Any) -> Iterator[tuple[Address, Any]]:
    """The clauses of one rule, of a CUSUM the words within."""
    for address, clause in clauses_at(path, rule):
        if isinstance(clause, CusumClause):
            yield (*address, "cusum"), clause.cusum
        else:
            yield address, clause


def _pattern(scenario: Scenario, here: Address, pattern: Pattern) -> Iterator[Fault]:
    """Acts after the end, and rates that come to nothing."""
    if pattern.starts >= scenario.horizon:
        yield (*here, "starts"), after_the_end(scenario, pattern.starts)
    if isinstance(pattern.at, Spread):
        last = pattern.at.minutes()[-1]
        if last >= scenario.horizon:
            yield (*here, "at"), after_the_end(scenario, last)
    else:
        for index, minute in enumerate(pattern.at or ()):
            if minute >= scenario.horizon:
                yield (*here, "at", index), after_the_end(scenario, minute)
    if not isinstance(pattern.hours, str) and not any(pattern.hours):
        yield (*here, "hours"), "all hours have weight 0, so nothing would ever happen."
    drift = pattern.level.exponential
    if drift is not None and drift.to == 0:
        message = "an exponential drift never reaches 0. Write a small number such as 0.01."
        yield (*here, "level", "exponential", "to"), message


def _clock(scenario: Scenario, here: Address, phase: Phase, index: int) -> Iterator[Fault]:
    """Deadlines before the start, and warnings that nobody gives."""
    if phase.by is not None and phase.within is None and phase.not_before > phase.by:
        early, due = format_duration(phase.not_before), format_duration(phase.by)
        message = f"'{early}' is after the deadline 'by: {due}', so it could only be late."
        yield (*here, "not_before"), message
    others = [one for k, one in enumerate(scenario.plan.phases) if k != index]
    waits = phase.when.rule is not None and phase.when.counts_since == "warning"
    if waits and not any(one.warns for one in others):
        message = "it counts acts since the warning, and no other phase has 'warns: true'."
        yield (*here, "when"), message


def _needs(scenario: Scenario, here: Address, phase: Phase) -> Iterator[Fault]:
    """Needs that could not be met if all who owe the phase came with all that they have."""
    owing = scenario.owing(phase.owed_by)
    if not owing:
        yield (*here, "owed_by"), "nobody owes it. Name a guarantor."
        return
    brings = [scenario.roster()[name].brings for name in owing]
    needs = phase.needs
    if isinstance(needs.guarantors, int) and needs.guarantors > len(owing):
        message = f"{needs.guarantors} are needed, and {len(owing)} owe it."
        yield (*here, "needs", "guarantors"), message
    troops = sum(one.ground.troops for one in brings if one.ground is not None)
    if needs.troops > troops:
        wanted, there = format_number(needs.troops), format_number(troops)
        message = f"{wanted} are needed, and those who owe it bring {there}."
        yield (*here, "needs", "troops"), message
    for index, means in enumerate(needs.effect):
        if all(getattr(one, means) is None for one in brings):
            yield (*here, "needs", "effect", index), f"nobody who owes it brings {shown(means)}."
