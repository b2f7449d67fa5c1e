"""Answers in two tones: what chance leaves open, and what nobody knows."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from simulator.plots import atoms, style
from simulator.plots.lettering import apart, fitted, width_of

ROW, BOTTOM, GAP, LEAST = 0.27, 0.9, 0.18, 2.2
"""Inches: a row, the lower margin, between columns of words, and the least that bands have."""
SIZE, LABEL = 8.0, 8.5
KEY = 0.2
"""Inches of a line that says what a series is."""
NAME = 3.6
"""Inches that a name has at most."""
READING = (
    "light: 90 % of the sets, which more histories do not narrow; dark: what chance leaves open"
)


class Bar(NamedTuple):
    """One row: a value, its interval of chance and its band over the sets, and words beside it."""

    name: str
    scale: str
    """Rows of the same scale, such as a unit, can be compared by eye."""
    value: float
    chance: tuple[float, float]
    band: tuple[float, float]
    words: tuple[str, ...]
    series: int = 0
    """Which colour and marker, and which arm."""
    sure: bool = True
    """Whether the marker is full."""


@style.in_house_style
def bands(
    bars: Sequence[Bar],
    heads: Sequence[str],
    title: str,
    subtitle: str,
    arms: Sequence[str] = (),
    differences: str = "",
) -> Axes:
    """A row for each bar, with its words under `heads` at the right.

    `arms`: what the series are, where there are several; a row without a name belongs to the one
    above it. `differences`: against what, where the values are differences, whose 0 stands in the
    middle.
    """
    columns = [[GAP, *(width_of(bar.words[i], SIZE) for bar in bars)] for i in range(len(heads))]
    widths = [
        max(*column, width_of(head, SIZE, "bold"))
        for head, column in zip(heads, columns, strict=True)
    ]
    right = GAP + sum(widths) + GAP * len(widths)
    names = apart([bar.name for bar in bars], NAME, LABEL)
    left = 0.2 + max((width_of(name, LABEL) for name in names), default=1.0)
    left = min(left, style.WIDTH - right - LEAST)
    shown = arms if len(arms) > 1 else ()
    ax = _axes(len(bars), left, right, (title, subtitle), len(shown) * KEY)
    _key(ax, shown, left)
    reach = _reach(bars)
    for i, bar in enumerate(bars):
        _draw(ax, bar, -i, reach[bar.scale])
    places = [GAP + sum(widths[:i]) + GAP * i for i in range(len(widths))]
    _beside(ax, [heads, *(bar.words for bar in bars)], places)
    _scale(ax, apart(names, left - 0.2, LABEL), differences)
    return ax


def _axes(rows: int, left: float, right: float, words: tuple[str, str], key: float) -> Axes:
    """The axes, below title and subtitle (`words`) and `key` inches for what the series are."""
    top = style.top_of(style.picture(*words, 1.0))
    height = top + 0.45 + key + max(1, rows) * ROW + BOTTOM
    ax = style.axes_in(style.picture(*words, height), left, right, BOTTOM)
    place = ax.get_position()
    ax.set_position((place.x0, place.y0, place.width, place.height - key / height))
    return ax


def _key(ax: Axes, arms: Sequence[str], left: float) -> None:
    """What each series is, one below the other, above the rows and from the left edge on."""
    wide, tall = (
        atoms.inches_wide(ax),
        ax.get_position().height * ax.figure.bbox.height / ax.figure.dpi,
    )
    for i, arm in enumerate(arms):
        x, y = (style.EDGE - left) / wide, 1 + (0.2 + KEY * (len(arms) - i - 0.5)) / tall
        ax.plot(
            [x + 0.08 / wide], [y], transform=ax.transAxes, clip_on=False, ms=5.5, ls="",
            color=style.SERIES[i % 7], marker=style.MARKERS[i % 7],
        )  # fmt: skip
        ax.text(
            x + 0.2 / wide, y, fitted(style.plain(arm, 400), style.WIDTH - 1, LABEL),
            transform=ax.transAxes, size=LABEL, va="center",
        )  # fmt: skip


def _reach(bars: Sequence[Bar]) -> dict[str, float]:
    """How far the rows of each scale reach from 0."""
    reach: dict[str, float] = {}
    for bar in bars:
        ends = [abs(one) for one in (bar.value, *bar.chance, *bar.band) if one == one]
        reach[bar.scale] = max([reach.get(bar.scale, 1e-12), *ends])
    return reach


def _draw(ax: Axes, bar: Bar, y: float, reach: float) -> None:
    """One row, in units of its scale."""
    colour, marker = style.SERIES[bar.series % 7], style.MARKERS[bar.series % 7]
    ax.axhline(y, color="#EEEEEE", lw=0.8, zorder=0.5)
    for (low, high), width, alpha in ((bar.band, 9, 0.28), (bar.chance, 3.5, 1.0)):
        ax.hlines(
            y, low / reach, high / reach, color=colour, lw=width, alpha=alpha, capstyle="butt"
        )
    ax.plot(
        [bar.value / reach], [y], marker=marker, ms=5.5, mec=colour, mew=1.3, ls="", zorder=3,
        mfc=colour if bar.sure else "white",
    )  # fmt: skip


def _beside(ax: Axes, lines: Sequence[Sequence[str]], places: Sequence[float]) -> None:
    """The words of the rows at the right, below their heads."""
    wide = atoms.inches_wide(ax)
    heads, *rows = lines
    for text, x in zip(heads, places, strict=True):
        ax.annotate(
            text, (1 + x / wide, 1), (0, 3), xycoords="axes fraction", textcoords="offset points",
            size=SIZE, weight="bold", va="bottom",
        )  # fmt: skip
    for i, words in enumerate(rows):
        for text, x in zip(words, places, strict=True):
            ax.text(
                1 + x / wide, -i, text, transform=ax.get_yaxis_transform(), size=SIZE, va="center",
                color="#333333",
            )  # fmt: skip


def _scale(ax: Axes, names: Sequence[str], differences: str) -> None:
    """Named rows, and 0 at the left, or in the middle of differences."""
    ax.set_xlim(-1.08 if differences else -0.02, 1.08)
    ax.set_ylim(-max(1, len(names)) + 0.5, 0.5)
    ax.set_yticks(-np.arange(len(names)), names, size=LABEL)
    ax.tick_params(axis="both", length=0)
    ax.spines["left"].set_visible(False)
    ax.axvline(0, color=style.BLACK, lw=1)
    if differences:
        ax.set_xticks([-0.6, 0, 0.6], ["← lower", "the same", "higher →"])
    else:
        ax.set_xticks([0], ["0"])
    than = f"than in “{fitted(differences, 4.0, LABEL)}”; " if differences else ""
    ax.set_xlabel(f"{than}each unit on its own scale\n{READING}", size=LABEL)
    ax.xaxis.label.set_x(0.5)
