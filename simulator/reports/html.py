"""A report in HTML: one file that asks nothing of anybody and runs nothing."""

import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined

from simulator.reports.parts import Figure, Piece, Section, Story
from simulator.tables.page import Commands, Grid, Items, Title
from simulator.tables.safe_text import clean

KINDS = {
    Figure: "figure",
    Story: "story",
    Grid: "grid",
    Items: "items",
    Commands: "commands",
    Title: "title",
    str: "paragraph",
}

_WITH_SIGN = re.compile(r"(?<=\d) %")
"""A sign that no line may begin with."""


def to_html(title: str, sections: Sequence[Section]) -> str:
    """The page; whatever the results say in it is text."""
    pages = Environment(
        loader=PackageLoader("simulator.reports", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    look = pages.get_template("report.css").render()
    page = pages.get_template("report.html").render(
        title=title, sections=sections, kind=kind, picture=data_uri, look=look,
        look_hash=b64encode(sha256(look.encode()).digest()).decode(),
    )  # fmt: skip
    return _WITH_SIGN.sub("\N{NO-BREAK SPACE}%", clean(page))


def kind(piece: Piece) -> str:
    """Which block of the page draws a piece."""
    return KINDS[type(piece)]


def data_uri(svg: bytes) -> str:
    """A picture as the address of itself, so that the page asks for no file."""
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"
