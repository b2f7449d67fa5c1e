"""Coverage against density: every box on the way, and the one that was tested."""

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes

from simulator.plots import style

HEIGHT = 5.6
NOTHING = "No box was confirmed."


class Way(NamedTuple):
    """One box: where it came through, and where it ended."""

    name: str
    steps: Sequence[tuple[float, float, int]]
    """Coverage, density, and how many numbers limit it."""
    coverage: tuple[float, float, float]
    density: tuple[float, float, float]
    """As tested, with their intervals."""
    base: float


@style.in_house_style
def trade_offs(found: Sequence[Way], title: str, subtitle: str) -> Axes:
    """A line of points for each box, and a large marker with a cross of intervals as tested."""
    reading = (
        "small: boxes on the way, on the half of the sets that finds them; large: as tested on the "
        "other half, with 95 % intervals; dotted: overall"
    )
    figure = style.picture(title, f"{subtitle}\n{reading}", HEIGHT)
    ax = style.axes_in(figure)
    for place, one in enumerate(found):
        colour, marker = style.SERIES[place % 7], style.MARKERS[place % 7]
        across, up, _ = zip(*one.steps, strict=True)
        ax.plot(across, up, color=colour, marker=marker, ms=3, lw=0.8, alpha=0.55)
        _count(ax, one, colour)
        (x, left, right), (y, low, high) = one.coverage, one.density
        ax.errorbar(
            [x], [y], xerr=[[x - left], [right - x]], yerr=[[y - low], [high - y]], color=colour,
            marker=marker, ms=9, mec="white", label=f"{one.name}, tested", zorder=4,
        )  # fmt: skip
        ax.axhline(one.base, color=colour, ls=":", lw=1)
    ax.set_xlim(-0.02, 1.03)
    ax.set_ylim(-0.02, 1.03)
    ax.set_xlabel("coverage: the share of the cases that lies within the box")
    ax.set_ylabel("density: how often it happens within")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(lambda share, _: f"{100 * share:.0f} %")
    ax.grid()
    if found:
        ax.legend(loc="lower left", frameon=True)
    else:
        ax.text(0.5, 0.5, NOTHING, ha="center", transform=ax.transAxes)
    return ax


def _count(ax: Axes, one: Way, colour: str) -> None:
    """How many numbers limit the box, wherever that changes and there is room."""
    before, last = -1, (9.0, 9.0)
    for coverage, density, numbers in one.steps:
        far = abs(coverage - last[0]) + abs(density - last[1]) > 0.06
        if numbers != before and far:
            ax.annotate(
                f"{numbers}", (coverage, density), (3, 4), textcoords="offset points", size=7.5,
                color=colour,
            )  # fmt: skip
            before, last = numbers, (coverage, density)
