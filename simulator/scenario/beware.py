"""What a scenario says that can hardly be meant: it plays, and comes to less than it seems to.

Each warning is the path of the value, as in the YAML, and what will come of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.minutes import DAY
from simulator.scenario import earliest
from simulator.scenario.feasible import Fault, rules
from simulator.scenario.quantities import format_duration
from simulator.scenario.reading import Address
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.plan import Phase
from simulator.scenario.schema.violations import Pattern

UKRAINE = 603_600
"""km2; as in scenarios/reported-plan.yaml."""


def warnings(scenario: Scenario) -> Iterator[Fault]:
    """All warnings on a scenario that is in order."""
    yield from _deadlines(scenario)
    yield from _token_forces(scenario)
    yield from _patterns(scenario)
    yield from _kinds(scenario)
    yield from _ground(scenario)


def _deadlines(scenario: Scenario) -> Iterator[Fault]:
    """Deadlines that pass before the phase could start at its quickest."""
    starts, opened = earliest.starts(scenario), earliest.breach(scenario)
    for k, phase in enumerate(scenario.plan.phases[: len(starts)]):
        here: Address = ("plan", "phases", k)
        late = phase.by is None or starts[k] > phase.by
        if phase.by is not None and phase.within is None and late:
            breach = f", and the breach is known at {format_duration(opened)}" * (opened > phase.by)
            message = f"at its quickest the phase starts at {format_duration(starts[k])}{breach}."
            yield (*here, "by"), f"'{format_duration(phase.by)}' cannot be met: {message}"
        comes = earliest.arrives(scenario, phase)
        if phase.when.rule is None and phase.within is not None and late and comes > phase.within:
            message = f"at its quickest it starts {format_duration(comes)} after it is called."
            yield (*here, "within"), f"'{format_duration(phase.within)}' cannot be met: {message}"


def _token_forces(scenario: Scenario) -> Iterator[Fault]:
    """Phases that count as started because of a force that was there all the time."""
    for k, phase in enumerate(scenario.plan.phases):
        if not _is_plain(phase):
            continue
        there = [name for name in scenario.owing(phase.owed_by) if _is_present(scenario, name)]
        if there:
            message = (
                f"it starts as soon as {there[0]}, whose means are present, decides: by default, "
                "any means of anyone who owes it will do. Write what must be there, as in "
                "{effect: air}."
            )
            yield ("plan", "phases", k, "needs"), message


def _is_plain(phase: Phase) -> bool:
    """Whether a phase needs no more than the default."""
    needs = phase.needs
    return needs.guarantors is None and not needs.troops and not needs.effect


def _is_present(scenario: Scenario, name: str) -> bool:
    """Whether another state has something there from the first minute on."""
    state = scenario.roster()[name]
    means = [getattr(state.brings, one) for one in type(state.brings).model_fields]
    return not state.home and any(one is not None and one.present for one in means)


def reachable(scenario: Scenario) -> set[str]:
    """The postures that the adversary can take, with luck and time enough."""
    adversary = scenario.adversary
    found = {adversary.posture}
    foreign = [one for one in scenario.roster().values() if not one.home and one.brings.ground]
    if foreign and adversary.red_line.deters:
        found.add(adversary.postures[0])
    if foreign and adversary.red_line.provokes:
        found.add(adversary.postures[-1])
    for _ in adversary.postures:
        for move in adversary.moves:
            if not move.origin or found & set(move.origin):
                found |= {posture for posture, chance in move.targets.items() if chance > 0}
    return found


def goes_on(scenario: Scenario, pattern: Pattern) -> list[str]:
    """The postures in which a pattern has acts."""
    postures = scenario.adversary.postures
    if isinstance(pattern.during, dict):
        return [posture for posture, share in pattern.during.items() if share > 0]
    if pattern.during is not None:
        return list(pattern.during)
    held = pattern.hostile and scenario.every_kind[pattern.kind].compliance == 1.0
    return list(postures[1:] if held else postures)


def _patterns(scenario: Scenario) -> Iterator[Fault]:
    """Patterns that wait for a posture which no move leads to."""
    if not scenario.violations:
        yield ("violations",), "there is no pattern, so nothing ever happens except in a replay."
    can = reachable(scenario)
    for name, pattern in scenario.violations.items():
        wants = goes_on(scenario, pattern)
        if not can & set(wants):
            words = " or ".join(f"'{one}'" for one in wants) or "any posture"
            message = f"no act of it ever happens: no move leads to {words}."
            yield ("violations", name, "during"), message


def _kinds(scenario: Scenario) -> Iterator[Fault]:
    """Clauses for kinds that no pattern has."""
    if not scenario.violations:
        return
    can = reachable(scenario)
    acting = {one.kind for one in scenario.violations.values() if can & set(goes_on(scenario, one))}
    for path, clause in rules(scenario):
        if clause.of and not acting & set(clause.of):
            words = " or ".join(f"'{kind}'" for kind in clause.of)
            yield (*path, "of"), f"it is never met: no pattern has acts of {words}."


def _ground(scenario: Scenario) -> Iterator[Fault]:
    """Ground that is never lost, or of which more may be lost than there is."""
    ground, gravest = scenario.ground, scenario.adversary.postures[-1]
    advance = ground.rate * (1 - ground.defenders / ground.sector / ground.holds_at)
    if advance <= 0:
        return
    if gravest not in reachable(scenario):
        yield ("ground", "rate"), f"no area is ever lost: no move leads to '{gravest}'."
        return
    most = advance * scenario.horizon / DAY
    if ground.at_most is None and most > UKRAINE:
        message = (
            f"nothing bounds the area lost: an assault from the first day on takes {most:,.0f} "
            f"km2, and all of Ukraine has {UKRAINE:,}. Set 'at_most' to what there is to lose."
        )
        yield ("ground",), message
