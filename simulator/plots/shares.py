"""Shares that several numbers have in an outcome: a panel of bars for each outcome."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from simulator.plots import atoms, style
from simulator.plots.lettering import apart, width_of

ROW, GAP, BOTTOM, RIGHT = 0.24, 0.52, 0.62, 1.0
"""Inches: a row, between panels, the lower margin, beside the bars."""
NAME, SIZE = 4.4, 8.5
NOTHING = "Nothing that is uncertain moves an outcome beyond chance."


class Bar(NamedTuple):
    """One number."""

    name: str
    alone: float
    """From 0 to 1, as all of these."""
    value: float
    low: float
    high: float
    pale: bool
    """Whether it is no number of the scenario's own."""


class Panel(NamedTuple):
    """One outcome."""

    name: str
    note: str
    bars: Sequence[Bar]
    floor: float


@style.in_house_style
def panels(found: Sequence[Panel], title: str, subtitle: str) -> list[Axes]:
    """A panel below the other; each bar from 0 to 100 %, the floor dashed."""
    top = style.top_of(style.picture(title, subtitle, 1.0)) + 0.25
    rows = [max(1, len(one.bars)) * ROW for one in found] or [4 * ROW]
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
        at -= GAP
    if not axes:
        axes.append(_axes(figure, left, BOTTOM, rows[0]))
        axes[0].text(0.5, 0.5, NOTHING, ha="center", transform=axes[0].transAxes)
        axes[0].set_axis_off()
    axes[-1].set_xlabel("share of the variance between points")
    return axes


def _axes(figure: Figure, left: float, low: float, tall: float) -> Axes:
    """Axes so many inches from the left and from below, so many high."""
    wide, high = figure.get_size_inches()
    return figure.add_axes((left / wide, low / high, (wide - left - RIGHT) / wide, tall / high))


def _draw(ax: Axes, one: Panel, names: Sequence[str]) -> None:
    for place, bar in enumerate(one.bars):
        colour = style.GREY if bar.pale else style.BLUE
        value, alone = (float(np.clip(each, 0, 1)) for each in (bar.value, bar.alone))
        ax.barh(-place, value, 0.66, color=colour, alpha=0.35, lw=0)
        ax.barh(-place, min(alone, value), 0.66, color=colour, lw=0)
        low, high = (float(np.clip(each, 0, 1)) for each in (bar.low, bar.high))
        ax.hlines(-place, low, high, color=style.BLACK, lw=1)
        ax.annotate(
            f"{100 * value:.0f} %", (high, -place), (4, 0), textcoords="offset points",
            va="center", size=8, annotation_clip=False,
        )  # fmt: skip
    ax.axvline(min(1.0, one.floor), color=style.VERMILION, ls=(0, (4, 3)), lw=1.2)
    ax.set_xlim(0, 1)
    ax.set_ylim(-len(one.bars) + 0.4, 0.6)
    ax.set_yticks(-np.arange(len(names)), names, size=SIZE)
    ax.tick_params(axis="y", length=0)
    ax.xaxis.set_major_formatter(lambda share, _: f"{100 * share:g} %")
    ax.tick_params(axis="x", labelsize=8)
    atoms.caption(ax, one.name, one.note)
