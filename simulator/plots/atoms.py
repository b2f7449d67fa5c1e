"""What every picture is drawn with: rows of acts, bands, bars, marks, bands of doubt, labels."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter, PercentFormatter
from numpy.typing import NDArray

from simulator.minutes import DAY
from simulator.plots import style
from simulator.plots.lettering import POINT, apart, fitted, width_of

if TYPE_CHECKING:
    import pandas as pd

Numbers = NDArray[Any]
STEPS = (10, 15, 30, 60, 120, 180, 360, 720, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 84 * DAY)
TICK_STEPS = (*STEPS[2:10], 5 * DAY, 10 * DAY, 15 * DAY, 30 * DAY, 90 * DAY, 365 * DAY)


def rows_of(table: "pd.DataFrame") -> list[Any]:
    """The rows of a table, with its columns as attributes."""
    return [*table.itertuples(index=False)]


def inches_wide(ax: Axes) -> float:
    """How many inches an axes is wide."""
    return float(ax.get_position().width * ax.get_figure(root=True).get_size_inches()[0])  # type: ignore[union-attr]


def inches_before(ax: Axes) -> float:
    """How many inches there are from the canvas's left edge to an axes."""
    return float(ax.get_position().x0 * ax.get_figure(root=True).get_size_inches()[0])  # type: ignore[union-attr]


def inches_tall(ax: Axes) -> float:
    """How many inches an axes is tall."""
    return float(ax.get_position().height * ax.get_figure(root=True).get_size_inches()[1])  # type: ignore[union-attr]


def per_inch(ax: Axes) -> float:
    """How much of the x axis an inch is."""
    low, high = ax.get_xlim()
    return float((high - low) / inches_wide(ax))


def time_axis(ax: Axes, first: float, last: float, labelled: bool = True) -> None:
    """Minutes since the ceasefire, in hours up to five days and in days beyond."""
    span = max(1.0, last - first)
    step = next((s for s in TICK_STEPS if span / s <= 13), TICK_STEPS[-1])
    ticks = np.arange(np.ceil(first / step) * step, last + 1, step)
    unit, word = (60, "hours") if span <= 5 * DAY else (DAY, "days")
    ax.set_xlim(first, last)
    ax.set_xticks(ticks, [f"{tick / unit:g}" for tick in ticks] if labelled else [""] * len(ticks))
    if labelled:
        ax.set_xlabel(f"{word} since the ceasefire took effect")


def bin_width(first: float, last: float, most: int = 190) -> int:
    """A round width, in minutes, that cuts a window into at most this many bins."""
    return next((step for step in STEPS if (last - first) / step <= most), STEPS[-1])


def duration_words(minutes: float) -> str:
    """12 h, 2 days."""
    for unit, word in ((7 * DAY, "week"), (DAY, "day"), (60, "h"), (1, "min")):
        if minutes % unit == 0:
            count = int(minutes // unit)
            plural = "s" if word in ("day", "week") and count > 1 else ""
            return f"{count} {word}{plural}" if count > 1 else word
    return f"{minutes:g} min"


def counts(minutes: Numbers, first: float, last: float, width: int) -> tuple[Numbers, Numbers]:
    """The left edges of bins and how many of the minutes fall into each."""
    edges = np.arange(first, last + width, width)
    return edges[:-1], np.histogram(minutes, edges)[0]


def bars(
    ax: Axes, left: Numbers, heights: Numbers, y: float, width: float, colour: str, **kwargs: Any
) -> None:
    """Bars on a row at height `y`; heights are in units of the row, negative ones hang."""
    some = heights != 0
    ax.bar(left[some], heights[some], width, bottom=y, align="edge", color=colour, **kwargs)


def stems(
    ax: Axes, minutes: Numbers, heights: Numbers, y: float, colour: str, marker: str, filled: bool
) -> None:
    """A marker on a stem for each act of a row; negative heights hang."""
    if not len(minutes):
        return
    ax.vlines(minutes, y, y + heights, color=colour, lw=0.9)
    ax.plot(
        minutes, y + heights, ls="", marker=marker, ms=4.2, mec=colour,
        mfc=colour if filled else "white", mew=1,
    )  # fmt: skip


def rows_axis(ax: Axes, labels: Sequence[str], size: float = 8.5) -> None:
    """A named row for each label, from the top down; row i is at height -i."""
    ax.set_ylim(-len(labels) + 0.5, 0.5)
    room = inches_before(ax) - 0.15
    shown = apart([style.plain(label, 400) for label in labels], room, size)
    ax.set_yticks(-np.arange(len(labels)), shown, size=size)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def band(
    ax: Axes, start: float, end: float, colour: str, words: Sequence[str], dark: bool = False
) -> None:
    """A coloured stretch over the whole height, with the first of the words that has room."""
    ax.axvspan(start, end, color=colour, lw=0)
    low, high = ax.get_xlim()
    start, end = max(start, low), min(end, high)
    room = (end - start) / per_inch(ax) - 0.06
    word = next((word for word in words if width_of(word, 8.5) < room), None)
    if word is not None:
        ink = "white" if dark else style.BLACK
        ax.text(
            (start + end) / 2, 0.47, word, size=8.5, color=ink, ha="center", va="center",
            transform=ax.get_xaxis_transform(), clip_on=True,
        )  # fmt: skip


def upright(ax: Axes, minutes: Iterable[float], **kwargs: Any) -> None:
    """Thin lines over the whole height of an axes."""
    for minute in minutes:
        ax.axvline(minute, **({"lw": 0.8, "zorder": 0.6} | kwargs))


def flags(ax: Axes, marks: Sequence[tuple[float, str, str]], rows: int = 2, lift: float = 3) -> int:
    """Words above an axes at (x, word, colour), where they do not run into one another; how many
    rows they take."""
    ends = [-np.inf] * rows
    inch = per_inch(ax)
    low, high = ax.get_xlim()
    for x, word, colour in joined([m for m in marks if low <= m[0] <= high], 0.12 * inch):
        wide = (width_of(word, 8) + 0.08) * inch
        left = min(x, high - wide)
        row = next((r for r in range(rows) if left > ends[r]), None)
        if row is None:
            continue
        ends[row] = left + wide
        ax.annotate(
            word, (left, 1), (2, lift + 11 * row), xycoords=ax.get_xaxis_transform(),
            textcoords="offset points", size=8, color=colour, va="bottom", annotation_clip=False,
        )  # fmt: skip
    return sum(end > -np.inf for end in ends)


def joined(marks: Iterable[tuple[float, str, str]], near: float) -> list[tuple[float, str, str]]:
    """Marks from left to right; those so near to the one before that they look like one are one."""
    told: list[tuple[float, str, str]] = []
    for x, word, colour in sorted(marks):
        if told and x - told[-1][0] <= near:
            before = told.pop()
            told.append((before[0], f"{before[1]}, {word}", before[2]))
        else:
            told.append((x, word, colour))
    return told


def halo() -> withStroke:
    """A white edge that keeps a word legible on lines."""
    return withStroke(linewidth=2.2, foreground="white")


def word(ax: Axes, x: float, y: float, said: str, free: float) -> bool:
    """A word above a row from x on, or up to x where there is more room, or not at all."""
    wide = (width_of(said, 8) + 0.12) * per_inch(ax)
    left = free >= wide
    if not left and x - wide < ax.get_xlim()[0]:
        return False
    ax.annotate(
        said, (x, y), (5 if left else -5, 7), textcoords="offset points", size=8,
        ha="left" if left else "right", va="center", zorder=5,
        path_effects=[halo()],
    )  # fmt: skip
    return True


def caption(ax: Axes, title: str, note: str = "", lift: float = 3) -> None:
    """A lane's title, and beside it in grey how to read it, at a height above the axes in points.

    The title is cut where both have no room, but for 2 inches of it; then the note is.
    """
    room = float(ax.get_figure(root=True).get_size_inches()[0])  # type: ignore[union-attr]
    room -= inches_before(ax) + style.EDGE
    title = fitted(title, max(2.0, room - width_of(note, 8) - 0.12), 9.5, "bold")
    note = fitted(note, room - width_of(title, 9.5, "bold") - 0.12, 8) if note else ""
    ax.annotate(
        title, (0, 1), (0, lift), xycoords="axes fraction", textcoords="offset points",
        size=9.5, weight="bold", va="bottom",
    )  # fmt: skip
    if note:
        ax.annotate(
            note, (0, 1), (72 * width_of(title, 9.5, "bold") + 8, lift + 0.5),
            xycoords="axes fraction", textcoords="offset points", size=8, color="#666666",
            va="bottom",
        )  # fmt: skip


def curve_with_band(
    ax: Axes, x: Any, y: Any, low: Any, high: Any, colour: str, dash: Any = "-", **kwargs: Any
) -> None:
    """A curve and the doubt about it."""
    ax.plot(x, y, color=colour, ls=dash, **kwargs)
    ax.fill_between(x, low, high, color=colour, alpha=0.13, lw=0)


def spread(heights: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The heights moved apart so that neighbours are at least `gap` apart, within bounds."""
    order = np.argsort(heights, kind="stable")
    moved = np.array(heights, float)[order]
    for _ in range(200):
        short = gap - np.diff(moved)
        if not np.any(short > 1e-9):
            break
        push = np.maximum(short, 0) / 2
        moved[:-1] -= push
        moved[1:] += push
        moved = np.clip(moved, low, high) if gap * (len(moved) - 1) <= high - low else moved
    spaced = np.empty_like(moved)
    spaced[order] = moved
    return [float(height) for height in spaced]


def end_labels(ax: Axes, labels: Sequence[tuple[float, str, str]], size: float = 8.5) -> None:
    """Words at the right of an axes for curves that end at (y, word, colour), moved apart."""
    if not labels:
        return
    low, high = ax.get_ylim()
    tallest = max(word.count("\n") + 1 for _, word, _ in labels)
    gap = (high - low) * 1.3 * size * POINT * tallest / inches_tall(ax)
    for (y, word, colour), moved in zip(
        labels, spread([y for y, _, _ in labels], gap, low, high), strict=True
    ):
        ax.annotate(
            word, (1, y), (1.012, moved), xycoords=ax.get_yaxis_transform(),
            textcoords=ax.get_yaxis_transform(), size=size, color=colour, va="center",
            annotation_clip=False,
        )  # fmt: skip


def share_axis(ax: Axes, of: str) -> None:
    """A y axis of shares, 0 to 100 %."""
    ax.set_ylim(0, 1)
    ax.set_yticks(np.linspace(0, 1, 6))
    ax.yaxis.set_major_formatter(PercentFormatter(1, 0, " %"))
    ax.set_ylabel(of)
    ax.grid(axis="y")


def thousands(ax: Axes) -> None:
    """Numbers on the y axis with a comma for thousands."""
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
