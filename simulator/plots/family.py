"""What a family of patterns looks like: every act by day and hour, with both counted beside."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes

from simulator.minutes import DAY
from simulator.plots import atoms, style

if TYPE_CHECKING:
    import pandas as pd

FEW = 20
"""Of fewer acts the variance says nothing."""


@style.in_house_style
def family(
    acts: "pd.DataFrame",
    horizon: int,
    starts: int = 0,
    axes: Sequence[Axes] | None = None,
    title: str = "When do the acts come?",
    subtitle: str = "",
) -> list[Axes]:
    """One history's acts (`tables.spans.act_table`): counts per day, each act, and the hours.

    `axes`: for the daily counts, the raster and the hour profile; `starts`: minutes since Monday
    00:00 at which the ceasefire takes effect.
    """
    daily, raster, profile = axes or three_axes(title, subtitle)
    at = acts["minute"].to_numpy() + starts % DAY
    days = -(-(horizon + starts % DAY) // DAY)
    draw_daily(daily, at // DAY, days)
    draw_raster(raster, acts, at, days)
    draw_profile(profile, at % DAY // 60)
    return [daily, raster, profile]


def three_axes(title: str, subtitle: str) -> tuple[Axes, Axes, Axes]:
    """Counts above, raster below, the hours at its right."""
    height = 5.6
    figure = style.picture(title, subtitle, height)
    top = 1 - (style.top_of(figure) + 0.25) / height
    low, middle = 0.72 / height, 0.62 * (top - 0.72 / height) + 0.72 / height
    return (
        figure.add_axes((0.075, middle + 0.36 / height, 0.71, top - middle - 0.36 / height)),
        figure.add_axes((0.075, low, 0.71, middle - low)),
        figure.add_axes((0.81, low, 0.165, middle - low)),
    )


def draw_daily(ax: Axes, day: "np.ndarray", days: int) -> None:
    """Acts per calendar day."""
    count = np.bincount(day, minlength=days)[:days]
    ax.bar(np.arange(days), count, 0.86 if days < 120 else 1.0, align="edge", color=style.BLUE)
    ax.set_xlim(0, days)
    ax.set_xticks([])
    ax.set_ylim(0, max(1, count.max()) * 1.08)
    ax.locator_params(axis="y", nbins=4, integer=True)
    ax.set_ylabel("acts per day")
    total = int(count.sum())
    note = f"{count.mean():.3g} a day"
    if total >= FEW:
        note += f"; their variance over their mean {count.var() / count.mean():.1f} (Poisson: 1)"
    atoms.caption(ax, f"{total:,} act{'s' * (total != 1)} in {days} day{'s' * (days != 1)}", note)


def draw_raster(ax: Axes, acts: "pd.DataFrame", at: "np.ndarray", days: int) -> None:
    """Each act at its day and hour; the area of a marker is its munitions."""
    size = acts["size"].to_numpy()
    largest = float(size.max()) if len(size) else 1.0
    hostile = acts["hostile"].to_numpy(bool)
    many = len(acts) > 1500
    area = (3 if many else 9) + 110 * size / max(1.0, largest) * (largest > 1)
    for chosen, colour, marker, word in (
        (hostile, style.HOSTILE, "o", "hostile"),
        (~hostile, style.OTHER, "D", "not hostile"),
    ):
        if chosen.any():
            ax.scatter(
                at[chosen] // DAY + 0.43, at[chosen] % DAY / 60, s=area[chosen], color=colour,
                marker=marker, alpha=0.35 if many else 0.6, lw=0, label=word, clip_on=False,
            )  # fmt: skip
    ax.set_xlim(0, days)
    ax.set_xlabel("calendar days since the ceasefire took effect")
    hours_axis(ax)
    ax.set_ylabel("hour of the day")
    ax.grid(axis="y")
    said = (
        f"area of a marker: munitions, up to {largest:,.0f}" if largest > 1 else "one marker an act"
    )
    atoms.caption(ax, "Each act", f"{said}{'' if hostile.all() else '    ◆ blue: not hostile'}")


def draw_profile(ax: Axes, hour: "np.ndarray") -> None:
    """Acts by hour of the day."""
    ax.barh(np.arange(24), np.bincount(hour, minlength=24), 0.86, align="edge", color=style.BLUE)
    hours_axis(ax)
    ax.set_yticklabels([])
    ax.locator_params(axis="x", nbins=3, integer=True)
    ax.set_xlabel("acts by hour")


def hours_axis(ax: Axes) -> None:
    """0 h at the top, 24 h at the bottom."""
    ax.set_ylim(24, 0)
    ax.set_yticks(range(0, 25, 6), [f"{hour} h" for hour in range(0, 25, 6)])
