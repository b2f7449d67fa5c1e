"""A tree of splits: a row for each part, set in below what it is part of, with its share."""

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes

from simulator.plots import atoms, style
from simulator.plots.lettering import fitted, width_of

ROW, BOTTOM, RIGHT, STEP = 0.3, 0.72, 0.75, 0.22
"""Inches: a row, the lower margin, beside the shares, and by how much a part is set in."""
NAME, SIZE = 5.0, 8.5
NOTHING = "No split was confirmed."


class Part(NamedTuple):
    """All, or one side of a split."""

    name: str
    depth: int
    is_leaf: bool
    grown: float
    share: tuple[float, float, float]
    """As tested, with its interval."""


@style.in_house_style
def tree(found: Sequence[Part], title: str, subtitle: str) -> Axes:
    """The parts from the top down, and of each the share as tested with its interval."""
    reading = (
        "full: on the sets that did not grow the tree, with 95 % intervals (blue: not parted "
        "further); ring: on those that grew it; dotted: all sets"
    )
    subtitle = f"{subtitle}\n{reading}"
    top = style.top_of(style.picture(title, subtitle, 1.0))
    figure = style.picture(title, subtitle, top + 0.1 + max(4, len(found)) * ROW + BOTTOM)
    wide = [one.depth * STEP + min(NAME, width_of(one.name, SIZE)) for one in found]
    ax = style.axes_in(figure, 0.3 + max(wide, default=1.0), RIGHT, BOTTOM)
    for place, one in enumerate(found):
        _draw(ax, one, -place)
        _name(ax, one, -place)
        _join(ax, found, place)
    if found:
        ax.axvline(found[0].share[0], color=style.GREY, ls=":", lw=1, zorder=0.5)
        ax.set_ylim(-len(found) + 0.5, 0.5)
    else:
        ax.text(0.5, 0.5, NOTHING, ha="center", transform=ax.transAxes)
    most = max((max(one.grown, one.share[2]) for one in found), default=1.0)
    ax.set_xlim(0, min(1.0, 1.15 * most))
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.xaxis.set_major_formatter(lambda share, _: f"{100 * share:.0f} %")
    ax.set_xlabel("in what share of the histories it holds")
    return ax


def _draw(ax: Axes, one: Part, y: float) -> None:
    colour = style.BLUE if one.is_leaf else style.GREY
    value, low, high = one.share
    ax.axhline(y, color="#EEEEEE", lw=0.8, zorder=0.4)
    ax.plot([one.grown], [y], "o", ms=7, mfc="none", mec=colour, mew=1)
    ax.hlines(y, low, high, color=colour, lw=1.6)
    ax.plot([value], [y], "o", ms=5, color=colour, zorder=3)
    ax.annotate(
        f"{100 * value:.0f} %", (max(high, one.grown), y), (6, 0), textcoords="offset points",
        size=8, va="center", annotation_clip=False,
        path_effects=[atoms.halo()],
    )  # fmt: skip


def _left(ax: Axes, depth: int) -> float:
    """Where the names of a depth begin, as a share of the axes' width left of it."""
    return -(atoms.inches_before(ax) - style.EDGE - depth * STEP) / atoms.inches_wide(ax)


def _name(ax: Axes, one: Part, y: float) -> None:
    name = fitted(style.plain(one.name, 400), NAME, SIZE)
    ax.text(
        _left(ax, one.depth), y, name, transform=ax.get_yaxis_transform(), size=SIZE, va="center"
    )  # fmt: skip


def _join(ax: Axes, found: Sequence[Part], place: int) -> None:
    """A line from what a part is part of."""
    depth = found[place].depth
    if not depth:
        return
    above = max(i for i in range(place) if found[i].depth == depth - 1)
    x = _left(ax, depth) - 0.62 * STEP / atoms.inches_wide(ax)
    end = x + 0.4 * STEP / atoms.inches_wide(ax)
    ax.plot(
        [x, x, end], [-above - 0.35, -place, -place], color=style.GREY, lw=0.9,
        transform=ax.get_yaxis_transform(), clip_on=False,
    )  # fmt: skip
