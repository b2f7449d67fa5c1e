"""The headline of uncertain sets: what holds whatever is not known, and in how many of the sets."""

from collections.abc import Sequence
from math import isfinite

from simulator.results.headline import (
    INTERVAL,
    SURE,
    Change,
    Value,
    most_telling,
    of_changes,
    of_values,
    title_of,
    value_of,
)
from simulator.tables.summary import Estimate
from simulator.tables.wording import short
from simulator.uncertain.rows import Row
from simulator.uncertain.told import OF_SETS, so_in
from simulator.uncertain.two_levels import TwoLevels

ALIKE = "no difference beyond chance has one sign in most sets"
OPEN = 0.8
"""A sign that holds in fewer of the sets than this is open."""


def of_one(rows: Sequence[Row], played: str) -> str:
    """What one scenario comes to; `played`: 'In 200 sets ..., under 'One drone''."""
    return of_values(played, values_of(rows))


def values_of(rows: Sequence[Row]) -> list[Value]:
    """Every outcome of one scenario, as headlines take them."""
    ranges = {row.outcome: _range(row.levels) for row in rows}
    estimates = {outcome: estimate for outcome, (estimate, _) in ranges.items()}
    return [value_of(row.outcome, row.unit, estimates, ranges[row.outcome][1]) for row in rows]


def of_several(rows: Sequence[Row], played: str, arms: Sequence[str]) -> str:
    """What differs beyond chance with a sign that most sets share."""
    first, *others = arms
    return of_changes(played, first, others, changes_of(rows, first), ALIKE)


def changes_of(rows: Sequence[Row], first: str) -> list[Change]:
    """Every paired difference, as headlines take them; one whose sign is open has a p of 1."""
    base = {row.outcome: row for row in rows if row.arm == first}
    return [_change(row, base[row.outcome]) for row in rows if row.difference]


def _change(row: Row, base: Row) -> Change:
    change = row.difference
    assert change is not None
    difference, range_is = _range(change.levels)
    holds = max(change.higher, change.lower)
    p = change.p if holds >= OPEN else 1.0
    everywhere = change.levels.histories == row.levels.histories == base.levels.histories
    value, before = _range(row.levels)[0], _range(base.levels)[0]
    return Change(
        row.outcome, row.unit, row.arm, value, before, difference, p, everywhere, range_is,
        so_in(holds),
    )  # fmt: skip


def _range(levels: TwoLevels) -> tuple[Estimate, str]:
    """A value with its band over the sets or its interval of chance, and which of them it is."""
    return levels.range, OF_SETS if levels.differs else INTERVAL


def title_of_values(rows: Sequence[Row], arms: Sequence[str]) -> str:
    """The outcome that matters most with its range; of several arms, that of the first."""
    values = values_of([row for row in rows if row.arm == arms[0]])
    told = most_telling((one for one in values if isfinite(one.estimate.value)), 1)
    lead = f"'{short(arms[0])}'" if len(arms) > 1 else ""
    return title_of(lead, told, "No outcome is known", range_=True)


def title_of_changes(rows: Sequence[Row], arms: Sequence[str], differing: str) -> str:
    """The difference that matters most, and in how many sets it is so."""
    sure = [one for one in changes_of(rows, arms[0]) if one.p < SURE]
    told = most_telling(sure, 1)
    lead = f"{differing[:1].upper()}{differing[1:]}"
    lead = f"{lead}, '{short(told[0].arm)}'" if told and len(arms) > 2 else lead
    said = title_of(lead, told, ALIKE)
    return f"{said}, {told[0].note}" if told else said
