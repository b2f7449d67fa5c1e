"""One history under several scenarios as an animation: the picture of the same war, laid open from
left to right, with a line of words where something happens.

Two drawings make all frames: the picture as it is, and the same with nothing in its lanes yet. A
frame is the one up to its minute and the other after it, so that a hundred frames take seconds.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from PIL import Image

from simulator.errors import OutputError
from simulator.files import put
from simulator.model.parameters import Array
from simulator.plots import style

DPI = 100
STEPS = 60
"""Frames between which the same time passes, beside one for each thing that happens."""
STEP, HOLD, END = 80, 1000, 4000
"""Milliseconds that a step is shown, a thing that happens (less where many do), and the last."""
LONGEST = 20_000
"""Milliseconds that all things that happen take together."""
STRIP = 0.42
"""Inches of the line of words below the picture."""


class Playback:
    """An animation: `write("war.gif")`; a notebook shows it by itself."""

    def __init__(self, frames: Sequence[Image.Image], durations: Sequence[int], alt: str) -> None:
        """`durations`: milliseconds that each frame is shown; `alt`: what it shows, in words."""
        self.frames = list(frames)
        self.durations = list(durations)
        self.alt = alt

    @property
    def gif(self) -> bytes:
        """The bytes of a GIF that plays for ever, the same each time."""
        first, *others = self.frames
        file = BytesIO()
        first.save(
            file, format="GIF", save_all=True, append_images=others, duration=self.durations,
            loop=0, disposal=1,
        )  # fmt: skip
        return file.getvalue()

    def write(self, path: str | Path) -> Path:
        """Write a .gif file; raises `OutputError` where it cannot."""
        place = Path(path)
        refuse_other_forms(place)
        try:
            put(place, self.gif)
        except OSError as problem:
            raise OutputError(f"{place}: {problem.strerror or problem}") from problem
        return place

    def _repr_html_(self) -> str:
        """The animation as a notebook shows it."""
        from html import escape

        shown = b64encode(self.gif).decode()
        return f'<img alt="{escape(self.alt)}" src="data:image/gif;base64,{shown}">'


def refuse_other_forms(path: Path) -> None:
    """Raise `OutputError` for a file that is no .gif."""
    if path.suffix.lower() != ".gif":
        raise OutputError(f"{path}: an animation is written as .gif; name such a file.")


@style.in_house_style
def playback(
    axes: Sequence[Axes], happenings: Mapping[int, str], clock: Callable[[int], str]
) -> Playback:
    """The picture that these lanes are in, laid open over the time of their axis.

    `happenings`: what happens, in words, by its minute; `clock`: a minute in words.
    """
    figure = axes[0].figure
    assert isinstance(figure, style.Picture)
    first, last = map(int, axes[0].get_xlim())
    said = {minute: words for minute, words in happenings.items() if first <= minute < last}
    minutes = sorted({*map(int, np.linspace(first, last, STEPS + 1)), *said})
    full, title = _pixels(figure), figure.texts[0].get_text().replace("\n", " ")
    columns = axes[0].transData.transform([(minute, 0) for minute in minutes])[:, 0]
    columns *= DPI / figure.dpi
    _empty(axes)
    bare, rows = _pixels(figure), _rows_of(axes, len(full))
    frames = [
        np.vstack(
            [_opened(full, bare, round(x), rows), _strip(clock(minute), said.get(minute, ""))]
        )
        for minute, x in zip(minutes, columns, strict=True)
    ]
    frames[-1] = np.vstack([full, frames[-1][len(full) :]])
    palette = Image.fromarray(frames[-1]).quantize(128, dither=Image.Dither.NONE)
    images = [
        Image.fromarray(one).quantize(palette=palette, dither=Image.Dither.NONE) for one in frames
    ]
    hold = min(HOLD, LONGEST // max(1, len(said)))
    durations = [hold if minute in said else STEP for minute in minutes[:-1]]
    return Playback(images, [*durations, END], title)


def _pixels(figure: Figure) -> Array:
    """(height, width, 3) a figure as it is drawn."""
    file = BytesIO()
    figure.savefig(file, format="rgba", dpi=DPI)
    wide = int(figure.get_size_inches()[0] * DPI)
    return np.frombuffer(file.getvalue(), np.uint8).reshape(-1, wide, 4)[:, :, :3]


def _empty(axes: Sequence[Axes]) -> None:
    """Hide what lies in the lanes and above them, but for the captions at their left end."""
    for ax in axes:
        for artist in [*ax.lines, *ax.patches, *ax.collections, *ax.images, *ax.texts]:
            artist.set_visible(_is_caption(artist))


def _is_caption(artist: object) -> bool:
    return (
        isinstance(artist, Annotation)
        and artist.xycoords == "axes fraction"
        and artist.xy == (0, 1)
    )


def _rows_of(axes: Sequence[Axes], height: int) -> slice:
    """The rows of pixels from the first lane to the last."""
    top, bottom = axes[0].get_position().y1, axes[-1].get_position().y0
    return slice(round(height * (1 - top)), round(height * (1 - bottom)))


def _opened(full: Array, bare: Array, x: int, rows: slice) -> Array:
    """The picture up to a column of pixels, and what is not yet there after it."""
    frame = bare.copy()
    frame[:, :x] = full[:, :x]
    frame[rows, x : x + 2] = 60
    return frame


def _strip(when: str, said: str) -> Array:
    """The line of words below a frame: the time, and what happens then."""
    figure = Figure(figsize=(style.WIDTH, STRIP))
    left = style.EDGE / style.WIDTH
    figure.text(left, 0.5, when, size=10, weight="bold", va="center", color=style.BLACK)
    figure.text(0.24, 0.5, style.plain(said, 130), size=10, va="center", color=style.BLACK)
    return _pixels(figure)
