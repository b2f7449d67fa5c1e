"""What a reader sees of a result, part by part: in lines for a terminal, in HTML for a notebook."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple, TypeAlias

from simulator.tables.layout import paragraph, table, unbroken


class Title(NamedTuple):
    """What a page is of, in a line or more."""

    lines: Sequence[str]

    def text(self) -> str:
        """The lines, each in as many as it needs."""
        return "\n".join(map(paragraph, self.lines))

    def html(self) -> str:
        """The lines in bold."""
        return f"<p>{'<br>'.join(f'<b>{escape(line)}</b>' for line in self.lines)}</p>"


class Grid(NamedTuple):
    """A table of text. A row of one cell is a heading; a name begins with blanks below one."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: Sequence[int] = ()
    """The columns that end flush."""
    caption: str = ""
    """A sentence right above the table."""
    values: bool = False
    """Whether all cells but the first hold '12 (10 to 14)', to be broken nowhere but between value
    and interval."""

    def text(self) -> str:
        """Aligned columns, the caption above them."""
        rows = [[row[0], *map(_value, row[1:])] for row in self.rows] if self.values else self.rows
        lines = table(self.header, rows, self.right)
        return f"{paragraph(self.caption)}\n{lines}" if self.caption else lines

    def html(self) -> str:
        """The table, the caption above it."""
        lines = [_line([escape(cell) for cell in row], len(self.header)) for row in self.rows]
        heads = "".join(f"<th>{escape(cell)}</th>" for cell in self.header)
        caption = f"<p>{escape(self.caption)}</p>" if self.caption else ""
        head, body = f"<thead><tr>{heads}</tr></thead>", f"<tbody>{''.join(lines)}</tbody>"
        return f"{caption}<table>{head}{body}</table>"


class Items(NamedTuple):
    """A sentence, what it is about in a line each, and perhaps how to read them."""

    heading: str
    items: Sequence[str]
    reading: str = ""

    def text(self) -> str:
        """The items indented; one that needs more than a line goes on further to the right."""
        lines = [paragraph(self.heading), *(paragraph(item, 2, 2) for item in self.items)]
        return "\n".join([*lines, *([paragraph(self.reading)] if self.reading else [])])

    def html(self) -> str:
        """The items as a list."""
        items = "".join(f"<li>{escape(item)}</li>" for item in self.items)
        reading = f"<p>{escape(self.reading)}</p>" if self.reading else ""
        return f"<p>{escape(self.heading)}</p><ul>{items}</ul>{reading}"


class Commands(NamedTuple):
    """A sentence, and commands to copy, which no line end may break."""

    heading: str
    commands: Sequence[str]

    def text(self) -> str:
        """The commands indented, each in one line however long."""
        return "\n".join([paragraph(self.heading), *(f"  {one}" for one in self.commands)])

    def html(self) -> str:
        """The commands as they are."""
        lines = escape("\n".join(self.commands))
        return f"<p>{escape(self.heading)}</p><pre>{lines}</pre>"


Part: TypeAlias = Title | Grid | Items | Commands | str
"""A str is a paragraph."""


def in_lines(parts: Sequence[Part]) -> str:
    """The parts for a terminal, an empty line between them."""
    return "\n\n".join(paragraph(one) if isinstance(one, str) else one.text() for one in parts)


def in_html(parts: Sequence[Part]) -> str:
    """The parts for a notebook."""
    return "".join(f"<p>{escape(one)}</p>" if isinstance(one, str) else one.html() for one in parts)


def _value(cell: str) -> str:
    """A value that is broken before its interval and nowhere else."""
    middle, bracket, interval = cell.partition(" (")
    return unbroken(middle) + bracket + unbroken(interval)


def _line(cells: Sequence[str], columns: int) -> str:
    """A row of a table in HTML."""
    if len(cells) == 1:
        return f'<tr><th colspan="{columns}" style="text-align: left">{cells[0]}</th></tr>'
    indent = len(cells[0]) - len(cells[0].lstrip())
    first = f'<td style="text-align: left; padding-left: {indent}ex">{cells[0].lstrip()}</td>'
    return f"<tr>{first}{''.join(f'<td>{cell}</td>' for cell in cells[1:])}</tr>"
