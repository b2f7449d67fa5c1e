"""One paragraph on a comparison that may be quoted, with what it does not show."""

from collections.abc import Mapping, Sequence

from simulator.minutes import DAY
from simulator.scenario.schema.sections import LIMITS
from simulator.study.rows import Row, row
from simulator.tables.amounts import SHARE, difference, with_interval
from simulator.tables.histories import Histories
from simulator.tables.measures import PHASE_STATES
from simulator.tables.wording import listed, percent

SURE = 0.05
NAMED = 6
"""Differences that are listed one by one; of the others it says how many there are."""
NOT_A_FORECAST = (
    "This is a study of rules, clocks and promises with public figures, not a forecast: it does "
    "not say what any government or army will do, and the figures are no better than their sources."
)


def paragraph(rows: Sequence[Row], runs: Mapping[str, Histories]) -> str:
    """The comparison in plain words: breaches, answers, differences, what it cannot show."""
    first = next(iter(runs.values()))
    days = first.scenario.horizon / DAY
    parts = [
        f"{first.replications:,} pairs of histories of {days:g} days were played with the "
        f"same luck (seed {first.seed}); intervals are of 95 %.",
        _breaches(rows, list(runs)),
        *(_phase(rows, list(runs), phase) for phase in _phases(runs)),
        _parted(rows, next(iter(runs))),
        *_limits(runs),
        NOT_A_FORECAST,
    ]
    return " ".join(part for part in parts if part)


def _breaches(rows: Sequence[Row], arms: Sequence[str]) -> str:
    """How often each arm was breached, and how often falsely."""
    said = []
    for arm in arms:
        every, false = row(rows, "breaches", arm), row(rows, "false breaches", arm)
        if every is None or false is None:
            continue
        whose = "only by accidents, exercises or false reports"
        number = _value(false) if false.estimate.value else "none"
        said.append(f"'{arm}' saw {_value(every)} breaches per 30 days, {number} triggered {whose}")
    return f"{'; '.join(said)}." if said else ""


def _value(row: Row) -> str:
    return with_interval(row.unit, *row.estimate)


def _phases(runs: Mapping[str, Histories]) -> list[str]:
    """The phases of all arms, each once."""
    return list(dict.fromkeys(p for run in runs.values() for p in run.names.phases))


def _phase(rows: Sequence[Row], arms: Sequence[str], phase: str) -> str:
    """What became of a phase in each arm, in what share of histories."""
    said = []
    for arm in arms:
        found = {word: row(rows, f"{phase}: {word}", arm) for word in PHASE_STATES}
        shares = {word: one.estimate.value for word, one in found.items() if one is not None}
        shown = [f"{word} in {percent(share)}" for word, share in shares.items() if share > 0]
        if shown:
            said.append(f"{listed(shown)} under '{arm}'")
    return f"The phase '{phase}' at its first call: {'; '.join(said)}." if said else ""


def _parted(rows: Sequence[Row], first: str) -> str:
    """The outcomes in which the arms differ beyond chance, the surest first; none is kept quiet."""
    sure = sorted((one for one in rows if one.p < SURE), key=lambda one: one.p)
    if not sure:
        return "No outcome differs beyond what chance between the pairs explains."
    others = [one for one in sure if ":" not in one.outcome]
    told = others[:NAMED]
    said = [_change(one) for one in told]
    left, phases = len(others) - len(told), len(sure) - len(others)
    if left:
        said.append(f"{left} more {'outcome' if left == 1 else 'outcomes'}")
    if phases:
        said.append(f"{phases} {'share' if phases == 1 else 'shares'} of what became of phases")
    return f"Against '{first}', and beyond chance: {listed(said)}."


def _change(row: Row) -> str:
    """One difference with its interval."""
    unit = "" if row.unit == SHARE or row.unit in row.outcome.split() else f", {row.unit}"
    return f"{row.outcome}{unit}, {difference(row.unit, *row.difference)} under '{row.arm}'"


def _limits(runs: Mapping[str, Histories]) -> list[str]:
    """What the scenarios say that they cannot show, each once, and nothing that is said anyway."""
    said = dict.fromkeys(run.scenario.limits.strip() for run in runs.values())
    return [limits for limits in said if limits != LIMITS]
