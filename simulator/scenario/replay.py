"""Real events for a replay pattern: a CSV file as minutes and sizes, with every fault named."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from simulator.errors import Problem, ScenarioError
from simulator.scenario.schema.violations import MOST_ACTS, Events
from simulator.scenario.shipped import events_path

LARGEST = 200_000_000
"""Bytes of the largest file that is read."""
NO_SIZE = 0.0


class Period(NamedTuple):
    """A number of acts counted from one minute up to another; munitions of each (0: not known)."""

    start: int
    end: int
    total: int
    size: float

    def acts(self) -> Iterator[tuple[int, float]]:
        """Minute and size of each act, evenly spread over the period."""
        for i in range(self.total):
            yield self.start + i * (self.end - self.start) // self.total, self.size


def read_acts(events: Events, folder: Path | None) -> list[tuple[int, float]]:
    """Minute and size of each act of a replay, sorted; those before its zero are left out.

    Raises `ScenarioError` with a line for each fault.
    """
    acts = (act for period in read_periods(events, folder) for act in period.acts())
    return sorted(act for act in acts if act[0] >= 0)


def read_periods(events: Events, folder: Path | None) -> list[Period]:
    """The counted periods of a replay, a minute long where its rows are single acts.

    Raises `ScenarioError` with a line for each fault.
    """
    path = events_path(events.file, folder)
    problems: list[Problem] = []
    periods: list[Period] = []
    try:
        zero = parse_moment(events.zero)
        if path.stat().st_size > LARGEST:
            raise ValueError(f"larger than {LARGEST // 1_000_000} MB")
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line, row in _rows(file, events):
                try:
                    periods += _period(row, events, zero)
                except ValueError as fault:
                    problems.append(Problem(str(path), line, events.file, str(fault)))
        if sum(period.total for period in periods) > MOST_ACTS:
            raise ValueError(f"more than {MOST_ACTS:,} acts")
    except (OSError, ValueError, csv.Error) as fault:
        what = getattr(fault, "strerror", None) or str(fault)
        problems.append(Problem(str(path), None, events.file, f"cannot be replayed: {what}"))
    if problems:
        raise ScenarioError(problems)
    return periods


def _rows(file: Iterator[str], events: Events) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows that `where` keeps, with their lines; in order of their start."""
    reader = csv.DictReader(file, strict=True)
    header = reader.fieldnames or []
    wanted = [events.start, events.end, events.count, events.size, *events.where]
    missing = [column for column in wanted if column is not None and column not in header]
    if missing:
        raise ValueError(f"no column {', '.join(missing)}; there are: {', '.join(header)}")
    last = ""
    for row in reader:
        if None in row or None in row.values():
            raise ValueError(f"line {reader.line_num} does not have {len(header)} cells")
        if any(row[column] not in kept for column, kept in events.where.items()):
            continue
        if row[events.start] < last:
            raise ValueError(
                f"line {reader.line_num}: {row[events.start]} comes after {last}; "
                "sort the rows by their start"
            )
        last = row[events.start]
        yield reader.line_num, row


def _period(row: dict[str, str], events: Events, zero: datetime) -> list[Period]:
    """The period of a row; none where its count was not reported."""
    start = minutes_between(zero, parse_moment(row[events.start]))
    end = minutes_between(zero, parse_moment(row[events.end])) if events.end else start + 1
    if end <= start:
        raise ValueError(f"the period ends at {row[events.end or events.start]}, before it starts")
    cell = row[events.count] if events.count else "1"
    if cell == "":
        return []
    if not cell.isdecimal():
        raise ValueError(f"'{cell}' is not a count; write a whole number, or leave the cell empty")
    size = float(row[events.size]) if events.size else NO_SIZE
    if not 0 <= size < float("inf"):
        raise ValueError(f"'{size}' is not a size; write a number of 0 or more")
    return [Period(start, end, int(cell), size)]


def parse_moment(text: str) -> datetime:
    """An ISO 8601 moment; without a zone it is UTC. Raises `ValueError`."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        message = f"'{text}' is not a time; write one such as 2020-07-27T00:01:00Z"
        raise ValueError(message) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def minutes_between(start: datetime, end: datetime) -> int:
    """Whole minutes from one moment to another."""
    return int((end - start).total_seconds() // 60)
