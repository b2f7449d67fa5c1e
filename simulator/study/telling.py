"""Which history of a comparison shows best what differs between its arms."""

from collections.abc import Iterable, Mapping, Sequence

from simulator.results.telling import Shown, typical
from simulator.study.rows import Row
from simulator.tables.histories import Histories


def surest_flip(rows: Iterable[Row]) -> tuple[Row, int] | None:
    """The outcome whose flips are the least likely to be chance, and the first history in which
    it flipped the way that most did."""
    flipped = [row for row in rows if row.gained or row.lost]
    if not flipped:
        return None
    row = min(flipped, key=lambda row: row.p)
    return row, (row.gained if len(row.gained) >= len(row.lost) else row.lost)[0]


def telling(rows: Sequence[Row], runs: Mapping[str, Histories]) -> Shown:
    """The history in which the surest of the flipped outcomes flipped; else a typical one of the
    first arm."""
    first, *_ = runs
    found = surest_flip(rows)
    if found is None:
        shown = typical(runs[first])
        return shown._replace(why=f"no outcome flipped; under “{first}” {shown.why}")
    row, replication = found
    flips = len(row.gained) + len(row.lost)
    of = f"of {runs[first].replications:,} pairs"
    return Shown(replication, f"shown since “{row.outcome}” flips in {flips:,} {of}")


def flip_in(rows: Iterable[Row], replication: int) -> Row | None:
    """The surest of the outcomes that flipped in a history."""
    flipped = [row for row in rows if replication in row.gained or replication in row.lost]
    return min(flipped, key=lambda row: row.p, default=None)
