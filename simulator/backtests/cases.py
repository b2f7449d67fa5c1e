"""What happened: cases, and what was counted in them, read from CSV files with every fault named.

A folder holds `cases.csv` (a row for each change of a case's scenario, or one without a change),
`observations.csv` (a row for each figure) and `responses.csv` (how long real reactions took).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import TypeVar

from simulator.errors import EventDataError, Problem
from simulator.scenario.load import load
from simulator.scenario.schema import Scenario
from simulator.scenario.vary import set_from_text, vary

MEASURES = {
    "acts": "acts",
    "reported acts": "acts",
    "claimed acts": "acts",
    "median of days": "a day",
    "km2": "km2",
    "breach": "yes or no",
    "hours to start": "h",
    "hours to decision": "h",
    "hours to arrival": "h",
    "hours to posture": "h",
}
"""What may be compared, and its unit."""
COMPARED = (
    "national answer", "first report", "first daily report", "close to report",
    "coalition decision", "coalition air", "coalition troops", "troops after decision",
    "US air after decision", "national clock", "coalition clock", "US clock",
)  # fmt: skip
"""The delays of shipped scenarios (`delays.py`)."""
SAMPLES = ("yes", "part", "no")
"""Whether the scenario's numbers were set by the very figure, by a part of it, or without it."""

T = TypeVar("T")
Row = dict[str, str]


@dataclass(frozen=True)
class Observation:
    """One figure that was counted or reported, and what it is compared with."""

    case: str
    what: str
    measure: str
    of: str
    """The kinds, phase, guarantor or posture; "": all acts."""
    start: int
    """The window's first minute since the ceasefire."""
    end: int
    low: float
    high: float
    """The figure, or the range within which it lies."""
    in_sample: str
    last: float | None
    """The last value known before, in the same unit and for as long a window."""
    mean: float | None
    """The mean of what was known before."""
    counted_by: str
    source: str
    note: str

    @property
    def unit(self) -> str:
        """acts, a day (acts), km2, yes or no (1 or 0), or h."""
        return MEASURES[self.measure]


@dataclass(frozen=True)
class Response:
    """How long a real reaction took, in hours, and the delay that it is compared with."""

    case: str
    response: str
    low: float
    high: float
    hint: str
    compared_with: str
    in_sample: str
    source: str
    note: str


@dataclass(frozen=True)
class Case:
    """A scenario, changed to what was the case, and what happened."""

    name: str
    title: str
    scenario: Scenario
    changes: tuple[str, ...]
    why: str
    days: Path | None
    """A file of counted periods, to compare with day by day."""
    zero: str
    """The moment in that file that is minute 0."""
    observations: tuple[Observation, ...]


def read_cases(folder: Path, wanted: Sequence[str] = ()) -> list[Case]:
    """The cases of a folder, or those wanted, in the folder's order.

    Raises `EventDataError` with a line for each fault.
    """
    rows = _read(folder / "cases.csv", lambda row: row)
    known = list(dict.fromkeys(row["case"] for row in rows))
    if unknown := [name for name in wanted if name not in known]:
        listed = f"{folder / 'cases.csv'} has: {', '.join(known)}."
        raise EventDataError(f"there is no case {', '.join(map(repr, unknown))}; {listed}")
    seen = read_observations(folder)
    for one in seen:
        if one.case not in known:
            raise EventDataError(f"{folder / 'observations.csv'}: no case '{one.case}' is known.")
    names = [name for name in known if not wanted or name in wanted]
    return [_case(folder, [row for row in rows if row["case"] == name], seen) for name in names]


def read_observations(folder: Path) -> list[Observation]:
    """What happened, in the order of the file."""
    return _read(folder / "observations.csv", _observation)


def read_responses(folder: Path) -> list[Response]:
    """How long real reactions took, in the order of the file."""
    return _read(folder / "responses.csv", _response)


def _case(folder: Path, rows: list[Row], seen: list[Observation]) -> Case:
    first = rows[0]
    scenario = load(folder / first["scenario"])
    changes = tuple(row["change"] for row in rows if row["change"])
    for change in changes:
        scenario = vary(scenario, *set_from_text(change), name=str(folder / "cases.csv"))
    days = folder / first["days"] if first["days"] else None
    mine = tuple(one for one in seen if one.case == first["case"])
    why = "; ".join(dict.fromkeys(row["why"] for row in rows if row["why"]))
    return Case(
        first["case"], first["title"], scenario, changes, why, days, first["zero"], mine
    )  # fmt: skip


def _read(path: Path, one: Callable[[Row], T]) -> list[T]:
    """Each row of a CSV file as `one` makes it; raises `EventDataError` with all faults."""
    problems: list[Problem] = []
    made: list[T] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line, row in _rows(file):
                try:
                    made.append(one(row))
                except KeyError as fault:
                    problems.append(Problem(str(path), 1, "", f"there is no column {fault}."))
                except ValueError as fault:
                    problems.append(Problem(str(path), line, "", str(fault)))
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        what = getattr(fault, "strerror", None) or str(fault)
        problems.append(Problem(str(path), None, "", f"cannot be read: {what}."))
    if problems:
        raise EventDataError(list(dict.fromkeys(problems)))
    return made


def _rows(file: Iterator[str]) -> Iterator[tuple[int, Row]]:
    reader = csv.DictReader(file, strict=True)
    for row in reader:
        if None in row or None in row.values():
            raise csv.Error(
                f"line {reader.line_num} does not have {len(reader.fieldnames or [])} cells"
            )
        yield reader.line_num, row


def _observation(row: Row) -> Observation:
    start, end = _number(row, "from_hour", 0.0), _number(row, "to_hour", inf)
    low, high = _number(row, "low"), _number(row, "high")
    windowed = MEASURES[_among(row, "measure", MEASURES)] != "h"
    if windowed and not start < end < inf:
        hour = row["from_hour"]
        raise ValueError(f"from_hour '{hour}' must come before to_hour; both are needed.")
    if not 0 <= low <= high < inf:
        ends = f"low '{row['low']}' and high '{row['high']}'"
        raise ValueError(f"{ends} are not a range from 0 upwards.")
    if not windowed and row["mean"] and not _number(row, "mean") > 0:
        raise ValueError(f"mean '{row['mean']}' must be more than 0 hours.")
    return Observation(
        case=row["case"],
        what=row["what"],
        measure=row["measure"],
        of=row["of"],
        start=round(60 * start),
        end=round(60 * end) if windowed else 0,
        low=low,
        high=high,
        in_sample=_among(row, "in_sample", SAMPLES),
        last=_number(row, "last", 0.0) if row["last"] else None,
        mean=_number(row, "mean", 0.0) if row["mean"] else None,
        counted_by=row["counted_by"],
        source=row["source"],
        note=row["note"],
    )


def _response(row: Row) -> Response:
    low, high = _number(row, "latency_hours_low"), _number(row, "latency_hours_high")
    if not 0 <= low <= high < inf:
        raise ValueError(f"the latency from '{low:g}' to '{high:g}' is not a range from 0 upwards.")
    return Response(
        case=row["case"],
        response=row["response"],
        low=low,
        high=high,
        hint=row["phase_hint"],
        compared_with=_among(row, "compared_with", COMPARED),
        in_sample=_among(row, "in_sample", SAMPLES),
        source=row["source_url"],
        note=row["note"],
    )


def _number(row: Row, column: str, missing: float | None = None) -> float:
    """A number; a cell that is empty is `missing`, if it may be."""
    if row[column] == "" and missing is not None:
        return missing
    try:
        return float(row[column])
    except ValueError:
        raise ValueError(f"{column} '{row[column]}' is not a number.") from None


def _among(row: Row, column: str, known: Sequence[str] | dict[str, str]) -> str:
    if row[column] not in known:
        raise ValueError(f"{column} '{row[column]}' is none of: {', '.join(known)}.")
    return row[column]
