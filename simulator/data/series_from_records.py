"""From the records of all chunks to a series: repeats taken out, names in order, time covered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.data import coverage
from simulator.data.mapping import Mapping
from simulator.data.records import Gathered, Names
from simulator.data.rows import Rejected
from simulator.data.series import Series
from simulator.model.parameters import Array

REPEATS = "repeats an earlier row, cell by cell"
OVERLAPS = "overlaps a period of the same kind and region"


@dataclass(frozen=True)
class Assembled:
    """A series, and every row that is not in it for a fault."""

    series: Series
    rejected: list[Rejected]
    replaced: int
    """Rows that a later state of the same event replaces."""


def assembled(gathered: Gathered, unit: str) -> Assembled:
    """The series of what was gathered, without rows that say again what another row says."""
    mapping = gathered.mapping
    records, keys = gathered.all_records(), gathered.all_keys()
    rejected = list(gathered.rejected)
    old = np.isin(records["line"], gathered.revisions.superseded())
    replaced = len(np.unique(records["line"][old]))
    if replaced:
        records, keys = records[~old], keys[~old]
    if mapping.duplicates == "reject":
        again = coverage.duplicates(keys, records["line"])
        records = _without(records, again, rejected, REPEATS, unit)
    by_periods = _by_periods(mapping, records)
    if by_periods:
        records = _without(records, coverage.overlaps(records), rejected, OVERLAPS, unit)
        covered = coverage.merged(np.column_stack([records["start"], records["end"]]))
    else:
        if not records["total"].all():
            records = records[records["total"] > 0]
        covered = _whole_file(gathered)
        for (
            low,
            high,
        ) in covered:  # an act of which only the week is known may reach out of the file
            records["start"], records["end"] = (
                np.clip(records[side], low, high) for side in ("start", "end")
            )
    series = _series(gathered, records, covered, by_periods)
    return Assembled(series, sorted(rejected), replaced)


def _by_periods(mapping: Mapping, records: Array) -> bool:
    """As the mapping says; else rows with counts over more than a minute report on periods."""
    if mapping.covered.by is not None:
        return mapping.covered.by == "periods"
    if not (mapping.count or mapping.counts):
        return False
    spread = mapping.end is not None or mapping.length is not None
    return spread or bool(np.all(records["end"] - records["start"] > 1))


def _without(
    records: Array, again: coverage.Repeats, rejected: list[Rejected], reason: str, unit: str
) -> Array:
    """The records without the rows that some of them repeat; each of those rows is rejected."""
    if not len(again.records):
        return records
    lines = dict(zip(records["line"][again.records].tolist(), again.lines.tolist(), strict=True))
    rejected += [Rejected(line, "", reason, f"{unit} {other}") for line, other in lines.items()]
    return records[~np.isin(records["line"], list(lines))]


def _whole_file(gathered: Gathered) -> Array:
    """The one span from the first to the last day of the file, or from and to as the mapping says.

    No span if the file has no dates.
    """
    start, end = gathered.start, gathered.end
    if gathered.span is not None:
        first, last = coverage.whole_days(*gathered.span, gathered.mapping.zone)
        start, end = first if start is None else start, last if end is None else end
    if start is None or end is None or start >= end:
        return np.zeros((0, 2), np.int64)
    return np.array([[start, end]], np.int64)


def _series(gathered: Gathered, records: Array, covered: Array, by_periods: bool) -> Series:
    """The records in order, with kinds in the order of the mapping and regions in that of names."""
    mapping = gathered.mapping
    kinds, kind = _ordered(gathered.kinds, mapping.known_kinds, records["kind"])
    regions, region = _ordered(gathered.regions, sorted(gathered.regions.known), records["region"])
    records["kind"], records["region"] = kind[records["kind"]], region[records["region"]]
    order = np.lexsort((records["line"], records["end"], records["start"]))
    told = records[order]
    return Series(told, kinds, regions, mapping.zone, covered, mapping.source, by_periods)


def _ordered(names: Names, wanted: Sequence[str], used: Array) -> tuple[tuple[str, ...], Array]:
    """The names that some record uses, in the order wanted, and the new number of each old one.

    Where there is no record all names stay.
    """
    there = set(np.unique(used).tolist()) or set(names.known.values())
    kept = [name for name in wanted if names.known.get(name) in there]
    order = np.zeros(len(names.known), np.int64)
    for number, name in enumerate(kept):
        order[names.known[name]] = number
    return tuple(kept), order
