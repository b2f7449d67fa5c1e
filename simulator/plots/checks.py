"""Checks of a pattern: what was observed among what is simulated, a panel for each check."""

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from simulator.plots import atoms, style
from simulator.plots.lettering import width_of
from simulator.tables.wording import chance

if TYPE_CHECKING:
    import pandas as pd

TITLE = "Do series of the pattern look like the real events?"
RANKS_TITLE = "Real events among the simulated: are all ranks as frequent?"
COLUMNS, ROW, BAND = 3, 2.35, "#BFE0F5"
PERCENT = FuncFormatter(lambda value, _: f"{100 * value:.3g} %")
RESULTS = {"pass": (style.GREEN, "o"), "fail": (style.VERMILION, "X")}
LABEL = 7.5


@style.in_house_style
def checks(
    table: "pd.DataFrame",
    simulated: "pd.DataFrame",
    bins: "pd.DataFrame",
    axes: list[Axes] | None = None,
    subtitle: str = "",
) -> list[Axes]:
    """A panel for each row of `table` (columns check, result, observed, low, high, p,
    share, axis).

    `simulated`: columns check, value: a row for each simulated series. `bins`: for checks of a
    distribution, a row for each bin: check, axis, place, observed, median, low, high: the share
    that it holds, but of the check `counts` how many, which hang from the median on a root scale
    (a hanging rootogram, Tukey 1977).
    """
    rows = atoms.rows_of(table)
    axes = axes or grid(TITLE, subtitle, len(rows))
    for ax, row in zip(axes, rows, strict=True):
        told = bins[bins["check"] == row.check]
        if row.check == "counts":
            rootogram(ax, told)
        elif len(told):
            distribution(ax, told)
        else:
            number(ax, row, simulated.loc[simulated["check"] == row.check, "value"].to_numpy())
        heading(ax, row)
    return axes


@style.in_house_style
def ranks(
    table: "pd.DataFrame",
    bins: "pd.DataFrame",
    axes: list[Axes] | None = None,
    subtitle: str = "",
) -> list[Axes]:
    """A histogram for each row of `table`, whose bins are tenths; columns as in `checks`."""
    rows = atoms.rows_of(table)
    axes = axes or grid(RANKS_TITLE, subtitle, len(rows), len(rows))
    for ax, row in zip(axes, rows, strict=True):
        told = bins[bins["check"] == row.check]
        distribution(ax, told)
        ax.axhline(1 / len(told), color=style.GREY, lw=0.9, ls=(0, (4, 2)))
        heading(ax, row)
    return axes


def grid(title: str, subtitle: str, count: int, columns: int = COLUMNS) -> list[Axes]:
    """`count` axes in rows of `columns`."""
    rows = -(-count // columns)
    figure = style.picture(title, subtitle, 1.0)
    height = style.top_of(figure) + 0.1 + ROW * rows + 0.35
    figure = style.picture(title, subtitle, height)
    top = height - style.top_of(figure) - 0.1
    wide = (style.WIDTH - 0.2) / columns
    return [
        figure.add_axes(
            (
                (0.62 + i % columns * wide) / style.WIDTH,
                (top - ROW * (i // columns + 1) + 0.5) / height,
                (wide - 0.75) / style.WIDTH,
                (ROW - 0.85) / height,
            )
        )
        for i in range(count)
    ]


def heading(ax: Axes, row: Any) -> None:
    """The check's name, and whether it passes."""
    colour, _ = RESULTS[row.result]
    ax.set_title(style.plain(row.check, 30), pad=6)
    verdict = f"{row.result}, p {chance(row.p)}"
    ax.text(
        1, 1.045, verdict, transform=ax.transAxes, ha="right", va="bottom",
        size=8.5, color=colour, weight="bold",
    )  # fmt: skip


def number(ax: Axes, row: Any, values: "np.ndarray") -> None:
    """The simulated values as a histogram, their 95 % band, and the observed value."""
    colour, marker = RESULTS[row.result]
    low, high = (float(np.quantile(values, part)) for part in (0.005, 0.995))
    low, high = min(low, row.observed, row.low), max(high, row.observed, row.high)
    room = 0.05 * (high - low) or 0.5
    ax.axvspan(row.low, row.high, color=BAND, lw=0)
    counted, _, _ = ax.hist(values, bins=24, range=(low - room, high + room), color=style.GREY)
    top = float(np.max(counted))
    ax.axvline(row.observed, color=colour, lw=2)
    ax.plot([row.observed], [1.1 * top], marker, color=colour, ms=7, clip_on=False)
    ax.set_xlim(low - room, high + room)
    ax.set_ylim(0, 1.22 * top)
    ax.set_yticks([])
    ax.xaxis.set_major_locator(MaxNLocator(5))
    if row.share:
        ax.xaxis.set_major_formatter(PERCENT)
    else:
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.4g}"))
    ax.set_xlabel(row.axis, size=8)


def rootogram(ax: Axes, told: "pd.DataFrame") -> None:
    """Bars hang from the simulated median; one that ends within the band around 0 is as it may be.

    Heights are square roots, so that rare counts can be seen beside frequent ones.
    """
    told = trimmed(told)
    x = np.arange(len(told))
    root = {
        name: np.sqrt(told[name].to_numpy(float)) for name in ("observed", "median", "low", "high")
    }
    ax.bar(x, root["high"] - root["low"], 1.0, root["median"] - root["high"], color=BAND)
    ax.bar(x, root["observed"], 0.6, root["median"] - root["observed"], color=style.GREY)
    ax.plot(x, root["median"], color=style.BLUE, lw=1.4, marker="o", ms=3)
    ax.axhline(0, color=style.BLACK, lw=0.8)
    ax.use_sticky_edges = False
    ax.margins(y=0.06)
    label(ax, told)
    ax.set_ylabel("root of the number", size=8)


def distribution(ax: Axes, told: "pd.DataFrame") -> None:
    """What each bin holds: the simulated band and median, and the observed."""
    told = trimmed(told)
    x = np.arange(len(told))
    band = told["high"] - told["low"]
    ax.bar(x, band, 1.0, told["low"], color=BAND)
    ax.hlines(told["median"], x - 0.5, x + 0.5, color=style.BLUE, lw=1.4)
    ax.plot(x, told["observed"], "o", color=style.BLACK, ms=4)
    label(ax, told)
    ax.set_ylim(0, 1.08 * (float(told[["high", "observed"]].to_numpy().max()) or 1.0))
    ax.yaxis.set_major_formatter(PERCENT)


def trimmed(told: "pd.DataFrame") -> "pd.DataFrame":
    """Without the empty bins at both ends."""
    some = np.flatnonzero(told[["observed", "high"]].to_numpy().max(axis=1) > 0)
    return told.iloc[some[0] : some[-1] + 1] if len(some) else told.iloc[:1]


def label(ax: Axes, told: "pd.DataFrame") -> None:
    """Some of the bins by name, and what they are."""
    words = told["place"].tolist()
    width = ax.get_position().width * style.WIDTH
    step = 1
    while sum(width_of(f"{word}   ", LABEL) for word in words[::step]) > width:
        step += 1
    ax.set_xticks(np.arange(0, len(told), step), words[::step], size=LABEL)
    ax.set_xlim(-0.6, len(told) - 0.4)
    ax.set_xlabel(told["axis"].iloc[0], size=8)
