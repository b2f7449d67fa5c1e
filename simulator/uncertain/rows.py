"""The rows of the tables of uncertain sets: outcomes at two levels, differences and their signs."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from simulator.tables.amounts import SHARE
from simulator.tables.summary import holm
from simulator.uncertain.outcomes import OverSets, merged
from simulator.uncertain.signs import Difference, difference_of
from simulator.uncertain.two_levels import Sort, TwoLevels, two_levels


class Row(NamedTuple):
    """One outcome of one arm, and how it differs from the first arm's."""

    outcome: str
    unit: str
    arm: str
    levels: TwoLevels
    difference: Difference | None = None
    """This arm minus the first, pair by pair; None in the first arm, and where it has no such."""


def rows_of(outcomes: Mapping[str, Sequence[OverSets]]) -> list[Row]:
    """Every outcome of every arm, outcome by outcome; the first arm is what others are against.

    The p values of the differences are adjusted over all rows (Holm).
    """
    found = {arm: {one.outcome: one for one in ones} for arm, ones in outcomes.items()}
    first, *others = found
    rows = []
    for outcome in merged(found.values()):
        base = found[first].get(outcome)
        if base is not None:
            rows.append(_row(first, base))
        for arm in others:
            if (here := found[arm].get(outcome)) is not None:
                rows.append(_row(arm, here, base))
    adjusted = holm([row.difference.p if row.difference else np.nan for row in rows])
    return [_adjusted(row, p) for row, p in zip(rows, adjusted, strict=True)]


def _row(arm: str, here: OverSets, base: OverSets | None = None) -> Row:
    """One arm's outcome, and its paired difference from the first arm's where there is one."""
    share = here.unit == SHARE
    levels = two_levels(here.values, Sort.SHARE if share else Sort.AMOUNT)
    row = Row(here.outcome, here.unit, arm, levels)
    if base is None:
        return row
    change = difference_of(
        here.values - base.values, Sort.CHANGE_OF_SHARE if share else Sort.CHANGE
    )
    return row._replace(difference=change) if change.levels.sets else row


def _adjusted(row: Row, p: float) -> Row:
    change = row.difference
    return row if change is None else row._replace(difference=change._replace(p=p))


def record(row: Row) -> dict[str, Any]:
    """A row with its estimates spread over columns, unrounded."""
    found = {"outcome": row.outcome, "unit": row.unit, "arm": row.arm, **_levels(row.levels)}
    if row.difference is None:
        return found
    change = {f"difference_{name}": one for name, one in _levels(row.difference.levels).items()}
    change["difference_p_adjusted"] = row.difference.p
    return found | change | row.difference.record()


def _levels(levels: TwoLevels) -> dict[str, Any]:
    return {
        "value": levels.value,
        "chance_low": levels.chance.low,
        "chance_high": levels.chance.high,
        "sets_median": levels.band.value,
        "sets_low": levels.band.low,
        "sets_high": levels.band.high,
        "variance_within": levels.within,
        "variance_between": levels.between,
        "ignorance": levels.ignorance,
        "p_sets_alike": levels.p,
        "settled": levels.settled,
        "sets": levels.sets,
        "histories": levels.histories,
    }
