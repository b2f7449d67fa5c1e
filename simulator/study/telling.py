"""Which history of a comparison shows best what differs between its arms."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from simulator.model.parameters import Array
from simulator.results.telling import Shown, typical
from simulator.study.rows import Row
from simulator.tables.amounts import SHARE
from simulator.tables.histories import Histories
from simulator.tables.measures import measures


def surest_flip(rows: Iterable[Row]) -> tuple[Row, int] | None:
    """The outcome whose flips are the least likely to be chance, and the first history in which
    it flipped the way that most did."""
    flipped = [row for row in rows if row.gained or row.lost]
    if not flipped:
        return None
    row = min(flipped, key=lambda row: row.p)
    return row, (row.gained if len(row.gained) >= len(row.lost) else row.lost)[0]


def telling(rows: Sequence[Row], runs: Mapping[str, Histories]) -> Shown:
    """The history in which the surest of the flipped outcomes flipped; else one in which the surest
    of the others differs by the middle amount; else a typical one of the first arm."""
    first, *_ = runs
    found = surest_flip(rows)
    if found is None:
        return _by_amount(rows, runs)
    row, replication = found
    flips = len(row.gained) + len(row.lost)
    of = f"of {runs[first].replications:,} pairs"
    return Shown(replication, f"shown since “{row.outcome}” flips in {flips:,} {of}")


def flip_in(rows: Iterable[Row], replication: int) -> Row | None:
    """The surest of the outcomes that flipped in a history."""
    flipped = [row for row in rows if replication in row.gained or replication in row.lost]
    return min(flipped, key=lambda row: row.p, default=None)


def _by_amount(rows: Sequence[Row], runs: Mapping[str, Histories]) -> Shown:
    """The history shown where no outcome flips."""
    first, *_ = runs
    row = surest_amount(rows)
    if row is None:
        shown = typical(runs[first])
        return shown._replace(why=f"no outcome flipped; under “{first}” {shown.why}")
    change = changes_by_history(row, runs)
    differing = np.flatnonzero(np.nan_to_num(change))
    ranked = differing[np.argsort(change[differing], kind="stable")]
    why = f"no outcome flips; “{row.outcome}” differs here by the middle amount"
    return Shown(int(ranked[(len(ranked) - 1) // 2]), why)


def surest_amount(rows: Iterable[Row]) -> Row | None:
    """The outcome, not a share, whose difference is the least likely to be chance."""
    differing = [row for row in rows if row.unit != SHARE and row.pairs and row.difference.value]
    return min(differing, key=lambda row: row.p, default=None)


def changes_by_history(row: Row, runs: Mapping[str, Histories]) -> Array:
    """(replications,) the difference of an outcome from the first arm; NaN where one has it not."""
    first = next(iter(runs.values()))
    here, there = (
        next(one.values for one in measures(run) if one.outcome == row.outcome)
        for run in (runs[row.arm], first)
    )
    change: Array = here - there
    return change
