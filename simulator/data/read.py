"""Reads a file of real events into a `Series`, with every row that could not be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from simulator.data.csv_rows import CsvRows
from simulator.data.layouts import fitted, listed, named, recognised, spelled
from simulator.data.mapping import Mapping
from simulator.data.parquet_rows import ParquetRows
from simulator.data.records import Gathered
from simulator.data.remedies import remedies
from simulator.data.rows import Rejected, Rows, refuse
from simulator.data.series import Series
from simulator.data.series_from_records import OVERLAPS, REPEATS, assembled
from simulator.data.summary import Summary, summary
from simulator.errors import EventDataError, Problem, did_you_mean
from simulator.scenario.shipped import events_path, is_bare, no_events

PARQUET = b"PAR1"
"""How a Parquet file begins."""
MOST_ROWS = 20_000_000
MOST_REJECTED = 1_000_000
SHOWN = 3
"""Rows that a refusal shows."""


@dataclass(frozen=True)
class Reading:
    """A series of events, and how it was come by."""

    file: str
    series: Series = field(repr=False)
    rejected: list[Rejected] = field(repr=False)
    """Rows with a fault, in the order of the file."""
    summary: Summary
    mapping: Mapping
    mapping_name: str
    """The preset, or the file of the mapping."""
    unit: str
    """What `Rejected.line` counts: line or row."""


Events: TypeAlias = str | Path | Reading | Series
"""Real events: a file or the name of shipped ones, such a file once read, or a series."""


def read(path: str | Path, mapping: str | Path | Mapping | dict[str, Any] | None = None) -> Reading:
    """Read the events in a CSV or Parquet file.

    Parameters
    ----------
    path
        The file, or the name of shipped events.
    mapping
        The name of a preset, a mapping file, or a mapping with its keys; by default the preset
        that fits the header.

    Returns
    -------
    Reading
        The series, what it covers, and every row that cannot be used.

    Raises
    ------
    EventDataError
        The file as a whole cannot be read, with every problem found; fewer than half of the rows
        to be used can be read; or numbers are ambiguous.

    Examples
    --------
    >>> import simulator
    >>> simulator.read_events("osce_smm_donbas_2020_2021").summary.acts
    44114
    """
    file = events_path(path)
    if is_bare(file):
        refuse(file, None, no_events(str(path)))
    rows, name, words = _opened(file, mapping)
    gathered = Gathered(words, rows.dated, rows.numeric)
    for chunk in rows.chunks(words.columns):
        gathered.take(chunk)
        if gathered.rows > MOST_ROWS:
            refuse(file, None, f"more than {MOST_ROWS:,} rows. Cut the file into parts.")
        if len(gathered.rejected) > MOST_REJECTED:
            break
    if not gathered.rows:
        refuse(file, rows.first, "there is a header, but there are no rows of data.")
    _refuse_doubtful(file, gathered)
    made = assembled(gathered, rows.unit)
    advice = _advice(file, name, gathered, made.rejected)
    return Reading(
        str(path),
        made.series,
        made.rejected,
        summary(gathered, made, advice),
        words,
        name,
        rows.unit,
    )


read_events = read
"""The same by the name that notebooks know it by."""


class Opened(NamedTuple):
    """A series, its name in messages (its file or source), and how many rows cannot be used."""

    name: str
    series: Series
    rejected: int


def opened(events: Events) -> Opened:
    """The events, read if they have not been; raises `EventDataError`."""
    if isinstance(events, Series):
        return Opened(events.source, events, 0)
    found = events if isinstance(events, Reading) else read(events)
    return Opened(found.file, found.series, len(found.rejected))


def _opened(
    file: Path, mapping: str | Path | Mapping | dict[str, Any] | None
) -> tuple[Rows, str, Mapping]:
    """The rows of a file with its columns as the mapping spells them; the mapping and its name."""
    if mapping is None:
        rows = _rows(file)
        name, words = recognised(str(file), rows.header)
    else:
        name, words = named(mapping)
        rows = _rows(file, words.encoding, words.separator)
    rows.header = spelled(rows.header, words.columns)
    words = fitted(name, words, rows.header)
    _check_columns(file, rows.header, words, name)
    return rows, name, words


def _rows(path: Path, encoding: str = "utf-8", separator: str | None = None) -> Rows:
    """The file, CSV or Parquet as it begins; raises `EventDataError`.

    Encoding and separator are those of a CSV; without a separator it is looked for in the header.
    """
    try:
        if path.is_dir():
            refuse(path, None, "this is a folder. Name a file in it.")
        if path.exists() and not path.is_file():
            refuse(path, None, "this is not a file that can be read more than once.")
        with path.open("rb") as file:
            start = file.read(len(PARQUET))
    except OSError as error:
        refuse(path, None, f"the file cannot be read: {error.strerror or error}.")
    if start == PARQUET or path.suffix == ".parquet":
        return ParquetRows(path)
    return CsvRows(path, encoding, separator)


def _check_columns(file: Path, header: Sequence[str], mapping: Mapping, name: str) -> None:
    """Raise `EventDataError` for each column that the mapping needs and the file lacks."""
    problems = []
    for column in mapping.columns:
        if header.count(column) == 1:
            continue
        if column in header:
            message = f"there are {header.count(column)} columns '{column}'; rename all but one."
        else:
            hint = did_you_mean(column, header, f"; there are {listed(header)}.")
            message = f"there is no column '{column}', which {name} needs{hint}"
        problems.append(Problem(str(file), 1, "", message))
    if problems:
        raise EventDataError(problems)


def _refuse_doubtful(file: Path, gathered: Gathered) -> None:
    """Raise `EventDataError` for each column whose numbers could be read in two ways."""
    problems = []
    for column, figures in gathered.figures.items():
        doubt = figures.doubt
        if doubt is not None:
            words = " or ".join(doubt.words)
            message = (
                f"it is not clear which marks of '{doubt.text.strip()}' are decimal and which "
                f"group digits; write into the mapping: {words}"
            )
            problems.append(Problem(str(file), doubt.line, column, message))
    if problems:
        raise EventDataError(problems)


def _advice(file: Path, name: str, gathered: Gathered, rejected: Sequence[Rejected]) -> list[str]:
    """What would read rejected rows; raises `EventDataError` where hardly any row can be read."""
    faults = [one for one in rejected if one.reason not in (REPEATS, OVERLAPS)]
    wanted = gathered.rows - sum(gathered.left_out.values())
    advice = remedies(faults, gathered.mapping, name, some_read=len(faults) < wanted)
    told = ""
    if len(faults) > MOST_REJECTED:
        told = f"more than {MOST_REJECTED:,} rows cannot be read by {name}."
    elif len(faults) > wanted / 2:
        told = f"{len(faults):,} of {wanted:,} rows cannot be read by {name}; half of them must be."
    if told:
        shown = (
            Problem(str(file), one.line, one.column, f"'{one.value}': {one.reason}.")
            for one in faults[:SHOWN]
        )
        ways = (Problem(str(file), None, "", f"{one}.") for one in advice)
        raise EventDataError([Problem(str(file), None, "", told), *shown, *ways])
    return advice
