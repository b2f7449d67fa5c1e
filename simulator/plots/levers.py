"""Changes one at a time: a panel for each outcome, a row for each change with its interval."""

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes

from simulator.plots import atoms, style
from simulator.plots.stacked import Room, stacked

ROOM = Room(row=0.25, gap=0.78, bottom=0.66, right=1.5)


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
    names = [[bar.name for bar in one.bars] for one in found]
    axes = stacked(names, title, subtitle, ROOM, nothing)
    for ax, one in zip(axes, found, strict=False):
        _draw(ax, one)
        ax.set_xlim(*_reach([each for each in found if each.label == one.label]))
    return axes


def _draw(ax: Axes, one: Panel) -> None:
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
