"""What the pictures of a run show, in a title each."""

from math import isfinite
from typing import TYPE_CHECKING

from simulator.plots.atoms import rows_of
from simulator.results.headline import title_of, values_of
from simulator.tables.curves import AT_REST, NO_ANSWER, NOT_SIGNED
from simulator.tables.first_calls import STATES
from simulator.tables.histories import Histories
from simulator.tables.measures import IN_TIME
from simulator.tables.wording import listed, percent, short

if TYPE_CHECKING:
    import pandas as pd

MOST_STATES = 2
"""States that a title names."""
STATES_AT_END = {
    AT_REST: "are at rest",
    NO_ANSWER: "have a breach and no phase started",
    NOT_SIGNED: "have no ceasefire",
}
MOST_RINGS = 3
"""Thresholds whose share of days a title names; of more it gives the range."""


def timeline(run: Histories, replication: int) -> str:
    """What became of each phase in one history."""
    if run.block.outcomes["signed"][replication] == 0.0:
        return "In this history no ceasefire is signed"
    if run.block.outcomes["breaches"][replication] == 0.0:
        return "In this history nothing is a breach"
    found: dict[str, list[str]] = {}
    for name, state in zip(run.names.phases, run.states[replication], strict=True):
        found.setdefault(STATES[state], []).append(f"'{short(name)}'")
    told = [f"{listed(names)} {state}" for state, names in found.items()]
    return f"In this history: {'; '.join(told)}" if told else "A breach, and no plan to answer it"


def time_to_phases(run: Histories) -> str:
    """The phase that is in time in the smallest part of its calls."""
    found = (one for one in values_of(run) if one.outcome.endswith(IN_TIME))
    known = [one for one in found if isfinite(one.estimate.value)]
    return title_of("", known, "no ceasefire is signed, and so no phase is called")


def phases_over_time(table: "pd.DataFrame") -> str:
    """What most histories have come to at the end; of `tables.curves.states_over_time`."""
    last = table.iloc[-1].sort_values(ascending=False, kind="stable")
    told = [
        f"{percent(share)} {STATES_AT_END.get(str(word), f'stand at {short(str(word))!r}')}"
        for word, share in last.items()
        if share > 0
    ]
    return f"At the end, of all histories {listed(told[:MOST_STATES])}"


def thresholds(table: "pd.DataFrame") -> str:
    """On how many days the rules in force are met; of `rule_curves.rule_curve`."""
    rings = rows_of(table[table["in_force"]])
    if not rings:
        return "On how many days each threshold would be met"
    shares = [percent(one.share) for one in rings]
    if len(rings) > MOST_RINGS:
        ranked = sorted(rings, key=lambda one: one.share)
        ends = dict.fromkeys([percent(ranked[0].share), percent(ranked[-1].share)])
        return f"The thresholds in force are met on {' to '.join(ends)} of days"
    told = [f"{share} ('{short(one.series)}')" for one, share in zip(rings, shares, strict=True)]
    if len(rings) == 1:
        return f"The threshold in force is met on {shares[0]} of days"
    return f"The thresholds in force are met on {listed(told)} of days"
