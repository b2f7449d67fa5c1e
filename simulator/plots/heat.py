"""An outcome over two numbers: a cell for each point, marked where it may be otherwise."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, LogNorm, Normalize, TwoSlopeNorm
from matplotlib.patches import Rectangle

from simulator.plots import atoms, style
from simulator.plots.lettering import fitted, width_of

CELL, LEFT, RIGHT, BOTTOM, GAP, MOST = 0.34, 0.75, 0.25, 1.0, 0.8, 5.5
"""Inches: height of a cell, margins, between panels, and the most that a panel is tall."""
SIZE = 7.5
RISING = LinearSegmentedColormap.from_list("rising", ["#F4F9FD", "#9CCBEA", "#2E86C1", "#0B3C66"])
BOTH_WAYS = LinearSegmentedColormap.from_list("ways", [style.BLUE, "#F7F7F7", style.VERMILION])
SPREAD = 20.0
"""Colours go by the logarithm where the greatest value is so many times the least."""


class Heat(NamedTuple):
    """One outcome over both axes; (across, down) each."""

    name: str
    value: np.ndarray
    words: Sequence[Sequence[str]]
    differs: np.ndarray
    """bool: not explained by chance; hatched where it is."""
    sure: np.ndarray
    """bool: and has one sign whatever is not known; dotted where it has not."""


class Sides(NamedTuple):
    """One axis."""

    label: str
    words: Sequence[str]


@style.in_house_style
def heat(
    found: Sequence[Heat],
    sides: tuple[Sides, Sides],
    marks: Sequence[tuple[float, float, str]],
    words: tuple[str, str],
    differences: bool = False,
) -> list[Axes]:
    """A panel for each outcome, the first axis across and the second upwards.

    `marks`: scenarios, by the numbers of the cells; `words`: title and subtitle; `differences`:
    whether the values are differences, whose 0 is white.
    """
    across, upwards = sides
    tall = min(MOST, max(2.0, CELL * len(upwards.words)))
    top = style.top_of(style.picture(*words, 1.0)) + 0.45
    figure = style.picture(*words, top + tall + BOTTOM)
    height = top + tall + BOTTOM
    left = 0.35 + max(width_of(word, 8.5) for word in upwards.words) + 0.25
    wide = (style.WIDTH - left - RIGHT - GAP * (len(found) - 1)) / max(1, len(found))
    axes = []
    for i, one in enumerate(found):
        box = (left + i * (wide + GAP)) / style.WIDTH, BOTTOM / height
        axes.append(figure.add_axes((*box, wide / style.WIDTH, tall / height)))
        _cells(axes[-1], one, differences)
        _sides(axes[-1], sides, i == 0)
        _marks(axes[-1], marks)
        atoms.caption(axes[-1], one.name)
    return axes


def _cells(ax: Axes, one: Heat, differences: bool) -> None:
    """Colour, hatch and value of each cell."""
    norm = _norm(one.value, differences)
    colours = BOTH_WAYS if differences else RISING
    ax.pcolormesh(
        np.arange(one.value.shape[0] + 1) - 0.5, np.arange(one.value.shape[1] + 1) - 0.5,
        one.value.T, cmap=colours, norm=norm, edgecolors="white", linewidth=0.4,
    )  # fmt: skip
    room = atoms.inches_wide(ax) / one.value.shape[0] - 0.04
    for (i, j), value in np.ndenumerate(one.value):
        sure = one.sure[i, j]
        if not sure:
            hatch = "..." if one.differs[i, j] else "////"
            ax.add_patch(
                Rectangle((i - 0.5, j - 0.5), 1, 1, fill=False, hatch=hatch, lw=0, ec="#BBBBBB")
            )
        word = one.words[i][j]
        if width_of(word, SIZE) < room:
            dark = value == value and sum(colours(norm(value))[:3]) < 1.5
            halo = [] if sure else [atoms.halo()]
            ax.text(
                i, j, word, size=SIZE, ha="center", va="center", path_effects=halo,
                color="white" if dark and sure else style.BLACK,
            )  # fmt: skip


def _norm(values: np.ndarray, differences: bool) -> Normalize:
    """The scale of the colours."""
    known = values[np.isfinite(values)]
    least, most = (known.min(), known.max()) if len(known) else (0.0, 1.0)
    if differences:
        reach = max(abs(least), abs(most), 1e-12)
        return TwoSlopeNorm(0.0, -reach, reach)
    if least > 0 and most > SPREAD * least:
        return LogNorm(least, most)
    return Normalize(least, most if most > least else least + 1)


def _sides(ax: Axes, sides: tuple[Sides, Sides], first: bool) -> None:
    across, upwards = sides
    ax.set_xlim(-0.5, len(across.words) - 0.5)
    ax.set_ylim(-0.5, len(upwards.words) - 0.5)
    room = atoms.inches_wide(ax) / len(across.words)
    widest = max(width_of(word, 8.5) for word in across.words) + 0.06
    step = int(np.ceil(widest / room))
    ax.set_xticks(range(0, len(across.words), step), across.words[::step])
    high = atoms.inches_tall(ax) / len(upwards.words)
    every = int(np.ceil(0.16 / high))
    shown = upwards.words[::every] if first else [""] * len(upwards.words[::every])
    ax.set_yticks(range(0, len(upwards.words), every), shown)
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)
    ax.set_xlabel(fitted(style.plain(across.label, 400), atoms.inches_wide(ax), 9))
    if first:
        ax.set_ylabel(fitted(style.plain(upwards.label, 400), atoms.inches_tall(ax) + 0.6, 9))


def _marks(ax: Axes, marks: Sequence[tuple[float, float, str]]) -> None:
    """A ring for each scenario, with its number where there are several (the subtitle has them)."""
    for number, (x, y, _) in enumerate(marks, 1):
        ax.plot([x], [y], "o", ms=17, mfc="none", mec=style.BLACK, mew=1.6, zorder=5)
        if len(marks) > 1:
            ax.annotate(
                str(number), (x, y), (9, 7), textcoords="offset points", size=8, weight="bold",
                path_effects=[atoms.halo()], zorder=6,
            )  # fmt: skip
