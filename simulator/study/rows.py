"""The rows of a comparison: each outcome of each arm, and how it differs from the first arm's."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from simulator.tables import summary
from simulator.tables.histories import Histories
from simulator.tables.measures import Measure, measures
from simulator.tables.summary import NOTHING, Estimate

if TYPE_CHECKING:
    import pandas as pd


class Row(NamedTuple):
    """One outcome of one arm, and how it differs from the first arm's."""

    outcome: str
    unit: str
    arm: str
    estimate: Estimate
    histories: int
    """How many histories the value is taken from."""
    difference: Estimate
    """This arm minus the first, over the pairs in which both have the outcome."""
    pairs: int
    p: float
    """Adjusted by Holm over all rows; NaN in the first arm."""
    gained: tuple[int, ...]
    """Replications in which this arm has a yes and the first a no."""
    lost: tuple[int, ...]
    """Replications in which the first arm has a yes and this one a no."""


def rows_of(runs: Mapping[str, Histories]) -> list[Row]:
    """Every outcome of every arm, outcome by outcome; the first arm is what the others differ from.

    The p values are adjusted over all rows (Holm).
    """
    by_arm = {arm: {m.outcome: m for m in measures(run)} for arm, run in runs.items()}
    base, *_ = by_arm
    rows = []
    for outcome in dict.fromkeys(name for found in by_arm.values() for name in found):
        first = by_arm[base].get(outcome)
        for arm, found in by_arm.items():
            if outcome in found:
                rows.append(row_of(arm, found[outcome], first if arm != base else None))
    adjusted = summary.holm([row.p for row in rows])
    return [row._replace(p=p) for row, p in zip(rows, adjusted, strict=True)]


def row_of(arm: str, here: Measure, first: Measure | None) -> Row:
    """One arm's outcome, and its paired difference from the first arm's where there is one."""
    none = NOTHING, 0, float("nan"), (), ()
    row = Row(here.outcome, here.unit, arm, here.estimate, len(here.known), *none)
    if first is None:
        return row
    both = ~np.isnan(first.values) & ~np.isnan(here.values)
    left, right = first.values[both], here.values[both]
    if len(left) == 0:
        return row
    if not here.is_share:
        difference = summary.difference_of_means(left, right)
        return row._replace(
            difference=difference, pairs=len(left), p=summary.p_of_means(left, right)
        )
    return row._replace(
        difference=summary.difference_of_shares(left, right),
        pairs=len(left),
        p=summary.p_of_shares(left, right),
        gained=_numbers((first.values == 0) & (here.values == 1)),
        lost=_numbers((first.values == 1) & (here.values == 0)),
    )


def _numbers(chosen: Any) -> tuple[int, ...]:
    return tuple(int(r) for r in np.flatnonzero(chosen))


def table_of(rows: Sequence[Row]) -> "pd.DataFrame":
    """The rows as a frame: value and interval, paired difference and interval, flips."""
    import pandas as pd

    return pd.DataFrame([record(row) for row in rows])


def record(row: Row) -> dict[str, Any]:
    """A row with its estimates spread over columns."""
    return {
        "outcome": row.outcome,
        "unit": row.unit,
        "arm": row.arm,
        "value": row.estimate.value,
        "low": row.estimate.low,
        "high": row.estimate.high,
        "histories": row.histories,
        "difference": row.difference.value,
        "difference_low": row.difference.low,
        "difference_high": row.difference.high,
        "pairs": row.pairs,
        "p_adjusted": row.p,
        "flips": len(row.gained) + len(row.lost),
        "gained": row.gained,
        "lost": row.lost,
    }


def row(rows: Sequence[Row], outcome: str, arm: str) -> Row | None:
    """One row by its outcome and arm; None where the outcome does not apply to the arm."""
    return next((one for one in rows if one.outcome == outcome and one.arm == arm), None)
