"""Small probabilities on a logarithmic axis, beside what plain simulation would say of them."""

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from simulator.plots import atoms, style
from simulator.tables.amounts import number
from simulator.tables.summary import Estimate

ROW, BOTTOM, LEFT = 0.8, 0.75, 2.9
"""Inches: a scenario, the lower margin, its name."""
NEVER_SEEN = "not seen"
MILLION = 1e6


class Odds(NamedTuple):
    """One scenario."""

    name: str
    found: Estimate
    plain: Estimate | None
    """What as many histories, played one like the other, would be expected to say."""
    played: int


@style.in_house_style
def odds(rows: Sequence[Odds], title: str, subtitle: str) -> Axes:
    """A row for each scenario: the probability with its interval, and the plain one below it."""
    reading = (
        "point and line: the probability with its 95 % interval; grey: the interval that as many "
        "plain histories can be expected to have"
    )
    top = style.top_of(style.picture(title, f"{subtitle}\n{reading}", 1.0)) + 0.2
    height = top + ROW * len(rows) + BOTTOM
    figure = style.picture(title, f"{subtitle}\n{reading}", height)
    ax = style.axes_in(figure, left=LEFT, right=0.5, bottom=BOTTOM)
    ends = [end for one in rows for part in (one.found, one.plain) if part for end in part]
    known = [end for end in ends if end > 0] or [1.0]
    ax.set_xscale("log")
    ax.set_xlim(min(known) / 4, max(known) * 2)
    for place, one in enumerate(rows):
        _draw(ax, one, -place)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda share, _: number(MILLION * share)))
    ax.set_xlabel("of a million histories, logarithmic")
    ax.grid(axis="x")
    atoms.rows_axis(ax, [one.name for one in rows])
    return ax


def _draw(ax: Axes, one: Odds, y: float) -> None:
    """One scenario at a height; an interval that reaches down to 0 begins at the left edge."""
    least = ax.get_xlim()[0]
    value, low, high = one.found
    if one.plain is not None:
        _, under, over = one.plain
        ax.hlines(y - 0.22, max(under, least), over, color=style.GREY, lw=3, alpha=0.5)
        ax.annotate(
            f"{one.played:,} plain histories", (over, y - 0.22), (0, -4), va="top", ha="right",
            textcoords="offset points", size=8, color=style.GREY, annotation_clip=False,
        )  # fmt: skip
    ax.hlines(y, max(low, least), high, color=style.BLUE, lw=2)
    if value > 0:
        ax.plot([value], [y], "o", color=style.BLUE, ms=7)
    else:
        ax.annotate(
            NEVER_SEEN, (high, y), (5, 0), textcoords="offset points", size=8, va="center",
        )  # fmt: skip
