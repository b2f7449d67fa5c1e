"""The frontier of a plan: false breaches against hours to an answer, with the rules by name."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LogNorm
from matplotlib.ticker import NullLocator

from simulator.plots import atoms, style
from simulator.plots.heat import RISING
from simulator.plots.lettering import POINT, wrapped

if TYPE_CHECKING:
    import pandas as pd

HEIGHT, LEFT, BOTTOM, WIDE = 6.2, 0.78, 0.95, 4.9
"""Inches: of the figure, its margins, and the width of the axes."""
NAMES, LINE, SIZE = 6.05, 0.2, 8.0
"""Where the list of names begins and how far its lines are apart, in inches; its letters."""
SIDES = ((11, 7), (11, -8), (-10, 8), (-10, -8), (0, 13), (0, -14))
"""Where the label of a dot may stand, in points from it."""
APART = 0.19
"""Inches between labels."""
EVEN = 0.01
"""Below this many false breaches per 30 days the axis is even, so that 0 has a place."""
RATES = (0, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)
HOURS = tuple(n * 10.0**k for k in range(-1, 5) for n in (1, 3))


class Axis(NamedTuple):
    """What the picture shows: across, upwards and by colour."""

    across: str
    upwards: str
    colour: str


@style.in_house_style
def frontier(table: "pd.DataFrame", axis: Axis, title: str, subtitle: str) -> Axes:
    """A numbered dot for each point of the frontier, darker for more of the third aim, and a ring
    for each named rule; a list says which rule each is.

    `table`: a row for each point (`number` > 0) or named rule (0): number, name, x, x_low, x_high,
    y, y_low, y_high, shade, and the letter of a named rule.
    """
    figure = style.picture(title, subtitle, HEIGHT)
    width, height = figure.get_size_inches()
    tall = height - style.top_of(figure) - 0.15 - BOTTOM
    ax = figure.add_axes((LEFT / width, BOTTOM / height, WIDE / width, tall / height))
    _scales(ax, table, axis)
    rows = atoms.rows_of(table[table["y"] == table["y"]])
    points = [row for row in rows if row.number]
    for row in rows:
        ax.hlines(row.y, row.x_low, row.x_high, color=style.GREY, lw=1, alpha=0.6)
        ax.vlines(row.x, row.y_low, row.y_high, color=style.GREY, lw=1, alpha=0.6)
    if points:
        shades = [max(row.shade, 1e-9) for row in points]
        norm = LogNorm(min(shades), max(max(shades), 1.0001 * min(shades)))
        ax.scatter(
            [row.x for row in points], [row.y for row in points], c=shades, norm=norm,
            cmap=RISING, s=60, zorder=3, edgecolors=style.BLACK, linewidths=0.7,
        )  # fmt: skip
    marks = [row for row in rows if not row.number]
    for row in marks:
        ax.plot(row.x, row.y, "o", ms=11, mfc="none", mec=style.BLACK, mew=1.5, zorder=4)
    _label(ax, [*marks, *points])
    _list(ax, atoms.rows_of(table), axis)
    return ax


def _scales(ax: Axes, table: "pd.DataFrame", axis: Axis) -> None:
    """False breaches across, even below EVEN and logarithmic above; hours upwards, logarithmic."""
    most = float(np.nanmax([table["x_high"].max(), table["x"].max(), EVEN]))
    ax.set_xscale("symlog", linthresh=EVEN, linscale=0.5)
    ax.set_xlim(-0.3 * EVEN, 1.6 * most)
    ticks = [rate for rate in RATES if rate <= 1.3 * most]
    ax.set_xticks(ticks, [f"{rate:g}" for rate in ticks])
    ax.xaxis.set_minor_locator(NullLocator())
    heights = table["y"][table["y"] > 0]
    if len(heights):
        ax.set_yscale("log")
        ax.set_ylim(0.75 * heights.min(), 1.4 * heights.max())
        low, high = ax.get_ylim()
        shown = [hour for hour in HOURS if low <= hour <= high]
        ax.set_yticks(shown, [f"{hour:,g}" for hour in shown])
        ax.yaxis.set_minor_locator(NullLocator())
    ax.grid(axis="both")
    ax.set_xlabel(axis.across)
    ax.set_ylabel(axis.upwards)


def _label(ax: Axes, rows: Sequence[Any]) -> None:
    """Its letter or number beside each dot, on the first side where no other stands."""
    taken: list[tuple[float, float]] = []
    for row in rows:
        at = ax.transData.transform((row.x, row.y)) / ax.get_figure(root=True).dpi  # type: ignore[union-attr]
        sides = [(at[0] + x * POINT, at[1] + y * POINT) for x, y in SIDES]
        free = [
            i
            for i, (x, y) in enumerate(sides)
            if all(abs(x - a) > APART or abs(y - b) > 0.8 * APART for a, b in taken)
        ]
        side = free[0] if free else 0
        taken.append(sides[side])
        ax.annotate(
            str(row.number) if row.number else row.letter, (row.x, row.y), SIDES[side],
            textcoords="offset points", size=SIZE, ha="center", va="center",
            weight="normal" if row.number else "bold", path_effects=[atoms.halo()], zorder=5,
        )  # fmt: skip


def _list(ax: Axes, rows: Sequence[Any], axis: Axis) -> None:
    """The rules by their numbers and letters at the right, as many as there is room for."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    width, height = figure.get_size_inches()
    top = height * float(ax.get_position().y1)
    y = top - 0.05
    room = width - NAMES - 0.15
    heading = f"rule (darker: more {axis.colour})"
    lines = [(line, "bold") for line in wrapped(heading, room, SIZE, "bold")]
    for i, row in enumerate(rows):
        said = wrapped(f"{row.number or row.letter}  {row.name}", room, SIZE)
        left = int((y - BOTTOM) / LINE) - len(lines)
        if len(said) + (i < len(rows) - 1) > left:
            lines.append((f"and {len(rows) - i} more, in the table", "normal"))
            break
        lines += [(line, "normal") for line in said]
    for i, (line, weight) in enumerate(lines):
        figure.text(
            NAMES / width, (y - i * LINE) / height, line, size=SIZE, weight=weight, va="top"
        )
