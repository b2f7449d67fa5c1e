"""Paired differences between arms, outcome by outcome, with their intervals."""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes

from simulator.plots import atoms, style
from simulator.plots.lettering import apart, fitted, width_of
from simulator.tables.amounts import SHARE, amounts, difference
from simulator.tables.wording import counted

if TYPE_CHECKING:
    import pandas as pd

TITLE = "What differs between the scenarios"
ROW, BOTTOM, GAP = 0.27, 0.82, 0.18
"""Inches: a row, the lower margin, and what is left between columns of words."""
LEAST = 2.2
"""Inches that the intervals have at least."""
SIZE, LABEL = 8.0, 8.5


class Line(NamedTuple):
    """The words of one row."""

    name: str
    values: str
    change: str


@style.in_house_style
def compare_outcomes(
    table: "pd.DataFrame", ax: Axes | None = None, subtitle: str = "", title: str = TITLE
) -> Axes:
    """Differences from the first arm: outcome, unit, arm, value, low, high, pairs, flips, and
    difference with its interval (difference_low, difference_high), where any pair differs. Each
    unit has a scale of its own; the numbers stand beside it. A full marker's interval leaves out
    0."""
    rows = atoms.rows_of(table[differing(table)])
    arms = list(dict.fromkeys(table["arm"]))
    lines = lines_of(table, rows, arms[1:])
    values = GAP + max((width_of(line.values, SIZE) for line in lines), default=1.0)
    right = values + 2 * GAP + max((width_of(line.change, SIZE) for line in lines), default=1.0)
    if ax is None:
        left_out = alike(table)
        if left_out:
            same = counted(left_out, "outcome that is", "outcomes that are")
            said = f"not shown: {same} the same in every pair"
            subtitle = "; ".join(filter(None, [subtitle, said]))
        ax = axes_for(lines, right, title, subtitle)
    for i, (row, line) in enumerate(zip(rows, lines, strict=True)):
        draw_row(ax, row, -i, widest(rows, row.unit), arms.index(row.arm) - 1)
        beside(ax, -i, line, values)
    room = style.WIDTH - right - LEAST - style.EDGE
    set_axes(ax, apart([line.name for line in lines], room, LABEL))
    if rows:
        head(ax, [style.plain(arm, 400) for arm in arms], values)
    else:
        ax.text(0, 0, "No outcome differs in any pair.", size=LABEL, ha="center", va="center")
    return ax


def differing(table: "pd.DataFrame") -> "pd.Series":
    """The rows in which any pair differs from the first arm's.

    A share differs where it flips; a mean whose pairs all differ by 0 has no interval.
    """
    spread = (table["unit"] != SHARE) & table["difference_low"].notna()
    moved = table["difference"].notna() & (table["difference"] != 0.0)
    return moved | spread | (table["flips"] > 0)


def alike(table: "pd.DataFrame") -> int:
    """How many outcomes are the same in every pair of every arm."""
    compared = table[table["difference"].notna()]
    different = set(table["outcome"][differing(table)])
    return len(set(compared["outcome"]) - different)


def axes_for(lines: list[Line], right: float, title: str, subtitle: str) -> Axes:
    """A new figure with room for the words of all rows."""
    left = 0.2 + max((width_of(line.name, LABEL) for line in lines), default=1.0)
    left = min(left, style.WIDTH - right - LEAST)
    top = style.top_of(style.picture(title, subtitle, 1.0))
    height = top + 0.45 + max(1, len(lines)) * ROW + BOTTOM
    return style.axes_in(style.picture(title, subtitle, height), left, right, BOTTOM)


def lines_of(table: "pd.DataFrame", rows: list[Any], others: list[str]) -> list[Line]:
    """The words of each row: the outcome, once for each group of arms, and the arm where there is
    more than one; both values; the difference."""
    first = table[table["arm"] == table["arm"].iloc[0]] if len(table) else table
    base = {row.outcome: row for row in atoms.rows_of(first)}
    arms = dict(
        zip(others, apart([style.plain(arm, 400) for arm in others], 1.5, LABEL), strict=True)
    )
    outcomes = {row.outcome: outcome_words(row) for row in rows}
    named = dict(zip(outcomes, apart(list(outcomes.values()), 3.6, LABEL), strict=True))
    lines, last = [], ""
    for row in rows:
        name = named[row.outcome] if row.outcome != last else ""
        name = name if len(others) == 1 else f"{name}   {arms[row.arm]}"
        before = value_words(base[row.outcome]) if row.outcome in base else "-"
        change = difference(row.unit, row.difference, row.difference_low, row.difference_high)
        lines.append(Line(name, f"{before} → {value_words(row)}", change))
        last = row.outcome
    return lines


def outcome_words(row: Any) -> str:
    """An outcome with its unit, unless it is a share."""
    unit = "" if row.unit == SHARE else f", {row.unit.replace('km2', 'km²')}"
    return f"{style.plain(row.outcome, 400)}{unit}"


def value_words(row: Any) -> str:
    """A value with as many digits as the table gives it."""
    return amounts(row.unit, row.value, row.low, row.high)[0]


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


def beside(ax: Axes, y: float, line: Line, values: float) -> None:
    """The numbers of a row, at the right; `values`: inches that those of both arms take."""
    for text, x in ((line.values, GAP), (line.change, GAP + values)):
        ax.text(
            1 + x / atoms.inches_wide(ax), y, text, transform=ax.get_yaxis_transform(), size=SIZE,
            va="center", color="#333333",
        )  # fmt: skip


def set_axes(ax: Axes, names: list[str]) -> None:
    """Zero in the middle, and named rows."""
    ax.set_xlim(-1.08, 1.08)
    ax.set_ylim(-max(1, len(names)) + 0.5, 0.5)
    ax.set_yticks(-np.arange(len(names)), names, size=LABEL)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    if names:
        ax.axvline(0, color=style.BLACK, lw=1)
    ax.set_xticks([-0.6, 0, 0.6], ["← lower", "the same", "higher →"])
    ax.tick_params(axis="x", length=0)


def head(ax: Axes, arms: list[str], values: float) -> None:
    """Names over the columns, and below how to read the picture."""
    wide = atoms.inches_wide(ax)
    first, *others = arms or ["the first"]
    said = f"“{others[0]}”" if len(others) == 1 else "The other scenarios"
    atoms.caption(ax, fitted(said, wide, 9.5, "bold"))
    for text, x in (("value", GAP), ("difference", GAP + values)):
        ax.annotate(
            text, (1 + x / wide, 1), (0, 3), xycoords="axes fraction", textcoords="offset points",
            size=SIZE, weight="bold", va="bottom",
        )  # fmt: skip
    ax.set_xlabel(
        fitted(f"than in “{first}”", 4.5, LABEL)
        + "; each unit on its own scale\n"
        + "line: 95 % interval of the paired difference; full marker: it leaves out 0",
        size=LABEL,
    )
