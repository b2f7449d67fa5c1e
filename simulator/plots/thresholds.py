"""Chart 1: on what share of days would "at least n acts" be a breach?"""

from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from simulator.plots import atoms, style

if TYPE_CHECKING:
    import pandas as pd

TITLE = "One a day or twenty a day: on how many days would the rule be met?"


@style.in_house_style
def thresholds(
    table: "pd.DataFrame",
    ax: Axes | None = None,
    marks: "pd.DataFrame | None" = None,
    subtitle: str = "",
    within: str = "the rule's window",
) -> Axes:
    """Share of days by threshold: columns series, at_least, share, false.

    Thin dashes are the days on which acts that are not hostile meet the rule alone. `marks`
    (series, at_least) are the rules in force, shown as rings with their share.
    """
    if ax is None:
        said = (
            subtitle or "whole lines: all acts that count; thin dashes: false, by other acts alone"
        )
        ax = style.axes_in(style.picture(TITLE, said), right=2.0)
    ax.set_xscale("log")
    ax.set_xlim(0.93 * table["at_least"].min(), 1.07 * table["at_least"].max())
    ticks = [n for n in (1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 500) if n <= ax.get_xlim()[1]]
    ax.set_xticks(ticks, [str(n) for n in ticks])
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set_xlabel(f"at least so many acts within {within}")
    atoms.share_axis(ax, "share of days on which the rule is met")
    for i, series in enumerate(dict.fromkeys(table["series"])):
        colour, marker = style.SERIES[i % 7], style.MARKERS[i % 7]
        curve = table[table["series"] == series]
        ax.plot(
            curve["at_least"], curve["share"], color=colour, marker=marker, ms=4,
            markevery=[n in ticks for n in curve["at_least"]], label=style.plain(series, 28),
        )  # fmt: skip
        if curve["false"].max() > 0:
            ax.plot(curve["at_least"], curve["false"], color=colour, ls=(0, (4, 2)), lw=1)
        if marks is not None:
            ring(ax, curve, marks[marks["series"] == series], colour)
    if table["false"].max() > 0:
        ax.plot(
            [],
            [],
            color=style.GREY,
            ls=(0, (4, 2)),
            lw=1,
            label="false: met by acts that\nare not hostile alone",
        )
    ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1.02), fontsize=8.5, handlelength=2.4)
    return ax


def ring(ax: Axes, curve: "pd.DataFrame", marks: "pd.DataFrame", colour: str) -> None:
    """A ring at the threshold in force, with the share of days on which it is met."""
    for mark in atoms.rows_of(curve[curve["at_least"].isin(marks["at_least"])]):
        ax.plot([mark.at_least], [mark.share], "o", ms=11, mfc="none", mec=colour, mew=1.6)
        right = mark.at_least > 25
        ax.annotate(
            f"≥ {mark.at_least:g}: {100 * mark.share:.0f} %", (mark.at_least, mark.share),
            (-9 if right else 9, 7), textcoords="offset points", size=8.5, color=colour,
            weight="bold", ha="right" if right else "left", annotation_clip=False,
            path_effects=[atoms.halo()],
        )  # fmt: skip
