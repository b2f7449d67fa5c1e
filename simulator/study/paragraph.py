"""One paragraph on a comparison that may be quoted, with what it does not show."""

from typing import TYPE_CHECKING

from simulator.results.measures import SHARE
from simulator.tables.wording import hours, listed, percent

if TYPE_CHECKING:
    from simulator.study.compare import Comparison, Row

SURE = 0.05
NOT_A_FORECAST = (
    "This is a study of rules, clocks and promises with public figures, not a forecast: it does "
    "not say what any government or army will do, and the figures are no better than their sources."
)


def paragraph(comparison: "Comparison") -> str:
    """The comparison in plain words: breaches, answers, differences, what it cannot show."""
    run = next(iter(comparison.runs.values()))
    days = run.scenario.horizon / 1440
    opening = (
        f"In {comparison.replications} pairs of histories of {days:g} days with the same luck "
        f"(seed {comparison.seed}), "
    )
    parts = [
        opening + _breaches(comparison),
        *(_phase(comparison, phase) for phase in run.names.phases),
        _parted(comparison),
        *_limits(comparison),
        NOT_A_FORECAST,
    ]
    return " ".join(part for part in parts if part)


def _breaches(comparison: "Comparison") -> str:
    """How often each arm was breached, and how often falsely."""
    said = []
    for arm in comparison.arms:
        all_ = comparison.row("breaches", arm).estimate.value
        false = comparison.row("false breaches", arm).estimate.value
        said.append(
            f"'{arm}' saw {all_:.1f} breaches per 30 days, {false:.1f} of them met by accidents, "
            "exercises or false reports alone"
        )
    return "; ".join(said) + "."


def _phase(comparison: "Comparison", phase: str) -> str:
    """In how many histories each arm's phase was in time, late, lapsed."""
    said = []
    for arm in comparison.arms:
        states = {
            word: _share(comparison, f"{phase}: {word}", arm)
            for word in ("in time", "late", "lapsed", "not called")
        }
        if all(share is None for share in states.values()):
            continue
        shown = [f"{word} in {percent(share)}" for word, share in states.items() if share]
        said.append(f"{listed(shown)} under '{arm}'")
    return f"The phase '{phase}' was {listed(said)}." if said else ""


def _share(comparison: "Comparison", outcome: str, arm: str) -> float | None:
    try:
        return comparison.row(outcome, arm).estimate.value
    except KeyError:
        return None


def _parted(comparison: "Comparison") -> str:
    """The outcomes in which the arms differ beyond chance, the surest first."""
    sure = [row for row in comparison.rows if row.p < SURE and ":" not in row.outcome]
    sure = [row for row in sure if row.outcome not in ("breaches", "false breaches")]
    if not sure:
        return "No other outcome differs beyond what chance between the pairs explains."
    said = [_change(row) for row in sorted(sure, key=lambda row: row.p)[:4]]
    first = comparison.arms[0]
    return f"Against '{first}', and beyond chance: {listed(said)}."


def _change(row: "Row") -> str:
    """One difference in words."""
    more = "more" if row.difference.value > 0 else "less"
    size = abs(row.difference.value)
    if row.unit == SHARE:
        amount = f"in {percent(size)} of histories {more}"
    elif row.unit == "h":
        amount = f"{hours(size)} {'later' if row.difference.value > 0 else 'earlier'}"
    else:
        amount = f"{size:,.1f} {row.unit} {more}"
    return f"{row.outcome} {amount} under '{row.arm}'"


def _limits(comparison: "Comparison") -> list[str]:
    """What the scenarios themselves say they cannot show, each once."""
    return list(dict.fromkeys(run.scenario.limits.strip() for run in comparison.runs.values()))
