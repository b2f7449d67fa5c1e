"""Plain text in lines that fit: tables with aligned columns, and paragraphs."""

import re
import shutil
import sys
import textwrap
from collections.abc import Sequence

from simulator.tables.safe_text import clean

WIDTH = 100
GAP = "  "
LEAST_WIDTH = 14
"""Of a column in which an interval is broken into two lines: (3,911 to / 22,805)."""
NO_BREAK = "\u00a0"
_UNIT = re.compile(
    r"(?<=\d) (?=(%|pp|h|min|s|days?|km2|km|points|histories|pairs)\b|%)|(?<=±) (?=\d)"
)


def width() -> int:
    """How wide a table may be: 100 columns, or the terminal's where it is narrower."""
    if not sys.stdout.isatty():
        return WIDTH
    return max(40, min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns))


def unbroken(text: str) -> str:
    """Words that a table keeps in one line."""
    return text.replace(" ", NO_BREAK)


def table(header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Aligned columns without lines; those numbered in `right` end flush. Long cells are wrapped.

    Where `width()` leaves too little room for columns of whole words, each row is a list of its
    cells, one below the other. A row of one cell is a heading: it stands below an empty line and
    widens no column.
    """
    cells = [[together(clean(cell).replace("\n", " ")) for cell in row] for row in (header, *rows)]
    whole = [row for row in cells if len(row) == len(header)]
    widths = _fitted(list(zip(*whole, strict=True)))
    blocks = _block(cells[0], widths, right) if widths else []
    for row in cells[1:]:
        if len(row) < len(header):
            blocks += ["", row[0]]
        else:
            blocks += _block(row, widths, right) if widths else _listed(cells[0], row, 0 in right)
    return "\n".join(blocks).replace(NO_BREAK, " ")


def _block(row: list[str], widths: list[int], right: Sequence[int]) -> list[str]:
    """The lines of one row; an indented cell goes on a little further to the right."""
    wrapped = [_wrapped(cell, size) for cell, size in zip(row, widths, strict=True)]
    lines = []
    for i in range(max(map(len, wrapped))):
        parts = [lines_[i] if i < len(lines_) else "" for lines_ in wrapped]
        lines.append(GAP.join(_aligned(parts, widths, right)).rstrip())
    return lines


def _wrapped(cell: str, size: int) -> list[str]:
    """The lines of a cell; what should stay together does where it fits."""
    text = cell if _longest_piece(cell) <= size else cell.replace(NO_BREAK, " ")
    return textwrap.wrap(text, size, subsequent_indent=_hanging(cell)) or [""]


def _hanging(cell: str) -> str:
    """The indent of all lines of a cell but the first."""
    indent = len(cell) - len(cell.lstrip())
    return " " * (indent + 2 if indent else 0)


def _aligned(parts: list[str], widths: list[int], right: Sequence[int]) -> list[str]:
    return [
        part.rjust(size) if k in right else part.ljust(size)
        for k, (part, size) in enumerate(zip(parts, widths, strict=True))
    ]


def _listed(header: list[str], row: list[str], numbered: bool) -> list[str]:
    """A row whose columns do not fit side by side: its name, and 'heading: value' below it."""
    after = f"{_hanging(row[0]) or GAP}{GAP}"
    parts = [(f"{header[0]} {row[0]}" if numbered else row[0], _hanging(row[0]))]
    parts += [
        (f"{after}{f'{name}: ' if name else ''}{cell}", after + GAP)
        for name, cell in zip(header[1:], row[1:], strict=True)
        if cell
    ]
    return [
        line
        for text, indent in parts
        for line in textwrap.wrap(text, width(), subsequent_indent=indent)
    ]


def _fitted(columns: list[tuple[str, ...]]) -> list[int]:
    """The widths of columns that fit, the widest cut first; none if a word would be broken.

    What should stay together is broken, between its words, only if columns cannot fit otherwise.
    """
    widths = [max(map(len, column)) for column in columns]
    room = width() - len(GAP) * (len(columns) - 1)
    for piece in (_longest_piece, _longest_word):
        wanted = [max(map(piece, column)) for column in columns]
        for least in (wanted, [min(size, room // 2) for size in wanted]):
            if sum(least) <= room:
                return _cut(widths, least, room)
    return []


def _cut(widths: list[int], least: list[int], room: int) -> list[int]:
    """The widths with the widest cut first, none below its least."""
    widths = list(widths)
    while sum(widths) > room:
        spare = [size if size > low else 0 for size, low in zip(widths, least, strict=True)]
        widths[spare.index(max(spare))] -= 1
    return widths


def _longest_word(cell: str) -> int:
    """How wide a column must be to break no word, and `LEAST_WIDTH` where it breaks an interval."""
    words = _longest_piece(cell.replace(NO_BREAK, " "))
    return min(_longest_piece(cell), max(words, LEAST_WIDTH))


def _longest_piece(cell: str) -> int:
    """How wide a column must be to break no word of a cell."""
    first, *others = textwrap.wrap(cell.lstrip(), 1, break_long_words=False) or [""]
    indent = len(cell) - len(cell.lstrip())
    hanging = len(_hanging(cell))
    return max([indent + len(first), *(hanging + len(piece) for piece in others)])


def together(text: str) -> str:
    """Text whose numbers stay in one line with their units: '24 %', '48 h', '8,033 km2'."""
    return _UNIT.sub(NO_BREAK, text)


def paragraph(text: str, indent: int = 0, hanging: int = 0) -> str:
    """Running text in lines that fit, all but the first indented by `hanging` more."""
    first, others = " " * indent, " " * (indent + hanging)
    words = together(" ".join(text.split()))
    lines = textwrap.fill(words, width(), initial_indent=first, subsequent_indent=others)
    return lines.replace(NO_BREAK, " ")
