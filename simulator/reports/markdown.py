"""A report in Markdown, with its pictures in a folder beside it."""

import re
from collections.abc import Mapping, Sequence

from simulator.reports.parts import Figure, Piece, Section, Story
from simulator.tables.page import Commands, Grid, Items, Title
from simulator.tables.safe_text import clean

_MEANS_SOMETHING = re.compile(r"([\\`*_\[\]|~#])")
"""What Markdown takes for more than text, wherever it stands in a line."""
_STARTS_SOMETHING = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|=|-)")
"""What it takes for a list or a heading at the beginning of one."""


def to_markdown(title: str, sections: Sequence[Section], folder: str) -> str:
    """The page; `folder`: where its pictures lie, seen from the page."""
    lines = [f"# {plain(title)}"]
    lines += ["A simulation of rules, clocks and promises with public figures. Not a forecast."]
    for section in sections:
        lines.append(f"## {section.heading}")
        lines += [_piece(piece, folder) for piece in section.pieces]
    return clean("\n\n".join(lines)) + "\n"


def pictures_beside(sections: Sequence[Section]) -> Mapping[str, bytes]:
    """The pictures of the page by their file names."""
    pieces = [piece for section in sections for piece in section.pieces]
    return {f"{one.name}.svg": one.svg for one in pieces if isinstance(one, Figure)}


def plain(text: str) -> str:
    """Text in one line that stays text in Markdown, and in the HTML that is made of it."""
    line = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _STARTS_SOMETHING.sub(r"\1\\\2", _MEANS_SOMETHING.sub(r"\\\1", line))


def _piece(piece: Piece, folder: str) -> str:
    """A part of the page."""
    match piece:
        case Figure():
            link = f"![{plain(piece.alt)}]({folder}/{piece.name}.svg)"
            return f"### {plain(piece.heading)}\n\n{link}\n\n{_grid(piece.table)}"
        case Story():
            return f"### {plain(piece.heading)}\n\n{_as_it_is(piece.text)}"
        case Grid():
            return _grid(piece)
        case Items():
            items = "\n".join(f"- {plain(item)}" for item in piece.items)
            below = f"\n\n{plain(piece.reading)}" if piece.reading else ""
            return f"{plain(piece.heading)}\n\n{items}{below}"
        case Commands():
            return f"{plain(piece.heading)}\n\n{_as_it_is(chr(10).join(piece.commands))}"
        case Title():
            return f"**{plain('; '.join(piece.lines))}**"
    return plain(piece)


def _as_it_is(text: str) -> str:
    """Lines that are shown as they are, whatever stands in them: indented, so that none ends it."""
    return "\n".join(f"    {line}" for line in text.splitlines())


def _grid(table: Grid) -> str:
    """A table; a row of one cell is bold."""
    columns = len(table.header)
    rules = ["--:" if place in table.right else "---" for place in range(columns)]
    rows = [
        [f"**{plain(row[0])}**"] if len(row) < columns else map(plain, row) for row in table.rows
    ]
    lines = [_line(map(plain, table.header), columns), _line(rules, columns)]
    lines += [_line(row, columns) for row in rows]
    caption = [plain(table.caption), ""] if table.caption else []
    return "\n".join([*caption, *lines])


def _line(cells: "Sequence[str] | map[str]", columns: int) -> str:
    found = list(cells)
    return f"| {' | '.join([*found, *[''] * (columns - len(found))])} |"
