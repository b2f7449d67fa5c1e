"""Chart 1: on what share of days would "at least n acts" be a breach?"""

from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import NullLocator

from simulator.plots import atoms, style
from simulator.plots.lettering import apart, width_of
from simulator.tables.wording import percent

if TYPE_CHECKING:
    import pandas as pd

TITLE = "On how many days would the rule be met, threshold by threshold?"
TICKS = (1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
FALSE = "dashes: false, met by acts\nnone of which was hostile"
LINE = 0.155


@style.in_house_style
def thresholds(
    table: "pd.DataFrame",
    ax: Axes | None = None,
    subtitle: str = "",
    counted: str = "acts",
    title: str = TITLE,
) -> Axes:
    """Share of days by threshold (`results.rule_curves`): series, at_least, share, false, in_force.

    Thin dashes are the days on which acts that are not hostile meet the rule by themselves; a ring
    marks each threshold in force, and the legend gives its share. `counted`: what is counted, in
    words.
    """
    names = list(dict.fromkeys(table["series"]))
    shown = apart([style.plain(name, 400) for name in names], 2.3, 8.5)
    entries = {
        name: "\n".join([said, *ring_words(table[table["series"] == name])])
        for name, said in zip(names, shown, strict=True)
    }
    if ax is None:
        lines = [line for entry in [*entries.values(), FALSE] for line in entry.split("\n")]
        right = 0.62 + max(width_of(line, 8.5) for line in lines)
        least = 1.8 + LINE * (len(lines) + 0.5 * len(entries))
        ax = style.axes_in(style.picture(title, subtitle, max(4.6, least)), right=right)
    count_axis(ax, table["at_least"].min(), table["at_least"].max())
    ax.set_xlabel(f"threshold: at least this many {counted}")
    atoms.share_axis(ax, "share of days on which the rule is met")
    handles = [
        draw_series(ax, table[table["series"] == name], i, entry)
        for i, (name, entry) in enumerate(entries.items())
    ]
    if table["false"].max() > 0:
        handles.append(Line2D([], [], color=style.GREY, ls=(0, (4, 2)), lw=1, label=FALSE))
    ax.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(1.01, 1.02), fontsize=8.5,
        handlelength=2.4,
    )  # fmt: skip
    return ax


def count_axis(ax: Axes, first: float, last: float) -> None:
    """Thresholds on a log scale."""
    ax.set_xscale("log")
    ax.set_xlim(0.93 * first, 1.07 * last)
    ticks = [n for n in TICKS if n <= ax.get_xlim()[1]]
    ax.set_xticks(ticks, [f"{n:,}" for n in ticks])
    ax.xaxis.set_minor_locator(NullLocator())


def draw_series(ax: Axes, curve: "pd.DataFrame", i: int, label: str) -> Line2D:
    """A curve with the rings of the thresholds in force; what stands for it in the legend."""
    colour, marker = style.SERIES[i % 7], style.MARKERS[i % 7]
    every = [n in TICKS for n in curve["at_least"]]
    (line,) = ax.plot(
        curve["at_least"], curve["share"], color=colour, marker=marker, ms=4, markevery=every,
        label=label,
    )  # fmt: skip
    if curve["false"].max() > 0:
        ax.plot(curve["at_least"], curve["false"], color=colour, ls=(0, (4, 2)), lw=1)
    for mark in atoms.rows_of(curve[curve["in_force"]]):
        ax.plot(
            [mark.at_least], [mark.share], "o", ms=11, mfc="none", mec=colour, mew=1.6, zorder=4
        )
    return line


def ring_words(curve: "pd.DataFrame") -> list[str]:
    """'○ at least 5: 80 % of days' for each threshold in force."""
    return [
        f"○ at least {mark.at_least:g}: {percent(mark.share)} of days"
        for mark in atoms.rows_of(curve[curve["in_force"]])
    ]
