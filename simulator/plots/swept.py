"""What a scenario comes to at many points: curves along one number, a map over two."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from simulator.plots import style
from simulator.tables.amounts import SHARE, number

ROW, BOTTOM, GAP = 1.75, 0.75, 0.42
"""Inches: one panel, the lower margin, between panels."""
LEFT = 0.85
MOST_TICKS = 9
LIGHT, DARK = 0.2, 0.45
"""Of the bands: over uncertain sets, or of chance alone; of chance beside a band over sets."""


class Ticks(NamedTuple):
    """The values of an axis: where each lies, and how it is written."""

    label: str
    at: tuple[float, ...]
    words: tuple[str, ...]

    @property
    def shown(self) -> tuple[list[float], list[str]]:
        """So many of them that they can be read."""
        step = -(-len(self.at) // MOST_TICKS)
        return [*self.at[::step]], [*self.words[::step]]


class Curve(NamedTuple):
    """One outcome at each value of an axis, with its interval; NaN where there is none."""

    outcome: str
    unit: str
    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    sets: tuple[NDArray[np.float64], NDArray[np.float64]] | None = None
    """The ends of the band that holds 90 % of the uncertain sets, where sets were drawn."""


@style.in_house_style
def curves(found: Sequence[Curve], ticks: Ticks, title: str, subtitle: str) -> list[Axes]:
    """A panel for each outcome, two side by side, over the same axis."""
    rows = -(-len(found) // 2)
    height = style.top_of(style.picture(title, subtitle, 1.0)) + rows * (ROW + GAP) + BOTTOM
    figure = style.picture(title, subtitle, height)
    wide = (style.WIDTH - 2 * LEFT - 0.3) / 2
    drawn = []
    for i, curve in enumerate(found):
        row, column = divmod(i, 2)
        bottom = BOTTOM + (rows - 1 - row) * (ROW + GAP)
        left = LEFT + column * (wide + LEFT)
        place = (left / style.WIDTH, bottom / height, wide / style.WIDTH, ROW / height)
        drawn.append(_panel(figure.add_axes(place), curve, ticks, i + 2 >= len(found)))
    return drawn


def _panel(ax: Axes, curve: Curve, ticks: Ticks, last: bool) -> Axes:
    """One outcome; the axis is named below the last panel of each column."""
    factor, unit = (100.0, "%") if curve.unit == SHARE else (1.0, curve.unit)
    value, low, high = (factor * one for one in (curve.value, curve.low, curve.high))
    if curve.sets is not None:
        least, most = (factor * one for one in curve.sets)
        ax.fill_between(ticks.at, least, most, color=style.BLUE, alpha=LIGHT, lw=0)
    chance = DARK if curve.sets is not None else LIGHT
    ax.fill_between(ticks.at, low, high, color=style.BLUE, alpha=chance, lw=0)
    ax.plot(ticks.at, value, color=style.BLUE, marker="o", ms=3)
    ax.set_title(f"{curve.outcome}, {unit}", loc="left", size=9)
    ax.set_ylim(bottom=0.0)
    ax.set_xticks(*ticks.shown)
    ax.tick_params(labelsize=8)
    ax.grid(axis="y")
    if last:
        ax.set_xlabel(ticks.label)
    return ax


@style.in_house_style
def heat(curve: Curve, across: Ticks, up: Ticks, title: str, subtitle: str) -> Axes:
    """One outcome over two axes, a cell a point; `curve` has a row for each value of `up`."""
    height = style.top_of(style.picture(title, subtitle, 1.0)) + 4.6 + BOTTOM
    figure = style.picture(title, subtitle, height)
    ax = style.axes_in(figure, left=1.0, right=1.3, bottom=BOTTOM)
    factor, unit = (100.0, "%") if curve.unit == SHARE else (1.0, curve.unit)
    cells = np.ma.masked_invalid(factor * curve.value)
    mesh = ax.pcolormesh(cells, cmap="cividis")
    _named(ax, across, up)
    if cells.size <= 100:
        _write(ax, cells)
    box = ax.get_position()
    bar = figure.colorbar(mesh, cax=figure.add_axes((box.x1 + 0.015, box.y0, 0.018, box.height)))
    bar.set_label(f"{curve.outcome}, {unit}")
    return ax


def _named(ax: Axes, across: Ticks, up: Ticks) -> None:
    """Each cell by the values that it stands for."""
    for ticks, set_ticks, set_label in (
        (across, ax.set_xticks, ax.set_xlabel),
        (up, ax.set_yticks, ax.set_ylabel),
    ):
        step = -(-len(ticks.words) // (2 * MOST_TICKS))
        places = np.arange(0, len(ticks.words), step)
        set_ticks(places + 0.5, [ticks.words[place] for place in places])
        set_label(ticks.label)
    ax.tick_params(labelsize=8, length=0)


def _write(ax: Axes, cells: "np.ma.MaskedArray") -> None:
    """The number in each cell, in white on dark and in black on light."""
    middle = (cells.max() + cells.min()) / 2
    for (row, column), value in np.ndenumerate(cells):
        if not np.ma.is_masked(value):
            colour = "white" if value < middle else "black"
            ax.text(
                column + 0.5, row + 0.5, number(float(value), 2), color=colour, size=7.5,
                ha="center", va="center",
            )  # fmt: skip
