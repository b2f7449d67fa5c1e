"""Outcomes along one number: a panel each, with intervals, and the scenarios that lie on it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator
from numpy.typing import NDArray

from simulator.plots import atoms, style
from simulator.plots.lettering import fitted, width_of
from simulator.tables.amounts import SHARE

PANEL, LEFT, RIGHT, BOTTOM, GAP = 2.5, 0.85, 0.25, 0.9, 0.95
"""Inches: height of a panel, margins, between panels."""
SIZE = 8.0
LIGHT, DARK = 0.13, 0.45
"""Of the bands: over uncertain sets, or of chance alone; of chance beside a band over sets."""
Numbers = NDArray[np.float64]


class Dose(NamedTuple):
    """One outcome along the axis."""

    name: str
    unit: str
    value: Numbers
    low: Numbers
    high: Numbers
    bend: int | None = None
    """The point at which the curve bends."""
    settled: int | None = None
    """The first point from which on nothing changes that can be told."""
    sets: Numbers | None = None
    """(2, points) the ends of the band that holds 90 % of the uncertain sets, where there are any.
    """


class Across(NamedTuple):
    """The axis."""

    label: str
    places: Sequence[float]
    words: Sequence[str]
    marks: Sequence[tuple[float, str]] = ()


@style.in_house_style
def doses(found: Sequence[Dose], across: Across, title: str, subtitle: str) -> list[Axes]:
    """A panel for each outcome, two beside each other.

    Grey: where nothing changes any more that can be told; a ring: where the curve bends; dashed
    lines: scenarios, named above the first panel.
    """
    columns = min(2, len(found))
    rows = -(-len(found) // columns)
    top = style.top_of(style.picture(title, subtitle, 1.0)) + 0.75
    height = top + rows * PANEL + (rows - 1) * GAP + BOTTOM
    figure = style.picture(title, subtitle, height)
    wide = (style.WIDTH - LEFT - RIGHT - (columns - 1) * GAP) / columns
    axes = []
    for i, one in enumerate(found):
        row, column = divmod(i, columns)
        low = BOTTOM + (rows - 1 - row) * (PANEL + GAP)
        left = LEFT + column * (wide + GAP)
        box = left / style.WIDTH, low / height, wide / style.WIDTH, PANEL / height
        axes.append(figure.add_axes(box))
        _draw(axes[-1], one, across)
    _name_marks(axes[0], across.marks)
    return axes


def _draw(ax: Axes, one: Dose, across: Across) -> None:
    x = np.asarray(across.places, float)
    reach = max(float(np.ptp(x)), 1e-9)
    half = max(width_of(across.words[i], 8.5) for i in (0, -1)) / 2
    beside = min(max(0.12, half - 0.1), 0.45 * atoms.inches_wide(ax))
    beside *= reach / (atoms.inches_wide(ax) - 2 * beside)
    ax.set_xlim(x.min() - beside, x.max() + beside)
    if one.settled is not None:
        ax.axvspan(x[one.settled], x.max() + beside, color="#F1F1F1", lw=0, zorder=0)
    atoms.upright(ax, [place for place, _ in across.marks], color=style.GREY, ls=(0, (4, 3)))
    if one.sets is not None:
        ax.fill_between(x, *one.sets, color=style.BLUE, alpha=LIGHT, lw=0)
    doubt = DARK if one.sets is not None else LIGHT
    ax.fill_between(x, one.low, one.high, color=style.BLUE, alpha=doubt, lw=0)
    ax.plot(x, one.value, color=style.BLUE, marker="o", ms=3.5)
    if one.bend is not None:
        ax.plot(
            [x[one.bend]], [one.value[one.bend]], "o", ms=11, mfc="none", mew=1.6,
            mec=style.VERMILION,
        )  # fmt: skip
    _ticks(ax, across)
    ax.grid(axis="y")
    ax.set_xlabel(fitted(style.plain(across.label, 400), atoms.inches_wide(ax), 9))
    atoms.caption(ax, one.name)
    if one.unit == SHARE:
        ax.yaxis.set_major_formatter(lambda share, _: f"{100 * share:g} %")
    else:
        ax.yaxis.set_major_formatter(lambda number, _: f"{number:,g}")


def _ticks(ax: Axes, across: Across) -> None:
    """The values that have room, the first and the last always."""
    inch = 1 / atoms.per_inch(ax)
    shown: list[int] = []
    ends = -np.inf
    last = len(across.words) - 1
    final = (across.places[last] * inch) - width_of(across.words[last], 8.5) / 2
    for i, (place, word) in enumerate(zip(across.places, across.words, strict=True)):
        half = width_of(word, 8.5) / 2 + 0.05
        if i == last or (place * inch - half > ends and place * inch + half < final):
            shown.append(i)
            ends = place * inch + half
    ax.set_xticks([across.places[i] for i in shown], [across.words[i] for i in shown])
    ax.xaxis.set_minor_locator(NullLocator())


def _name_marks(ax: Axes, marks: Sequence[tuple[float, str]]) -> None:
    """The names of the scenarios above the panel, in rows where they would meet."""
    inch = atoms.per_inch(ax)
    ends = [-np.inf] * 2
    for place, name in sorted(marks):
        text = fitted(style.plain(name, 400), 2.4, SIZE)
        left = min(place, ax.get_xlim()[1] - width_of(text, SIZE) * inch)
        row = next((row for row, end in enumerate(ends) if left > end), None)
        if row is None:
            continue
        ends[row] = left + (width_of(text, SIZE) + 0.1) * inch
        ax.annotate(
            text, (left, 1), (2, 20 + 11 * row), xycoords=ax.get_xaxis_transform(),
            textcoords="offset points", size=SIZE, color="#555555", va="bottom",
            annotation_clip=False,
        )  # fmt: skip
