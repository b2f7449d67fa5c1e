"""The outcomes that a table may show: what each is called, its unit, and to which scenarios it
applies. What cannot happen in a scenario, or means nothing there, has no row."""

from collections.abc import Callable
from typing import NamedTuple

from simulator.model import terms
from simulator.scenario.schema import Scenario
from simulator.tables.amounts import SHARE

MONTHLY = "per 30 days"


class Shown(NamedTuple):
    """One outcome of a table."""

    outcome: str
    unit: str
    field: str
    """The column of `model.outcomes.OUTCOME` that it is taken from."""
    group: str
    """The heading that it stands under."""
    applies: Callable[[Scenario], bool]
    monthly: bool = False
    """Whether the column is of a whole history, and the table gives it per 30 days."""


def anywhere(_: Scenario) -> bool:
    """To every scenario."""
    return True


def is_gated(scenario: Scenario) -> bool:
    """Whether there may be no ceasefire at all."""
    return scenario.adversary.signs < 1.0


def has_rule(scenario: Scenario) -> bool:
    """Whether somebody chose a threshold, or a plan that waits for one."""
    return "threshold" in scenario.model_fields_set or bool(scenario.plan.phases)


def has_phases(scenario: Scenario) -> bool:
    """Whether anything answers a breach."""
    return bool(scenario.plan.phases)


def has_higher_phase(scenario: Scenario) -> bool:
    """Whether there is a phase above the first."""
    return len(scenario.plan.phases) > 1


def has_assault(scenario: Scenario) -> bool:
    """Whether anything leads into the gravest posture."""
    adversary = scenario.adversary
    gravest = adversary.postures[-1]
    moved = any(move.targets.get(gravest, 0.0) > 0.0 for move in adversary.moves)
    return moved or adversary.posture == gravest or adversary.red_line.provokes > 0.0


def may_answer_assault(scenario: Scenario) -> bool:
    """Whether there may be an assault, and a phase above the first against it."""
    return has_assault(scenario) and has_higher_phase(scenario)


def loses_ground(scenario: Scenario) -> bool:
    """Whether an assault takes ground."""
    return has_assault(scenario) and scenario.ground.rate > 0.0


def awaits_effect(scenario: Scenario) -> bool:
    """Whether it takes ground before others act: none of their means is there all the time."""
    return loses_ground(scenario) and not any(acting_abroad(scenario))


def may_clash(scenario: Scenario) -> bool:
    """Whether there may be an assault, and other states' ground, air or fires to meet it."""
    return has_assault(scenario) and bool(acting_abroad(scenario))


def acting_abroad(scenario: Scenario) -> list[bool]:
    """For the ground, air and fires of each other state whether they are there all the time."""
    acting = [terms.MEANS[means] for means in (terms.GROUND, terms.AIR, terms.FIRES)]
    brought = [
        getattr(guarantor.brings, means)
        for guarantor in scenario.roster().values()
        if not guarantor.home
        for means in acting
    ]
    return [means.present for means in brought if means is not None]


AGREED = Shown("ceasefire signed", SHARE, "signed", "acts", is_gated)
COUNTED = (
    Shown("acts", MONTHLY, "violations", "acts", anywhere, monthly=True),
    Shown("breaches", MONTHLY, "breaches_per_30_days", "breaches", has_rule),
    Shown("false breaches", MONTHLY, "false_breaches_per_30_days", "breaches", has_rule),
    Shown("first hostile act to breach", "h", "hours_to_breach", "breaches", has_rule),
)
AREAS = (
    Shown("area lost by hour 72 of the assault", "km2", "area_72", "harm", loses_ground),
    Shown(
        "area lost before outside effect (with an assault)", "km2", "area_before_effect", "harm",
        awaits_effect,
    ),
    Shown("area lost in all (with an assault)", "km2", "area", "harm", loses_ground),
)  # fmt: skip
"""They are of the histories with an assault: in all others the column is 0."""
BORNE = (
    Shown("severity before an answer", "severity", "severity_unanswered", "harm", has_phases),
    Shown("grey-zone harm", f"severity {MONTHLY}", "grey_zone_harm", "harm", has_rule),
    Shown("assault", SHARE, "assault", "harm", has_assault),
    Shown("assault answered in time", SHARE, "assault_answered", "harm", may_answer_assault),
    *AREAS,
    Shown(
        "higher phase called before an assault", SHARE, "unwanted_escalation", "harm",
        has_higher_phase,
    ),
    Shown("direct clash", SHARE, "direct_clash", "harm", may_clash),
)  # fmt: skip
