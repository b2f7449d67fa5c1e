"""CSV in blocks that end where a row ends, so that a file of any size takes little memory."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from simulator.events.rows import Chunk, Rejected, hashes, refuse
from simulator.model.parameters import Array

BLOCK = 16_000_000
"""Bytes read at a time."""
LONGEST_ROW = 64_000_000
SEPARATORS = ",;\t|"
BOM = b"\xef\xbb\xbf"
_NOT_TEXT = {
    b"PK\x03\x04": "this is a ZIP archive or an Excel workbook; unpack it, or save it as CSV.",
    b"\x1f\x8b": "this is compressed; unpack it first.",
    b"\xff\xfe": "this is UTF-16 text; save it as UTF-8.",
    b"\xfe\xff": "this is UTF-16 text; save it as UTF-8.",
}
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
    """A CSV file with one header row, in UTF-8, separated by one of SEPARATORS."""

    unit = "line"
    dated: frozenset[str] = frozenset()

    def __init__(self, path: Path, start: bytes) -> None:
        for magic, message in _NOT_TEXT.items():
            if start.startswith(magic):
                refuse(path, None, message)
        self.path = path
        first = next(self._blocks(), None)
        if first is None or not len(first.starts):
            refuse(path, 1, "the file is empty.")
        text = first.data[first.starts[0] : first.ends[0]].decode().rstrip("\r")
        self.separator = max(SEPARATORS, key=text.count)
        self.header = [name.strip() for name in next(csv.reader([text], delimiter=self.separator))]

    def chunks(self, columns: Sequence[str]) -> Iterator[Chunk]:
        """The rows after the header, with the texts of these columns."""
        head = 1
        for block in self._blocks():
            yield self._chunk(block, columns, head)
            head = 0

    def _chunk(self, block: Block, columns: Sequence[str], head: int) -> Chunk:
        """The rows of a block but for the first `head` of them."""
        import pyarrow as pa
        import pyarrow.csv as pcsv

        starts, ends, lines = (one[head:] for one in (block.starts, block.ends, block.lines))
        faulty: dict[int, Rejected] = {}
        count = len(self.header)

        def note(row: Any) -> str:
            reason = f"not {count} cells, as the header has"
            faulty[row.number - 1] = Rejected(0, "", reason, f"{row.actual_columns} cells")
            return "skip"

        names = [str(i) for i in range(count)]
        wanted = [str(self.header.index(column)) for column in columns]
        table = (
            pcsv.read_csv(
                pa.BufferReader(
                    pa.py_buffer(block.data).slice(int(starts[0]) if len(starts) else 0)
                ),
                pcsv.ReadOptions(
                    use_threads=False, block_size=len(block.data) + 1, column_names=names
                ),
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
            if len(starts)
            else pa.table({name: pa.array([], pa.string()) for name in wanted})
        )
        if table.num_rows + len(faulty) != len(starts):
            self._say_where_quotes_fail(block)
        good = np.ones(len(starts), bool)
        good[list(faulty)] = False
        keys = hashes(block.data[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True))
        return Chunk(
            {name: table[key].combine_chunks() for name, key in zip(columns, wanted, strict=True)},
            lines[good],
            keys[good],
            [one._replace(line=int(lines[i])) for i, one in faulty.items()],
        )

    def _blocks(self) -> Iterator[Block]:
        """The file in blocks of whole rows, without rows that are blank."""
        line, offset, rest = 1, 0, b""
        with self.path.open("rb") as file:
            while data := file.read(BLOCK):
                data = rest + (data.removeprefix(BOM) if offset == 0 and not rest else data)
                block, rest = self._cut(data, line, offset, last=False)
                if len(rest) > LONGEST_ROW:
                    self._never_ends(line)
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
            refuse(self.path, where, f"this is not UTF-8 text ({byte}). Save the file as UTF-8.")
        width = ends - starts
        blank = (width == 0) | ((width == 1) & (array[starts] == _RETURN))
        return Block(whole, line, starts[~blank], ends[~blank], lines[~blank]), data[size:]

    def _never_ends(self, line: int) -> None:
        message = 'a quotation mark in the row that begins here is never closed; write "" for one.'
        refuse(self.path, line, message)

    def _say_where_quotes_fail(self, block: Block) -> None:
        """Quotation marks pair up over the block but not row by row: name the first such row."""
        reader = csv.reader(block.data.decode().splitlines(), delimiter=self.separator, strict=True)
        try:
            for _ in reader:
                pass
        except csv.Error:
            pass
        line = block.line + reader.line_num - 1
        message = 'the quotation marks up to here do not pair up; write "" for one within a cell.'
        refuse(self.path, line, message)
