"""Real days beside those that a fitted pattern gives."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.ticker import NullLocator

from simulator.plots import style

if TYPE_CHECKING:
    import pandas as pd

TITLE = "Do the real days look like those of the fitted pattern?"
TICKS = (0, 1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)
BAND = "#BFE0F5"


@style.in_house_style
def days(table: "pd.DataFrame", ax: Axes | None = None, subtitle: str = "") -> Axes:
    """A dot for each period, a cross where it is outside the band, over the band and its median.

    `table`: start, end, and acts a day: observed, median, low, high (NaN: nothing is simulated).
    """
    if ax is None:
        ax = style.axes_in(style.picture(TITLE, subtitle))
    for run in runs(table):
        edges = np.append(run["start"].to_numpy(), run["end"].to_numpy()[-1])
        ax.stairs(run["high"], edges, baseline=run["low"].to_numpy(), fill=True, color=BAND)
        ax.stairs(run["median"], edges, baseline=None, color=style.BLUE, lw=1.2)
    middle = table["start"] + (table["end"] - table["start"]) / 2
    observed, out = table["observed"], outside(table)
    ax.plot(middle[~out], observed[~out], ".", color=style.BLACK, ms=3.5)
    ax.plot(middle[out], observed[out], "X", color=style.VERMILION, ms=5)
    most = 1.3 * max(1.0, float(np.nanmax(table[["observed", "high"]].to_numpy())))
    ax.set_yscale(
        "symlog", linthresh=1.0, linscale=0.4
    )  # busy days hold a hundred times what quiet ones do
    ax.set_ylim(-0.2, most)
    ticks = [tick for tick in TICKS if tick <= most]
    ax.set_yticks(ticks, [f"{tick:,}" for tick in ticks], minor=False)
    ax.yaxis.set_minor_locator(NullLocator())
    ax.set_ylabel("acts a day (log scale from 1 on)")
    locator = AutoDateLocator()  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    ax.set_xlim(table["start"].iloc[0], table["end"].iloc[-1])
    return ax


def outside(table: "pd.DataFrame") -> "pd.Series[bool]":
    """Which periods are outside their band; none where nothing is simulated."""
    observed = table["observed"]
    return (observed < table["low"]) | (observed > table["high"])


def runs(table: "pd.DataFrame") -> list["pd.DataFrame"]:
    """The periods for which there is something simulated, in stretches without a gap."""
    some = table[table["high"].notna()].reset_index(drop=True)
    breaks = np.flatnonzero(some["start"].to_numpy()[1:] != some["end"].to_numpy()[:-1]) + 1
    edges = [0, *breaks.tolist(), len(some)]
    return [some.iloc[a:b] for a, b in zip(edges[:-1], edges[1:], strict=True) if b > a]
