"""One paragraph on a comparison that may be quoted, with what it does not show."""

from typing import TYPE_CHECKING

from simulator.results.measures import PHASE_STATES
from simulator.scenario.schema.sections import LIMITS
from simulator.tables.amounts import SHARE, difference, with_interval
from simulator.tables.wording import listed, percent

if TYPE_CHECKING:
    from simulator.study.compare import Comparison, Row

SURE = 0.05
NAMED = 6
"""Differences that are told one by one; of the others it says how many there are."""
NOT_A_FORECAST = (
    "This is a study of rules, clocks and promises with public figures, not a forecast: it does "
    "not say what any government or army will do, and the figures are no better than their sources."
)


def paragraph(comparison: "Comparison") -> str:
    """The comparison in plain words: breaches, answers, differences, what it cannot show."""
    days = next(iter(comparison.runs.values())).scenario.horizon / 1440
    parts = [
        f"{comparison.replications:,} pairs of histories of {days:g} days were played with the "
        f"same luck (seed {comparison.seed}); intervals are of 95 %.",
        _breaches(comparison),
        *(_phase(comparison, phase) for phase in _phases(comparison)),
        _parted(comparison),
        *_limits(comparison),
        NOT_A_FORECAST,
    ]
    return " ".join(part for part in parts if part)


def _breaches(comparison: "Comparison") -> str:
    """How often each arm was breached, and how often falsely."""
    said = []
    for arm in comparison.arms:
        every, false = comparison.found("breaches", arm), comparison.found("false breaches", arm)
        if every is None or false is None:
            continue
        whose = "only by accidents, exercises or false reports"
        number = _value(false) if false.estimate.value else "none"
        said.append(f"'{arm}' saw {_value(every)} breaches per 30 days, {number} triggered {whose}")
    return f"{'; '.join(said)}." if said else ""


def _value(row: "Row") -> str:
    return with_interval(row.unit, *row.estimate)


def _phases(comparison: "Comparison") -> list[str]:
    """The phases of all arms, each once."""
    return list(dict.fromkeys(p for run in comparison.runs.values() for p in run.names.phases))


def _phase(comparison: "Comparison", phase: str) -> str:
    """What became of a phase in each arm, in what share of histories."""
    said = []
    for arm in comparison.arms:
        found = {word: comparison.found(f"{phase}: {word}", arm) for word in PHASE_STATES}
        shares = {word: row.estimate.value for word, row in found.items() if row is not None}
        shown = [f"{word} in {percent(share)}" for word, share in shares.items() if share > 0]
        if shown:
            said.append(f"{listed(shown)} under '{arm}'")
    return f"The phase '{phase}' at its first call: {'; '.join(said)}." if said else ""


def _parted(comparison: "Comparison") -> str:
    """The outcomes in which the arms differ beyond chance, the surest first; none is kept quiet."""
    sure = sorted((row for row in comparison.rows if row.p < SURE), key=lambda row: row.p)
    if not sure:
        return "No outcome differs beyond what chance between the pairs explains."
    others = [row for row in sure if ":" not in row.outcome]
    told = others[:NAMED]
    said = [_change(row) for row in told]
    left, phases = len(others) - len(told), len(sure) - len(others)
    if left:
        said.append(f"{left} more {'outcome' if left == 1 else 'outcomes'}")
    if phases:
        said.append(f"{phases} {'share' if phases == 1 else 'shares'} of what became of phases")
    return f"Against '{comparison.arms[0]}', and beyond chance: {listed(said)}."


def _change(row: "Row") -> str:
    """One difference with its interval."""
    unit = "" if row.unit == SHARE or row.unit in row.outcome.split() else f", {row.unit}"
    return f"{row.outcome}{unit}, {difference(row.unit, *row.difference)} under '{row.arm}'"


def _limits(comparison: "Comparison") -> list[str]:
    """What the scenarios say that they cannot show, each once, and nothing that is said anyway."""
    said = dict.fromkeys(run.scenario.limits.strip() for run in comparison.runs.values())
    return [limits for limits in said if limits != LIMITS]
