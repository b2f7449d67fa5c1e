"""The text of a CSV file from its header on: UTF-8, whatever the file is written in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

from simulator.data.rows import refuse

BOMS = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}
_NO_CSV = {
    b"PK\x03\x04": "this is a ZIP archive or an Excel workbook; unpack it, or save it as CSV.",
    b"\x1f\x8b": "this is compressed; unpack it first.",
}
LONGEST_LINE = 1_000_000
_EXCEL = re.compile('"?sep=(.)"?', re.IGNORECASE)
_COMMENT = re.compile(r"#(\s|[^,;\t|]*$)")
"""A line that begins with # and a blank, or that is not cut into cells: "#id,date" is a header."""


class CsvText:
    """Where the header of a file begins, and the pieces of its text from there on."""

    def __init__(self, path: Path, encoding: str) -> None:
        with path.open("rb") as file:
            start = file.read(len(BOMS) + 1)
        for magic, message in _NO_CSV.items():
            if start.startswith(magic):
                refuse(path, None, message)
        self.path = path
        mark = next((one for one in BOMS if start.startswith(one)), b"")
        self.encoding = codecs.lookup(BOMS.get(mark, encoding)).name
        self.offset = len(mark)
        """Bytes of the file before its text."""
        if b"\0" in start and not self.encoding.startswith(("utf-16", "utf-32")):
            order = "le" if start[1::2].count(0) else "be"
            refuse(
                path,
                1,
                "this is UTF-16 text without a mark that says so. Save it as UTF-8, or write "
                f"into the mapping: encoding: utf-16-{order}",
            )
        self.separator: str | None = None
        """The one that a first line such as "sep=;" names."""
        self.line, self.skipped = 1, 0
        """The line of the header, and bytes of text before it."""
        self._pass_preamble()

    @property
    def plain(self) -> bool:
        """Whether the bytes of the file are those of its text."""
        return self.encoding == "utf-8"

    def pieces(self, size: int) -> Iterator[bytes]:
        """The text in UTF-8, about `size` bytes at a time; bytes of no such encoding are refused.

        UTF-8 is handed on as it is: whoever cuts it into rows can say on which line it breaks.
        """
        decoder = codecs.getincrementaldecoder(self.encoding)()
        skip, done = self.skipped, self.offset
        with self.path.open("rb") as file:
            file.seek(self.offset)
            while data := file.read(size):
                text = data if self.plain else self._decoded(decoder, data, done)
                done += len(data)
                yield text[skip:]
                skip = max(0, skip - len(text))
        if not self.plain:
            yield self._decoded(decoder, b"", done, last=True)

    def _decoded(
        self, decoder: codecs.IncrementalDecoder, data: bytes, done: int, last: bool = False
    ) -> bytes:
        try:
            return decoder.decode(data, last).encode()
        except UnicodeError as error:
            reason = getattr(error, "reason", error)
            refuse(
                self.path,
                None,
                f"this is not {self.encoding} text (after byte {done} of the file: {reason}). "
                "Write its encoding into the mapping.",
            )

    def _pass_preamble(self) -> None:
        """Go to the header: over comments, and over the line with which Excel names a separator."""
        lost = "surrogateescape" if self.plain else "strict"
        with self.path.open("rb") as file:
            file.seek(self.offset)
            text = TextIOWrapper(file, self.encoding, lost, newline="\n")
            while line := self._line(text):
                excel = _EXCEL.fullmatch(line.strip()) if self.separator is None else None
                if excel:
                    self.separator = excel[1]
                elif line.strip() and not _COMMENT.match(line.rstrip("\r\n")):
                    break
                self.line += line.count("\n")
                self.skipped += len(line.encode(errors=lost))

    def _line(self, text: TextIOWrapper) -> str:
        """The next line; none where the text cannot be decoded, which `pieces` will say."""
        try:
            return text.readline(LONGEST_LINE)
        except UnicodeError:
            return ""
