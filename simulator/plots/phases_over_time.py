"""What state the plan is in over time: shares of histories, stacked."""

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from simulator.plots import atoms, style
from simulator.plots.lettering import apart, width_of
from simulator.tables import curves

if TYPE_CHECKING:
    import pandas as pd

TITLE = "How far up the plan do the histories stand?"


@style.in_house_style
def phases_over_time(
    table: "pd.DataFrame", ax: Axes | None = None, subtitle: str = "", title: str = TITLE
) -> Axes:
    """Stacked shares of `tables.curves.states_over_time`: each named where it is widest, or beside
    the axes where it is too thin for its name."""
    states = coloured(table)
    names = apart([style.plain(word, 400) for word, _, _ in states], 2.3, 8.5)
    if ax is None:
        right = 0.6 + max(width_of(name, 8.5) for name in names)
        ax = style.axes_in(style.picture(title, subtitle), right=right)
    minutes = table.index.to_numpy()
    atoms.time_axis(ax, float(minutes[0]), float(minutes[-1]))
    atoms.share_axis(ax, "share of histories")
    base = np.zeros(len(minutes))
    beside: list[Patch] = []
    for (word, colour, ink), name in zip(states, names, strict=True):
        top = base + table[word].to_numpy()
        ax.fill_between(minutes, base, top, color=colour, ec="white", lw=0.5)
        if not label_inside(ax, minutes, base, top, name, ink):
            beside.insert(0, Patch(color=colour, label=name))
        base = top
    if beside:
        ax.legend(handles=beside, loc="upper left", bbox_to_anchor=(1.01, 1.02), fontsize=8.5)
    return ax


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
    height = atoms.inches_tall(ax)
    wide = width_of(word, 8.5) * atoms.per_inch(ax)
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
