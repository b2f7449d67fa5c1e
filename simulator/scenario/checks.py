"""What only shows when sections are read together: names that nothing bears, plans that cannot be.

Each check yields the path of the value at fault, as in the YAML, and what is wrong with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from simulator.errors import did_you_mean
from simulator.scenario import declared, feasible, uncertain
from simulator.scenario.feasible import Fault, rules
from simulator.scenario.quantities import shown
from simulator.scenario.reading import Address
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.adversary import PHASE_REACTIONS, REACTIONS

MOST_KINDS = 62
"""A set of kinds is the bits of one integer."""
MOST_POSTURES = 30


def problems(scenario: Scenario, build: uncertain.Build, as_read: bool = True) -> list[Fault]:
    """All faults between the sections of a scenario whose sections are each in order.

    `build` loads a scenario with other numbers, to see whether its ranges fit.
    `as_read`: check its ranges and sources too. They are checked once, as they were written, and
    not each time that a value is varied.
    """
    found = together(scenario)
    # Whether a range fits can only be tested where the rest is in order.
    if found or not as_read:
        return found
    return [*uncertain.faults(scenario, build), *declared.backed(scenario)]


def together(scenario: Scenario) -> list[Fault]:
    """Faults of what is played; those of ranges and sources aside."""
    return names(scenario) or [*feasible.faults(scenario), *declared.replays(scenario)]


def names(scenario: Scenario) -> list[Fault]:
    """Names that nothing bears, or more than one thing."""
    return [
        *kinds(scenario),
        *postures(scenario),
        *roster(scenario),
        *phases(scenario),
        *reactions(scenario),
    ]


def unknown(path: Address, name: str, what: str, known: Iterable[str], more: str = "") -> Fault:
    """The fault that `name` is not among the known names of this sort."""
    listed = list(known)
    hint = did_you_mean(name, listed)
    if not hint:
        hint = f" (known: {', '.join(listed)}{more})" if listed else f" (none is declared{more})"
    return path, f"there is no {what} {shown(name)}{hint}"


def kinds(scenario: Scenario) -> Iterator[Fault]:
    """Kinds that are named and not declared, or too many of them."""
    known = scenario.every_kind
    if len(known) > MOST_KINDS:
        message = (
            f"there are {len(known)} kinds, the standard ones included; at most {MOST_KINDS} are "
            "possible."
        )
        yield ("kinds",), message
    for path, name in named_kinds(scenario):
        if name not in known:
            yield unknown(path, name, "kind", known, "; declare others under 'kinds'")


def named_kinds(scenario: Scenario) -> Iterator[tuple[Address, str]]:
    """Every place where a scenario names a kind."""
    for pattern, one in scenario.violations.items():
        yield ("violations", pattern, "kind"), one.kind
    if isinstance(scenario.monitoring.seen, dict):
        for kind in scenario.monitoring.seen:
            yield ("monitoring", "seen", kind), kind
    for path, clause in rules(scenario):
        for index, kind in enumerate(clause.of):
            yield (*path, "of", index), kind


def postures(scenario: Scenario) -> Iterator[Fault]:
    """Postures that are named and not listed, listed twice, or too many."""
    listed = scenario.adversary.postures
    if len(listed) > MOST_POSTURES:
        message = f"there are {len(listed)} postures; at most {MOST_POSTURES} are possible."
        yield ("adversary", "postures"), message
    for name in repeated(listed):
        yield ("adversary", "postures"), f"the posture {shown(name)} is listed twice."
    for path, name in named_postures(scenario):
        if name not in listed:
            yield unknown(path, name, "posture", listed)


def named_postures(scenario: Scenario) -> Iterator[tuple[Address, str]]:
    """Every place where a scenario names a posture."""
    for pattern, one in scenario.violations.items():
        for at, name in _parts(one.during or ()):
            yield ("violations", pattern, "during", at), name
    yield ("adversary", "posture"), scenario.adversary.posture
    for index, move in enumerate(scenario.adversary.moves):
        here: Address = ("adversary", "moves", index)
        for at, name in _parts(move.origin):
            yield (*here, "from", at), name
        for name in move.targets:
            yield (*here, "to", name), name


def _parts(names: Any) -> Iterator[tuple[str | int, str]]:
    """The names in a list or mapping, and the last part of the path to each."""
    if isinstance(names, dict):
        yield from ((name, name) for name in names)
    else:
        yield from enumerate(names)


def repeated(names: Iterable[str]) -> list[str]:
    """The names that come more than once."""
    return [name for name, times in Counter(names).items() if times > 1]


def roster(scenario: Scenario) -> Iterator[Fault]:
    """Debtors that are not on the roster, names that mean two things, needs that go in a circle."""
    guarantors = scenario.roster()
    groups = dict.fromkeys(one.group for one in guarantors.values() if one.group is not None)
    for name, one in guarantors.items():
        if one.group in guarantors:
            message = f"{shown(one.group)} is a guarantor; give the group a name of its own."
            yield ("guarantors", name, "in"), message
    for path, name in named_guarantors(scenario):
        if name not in guarantors and name not in groups:
            yield unknown(path, name, "guarantor or group", [*guarantors, *groups])
    for name in circle(scenario):
        message = "its needs form a circle: each waits for the other, so nobody comes."
        yield ("guarantors", name, "needs"), message


def named_guarantors(scenario: Scenario) -> Iterator[tuple[Address, str]]:
    """Every place where a scenario names a guarantor or a group."""
    for index, phase in enumerate(scenario.plan.phases):
        here: Address = ("plan", "phases", index)
        for at, name in enumerate(phase.owed_by):
            yield (*here, "owed_by", at), name
        if isinstance(phase.needs.guarantors, tuple):
            for at, name in enumerate(phase.needs.guarantors):
                yield (*here, "needs", "guarantors", at), name
    for guarantor, one in scenario.guarantors.items():
        for at, name in enumerate(one.needs):
            yield ("guarantors", guarantor, "needs", at), name


def circle(scenario: Scenario) -> list[str]:
    """The guarantors whose needs lead back to themselves; a group's own member may need it."""
    guarantors = scenario.roster()
    needs = {
        name: {one for one in scenario.owing(guarantor.needs) if one != name}
        | ({name} & set(guarantor.needs))
        for name, guarantor in guarantors.items()
    }
    found = []
    for name in needs:
        reached: set[str] = set()
        waiting = list(needs[name])
        while waiting:
            one = waiting.pop()
            if one not in reached:
                reached.add(one)
                waiting += needs[one]
        if name in reached:
            found.append(name)
    return found


def phases(scenario: Scenario) -> Iterator[Fault]:
    """Phases of the same name."""
    listed = [phase.name for phase in scenario.plan.phases]
    for name in repeated(listed):
        again = listed.index(name, listed.index(name) + 1)
        yield ("plan", "phases", again, "name"), f"another phase is also named {shown(name)}."


def reactions(scenario: Scenario) -> Iterator[Fault]:
    """Moves that wait for something that is not an event."""
    names = [phase.name for phase in scenario.plan.phases]
    known = [*REACTIONS, *(f"{name} {event}" for name in names for event in PHASE_REACTIONS)]
    for index, move in enumerate(scenario.adversary.moves):
        if move.on is not None and move.on not in known:
            yield unknown(("adversary", "moves", index, "on"), move.on, "event", known)
