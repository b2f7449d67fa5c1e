"""What state the plan is in over time: shares of histories, stacked."""

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes

from simulator.plots import atoms, style
from simulator.tables import curves

if TYPE_CHECKING:
    import pandas as pd

VISIBLE = 0.012
"""A band below this share, in its widest place, is drawn but not named."""
TITLE = "How far up the plan do the histories stand?"


@style.in_house_style
def phases_over_time(table: "pd.DataFrame", ax: Axes | None = None, subtitle: str = "") -> Axes:
    """Stacked shares of `tables.curves.states_over_time`, each labelled where it is widest."""
    if ax is None:
        ax = style.axes_in(style.picture(TITLE, subtitle), right=2.1)
    minutes = table.index.to_numpy()
    atoms.time_axis(ax, float(minutes[0]), float(minutes[-1]))
    atoms.share_axis(ax, "share of histories")
    base = np.zeros(len(minutes))
    beside = []
    for word, colour, ink in coloured(table):
        top = base + table[word].to_numpy()
        ax.fill_between(minutes, base, top, color=colour, ec="white", lw=0.5)
        if not label_inside(ax, minutes, base, top, style.plain(word, 30), ink):
            if top[-1] - base[-1] > VISIBLE:
                beside.append(((base[-1] + top[-1]) / 2, style.plain(word, 30), "#333333"))
            elif (top - base).max() > VISIBLE:
                point_at(ax, minutes, base, top, style.plain(word, 30))
        base = top
    atoms.end_labels(ax, beside)
    return ax


def point_at(ax: Axes, x: Any, base: Any, top: Any, word: str) -> None:
    """A word beside a thin band, with a line to where it is widest."""
    widest = int(np.argmax(top - base))
    middle = (base[widest] + top[widest]) / 2
    right = widest < len(x) / 2
    ax.annotate(
        word, (x[widest], middle), (30 if right else -30, -26), textcoords="offset points",
        size=8, ha="left" if right else "right", va="center", color="#333333",
        arrowprops={"arrowstyle": "-", "lw": 0.7, "color": "#555555", "shrinkA": 1, "shrinkB": 0},
        path_effects=[atoms.halo()],
    )  # fmt: skip


def coloured(table: "pd.DataFrame") -> list[tuple[str, str, str]]:
    """The states that occur, from the bottom up, each with its colour and that of its word."""
    fixed = {
        curves.AT_REST: ("#ECECEC", style.BLACK),
        curves.NO_ANSWER: ("#F8E2AE", style.BLACK),
        curves.NOT_SIGNED: ("#8A8A8A", "white"),
    }
    phases = [word for word in table.columns if word not in fixed]
    shown = []
    for word in table.columns:
        if table[word].max() <= 0:
            continue
        if word in fixed:
            shown.append((word, *fixed[word]))
        else:
            k = phases.index(word)
            dark = k >= len(phases) / 2
            shown.append((word, style.phase_colour(k, len(phases)), "white" if dark else "#222222"))
    return shown


def label_inside(ax: Axes, x: Any, base: Any, top: Any, word: str, ink: str) -> bool:
    """Write the word into a band where it is widest, if it fits there."""
    height = ax.get_position().height * ax.get_figure(root=True).get_size_inches()[1]  # type: ignore[union-attr]
    wide = atoms.width_of(word, 8.5) * atoms.per_inch(ax)
    best, place = 0.0, None
    for middle in np.linspace(x[0] + wide * 0.6, x[-1] - wide * 0.6, 40):
        under = (x >= middle - wide / 2) & (x <= middle + wide / 2)
        if not under.any():
            continue
        low, high = base[under].max(), top[under].min()
        if (high - low) * height > max(best, 0.19):
            best, place = (high - low) * height, (middle, (low + high) / 2)
    if place is None:
        return False
    ax.text(*place, word, size=8.5, color=ink, ha="center", va="center")
    return True
