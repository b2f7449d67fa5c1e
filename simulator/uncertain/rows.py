"""The rows of the tables of uncertain sets: outcomes at two levels, differences and their signs."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from simulator.tables.amounts import POINTS, SHARE
from simulator.uncertain.play import OverSets
from simulator.uncertain.signs import Signs, signs
from simulator.uncertain.two_levels import TwoLevels, two_levels


class Row(NamedTuple):
    """One outcome of one arm, and how it differs from the first arm's."""

    outcome: str
    unit: str
    arm: str
    levels: TwoLevels
    difference: TwoLevels | None = None
    """This arm minus the first, pair by pair; None in the first arm, and where it has no such."""
    signs: Signs | None = None


def rows_of(outcomes: Mapping[str, Sequence[OverSets]]) -> list[Row]:
    """Every outcome of every arm, outcome by outcome; the first arm is what others are against."""
    found = {arm: {one.outcome: one for one in ones} for arm, ones in outcomes.items()}
    first, *others = found
    rows = []
    for outcome in dict.fromkeys(name for ones in found.values() for name in ones):
        base = found[first].get(outcome)
        if base is not None:
            rows.append(Row(outcome, base.unit, first, two_levels(base.values)))
        for arm in others:
            if (here := found[arm].get(outcome)) is not None:
                rows.append(_against(arm, here, base))
    return rows


def _against(arm: str, here: OverSets, base: OverSets | None) -> Row:
    row = Row(here.outcome, here.unit, arm, two_levels(here.values))
    if base is None:
        return row
    change = here.values - base.values
    levels = two_levels(change)
    if not levels.sets:
        return row
    return row._replace(difference=levels, signs=signs(change, levels))


def record(row: Row) -> dict[str, Any]:
    """A row with its estimates spread over columns, unrounded."""
    found = {"outcome": row.outcome, "unit": row.unit, "arm": row.arm, **_levels(row.levels)}
    if row.difference is None or row.signs is None:
        return found
    change = {f"difference_{name}": one for name, one in _levels(row.difference).items()}
    unit = POINTS if row.unit == SHARE else row.unit
    return found | {"difference_unit": unit} | change | _signs(row.signs)


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


def _signs(found: Signs) -> dict[str, Any]:
    return {
        "higher_in": found.higher,
        "surely_higher_in": found.surely_higher,
        "lower_in": found.lower,
        "surely_lower_in": found.surely_lower,
    }
