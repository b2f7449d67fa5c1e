"""One look for every picture: the style, the colours by meaning, figures, and files."""

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from io import BytesIO
from pathlib import Path
from typing import ParamSpec, TypeVar

import matplotlib.style
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.figure import Figure

from simulator.errors import OutputError
from simulator.files import put
from simulator.plots.lettering import families, wrapped

FOOTER = "Not a forecast: rules, clocks and promises with public figures."
FORMATS = {
    "png": ("Software",),
    "svg": ("Date", "Creator"),
    "pdf": ("CreationDate", "Creator", "Producer"),
}
"""Forms of picture files, each with the metadata that would otherwise say when, or by what, it was
written."""
WIDTH = 10.0
"""Inches; 1200 pixels."""
EDGE = 0.12
"""Inches between the edge and any text."""

# Okabe and Ito's colours, by what they stand for; a marker, dash or word always says it too.
BLUE, VERMILION, GREEN, ORANGE, SKY, PURPLE = (
    "#0072B2", "#D55E00", "#009E73", "#E69F00", "#56B4E9", "#CC79A7",
)  # fmt: skip
BLACK, GREY, PALE = "#222222", "#777777", "#DDDDDD"
HOSTILE, OTHER = VERMILION, SKY
COUNTED = BLUE
STATES = {
    "met": (GREEN, "o"),
    "late": (ORANGE, "^"),
    "lapsed": (BLACK, "X"),
    "open": (GREY, "|"),
}
"""Colour and marker of a phase by its state."""
SERIES = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, BLACK)
DASHES = ("-", (0, (5, 2)), (0, (1, 1.2)), (0, (6, 2, 1, 2)), (0, (3, 1, 1, 1, 1, 1)))
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
_POSTURES = LinearSegmentedColormap.from_list("postures", ["#D6EEE6", "#F8E2AE", VERMILION])
_PHASES = LinearSegmentedColormap.from_list("phases", ["#BFE0F5", "#4A9FD8", "#00406B"])
_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]+"
)

P = ParamSpec("P")
R = TypeVar("R")


@contextmanager
def house() -> Iterator[None]:
    """The house style and nothing of the user's own; characters without a glyph draw as boxes."""
    sheet = Path(__file__).with_name("house.mplstyle")
    with matplotlib.style.context(sheet, after_reset=True), warnings.catch_warnings():
        rcParams["font.family"] = list(families())
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        warnings.filterwarnings("ignore", "Matplotlib currently does not support .* natively")
        yield


def in_house_style(draw: Callable[P, R]) -> Callable[P, R]:
    """A plot function that draws in the house style."""

    @wraps(draw)
    def styled(*args: P.args, **kwargs: P.kwargs) -> R:
        with house():
            return draw(*args, **kwargs)

    return styled


class Picture(Figure):
    """A figure that a notebook shows by itself, without pyplot."""

    def _repr_png_(self) -> bytes:
        return rendered(self, "png")


def rendered(figure: Figure, form: str) -> bytes:
    """A figure as the bytes of a file of one of FORMATS, the same each time."""
    file = BytesIO()
    with house():
        figure.savefig(file, format=form, metadata=dict.fromkeys(FORMATS[form]))
    return file.getvalue()


def save(figure: Figure, path: str | Path) -> Path:
    """Write a figure to a .png, .svg or .pdf file; raises `OutputError` where it cannot."""
    path = Path(path)
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise OutputError(f"{path}: pictures are written as .png, .svg or .pdf")
    try:
        put(path, rendered(figure, form))
    except OSError as problem:
        raise OutputError(f"{path}: {problem.strerror or problem}") from problem
    return path


def plain(name: object, width: int = 60) -> str:
    """A name as one line of at most `width` characters."""
    text = _CONTROL.sub(" ", str(name)).strip()
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def picture(title: str, subtitle: str = "", height: float = 4.6, footer: str = FOOTER) -> Picture:
    """An empty figure with its title, the line below it, and the footer."""
    figure = Picture(figsize=(WIDTH, height))
    lines = wrapped(plain(title, 400), 0.98 * (WIDTH - 2 * EDGE), 13, "bold")
    below = [
        line
        for part in subtitle.split("\n")
        for line in wrapped(plain(part, 600), WIDTH - 2 * EDGE, 9, lines=3)
    ]
    left, y = EDGE / WIDTH, 0.14 + 0.235 * len(lines) + 0.05
    figure.text(left, 1 - 0.14 / height, "\n".join(lines), size=13, weight="bold", va="top")
    figure.text(left, 1 - y / height, "\n".join(below), size=9, color="#555555", va="top")
    figure.text(left, 0.09 / height, footer, size=7.5, color="#666666", va="bottom")
    return figure


def top_of(figure: Figure) -> float:
    """Inches that title and subtitle take."""
    title, subtitle = (text.get_text() for text in figure.texts[:2])
    below = 0.24 + 0.155 * subtitle.count("\n") if subtitle else 0.0
    return 0.55 + 0.235 * title.count("\n") + below


def axes_in(figure: Figure, left: float = 0.75, right: float = 0.3, bottom: float = 0.72) -> Axes:
    """The one axes of a figure; margins in inches."""
    width, height = figure.get_size_inches()
    tall = height - top_of(figure) - 0.1 - bottom
    return figure.add_axes(
        (left / width, bottom / height, (width - left - right) / width, tall / height)
    )


def posture_colour(rank: int, count: int) -> str:
    """From pale green, the mildest posture, to vermilion, the gravest."""
    return to_hex(_POSTURES(rank / max(1, count - 1)))


def phase_colour(number: int, count: int) -> str:
    """From pale to dark blue; `number` counts from 0."""
    return to_hex(_PHASES(number / max(1, count - 1)))
