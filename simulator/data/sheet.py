"""Rows while they are read: which are still in, which are left out, which are rejected and why."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from simulator.data.figures import (
    DECIMAL_DOT,
    MARKED,
    ONE_DOT,
    PLAIN,
    Doubt,
    Figures,
)
from simulator.data.number_cells import NOT_TOLD, REASONS, numbers
from simulator.data.rows import Chunk, Rejected
from simulator.model.parameters import Array

LONGEST_SHOWN = 60


class Sheet:
    """A chunk of rows; a row that is left out or rejected stays so, with its first reason."""

    def __init__(
        self,
        chunk: Chunk,
        missing: tuple[str, ...],
        dated: frozenset[str],
        figures: dict[str, Figures],
    ) -> None:
        self.chunk, self.missing, self.dated, self.figures = chunk, missing, dated, figures
        self.alive = np.ones(len(chunk.lines), bool)
        self.rejected: list[Rejected] = []
        self.left_out: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self.alive)

    def texts(self, column: str) -> Any:
        """An Arrow array of the cells, "" for what was not reported."""
        import pyarrow as pa
        import pyarrow.compute as pc

        texts = self.chunk.columns[column]
        if not self.missing:
            return texts
        plain = pc.utf8_trim_whitespace(texts)
        told = pc.invert(pc.is_in(plain, value_set=pa.array(self.missing, pa.string())))
        return pc.if_else(told, texts, "")

    def numbers(self, column: str, whole: bool) -> tuple[Array, Array]:
        """The numbers of a column, 0 where there is none, and where there is something.

        Rows with a number that will not do are rejected; what the numbers that are wanted show of
        their marks is noted.
        """
        found = numbers(self.texts(column), whole, self.figures[column].marks)
        self._note_marks(column, np.where(self.alive, found.clear, PLAIN))
        for state, reason in REASONS.items():
            self.reject(found.states == state, column, reason)
        return found.values, found.states != NOT_TOLD

    def _note_marks(self, column: str, clear: Array) -> None:
        known, cells = self.figures[column], self.chunk.columns[column]
        known.decimal_dot |= bool((clear == DECIMAL_DOT).any())
        for name, code in (("marked", MARKED), ("one_dot", ONE_DOT)):
            rows = np.flatnonzero(clear == code)
            if len(rows) and getattr(known, name) is None:
                row = int(rows[0])
                setattr(known, name, Doubt(int(self.chunk.lines[row]), str(cells[row])))

    def leave_out(self, rows: Array, why: str) -> None:
        """Rows without a fault that are left out."""
        gone = rows & self.alive
        self.left_out[why] += int(gone.sum())
        self.alive &= ~gone

    def reject(self, rows: Array, column: str, reason: str, value: str | None = None) -> None:
        """Rows with a fault in this column; `value` says more than the cell does."""
        gone = np.flatnonzero(rows & self.alive)
        cells = self.chunk.columns.get(column)
        for row in gone.tolist():
            shown = value if value is not None else str(cells[row]) if cells is not None else ""
            line = int(self.chunk.lines[row])
            self.rejected.append(Rejected(line, column, reason, shown[:LONGEST_SHOWN]))
        self.alive[gone] = False
