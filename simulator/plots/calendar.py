"""A calendar of real days: how many acts there were, and on which days each rule is met."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, LogNorm
from matplotlib.patches import Patch
from numpy.typing import NDArray

from simulator.plots import atoms, style

if TYPE_CHECKING:
    import pandas as pd

TITLE = "On which days would each rule have been met?"
ALL = "Acts by the day"
ROW = 0.125
"""Inches of a row; there are seven."""
GAP = 0.42
FEWEST_WEEKS = 40
"""A shorter history leaves room at its right, so that its days are not drawn wide."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
STEPS = {26: 1, 80: 3}
"""Up to this many months, every one or every third is named; beyond, the years."""
QUIET, UNDER, MET = "#CBE3D2", "#F3CF8A", style.VERMILION
WORDS = {"rule met": MET, "acts, but too few": UNDER, "no act": QUIET}
_ACTS = LinearSegmentedColormap.from_list("acts", ["#C6DFF0", "#3E93C9", "#00335A"])

Cells = NDArray[np.bool_]


@style.in_house_style
def calendar(
    days: "pd.DataFrame",
    totals: "pd.DataFrame",
    most: Mapping[str, int] | None = None,
    axes: Sequence[Axes] | None = None,
    title: str = TITLE,
    subtitle: str = "",
) -> list[Axes]:
    """Weekdays by weeks: all acts in the first panel, and a panel for each rule.

    `days`: rule, date, data, acts (that the rule counts), met; `totals`: date, data, acts. A day
    without data is hatched, for it is not known to be quiet. `most`: on how many days each rule may
    be met at most, where acts without a day are not drawn.
    """
    rules = list(dict.fromkeys(days["rule"]))
    axes = list(axes or panels(1 + len(rules), title, subtitle))
    draw_acts(axes[0], totals)
    for ax, rule in zip(axes[1:], rules, strict=True):
        draw_rule(ax, rule, days[days["rule"] == rule], (most or {}).get(rule, 0))
    for ax in axes[:-1]:
        ax.tick_params(axis="x", labelbottom=False)
    key(axes[-1])
    return axes


def panels(count: int, title: str, subtitle: str) -> list[Axes]:
    """`count` rows of weeks, one above the other."""
    tall = 7 * ROW
    height = 0.55 + count * (tall + GAP) + 0.95
    figure = style.picture(title, subtitle, height)
    top = height - style.top_of(figure) - 0.3
    return [
        figure.add_axes((0.055, (top - tall - i * (tall + GAP)) / height, 0.93, tall / height))
        for i in range(count)
    ]


def draw_acts(ax: Axes, totals: "pd.DataFrame") -> None:
    """How many acts each day has."""
    acts = totals["acts"].to_numpy(float)
    known = totals["data"].to_numpy(bool)
    some = known & (acts > 0)
    most = max(2.0, float(acts[some].max(initial=0.0)))
    quiet = known & (acts == 0)
    week, weekday, first = frame(ax, totals)
    hatch(ax, week, weekday, ~known)
    fill(ax, week, weekday, quiet, QUIET)
    drawn = grid(week, weekday, some, acts)
    ax.pcolormesh(drawn, cmap=_ACTS, norm=LogNorm(1, most), edgecolor="white", lw=0.4)
    months(ax, first, int(week.max()) + 1)
    note = f"darker: more, up to {most:,.0f} in a day; steps are multiples (log scale)"
    atoms.caption(ax, ALL, note if some.any() else "none at all")


def draw_rule(ax: Axes, rule: str, days: "pd.DataFrame", most: int) -> None:
    """On which days a rule is met, and on how many more it may be."""
    known, met = days["data"].to_numpy(bool), days["met"].to_numpy(bool)
    quiet = known & (days["acts"].to_numpy(float) == 0)
    week, weekday, first = frame(ax, days)
    hatch(ax, week, weekday, ~known & ~met)
    for chosen, colour in ((quiet & ~met, QUIET), (known & ~quiet & ~met, UNDER), (met, MET)):
        fill(ax, week, weekday, chosen, colour)
    months(ax, first, int(week.max()) + 1)
    more = f" to {most:,}" if most > met.sum() else ""
    said = f"met on {met.sum():,}{more} of {known.sum():,} days with data"
    atoms.caption(ax, style.plain(rule, 50), said)


def frame(ax: Axes, days: "pd.DataFrame") -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
    """The column and row of each day, and the Monday of column 0 as days since 1970-01-01."""
    number = days["date"].to_numpy().astype("datetime64[D]").astype(np.int64)
    weekday = (number + 3) % 7  # 1 January 1970 was a Thursday
    first = int(number[0] - weekday[0])
    week = (number - first) // 7
    ax.set_xlim(0, max(FEWEST_WEEKS, int(week.max()) + 1))
    ax.set_ylim(7, 0)
    ax.set_yticks([0.5, 3.5, 6.5], ["Mon", "Thu", "Sun"], size=7.5)
    ax.tick_params(axis="y", length=0)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    return week, weekday, first


def grid(
    week: NDArray[np.int64],
    weekday: NDArray[np.int64],
    chosen: Cells,
    values: NDArray[np.float64],
) -> "np.ma.MaskedArray[tuple[int, int], np.dtype[np.float64]]":
    """The values of the chosen days in their cells; the rest is masked."""
    cells = np.full((7, int(week.max()) + 1), np.nan)
    cells[weekday[chosen], week[chosen]] = values[chosen]
    return np.ma.masked_invalid(cells)


def fill(
    ax: Axes, week: NDArray[np.int64], weekday: NDArray[np.int64], chosen: Cells, colour: str
) -> None:
    """The chosen days in one colour."""
    cells = grid(week, weekday, chosen, np.ones(len(week)))
    one = LinearSegmentedColormap.from_list(colour, [colour, colour])
    ax.pcolormesh(cells, cmap=one, edgecolor="white", lw=0.4, label=colour)


def hatch(ax: Axes, week: NDArray[np.int64], weekday: NDArray[np.int64], chosen: Cells) -> None:
    """The chosen days as unknown."""
    cells = grid(week, weekday, chosen, np.ones(len(week)))
    white = LinearSegmentedColormap.from_list("white", ["white", "white"])
    ax.pcolor(cells, cmap=white, edgecolor="#AAAAAA", hatch="//////", lw=0.0, label="no data")


def months(ax: Axes, first: int, weeks: int) -> None:
    """Names of months below."""
    start = np.datetime64(first, "D")
    last = (start + 7 * (weeks - 1)).astype("datetime64[M]")
    begun = np.arange(start.astype("datetime64[M]") + 1, last + 1)
    step = next((step for most, step in STEPS.items() if len(begun) <= most), 12)
    begun = begun[begun.astype(np.int64) % step == 0]
    at = (begun.astype("datetime64[D]") - start).astype(np.int64) / 7
    year = begun.astype("datetime64[Y]").astype(int) + 1970
    month = begun.astype(np.int64) % 12
    named = [
        f"{MONTHS[m]}\n{y if m == 0 or i == 0 else ''}"
        for i, (m, y) in enumerate(zip(month, year, strict=True))
    ]
    ax.set_xticks(at, named, size=7.5, ha="left")
    ax.tick_params(axis="x", length=2.5)


def key(ax: Axes) -> None:
    """What the colours of the rules mean, below the last panel."""
    patches = [Patch(facecolor=colour, label=word) for word, colour in WORDS.items()]
    patches.append(
        Patch(facecolor="white", edgecolor="#AAAAAA", hatch="//////", lw=0, label="no data")
    )
    ax.legend(
        handles=patches, loc="upper right", bbox_to_anchor=(1.0, -0.45), ncols=4, fontsize=8,
        borderaxespad=0, handlelength=1.2, columnspacing=1.4,
    )  # fmt: skip
