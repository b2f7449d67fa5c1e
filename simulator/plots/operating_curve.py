"""The operating curve of a threshold: false breaches against what waiting for them costs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import NullLocator

from simulator.plots import atoms, style
from simulator.plots.lettering import POINT, fitted, width_of
from simulator.tables.amounts import SHARE

if TYPE_CHECKING:
    import pandas as pd

HEIGHT, LEFT, RIGHT, BOTTOM, GAP = 6.2, 0.78, 0.2, 0.95, 0.85
"""Inches."""
MAIN = 5.1
"""Inches that the first panel is wide."""
NEAR_ZERO = 0.03
"""Below this many per 30 days the axis of false breaches is even."""
STRIP = 0.42
"""On the axis, between the columns of rules without any false breach, left of 0."""
RATES = (0, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000)
LABEL, SMALL = 8.5, 7.5
READ: dict[str, Any] = {"ls": "", "marker": "D", "ms": 7, "color": style.BLACK}
"""How a mark looks once an adversary has read the rule."""


class Panel(NamedTuple):
    """What false breaches are set against in one panel."""

    outcome: str
    unit: str
    label: str


@style.in_house_style
def operating_curve(
    table: "pd.DataFrame",
    panels: Sequence[Panel],
    title: str,
    subtitle: str,
    better: Sequence[tuple[str, str]] = (),
) -> list[Axes]:
    """A panel for each outcome, the first one wide: a curve for each series, a ring for each mark.

    `table`: a row for each rule and outcome: series ("" for a mark), words (of the varied number),
    name (of the mark), false, false_low, false_high, outcome, value, low, high; perhaps sets_low,
    sets_high, false_sets_low and false_sets_high, bands over uncertain sets; and perhaps `read`,
    true in a second row of a mark: where it moves once an adversary has read the rule, which an
    arrow leads to. `better`: marks, by name, with the words of the rule that beats each, which an
    arrow leads to.
    """
    figure = style.picture(title, subtitle, HEIGHT)
    axes = _axes(figure, len(panels))
    table = _placed(table if "read" in table else table.assign(read=False))
    for at, (ax, panel) in enumerate(zip(axes, panels, strict=True)):
        rows = table[table["outcome"] == panel.outcome]
        _across(ax, table, at == 0 or at == len(panels) - 1)
        _upwards(ax, rows, panel)
        curves = [one for one in dict.fromkeys(rows["series"]) if one]
        for i, name in enumerate(curves):
            _curve(ax, rows[rows["series"] == name], i)
        marks = rows[(rows["name"] != "") & ~rows["read"]]
        if "sets_low" in marks:
            _doubt(ax, marks, style.BLACK)
        _lift(ax, marks, rows[rows["read"]])
        ax.plot(marks["x"], marks["value"], "o", ms=11, mfc="none", mec=style.BLACK, mew=1.5)
        if at == 0:
            _arrows(ax, rows, better)
            taken = _name_marks(ax, marks)
            for i, name in enumerate(curves):
                _number(ax, rows[rows["series"] == name], style.SERIES[i % 7], taken)
            _key(ax, curves, bool(rows["read"].any()))
    return axes


def _axes(figure: style.Picture, count: int) -> list[Axes]:
    """The first panel at the left, the others below each other at the right."""
    width, height = figure.get_size_inches()
    tall = height - style.top_of(figure) - 0.3 - BOTTOM
    wide = MAIN if count > 1 else width - LEFT - RIGHT
    bottom = BOTTOM / height
    axes = [figure.add_axes((LEFT / width, bottom, wide / width, tall / height))]
    others = count - 1
    each = (tall - 0.35 * (others - 1)) / max(1, others)
    left, rest = LEFT + MAIN + GAP, width - LEFT - MAIN - GAP - RIGHT
    for i in range(others):
        low = BOTTOM + (others - 1 - i) * (each + 0.35)
        axes.append(figure.add_axes((left / width, low / height, rest / width, each / height)))
    return axes


def _placed(table: "pd.DataFrame") -> "pd.DataFrame":
    """With `x`, where a rule stands across: its false breaches, or a column of its own series left
    of 0 where no history has any."""
    home = dict(zip(table["rule"], table["series"], strict=True)) | dict(
        zip(*(table[table["series"] != ""][word] for word in ("rule", "series")), strict=True)
    )
    none = table[table["false"] == 0]
    columns = list(dict.fromkeys(home[rule] for rule in none["rule"]))
    order = [one for one in dict.fromkeys(table["series"]) if one in columns]
    places = {one: _left_of_zero(len(order) - i - 0.4) for i, one in enumerate(order)}
    x = [
        places[home[rule]] if false == 0 else false
        for rule, false in zip(table["rule"], table["false"], strict=True)
    ]
    return table.assign(x=x)


def _left_of_zero(columns: float) -> float:
    """The place so many columns left of 0 on the axis of false breaches."""
    return float(-NEAR_ZERO * np.sinh(STRIP * columns))


def _across(ax: Axes, table: "pd.DataFrame", labelled: bool) -> None:
    """False breaches, nearly logarithmic; left of 0 the rules without any."""
    most = float(np.max([NEAR_ZERO, *_shown(table, "false", "false_sets_high")]))
    ax.set_xscale("asinh", linear_width=NEAR_ZERO)
    ticks = [rate for rate in RATES if 0 < rate <= 1.1 * most]
    words = [f"{rate:g}" for rate in ticks]
    columns = table[table["x"] < 0]["x"].nunique()
    start = _left_of_zero(columns + 0.45) if columns else 0.0
    if columns:
        ticks, words = [_left_of_zero((columns + 0.45) / 2), *ticks], ["none seen", *words]
        ax.axvspan(start, 0, color="#F4F4F4", lw=0, zorder=0)
    ax.set_xlim(start, 1.35 * most)
    ax.set_xticks(ticks, words if labelled else [""] * len(ticks))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.grid(axis="both")
    if labelled:
        ax.set_xlabel("false breaches per 30 days")


def _shown(rows: "pd.DataFrame", *columns: str) -> atoms.Numbers:
    """The numbers in those of these columns that there are."""
    found = rows[[one for one in columns if one in rows]].to_numpy(float).ravel()
    known: atoms.Numbers = found[~np.isnan(found)]
    return known


def _upwards(ax: Axes, rows: "pd.DataFrame", panel: Panel) -> None:
    """The outcome upwards."""
    if panel.unit == SHARE:
        highest = float(np.max([0.05, *_shown(rows, "high", "sets_high")]))
        atoms.share_axis(ax, panel.label)
        ax.set_ylim(0, min(1.0, 1.1 * highest))
        ax.set_yticks(np.arange(0, min(1.0, 1.1 * highest) + 0.01, 0.1 if highest < 0.6 else 0.2))
        return
    ax.set_ylabel(panel.label)
    bands = _shown(rows, "sets_low", "sets_high")
    _widening(ax, np.append(_shown(rows, "value"), bands[bands > 0]))


def _widening(ax: Axes, values: atoms.Numbers) -> None:
    """A logarithmic axis; even near 0 where a value is 0, which has no place on such an axis."""
    above = values[values > 0]
    if not len(above):
        return
    lowest, highest = 0.75 * above.min(), 1.35 * above.max()
    if len(above) == len(values):
        ax.set_yscale("log")
        ax.set_ylim(lowest, highest)
    else:
        ax.set_yscale("asinh", linear_width=lowest)
        ax.set_ylim(-0.2 * lowest, highest)
    steps = [n * 10.0**k for k in range(-3, 9) for n in (1, 3)]
    shown = [step for step in steps if lowest <= step <= highest]
    if len(above) < len(values):
        shown = [0, *shown]
    ax.set_yticks(shown, [f"{step:,g}" for step in shown])
    ax.yaxis.set_minor_locator(NullLocator())


def _curve(ax: Axes, rows: "pd.DataFrame", i: int) -> None:
    """A family of rules, with its intervals."""
    colour, marker = style.SERIES[i % 7], style.MARKERS[i % 7]
    ax.plot(rows["x"], rows["value"], color=colour, marker=marker, ms=4, lw=1.4)
    _doubt(ax, rows, colour)


def _doubt(ax: Axes, rows: "pd.DataFrame", colour: str) -> None:
    """The intervals of chance of points, and broad and light the bands over uncertain sets."""
    for ends, width, alpha in (("low", "high"), 1.0, 0.45), (("sets_low", "sets_high"), 4.0, 0.1):
        for before, draw, at in ("", ax.vlines, "x"), ("false_", ax.hlines, "value"):
            low, high = (f"{before}{end}" for end in ends)
            if low in rows:
                known = rows.dropna(subset=[low, high])
                draw(known[at], known[low], known[high], color=colour, lw=width, alpha=alpha)


def _lift(ax: Axes, marks: "pd.DataFrame", read: "pd.DataFrame") -> None:
    """From each mark to where it moves once the rule is read, with the interval there."""
    start = dict(zip(marks["name"], marks["value"], strict=True))
    for row in atoms.rows_of(read):
        if row.value != start[row.name]:
            ax.annotate(
                "", (row.x, row.value), (row.x, start[row.name]), zorder=4,
                arrowprops={"arrowstyle": "-|>", "color": style.BLACK, "shrinkA": 6, "shrinkB": 3},
            )  # fmt: skip
        ax.vlines(row.x, row.low, row.high, color=style.BLACK, lw=1.4)
        ax.plot(row.x, row.value, zorder=5, **READ)


class _Box(NamedTuple):
    """Where a text stands, in inches from the lower left corner of its axes."""

    left: float
    right: float
    low: float
    high: float

    def meets(self, other: "_Box") -> bool:
        """Whether both have a place in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.low < other.high
            and other.low < self.high
        )


def _number(ax: Axes, rows: "pd.DataFrame", colour: str, taken: list[_Box]) -> None:
    """The varied number below and left of a point, where nothing stands that is `taken`."""
    for row in atoms.rows_of(rows):
        x, y = _inches(ax, row.x, row.value)
        right, top = x - 5 * POINT, y - 4 * POINT
        left, low = right - width_of(row.words, SMALL) - 0.02, top - 1.25 * SMALL * POINT
        box = _Box(left, right, low, top)
        if left < 0 or low < 0 or any(box.meets(other) for other in taken):
            continue
        taken.append(box)
        ax.annotate(
            row.words, (row.x, row.value), (-5, -4), textcoords="offset points", size=SMALL,
            color=colour, ha="right", va="top", path_effects=[atoms.halo()],
        )  # fmt: skip


def _inches(ax: Axes, x: float, y: float) -> tuple[float, float]:
    """A place of an axes in inches from its lower left corner."""
    across, upwards = (ax.transScale + ax.transLimits).transform((x, y))
    return float(across) * atoms.inches_wide(ax), float(upwards) * atoms.inches_tall(ax)


def _arrows(ax: Axes, rows: "pd.DataFrame", better: Sequence[tuple[str, str]]) -> None:
    """From a mark to the rule that beats it."""
    for name, rule in better:
        start, end = rows[rows["name"] == name], rows[rows["rule"] == rule]
        if len(start) and len(end):
            ax.annotate(
                "", (end["x"].iloc[0], end["value"].iloc[0]),
                (start["x"].iloc[0], start["value"].iloc[0]), zorder=4,
                arrowprops={
                    "arrowstyle": "-|>", "color": style.GREY, "ls": (0, (3, 2)), "shrinkA": 7,
                    "shrinkB": 5, "lw": 1.1,
                },
            )  # fmt: skip


def _name_marks(ax: Axes, marks: "pd.DataFrame") -> list[_Box]:
    """The names of the marks beside them, moved apart where they lie close; a thin line leads to
    each. Those of rules without false breaches stand right of their strip. Where they stand."""
    rows = sorted(atoms.rows_of(marks), key=lambda row: (row.value, row.name))
    rows = [row for row in rows if row.value == row.value and row.x == row.x]
    places = [_inches(ax, row.x, row.value) for row in rows]
    half, wide, tall = 0.75 * LABEL * POINT, atoms.inches_wide(ax), atoms.inches_tall(ax)
    heights = atoms.spread([y for _, y in places], 2 * half, half, tall - half)
    zero = _inches(ax, 0, 1)[0]
    taken = []
    for row, (x, y), height in zip(rows, places, heights, strict=True):
        name = fitted(style.plain(row.name, 400), 2.6, LABEL, "bold")
        needed = width_of(name, LABEL, "bold") + 0.05
        start = max(x, zero) + 0.14
        start = start if start + needed < wide + 0.1 else x - 0.14 - needed
        taken.append(_Box(start, start + needed, height - half, height + half))
        right = start > x
        ends = [x + (0.09 if right else -0.09), start - 0.03 if right else start + needed - 0.02]
        ax.plot(
            [end / wide for end in ends], [y / tall, height / tall], transform=ax.transAxes,
            lw=0.6, color=style.BLACK, zorder=2.5,
        )  # fmt: skip
        ax.text(
            start / wide, height / tall, name, transform=ax.transAxes, va="center", size=LABEL,
            weight="bold", zorder=6, path_effects=[atoms.halo()],
        )  # fmt: skip
    return taken


def _key(ax: Axes, names: Sequence[str], read: bool) -> None:
    """What the curves are, above the panel; `read`: what is drawn of rules once they are read."""
    handles = [
        Line2D([], [], color=style.SERIES[i % 7], marker=style.MARKERS[i % 7], ms=5, label=name)
        for i, name in enumerate(names)
    ]
    ring = Line2D([], [], ls="", marker="o", ms=9, mfc="none", mec=style.BLACK, label="named rule")
    after = [Line2D([], [], label="the same once the rule is read", **READ)] if read else []
    ax.legend(
        handles=[*handles, ring, *after], loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=5,
        fontsize=LABEL, handlelength=1.8, columnspacing=1.4, borderaxespad=0.2,
    )  # fmt: skip
