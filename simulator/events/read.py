"""Reads a file of real events into a `Series`, with every row that could not be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

import numpy as np

from simulator.errors import EventDataError, Problem
from simulator.events import coverage
from simulator.events.layouts import named, recognised
from simulator.events.mapping import Mapping
from simulator.events.moments import bound
from simulator.events.records import Gathered, Names
from simulator.events.rows import Rejected, opened, refuse
from simulator.events.series import RECORD, Series
from simulator.events.summary import Summary, summary
from simulator.model.parameters import Array

NEAR = 0.6
MOST_ROWS = 20_000_000
MOST_REJECTED = 1_000_000


@dataclass(frozen=True)
class Reading:
    """A series of events, and how it was come by."""

    series: Series
    rejected: list[Rejected]
    """Rows with a fault, in the order of the file."""
    summary: Summary
    mapping: Mapping
    mapping_name: str
    """The preset, or the file of the mapping."""
    unit: str
    """What `Rejected.line` counts: line or row."""


def read(path: str | Path, mapping: str | Path | None = None) -> Reading:
    """The events in a CSV or Parquet file.

    `mapping` names a preset or a mapping file; without it the preset is taken that the header fits.
    Rows that cannot be used are listed in the reading. Raises `EventDataError` with every problem
    that keeps the file as a whole from being read.
    """
    file = Path(path)
    rows = opened(file)
    name, words = named(mapping) if mapping is not None else recognised(str(path), rows.header)
    _check_columns(file, rows.header, words, name)
    gathered = Gathered(words, rows.dated)
    for chunk in rows.chunks(words.columns):
        gathered.take(chunk)
        if gathered.rows > MOST_ROWS:
            refuse(file, None, f"more than {MOST_ROWS:,} rows. Cut the file into parts.")
        if len(gathered.rejected) > MOST_REJECTED:
            _refuse_all(file, gathered, f"more than {MOST_REJECTED:,} rows cannot be used")
    if not gathered.rows:
        refuse(file, 1, "there is a header, but no row of data.")
    return _finished(file, gathered, name, rows.unit)


read_events = read
"""The same by the name that notebooks know it by."""


def _check_columns(file: Path, header: Sequence[str], mapping: Mapping, name: str) -> None:
    """Raise `EventDataError` for each column that the mapping wants and the file has not."""
    problems = []
    for column in mapping.columns:
        if header.count(column) == 1:
            continue
        near = get_close_matches(column, header, 1, NEAR)
        hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(header)}."
        there = f"there are {header.count(column)} columns '{column}'; give them other names."
        missing = f"there is no column '{column}', which the mapping {name} names; {hint}"
        problems.append(Problem(str(file), 1, "", there if column in header else missing))
    if problems:
        raise EventDataError(problems)


def _refuse_all(file: Path, gathered: Gathered, what: str) -> None:
    first = gathered.rejected[0]
    refuse(
        file, first.line,
        f"{what} by this mapping. The first: {first.column} '{first.value}': {first.reason}.",
    )  # fmt: skip


def _finished(file: Path, gathered: Gathered, name: str, unit: str) -> Reading:
    """The series of all chunks, without rows that say again what another row says."""
    mapping = gathered.mapping
    records, keys = np.concatenate([np.zeros(0, RECORD), *gathered.records]), gathered.keys
    repeated: list[Rejected] = []
    if mapping.duplicates == "reject":
        again = coverage.duplicates(np.concatenate([np.zeros(0, np.int64), *keys]), records["line"])
        repeated = _rejected(records, again, unit, "repeats an earlier row, cell by cell")
        records = np.delete(records, again.records)
    overlapping: list[Rejected] = []
    if mapping.by_periods:
        again = coverage.overlaps(records)
        reason = "overlaps a period of the same kind and region"
        overlapping = _rejected(records, again, unit, reason)
        records = np.delete(records, again.records)
    rejected = sorted([*gathered.rejected, *repeated, *overlapping])
    if rejected and not len(records) and len(rejected) == gathered.rows:
        _refuse_all(file, replace(gathered, rejected=rejected), "no row can be used")
    series = _series(gathered, records)
    told = summary(
        series, rejected, dict(gathered.left_out), gathered.not_reported, gathered.rows,
        len(repeated),
    )  # fmt: skip
    return Reading(series, rejected, told, mapping, name, unit)


def _rejected(records: Array, again: coverage.Repeats, unit: str, reason: str) -> list[Rejected]:
    """One entry for each row of these records, with the line that it repeats."""
    lines = dict(zip(records["line"][again.records].tolist(), again.lines.tolist(), strict=True))
    return [Rejected(line, "", reason, f"{unit} {other}") for line, other in lines.items()]


def _series(gathered: Gathered, records: Array) -> Series:
    """The records in order, kinds and regions by name, and what is covered."""
    mapping = gathered.mapping
    kinds, kind_order = _ordered(gathered.kinds, mapping.known_kinds)
    regions, region_order = _ordered(gathered.regions, sorted(gathered.regions.known))
    records["kind"] = kind_order[records["kind"]]
    records["region"] = region_order[records["region"]]
    order = np.lexsort((records["line"], records["end"], records["start"]))
    return Series(
        records=records[order],
        kinds=kinds,
        regions=regions,
        zone=mapping.zone,
        covered=_covered(gathered, records),
        source=mapping.source,
    )


def _ordered(names: Names, wanted: Sequence[str]) -> tuple[tuple[str, ...], Array]:
    """The names in the order wanted, and the new number of each old one."""
    kept = [name for name in wanted if name in names.known]
    order = np.zeros(len(kept), np.int64)
    for number, name in enumerate(kept):
        order[names.known[name]] = number
    return tuple(kept), order


def _covered(gathered: Gathered, records: Array) -> Array:
    """The minutes that have data: of the periods, or of all days from the first to the last."""
    mapping = gathered.mapping
    if mapping.by_periods:
        return coverage.merged(np.column_stack([records["start"], records["end"]]))
    said = mapping.covered
    if gathered.span is None and (said.start is None or said.end is None):
        return np.zeros((0, 2), np.int64)
    days = coverage.whole_days(*(gathered.span or (0, 1)), mapping.zone)
    start = days[0] if said.start is None else bound(said.start, mapping.zone, after=False)
    end = days[1] if said.end is None else bound(said.end, mapping.zone, after=True)
    return np.array([[start, end]], np.int64)
