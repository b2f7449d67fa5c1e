"""Where the texts of a figure stand: which overlap, and which leave the canvas."""

from collections.abc import Iterator
from itertools import combinations

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from simulator.plots import style

SLACK = 1.0
"""Pixels by which boxes may touch: a box is as tall as its line, not as its letters."""


def texts_of(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every text that is drawn, with its box in pixels."""
    with style.house():
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        unseen = {label for ax in figure.axes for label in labels_out_of_view(ax)}
        drawn = [text for text in figure.findobj(Text) if text not in unseen and is_drawn(text)]
        return [(t.get_text(), t.get_window_extent(canvas.get_renderer())) for t in drawn]


def labels_out_of_view(ax: Axes) -> Iterator[Text]:
    """The labels of ticks beyond the ends of an axis, which are not drawn."""
    for axis in (ax.xaxis, ax.yaxis):
        low, high = sorted(axis.get_view_interval())
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
            if not low <= tick.get_loc() <= high or not axis.get_visible():
                yield tick.label1


def is_drawn(text: Text) -> bool:
    """Whether a text is shown and has anything in it."""
    return bool(text.get_visible() and text.get_text().strip())


def faults(figure: Figure) -> list[str]:
    """Each pair of texts that overlap, and each text that is not wholly on the canvas."""
    texts = texts_of(figure)
    canvas = figure.bbox
    found = [
        f"leaves the canvas: {said!r}"
        for said, box in texts
        if box.x0 < canvas.x0 - SLACK
        or box.y0 < canvas.y0 - SLACK
        or box.x1 > canvas.x1 + SLACK
        or box.y1 > canvas.y1 + SLACK
    ]
    found += [
        f"overlap: {one!r} and {other!r}"
        for (one, a), (other, b) in combinations(texts, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > SLACK and min(a.y1, b.y1) - max(a.y0, b.y0) > SLACK
    ]
    return found
