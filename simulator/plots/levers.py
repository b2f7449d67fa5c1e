"""Changes one at a time: a panel for each outcome, a row for each change with its interval."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from simulator.plots import atoms, style
from simulator.plots.lettering import apart, width_of

ROW, GAP, BOTTOM, RIGHT = 0.25, 0.78, 0.66, 1.5
"""Inches: a row, between panels, the lower margin, beside the panels."""
NAME, SIZE = 4.4, 8.5


class Bar(NamedTuple):
    """One change."""

    name: str
    value: float
    low: float
    high: float
    said: str
    """The same in words, beside it."""
    sort: int = 0
    """Changes of one sort have one colour and marker."""


class Panel(NamedTuple):
    """One outcome."""

    name: str
    note: str
    bars: Sequence[Bar]
    label: str
    """Of its axis."""
    marks: Sequence[float] = (0.0,)
    """Where lines stand: no change, and an hour for an hour."""
    factor: float = 1.0
    """What values are multiplied by on the axis: 100 for points."""


@style.in_house_style
def panels(found: Sequence[Panel], title: str, subtitle: str, nothing: str) -> list[Axes]:
    """A panel below the other, those with the same label on the same scale; `nothing`: what an
    empty picture says."""
    top = style.top_of(style.picture(title, subtitle, 1.0)) + 0.25
    rows = [len(one.bars) * ROW for one in found] or [4 * ROW]
    height = top + sum(rows) + GAP * (len(rows) - 1) + BOTTOM
    figure = style.picture(title, subtitle, height)
    names = apart([bar.name for one in found for bar in one.bars], NAME, SIZE)
    left = 0.25 + max((width_of(name, SIZE) for name in names), default=1.0)
    axes = []
    at = height - top
    for tall, one in zip(rows, found, strict=False):
        at -= tall
        shown, names = names[: len(one.bars)], names[len(one.bars) :]
        axes.append(_axes(figure, left, at, tall))
        _draw(axes[-1], one, shown)
        axes[-1].set_xlim(*_reach([each for each in found if each.label == one.label]))
        at -= GAP
    if not axes:
        axes.append(_axes(figure, left, BOTTOM, rows[0]))
        axes[0].text(0.5, 0.5, nothing, ha="center", transform=axes[0].transAxes)
        axes[0].set_axis_off()
    return axes


def _axes(figure: Figure, left: float, low: float, tall: float) -> Axes:
    """Axes so many inches from the left and from below, so many high."""
    wide, high = figure.get_size_inches()
    return figure.add_axes((left / wide, low / high, (wide - left - RIGHT) / wide, tall / high))


def _draw(ax: Axes, one: Panel, names: Sequence[str]) -> None:
    for mark in one.marks:
        ax.axvline(mark, color=style.BLACK, lw=1, ls="-" if mark == 0 else (0, (4, 3)))
    for place, bar in enumerate(one.bars):
        colour, marker = style.SERIES[bar.sort], style.MARKERS[bar.sort]
        value, low, high = (one.factor * each for each in (bar.value, bar.low, bar.high))
        ax.axhline(-place, color="#EEEEEE", lw=0.8, zorder=0.4)
        ax.hlines(-place, low, high, color=colour, lw=1.8)
        ax.plot([value], [-place], marker, ms=5.5, color=colour, zorder=3)
        ax.annotate(
            bar.said, (1, -place), (8, 0), xycoords=ax.get_yaxis_transform(), size=8, va="center",
            textcoords="offset points", annotation_clip=False,
        )  # fmt: skip
    ax.set_ylim(-len(one.bars) + 0.4, 0.6)
    ax.set_yticks(-np.arange(len(names)), names, size=SIZE)
    ax.tick_params(axis="y", length=0)
    ax.tick_params(axis="x", labelsize=8)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(one.label, size=8.5)
    atoms.caption(ax, one.name, one.note)


def _reach(found: Sequence[Panel]) -> tuple[float, float]:
    """From where to where an axis goes, a little beyond all intervals and marks."""
    ends = [
        *(one.factor * each for one in found for bar in one.bars for each in (bar.low, bar.high)),
        *(mark for one in found for mark in one.marks),
    ]
    beside = 0.04 * max(max(ends) - min(ends), 1e-9)
    return min(ends) - beside, max(ends) + beside
