"""Rows as records, by the words of a mapping."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

import numpy as np

from simulator.data.figures import TYPED, Figures, Marks
from simulator.data.mapping import LEAVE_OUT, REJECT, Mapping
from simulator.data.number_cells import coded, same
from simulator.data.revisions import Revisions
from simulator.data.row_spans import Spans, precisions, spans, widened
from simulator.data.rows import Chunk, Rejected
from simulator.data.series import RECORD
from simulator.data.sheet import Sheet
from simulator.data.timestamps import bound
from simulator.model.parameters import Array

EVERYWHERE = "everywhere"
"""The region where the mapping names no column for it."""
NO_REGION = "not given"
NO_KIND = "a value that the mapping gives no kind for"
_LEFT_OUT, _UNKNOWN = -1, -2


class Names:
    """Numbers for names, in the order in which the names were met."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def number(self, name: str) -> int:
        """The number of this name, a new one if it is new."""
        return self.known.setdefault(name, len(self.known))


class Counted(NamedTuple):
    """Acts of one kind for each row, where `told`."""

    total: Array
    kind: Array
    told: Array


@dataclass
class Gathered:
    """What has been made of the chunks so far."""

    mapping: Mapping
    dated: frozenset[str]
    numeric: frozenset[str]
    rows: int = 0
    not_reported: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    records: list[Array] = field(default_factory=list)
    keys: list[Array] = field(default_factory=list)
    """Of each record's row; equal for rows that are equal."""
    span: tuple[int, int] | None = None
    """The first and the last minute among the dates of the file, used or left out."""
    kinds: Names = field(default_factory=Names)
    regions: Names = field(default_factory=Names)
    figures: dict[str, Figures] = field(init=False)
    """How the numbers of each column are written."""
    revisions: Revisions = field(default_factory=Revisions)

    def __post_init__(self) -> None:
        marks = Marks(self.mapping.decimal, self.mapping.thousands)
        self.figures = {
            column: Figures(TYPED if column in self.numeric else marks)
            for column in self.mapping.columns
        }
        covered, zone = self.mapping.covered, self.mapping.zone
        self.start = bound(covered.start, zone, after=False) if covered.start else None
        self.end = bound(covered.end, zone, after=True) if covered.end else None

    def take(self, chunk: Chunk) -> None:
        """One more chunk."""
        self.rows += len(chunk.lines) + len(chunk.faulty)
        self.rejected += chunk.faulty
        if not len(chunk.lines):
            return
        sheet = Sheet(chunk, self.mapping.missing, self.dated, self.figures)
        self._read(sheet)
        self.rejected += sheet.rejected
        self.left_out += sheet.left_out

    def all_records(self) -> Array:
        """The records of all chunks in one; the chunks are let go, since ten million take room."""
        records = np.concatenate([np.zeros(0, RECORD), *self.records])
        self.records.clear()
        return records

    def all_keys(self) -> Array:
        """The keys of the records' rows."""
        return np.concatenate([np.zeros(0, np.int64), *self.keys])

    def _read(self, sheet: Sheet) -> None:
        """What is left out comes first, so that its faults do not matter."""
        mapping = self.mapping
        if mapping.id is not None:
            self.revisions.take(sheet, mapping.id)
        for column, values in mapping.where.items():
            known = frozenset(map(same, values))
            wanted = coded(sheet.texts(column), partial(_among, known), "?")
            sheet.leave_out(~wanted, f"{column} is not {' or '.join(values)}")
        kind = self._kinds(sheet)
        precision = precisions(sheet, mapping)
        when = spans(sheet, mapping, precision)
        self._note(when)
        self._leave_out_uncovered(sheet, when)
        start, end = widened(when, precision, mapping.zone)
        munitions = _munitions(sheet, mapping.munitions)
        region = self._regions(sheet)
        counted = list(self._counted(sheet, kind))
        self.not_reported += int((sheet.alive & ~np.any([one.told for one in counted], 0)).sum())
        for one in counted:
            use = sheet.alive & one.told
            record = np.zeros(int(use.sum()), RECORD)
            cells = (start, end, one.total, one.kind, region, munitions, sheet.chunk.lines)
            for name, cell in zip(RECORD.names or (), cells, strict=True):
                record[name] = cell[use]
            self.records.append(record)
            self.keys.append(sheet.chunk.keys[use])

    def _note(self, when: Spans) -> None:
        """Widen the time that the file reaches over."""
        if when.read.any():
            low, high = int(when.start[when.read].min()), int(when.end[when.read].max())
            known = self.span or (low, high)
            self.span = min(low, known[0]), max(high, known[1])

    def _leave_out_uncovered(self, sheet: Sheet, when: Spans) -> None:
        covered = self.mapping.covered
        if self.start is not None:
            sheet.leave_out(when.read & (when.start < self.start), f"before {covered.start}")
        if self.end is not None:
            sheet.leave_out(when.read & (when.end > self.end), f"after {covered.end}")

    def _kinds(self, sheet: Sheet) -> Array | None:
        """The kind of each row; None where columns are counted, each of its own kind."""
        word = self.mapping.kind
        if word is None:
            return None
        if word.column is None:
            return np.full(len(sheet), self.kinds.number(word.always or ""))
        pairs = word.values or {kind: kind for kind in self.mapping.known_kinds}
        exact = {same(value): kind for value, kind in pairs.items()}
        folded = {value.casefold(): kind for value, kind in exact.items()}

        def code(text: str) -> int:
            cell = same(text)
            kind = exact.get(cell) or folded.get(cell.casefold(), word.other)
            if kind in (LEAVE_OUT, REJECT):
                return _LEFT_OUT if kind == LEAVE_OUT else _UNKNOWN
            return self.kinds.number(kind)

        found = coded(sheet.texts(word.column), code)
        sheet.leave_out(found == _LEFT_OUT, f"{word.column} of a kind that is left out")
        sheet.reject(found == _UNKNOWN, word.column, NO_KIND)
        return found

    def _regions(self, sheet: Sheet) -> Array:
        if self.mapping.region is None:
            return np.full(len(sheet), self.regions.number(EVERYWHERE))
        texts = sheet.texts(self.mapping.region)
        return coded(texts, lambda text: self.regions.number(same(text) or NO_REGION))

    def _counted(self, sheet: Sheet, kind: Array | None) -> Iterator[Counted]:
        """The acts of each kind that the mapping counts."""
        if kind is None:
            for column, name in self.mapping.counts.items():
                total, told = _totals(sheet, column)
                yield Counted(total, np.full(len(sheet), self.kinds.number(name)), told)
        elif self.mapping.count is not None:
            total, told = _totals(sheet, self.mapping.count)
            yield Counted(total, kind, told)
        else:
            yield Counted(np.ones(len(sheet), np.int64), kind, np.ones(len(sheet), bool))


def _among(values: frozenset[str], text: str) -> bool:
    return same(text) in values


def _totals(sheet: Sheet, column: str) -> tuple[Array, Array]:
    """The counts of a column, and where it was reported."""
    values, told = sheet.numbers(column, whole=True)
    return values.astype(np.int64), told


def _munitions(sheet: Sheet, column: str | None) -> Array:
    """Munitions of each act; 0 where they are not known."""
    if column is None:
        return np.zeros(len(sheet))
    return sheet.numbers(column, whole=False)[0]
