"""How soon each phase starts: cumulative shares over the hours on the clock."""

from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from simulator.plots import atoms, style

if TYPE_CHECKING:
    import pandas as pd

TITLE = "How soon does each phase start once it is called?"
PROMISED = (24, 72)
"""The hours that the reported plan names."""


@style.in_house_style
def time_to_phase(
    table: "pd.DataFrame", ax: Axes | None = None, subtitle: str = "", by_arm: bool = False
) -> Axes:
    """Curves of `tables.curves.time_to_phase`, with a column `arm` where there are several.

    A phase has a colour and an arm a dash; `by_arm` gives each arm a colour too.
    """
    if ax is None:
        ax = style.axes_in(style.picture(TITLE, subtitle), right=1.95)
    if "arm" not in table:
        table = table.assign(arm="")
    phases, arms = list(dict.fromkeys(table["phase"])), list(dict.fromkeys(table["arm"]))
    ax.set_xlim(0, max(table["hour"].max(), 1))
    atoms.share_axis(ax, "share of the histories that called it")
    labels = []
    for k, phase in enumerate(phases):
        for a, arm in enumerate(arms):
            curve = table[(table["phase"] == phase) & (table["arm"] == arm)]
            if curve.empty:
                continue
            colour = style.SERIES[(a if by_arm else k) % len(style.SERIES)]
            dash = style.DASHES[(a if arms != [""] else k) % len(style.DASHES)]
            atoms.curve_with_band(
                ax, curve["hour"], curve["share"], curve["low"], curve["high"], colour, dash
            )
            labels.append((float(curve["share"].iloc[-1]), words(curve, by_arm), colour))
    mark_hours(ax)
    atoms.end_labels(ax, labels)
    return ax


def words(curve: "pd.DataFrame", by_arm: bool) -> str:
    """The label of a curve: phase or arm, and how many histories it is drawn from."""
    first = curve.iloc[0]
    name = style.plain(first["arm"] if by_arm else first["phase"], 26)
    if not by_arm and first["arm"]:
        name = f"{name}, {style.plain(first['arm'], 20)}"
    return f"{name}\ncalled in {first['called']:,} of {first['replications']:,}"


def mark_hours(ax: Axes) -> None:
    """The x axis in hours, with the promised ones marked."""
    last = ax.get_xlim()[1]
    step = next((s for s in (12, 24, 48, 96, 168) if last / s <= 9), 336)
    ax.set_xticks(range(0, int(last) + 1, step))
    ax.set_xlabel("hours on the clock")
    atoms.upright(ax, PROMISED, color=style.BLACK, ls=":", lw=1)
    for hour in PROMISED:
        ax.annotate(
            f"{hour} h", (hour, 1), (0, 2), xycoords=ax.get_xaxis_transform(),
            textcoords="offset points", size=8, ha="center", va="bottom",
        )  # fmt: skip
