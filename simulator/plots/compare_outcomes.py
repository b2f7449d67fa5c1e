"""Paired differences between arms, outcome by outcome, with their intervals."""

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes

from simulator.plots import atoms, style

if TYPE_CHECKING:
    import pandas as pd

TITLE = "What does the rule change?"
ROW, LEFT, RIGHT, BOTTOM = 0.27, 3.85, 2.75, 0.82


@style.in_house_style
def compare_outcomes(table: "pd.DataFrame", ax: Axes | None = None, subtitle: str = "") -> Axes:
    """Differences from the first arm: outcome, unit, arm, value, and difference with its interval
    (difference_low, difference_high). Each unit has a scale of its own; the numbers stand beside
    it. A full marker's interval leaves out 0."""
    first = table["arm"].iloc[0] if len(table) else ""
    rows = atoms.rows_of(table[table["difference"].notna()])
    arms = list(dict.fromkeys(row.arm for row in rows))
    if ax is None:
        figure = style.picture(TITLE, subtitle, 1.0)
        height = style.top_of(figure) + 0.45 + max(1, len(rows)) * ROW + BOTTOM
        ax = style.axes_in(style.picture(TITLE, subtitle, height), LEFT, RIGHT, BOTTOM)
    base = {row.outcome: row.value for row in atoms.rows_of(table[table["arm"] == first])}
    for i, row in enumerate(rows):
        draw_row(ax, row, -i, widest(rows, row.unit), arms.index(row.arm))
        numbers = f"{told(base.get(row.outcome, np.nan), row.unit)} → {told(row.value, row.unit)}"
        beside(ax, -i, numbers, difference_words(row))
    names = [name_of(row, i, rows, len(arms)) for i, row in enumerate(rows)]
    set_axes(ax, names, style.plain(first, 40), arms)
    return ax


def widest(rows: list[Any], unit: str) -> float:
    """What the scale of a unit reaches to, over all outcomes and arms."""
    reach = [
        abs(value)
        for row in rows
        if row.unit == unit
        for value in (row.difference, row.difference_low, row.difference_high)
        if value == value
    ]
    return float(max([*reach, 1e-12]))


def draw_row(ax: Axes, row: Any, y: float, scale: float, arm: int) -> None:
    """One interval with its marker, in units of the outcome's scale."""
    colour, marker = style.SERIES[arm % 7], style.MARKERS[arm % 7]
    ax.axhline(y, color="#EEEEEE", lw=0.8, zorder=0.5)
    ax.hlines(y, row.difference_low / scale, row.difference_high / scale, color=colour, lw=2)
    sure = row.difference_low > 0 or row.difference_high < 0
    ax.plot(
        [row.difference / scale], [y], marker=marker, ms=6.5, mec=colour, mew=1.4, ls="",
        mfc=colour if sure else "white", zorder=3,
    )  # fmt: skip


def name_of(row: Any, i: int, rows: list[Any], arms: int) -> str:
    """The outcome, once for each group of arms; the arm where there is more than one."""
    again = i > 0 and rows[i - 1].outcome == row.outcome
    unit = "" if row.unit.startswith("share") else f", {row.unit.replace('km2', 'km²')}"
    outcome = "" if again else style.plain(f"{row.outcome}{unit}", 46 if arms == 1 else 40)
    return outcome if arms == 1 else f"{outcome}   {style.plain(row.arm, 18)}".strip()


def told(value: float, unit: str) -> str:
    """A value as people write it; shares as per cent."""
    if value != value:
        return "–"
    if unit.startswith("share"):
        return f"{100 * value:.0f} %"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2g}"


def difference_words(row: Any) -> str:
    """The difference and its interval, with signs; shares in percentage points."""
    share = row.unit.startswith("share")
    scale = 100 if share else 1
    digits = 0 if share or abs(row.difference) >= 100 else 1
    parts = (row.difference, row.difference_low, row.difference_high)
    middle, low, high = (signed(scale * value, digits) for value in parts)
    return f"{middle} ({low} to {high}){' points' if share else ''}"


def signed(value: float, digits: int) -> str:
    """+3, −2.5, 0."""
    text = f"{value:+,.{digits}f}".replace("-", "−")
    return text if any(digit in text for digit in "123456789n") else text[1:]


def beside(ax: Axes, y: float, values: str, difference: str) -> None:
    """The numbers of a row, at the right."""
    for text, x in ((values, 0.18), (difference, 1.28)):
        inch = x / (style.WIDTH - LEFT - RIGHT)
        ax.text(
            1 + inch, y, text, transform=ax.get_yaxis_transform(), size=8, va="center",
            color="#333333",
        )  # fmt: skip


def set_axes(ax: Axes, names: list[str], first: str, arms: list[str]) -> None:
    """Zero in the middle, named rows, and how to read the picture."""
    ax.set_xlim(-1.08, 1.08)
    ax.set_ylim(-max(1, len(names)) + 0.5, 0.5)
    ax.set_yticks(-np.arange(len(names)), names)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.axvline(0, color=style.BLACK, lw=1)
    ax.set_xticks([-0.54, 0, 0.54], ["← lower", "the same", "higher →"])
    ax.tick_params(axis="x", length=0)
    ax.set_xlabel(
        f"than under “{first}”; each unit on its own scale\n"
        "line: 95 % interval of the paired difference; full marker: it leaves out 0",
        size=8.5,
    )
    arm = f"“{style.plain(arms[0], 40)}”" if len(arms) == 1 else "the other rules"
    atoms.caption(ax, f"Under {arm}")
    for text, x in (("value", 0.18), ("difference", 1.28)):
        inch = x / (style.WIDTH - LEFT - RIGHT)
        ax.annotate(
            text, (1 + inch, 1), (0, 3), xycoords="axes fraction", textcoords="offset points",
            size=8, weight="bold", va="bottom",
        )  # fmt: skip
