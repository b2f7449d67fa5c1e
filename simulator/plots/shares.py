"""Shares that several numbers have in an outcome: a panel of bars for each outcome."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from simulator.plots import atoms, style
from simulator.plots.stacked import Room, stacked

ROOM = Room(row=0.24, gap=0.52, bottom=0.62, right=1.0)
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
    names = [[bar.name for bar in one.bars] for one in found]
    axes = stacked(names, title, subtitle, ROOM, NOTHING)
    for ax, one in zip(axes, found, strict=False):
        _draw(ax, one)
    axes[-1].set_xlabel("share of the variance between points")
    return axes


def _draw(ax: Axes, one: Panel) -> None:
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
    ax.xaxis.set_major_formatter(lambda share, _: f"{100 * share:g} %")
    atoms.caption(ax, one.name, one.note)
