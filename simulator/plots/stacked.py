"""Panels of named rows, one below the other, with one column for all names."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from simulator.plots import style
from simulator.plots.lettering import apart, width_of

NAME, SIZE = 4.4, 8.5
"""Inches that a name has at most, and its size."""
ABOVE = 0.25
EMPTY = 4
"""Rows of which a picture without panels is as high."""


class Room(NamedTuple):
    """Inches: a row, between panels, the lower margin, beside the panels."""

    row: float
    gap: float
    bottom: float
    right: float


def stacked(
    names: Sequence[Sequence[str]], title: str, subtitle: str, room: Room, nothing: str
) -> list[Axes]:
    """Axes for each panel, whose row i stands at height -i, with the names of its rows.

    Without panels, the axes of a picture that says `nothing`.
    """
    top = style.top_of(style.picture(title, subtitle, 1.0)) + ABOVE
    tall = [max(1, len(one)) * room.row for one in names] or [EMPTY * room.row]
    height = top + sum(tall) + room.gap * (len(tall) - 1) + room.bottom
    figure = style.picture(title, subtitle, height)
    shown = apart([name for one in names for name in one], NAME, SIZE)
    left = 0.25 + max((width_of(name, SIZE) for name in shown), default=1.0)
    if not names:
        ax = _axes(figure, left, room.bottom, tall[0], room.right)
        ax.text(0.5, 0.5, nothing, ha="center", transform=ax.transAxes)
        ax.set_axis_off()
        return [ax]
    axes = []
    at = height - top
    for inches, one in zip(tall, names, strict=True):
        at -= inches
        axes.append(_axes(figure, left, at, inches, room.right))
        _name(axes[-1], shown[: len(one)])
        shown = shown[len(one) :]
        at -= room.gap
    return axes


def _axes(figure: Figure, left: float, low: float, tall: float, right: float) -> Axes:
    """Axes so many inches from the left and from below, so many high."""
    wide, high = figure.get_size_inches()
    return figure.add_axes((left / wide, low / high, (wide - left - right) / wide, tall / high))


def _name(ax: Axes, names: Sequence[str]) -> None:
    ax.set_ylim(-len(names) + 0.4, 0.6)
    ax.set_yticks(-np.arange(len(names)), names, size=SIZE)
    ax.tick_params(axis="y", length=0)
    ax.tick_params(axis="x", labelsize=8)
