"""Simulated bands against what happened: figures of public cases, and response times."""

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from simulator.plots import atoms, style

if TYPE_CHECKING:
    import pandas as pd

TITLE = "What the scenarios give, and what happened"
DELAY_TITLE = "Response times: recorded, and simulated"
ROW, LEFT, RIGHT, BOTTOM = 0.2, 4.0, 2.6, 0.85
GAP = 0.4
"""Rows above a group's name."""
MARKS = {"in 50 %": (style.GREEN, "o"), "in 90 %": (style.SKY, "s")}
MISS = (style.VERMILION, "X")
TICKS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)
HOURS = (0, 1, 3, 6, 12, 24, 48, 96, 240, 720)


@style.in_house_style
def forecasts(table: "pd.DataFrame", ax: Axes | None = None, subtitle: str = "") -> Axes:
    """Bands and what happened as multiples of the simulated median, grouped by `title`.

    Columns title, what, unit, in_sample, low, high, low90, low50, median, high50, high90, verdict,
    and numbers (words at the right). A yes or no has no bands and is left out.
    """
    rows = atoms.rows_of(table[table["unit"] != "yes or no"])
    groups = [row.title for row in rows]
    ax = ax or rows_axes(TITLE, subtitle, groups)
    drawn = [(row, scaled(row)) for row in rows]
    draw_rows(ax, drawn, groups, [shortened(row) for row in rows])
    values = [value for _, row in drawn for value in row if np.isfinite(value)]
    low, high = min([0.5, *values]), max([2.0, *values])
    ax.set_xscale("log")
    ax.set_xlim(low * 0.85, high * 1.2)
    ticks = [tick for tick in TICKS if low * 0.85 <= tick <= high * 1.2]
    ax.set_xticks(ticks, [f"× {tick:g}" for tick in ticks])
    ax.xaxis.set_minor_locator(NullLocator())
    ax.axvline(1, color=style.BLACK, lw=0.8, zorder=0.6)
    finish(ax, "times the simulated median, log scale (one added to both)")
    return ax


@style.in_house_style
def reactions(table: "pd.DataFrame", ax: Axes | None = None, subtitle: str = "") -> Axes:
    """Recorded hours against the bands of the simulated delay, grouped by `meaning`; columns as in
    `forecasts`, with meaning for title. Rows without a delay are left out."""
    known = table[table["median"].notna()].sort_values("meaning", kind="stable")
    rows = atoms.rows_of(known)
    groups = [row.meaning for row in rows]
    ax = ax or rows_axes(DELAY_TITLE, subtitle, groups)
    ends = ("low90", "low50", "median", "high50", "high90", "low", "high")
    drawn = [(row, tuple(np.log1p(max(0.0, getattr(row, end))) for end in ends)) for row in rows]
    draw_rows(ax, drawn, groups, [f"{row.case}: {row.what}" for row in rows])
    ax.set_xlim(-0.1, np.log1p(max([24.0, *(np.expm1(max(row)) for _, row in drawn)])) + 0.2)
    ticks = [hour for hour in HOURS if np.log1p(hour) <= ax.get_xlim()[1]]
    ax.set_xticks(np.log1p(ticks), [f"{hour} h" for hour in ticks])
    finish(ax, "hours, log scale")
    return ax


def rows_axes(title: str, subtitle: str, groups: list[str]) -> Axes:
    """Axes with room for a row each, and one for each group's name."""
    figure = style.picture(title, subtitle, 1.0)
    count = len(groups) + (1 + GAP) * len(dict.fromkeys(groups))
    height = style.top_of(figure) + 0.1 + max(2, count) * ROW + BOTTOM
    return style.axes_in(style.picture(title, subtitle, height), LEFT, RIGHT, BOTTOM)


def scaled(row: Any) -> tuple[float, ...]:
    """The ends of the bands, and of what happened, as multiples of the median; 1 is added."""
    ends = (row.low90, row.low50, row.median, row.high50, row.high90, row.low, row.high)
    return tuple((end + 1) / (row.median + 1) for end in ends)


def draw_rows(
    ax: Axes, drawn: list[tuple[Any, tuple[float, ...]]], groups: list[str], labels: list[str]
) -> None:
    """Each row under its group's name; `drawn`: a record with its seven places."""
    y = 0.0
    told: list[tuple[float, str]] = []
    for i, (record, places) in enumerate(drawn):
        if i == 0 or groups[i] != groups[i - 1]:
            y -= GAP if i else 0.0
            heading(ax, y, groups[i])
            y -= 1
        draw_row(ax, y, record, places)
        told.append((y, style.plain(labels[i], 64)))
        y -= 1
    ax.set_ylim(y + 0.4, 0.6)
    ax.set_yticks([place for place, _ in told], [word for _, word in told], size=7.5)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def heading(ax: Axes, y: float, name: str) -> None:
    """A group's name, over its rows' labels."""
    width = style.WIDTH - LEFT - RIGHT
    ax.text(
        -(LEFT - 0.12) / width, y, style.plain(name, 90), transform=ax.get_yaxis_transform(),
        size=8.5, weight="bold", va="center",
    )  # fmt: skip


def draw_row(ax: Axes, y: float, record: Any, places: tuple[float, ...]) -> None:
    """Two bands, the median, and what happened; hollow where it was not held out."""
    low90, low50, median, high50, high90, low, high = places
    colour, marker = MARKS.get(record.verdict, MISS)
    ax.hlines(y, low90, high90, color=style.PALE, lw=7, zorder=1)
    ax.hlines(y, low50, high50, color="#AAAAAA", lw=7, zorder=1.1)
    ax.plot([median], [y], "|", color=style.BLACK, ms=8, zorder=2)
    ax.hlines(y, low, high, color=colour, lw=2, zorder=3)
    ax.plot(
        [(low + high) / 2], [y], marker, ms=6, mec=colour, mew=1.3, ls="", zorder=3.1,
        mfc=colour if record.in_sample == "no" else "white",
    )  # fmt: skip
    ax.text(
        1 + 0.12 / (style.WIDTH - LEFT - RIGHT), y, record.numbers, size=7.5, va="center",
        transform=ax.get_yaxis_transform(), color="#333333",
    )  # fmt: skip


def shortened(row: Any) -> str:
    """What was counted, with its unit unless it is acts."""
    return row.what if row.unit == "acts" else f"{row.what}, {row.unit.replace('km2', 'km²')}"


def finish(ax: Axes, label: str) -> None:
    """The x axis, and how to read the marks."""
    ax.grid(axis="x")
    ax.set_xlabel(label)
    keys = [
        ("in the 50 % band", MARKS["in 50 %"]), ("in the 90 % band", MARKS["in 90 %"]),
        ("missed", MISS),
    ]  # fmt: skip
    for name, (colour, marker) in keys:
        ax.plot([], [], marker, color=colour, ms=6, label=name)
    ax.plot([], [], "o", mfc="white", mec=style.GREY, ms=6, label="hollow: not held out")
    ax.legend(
        loc="upper left", bbox_to_anchor=(-(LEFT - 0.05) / (style.WIDTH - LEFT - RIGHT), 0), ncol=2,
        fontsize=7.5, borderaxespad=0.2, handletextpad=0.2, columnspacing=1,
    )  # fmt: skip
