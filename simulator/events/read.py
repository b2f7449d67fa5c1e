"""Reads a file of real events into a `Series`, with every row that could not be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from simulator.errors import EventDataError, Problem
from simulator.events.assembly import assembled
from simulator.events.layouts import listed, named, recognised
from simulator.events.mapping import Mapping
from simulator.events.records import Gathered
from simulator.events.rows import Rejected, opened, refuse
from simulator.events.series import Series
from simulator.events.summary import Summary, summary
from simulator.scenario.shipped import events_path, is_bare, no_events

NEAR = 0.6
MOST_ROWS = 20_000_000
MOST_REJECTED = 1_000_000


@dataclass(frozen=True)
class Reading:
    """A series of events, and how it was come by."""

    series: Series = field(repr=False)
    rejected: list[Rejected] = field(repr=False)
    """Rows with a fault, in the order of the file."""
    summary: Summary
    mapping: Mapping
    mapping_name: str
    """The preset, or the file of the mapping."""
    unit: str
    """What `Rejected.line` counts: line or row."""


def read(path: str | Path, mapping: str | Path | Mapping | dict[str, Any] | None = None) -> Reading:
    """The events in a CSV or Parquet file.

    `mapping` names a preset or a mapping file, or holds the words of one; without it the preset is
    taken that the header fits. Rows that cannot be used are listed in the reading. Raises
    `EventDataError` with every problem that keeps the file as a whole from being read.
    """
    file = events_path(path)
    if is_bare(file):
        refuse(file, None, no_events(str(path)))
    rows = opened(file)
    name, words = named(mapping) if mapping is not None else recognised(str(path), rows.header)
    _check_columns(file, rows.header, words, name)
    gathered = Gathered(words, rows.dated)
    for chunk in rows.chunks(words.columns):
        gathered.take(chunk)
        if gathered.rows > MOST_ROWS:
            refuse(file, None, f"more than {MOST_ROWS:,} rows. Cut the file into parts.")
        if len(gathered.rejected) > MOST_REJECTED:
            _refuse_all(file, gathered.rejected, f"more than {MOST_REJECTED:,} rows cannot be used")
    if not gathered.rows:
        refuse(file, 1, "there is a header, but no row of data.")
    made = assembled(gathered, rows.unit)
    if len(made.rejected) == gathered.rows:
        _refuse_all(file, made.rejected, "no row can be used")
    told = summary(gathered, made)
    return Reading(made.series, made.rejected, told, words, name, rows.unit)


read_events = read
"""The same by the name that notebooks know it by."""


def _check_columns(file: Path, header: Sequence[str], mapping: Mapping, name: str) -> None:
    """Raise `EventDataError` for each column that the mapping wants and the file has not."""
    problems = []
    for column in mapping.columns:
        if header.count(column) == 1:
            continue
        if column in header:
            message = f"there are {header.count(column)} columns '{column}'; rename all but one."
        else:
            near = get_close_matches(column, header, 1, NEAR)
            hint = f"did you mean '{near[0]}'?" if near else f"there are {listed(header)}."
            message = f"there is no column '{column}', as {name} wants; {hint}"
        problems.append(Problem(str(file), 1, "", message))
    if problems:
        raise EventDataError(problems)


def _refuse_all(file: Path, rejected: Sequence[Rejected], what: str) -> NoReturn:
    """A file whose rows cannot be used: the first tells why."""
    first = rejected[0]
    cell = f"{first.column} '{first.value}'" if first.column else first.value
    refuse(file, first.line, f"{what} by this mapping. The first: {cell}: {first.reason}.")
