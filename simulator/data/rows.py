"""The rows of a file as columns of text, a chunk at a time, each row with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, Protocol

import numpy as np

from simulator.errors import EventDataError, Problem
from simulator.model.parameters import Array

BATCH = 100_000


class Rejected(NamedTuple):
    """A row that is not used, and why."""

    line: int
    """Of the file, counted from 1; in Parquet, which has no lines, the row counted from 1."""
    column: str
    """Where the fault is; "" for the row as a whole."""
    reason: str
    value: str


@dataclass(frozen=True)
class Chunk:
    """Some rows of a file, one after the other."""

    columns: dict[str, Any]
    """An Arrow array of texts for each column asked for; "" where there is nothing."""
    lines: Array
    keys: Array
    """int64, equal for rows that are equal cell by cell."""
    faulty: list[Rejected] = field(default_factory=list)
    """Rows that have not as many cells as the header."""


class Rows(Protocol):
    """A file of rows."""

    header: list[str]
    """The names of the columns, which may be put in another spelling."""
    unit: str
    """What a row is counted in: line or row."""

    @property
    def first(self) -> int | None:
        """The line of the header, if there are lines."""

    @property
    def dated(self) -> frozenset[str]:
        """Columns that hold dates by their type, so that their texts are ISO."""

    @property
    def numeric(self) -> frozenset[str]:
        """Columns that hold numbers by their type, so that their texts have one reading."""

    def chunks(self, columns: Sequence[str]) -> Iterator[Chunk]:
        """The rows, with the texts of these columns; raises `EventDataError`."""


def refuse(path: Path, line: int | None, message: str) -> NoReturn:
    """A file that cannot be read at all."""
    raise EventDataError([Problem(str(path), line, "", message)])


def hashes(rows: Iterable[str | bytes]) -> Array:
    """A hash of each row: two of 10 million different rows share one in one file of 400,000."""
    return np.fromiter(map(hash, rows), np.int64)
