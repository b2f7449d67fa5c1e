"""CSV in blocks that end where a row ends, so that a file of any size takes little memory."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from simulator.data.csv_text import CsvText
from simulator.data.rows import Chunk, Rejected, hashes, refuse
from simulator.model.parameters import Array

BLOCK = 16_000_000
"""Bytes read at a time."""
LONGEST_ROW = 64_000_000
SEPARATORS = ",;\t|"
BLANK = " \t\u00a0\u200b\ufeff"
RETURN_ALONE = "a line ends with a bare CR; save the file with line ends LF or CR LF."
LONE_QUOTE = "a quotation mark within a cell; put the cell in quotation marks and double it."
OTHER_TEXT = (
    "Save the file as UTF-8 (in Excel: CSV UTF-8), or write its encoding into the mapping, such as "
    "encoding: cp1252 (Excel in Western Europe) or encoding: cp1251 (Cyrillic)."
)
_NEWLINE, _QUOTE, _RETURN = 10, 34, 13


class Block(NamedTuple):
    """Bytes of whole rows."""

    data: bytes
    line: int
    """The line on which they begin."""
    starts: Array
    """Where each row begins, and where it ends: at its line feed."""
    ends: Array
    lines: Array
    """The line of each row."""


class CsvRows:
    """A CSV file with one header row; its cells are parted by `separator`, or one of SEPARATORS."""

    unit = "line"
    dated: frozenset[str] = frozenset()
    numeric: frozenset[str] = frozenset()

    def __init__(self, path: Path, encoding: str = "utf-8", separator: str | None = None) -> None:
        self.path = path
        self.text = CsvText(path, encoding)
        self.first = self.text.line
        first = next(self._blocks(), None)
        if first is None:
            refuse(path, 1, "the file is empty.")
        text = first.data[first.starts[0] : first.ends[0]].decode().rstrip("\r")
        self.separator = separator or self.text.separator or _separator(text)
        try:
            cells = next(csv.reader([text], delimiter=self.separator))
        except csv.Error as error:
            refuse(path, 1, RETURN_ALONE if "\r" in text else f"this is not a header: {error}.")
        self.header = [name.strip(BLANK) for name in cells]

    def chunks(self, columns: Sequence[str]) -> Iterator[Chunk]:
        """The rows after the header, with the texts of these columns."""
        head = 1
        for block in self._blocks():
            if len(block.starts) > head:
                yield self._chunk(block, head, columns)
            head = 0

    def _chunk(self, block: Block, head: int, columns: Sequence[str]) -> Chunk:
        """The rows of a block but for the first `head` of them."""
        starts, ends, lines = (one[head:] for one in (block.starts, block.ends, block.lines))
        wrong: dict[int, int] = {}
        table = self._cells(block.data[starts[0] :], columns, wrong)
        if table.num_rows + len(wrong) != len(starts):
            self._say_where_rows_part(block)
        good = np.ones(len(starts), bool)
        good[list(wrong)] = False
        bounds = zip(starts.tolist(), ends.tolist(), strict=True)
        keys = hashes(block.data[start:end].rstrip(b"\r") for start, end in bounds)
        count = len(self.header)
        reason = f"not {count} cells, as the header has"
        return Chunk(
            {name: table[i].combine_chunks() for i, name in enumerate(columns)},
            lines[good],
            keys[good],
            [Rejected(int(lines[i]), "", reason, f"{n} of {count}") for i, n in wrong.items()],
        )

    def _cells(self, data: bytes, columns: Sequence[str], wrong: dict[int, int]) -> Any:
        """An Arrow table of these columns; notes how many cells each `wrong` row has instead."""
        import pyarrow as pa
        import pyarrow.csv as pcsv

        def note(row: Any) -> str:
            wrong[row.number - 1] = row.actual_columns
            return "skip"

        # A header may name a column twice, so columns are known by their place.
        names = [str(place) for place in range(len(self.header))]
        wanted = [str(self.header.index(column)) for column in columns]
        return pcsv.read_csv(
            pa.BufferReader(data),
            pcsv.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=names),
            pcsv.ParseOptions(
                delimiter=self.separator, newlines_in_values=True, invalid_row_handler=note
            ),
            pcsv.ConvertOptions(
                include_columns=wanted,
                column_types=dict.fromkeys(wanted, pa.string()),
                check_utf8=False,
                strings_can_be_null=False,
            ),
        )

    def _blocks(self) -> Iterator[Block]:
        """The file in blocks of whole rows, without rows that are blank."""
        line, rest = self.text.line, b""
        offset = self.text.offset + self.text.skipped
        for data in self.text.pieces(BLOCK):
            block, rest = self._cut(rest + data, line, offset, last=False)
            if len(rest) > LONGEST_ROW:
                self._never_ends(line)
            if len(block.starts):
                yield block
            line += block.data.count(b"\n")
            offset += len(block.data)
        if rest:
            yield self._cut(rest + b"\n", line, offset, last=True)[0]

    def _cut(self, data: bytes, line: int, offset: int, last: bool) -> tuple[Block, bytes]:
        """The whole rows at the beginning of `data`, and what comes after them."""
        array = np.frombuffer(data, np.uint8)
        newlines = np.flatnonzero(array == _NEWLINE)
        quotes = np.flatnonzero(array == _QUOTE)
        ends = newlines[np.searchsorted(quotes, newlines) % 2 == 0]
        size = int(ends[-1]) + 1 if len(ends) else 0
        starts = np.concatenate([[0], ends[:-1] + 1]).astype(np.int64)[: len(ends)]
        lines = line + np.searchsorted(newlines, starts)
        if last and size < len(data):
            self._never_ends(line + data.count(b"\n", 0, size))
        whole = data[:size]
        try:
            whole.decode()
        except UnicodeDecodeError as error:
            where = line + data.count(b"\n", 0, error.start)
            byte = f"byte {offset + error.start + 1} of the file is 0x{data[error.start]:02X}"
            refuse(self.path, where, f"this is not UTF-8 text ({byte}). {OTHER_TEXT}")
        width = ends - starts
        blank = (width == 0) | ((width == 1) & (array[starts] == _RETURN))
        return Block(whole, line, starts[~blank], ends[~blank], lines[~blank]), data[size:]

    def _never_ends(self, line: int) -> None:
        refuse(
            self.path, line, "a quotation mark opened in the row that begins here is never closed."
        )

    def _say_where_rows_part(self, block: Block) -> None:
        """A row by its quotation marks is more than one by its cells: name the first such row."""
        line, message = block.line, RETURN_ALONE
        for start, end, at in zip(block.starts, block.ends, block.lines.tolist(), strict=True):
            text = block.data[start:end].decode()
            if "\r" in text.rstrip("\r") and '"' not in text:
                line = at
                break
            if len(list(csv.reader(text.splitlines(True), delimiter=self.separator))) != 1:
                line, message = at, LONE_QUOTE
                break
        refuse(self.path, line, message)


def _separator(header: str) -> str:
    """The sign that parts the cells of a header: the most frequent one outside quotation marks."""
    bare = re.sub('"[^"]*"', "", header)
    return max(SEPARATORS, key=bare.count)
