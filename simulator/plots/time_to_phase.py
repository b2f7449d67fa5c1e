"""How soon each phase starts: cumulative shares over the hours that its deadline counts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from simulator.plots import atoms, style
from simulator.plots.lettering import apart, width_of
from simulator.tables.wording import percent

if TYPE_CHECKING:
    import pandas as pd

TITLE = "How soon does each phase start, and is it in time?"
PANEL, LINE, HEAD, FOOT, LEFT = 1.15, 0.165, 0.5, 0.5, 0.8
"""Inches: the least height of a panel, a line of its labels, and the margins."""
BOTTOM = 0.2
STEPS = (1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 672)


@style.in_house_style
def time_to_phases(
    table: "pd.DataFrame",
    axes: Sequence[Axes] | None = None,
    subtitle: str = "",
    title: str = TITLE,
) -> list[Axes]:
    """Curves of `tables.starts.start_curves`: a panel for each phase, in it a curve for each arm.

    A dot stands where a curve passes its deadline, which is the share that is in time. `axes`,
    where given, has one for each phase.
    """
    table = table.assign(phase=shortened(table["phase"], 5.0), arm=shortened(table["arm"], 2.3))
    groups = [table[table["phase"] == phase] for phase in dict.fromkeys(table["phase"])]
    axes = list(axes or panels(groups, title, subtitle))
    for ax, group in zip(axes, groups, strict=True):
        draw_phase(ax, group)
    return axes


def shortened(names: "pd.Series", inches: float) -> "pd.Series":
    """Names that fit and are still distinct."""
    every = list(dict.fromkeys(names))
    shown = apart([style.plain(name, 400) for name in every], inches, 8.5)
    return names.map(dict(zip(every, shown, strict=True)))


def panels(groups: Sequence["pd.DataFrame"], title: str, subtitle: str) -> list[Axes]:
    """A new figure with an axes for each phase, as tall as its labels and with room for them."""
    labels = [[words(curve) for curve in curves_of(group)] for group in groups]
    tall = [max(PANEL, LINE * sum(said.count("\n") + 1.3 for said in each)) for each in labels]
    right = 0.2 + max(width_of(line, 8.5) for each in labels for line in lines_of(each))
    height = style.top_of(style.picture(title, subtitle, 1.0)) + sum(tall)
    height += (HEAD + FOOT) * len(groups) + BOTTOM
    figure = style.picture(title, subtitle, height)
    wide = (style.WIDTH - LEFT - right) / style.WIDTH
    y = height - style.top_of(figure)
    axes = []
    for inches in tall:
        y -= HEAD + inches
        axes.append(figure.add_axes((LEFT / style.WIDTH, y / height, wide, inches / height)))
        y -= FOOT
    return axes


def lines_of(labels: Sequence[str]) -> list[str]:
    """All lines of labels."""
    return [line for label in labels for line in label.split("\n")]


def curves_of(group: "pd.DataFrame") -> list["pd.DataFrame"]:
    """The curves of a phase, arm by arm."""
    return [group[group["arm"] == arm] for arm in dict.fromkeys(group["arm"])]


def draw_phase(ax: Axes, group: "pd.DataFrame") -> None:
    """The curves of one phase with their deadlines."""
    ax.set_xlim(group["hour"].min(), group["hour"].max())
    hours_axis(ax, str(group["since"].iloc[0]))
    atoms.share_axis(ax, "share started")
    labels, marks = [], []
    for i, curve in enumerate(curves_of(group)):
        colour = style.SERIES[i % len(style.SERIES)]
        dash = style.DASHES[i % len(style.DASHES)]
        ends = curve["low"], curve["high"]
        atoms.curve_with_band(ax, curve["hour"], curve["share"], *ends, colour, dash)
        labels.append((float(curve["share"].fillna(0).iloc[-1]), words(curve), colour))
        marks += mark_deadline(ax, curve, colour)
    rows = atoms.flags(ax, marks_of(marks))
    atoms.caption(ax, group["phase"].iloc[0], group["promise"].iloc[0], 3 + 11 * rows)
    atoms.end_labels(ax, labels)


def mark_deadline(ax: Axes, curve: "pd.DataFrame", colour: str) -> list[tuple[float, str, str]]:
    """A line at the deadline, a dot where the curve passes it, and the flag to be set there."""
    due = float(curve["due"].iloc[0])
    if due != due:
        return []
    atoms.upright(ax, [due], color=style.BLACK, ls=":", lw=1)
    share = float(curve["share"][curve["hour"] == due].iloc[0])
    ax.plot([due], [share], "o", ms=5, color=colour, mec="white", mew=0.8, zorder=4)
    return [(due, f"{due:g} h" if due else "deadline", colour)]


def marks_of(marks: Sequence[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """A flag for each deadline; black where several arms share it."""
    colours: dict[tuple[float, str], list[str]] = {}
    for x, word, colour in marks:
        colours.setdefault((x, word), []).append(colour)
    return [
        (x, word, found[0] if len(found) == 1 and len(colours) > 1 else style.BLACK)
        for (x, word), found in colours.items()
    ]


def words(curve: "pd.DataFrame") -> str:
    """The label of a curve: its arm, the share in time, and how many histories called the phase."""
    first = curve.iloc[0]
    name = f"{first['arm']}\n" if first["arm"] else ""
    called = f"called in {first['called']:,} of {first['histories']:,}"
    if not first["histories"]:
        return f"{name}no ceasefire in any history"
    if first["promise"] == "no deadline":
        return f"{name}{called}"
    return f"{name}in time {percent(first['in_time'])}; {called}"


def hours_axis(ax: Axes, since: str) -> None:
    """The x axis in hours, and what they are counted from."""
    first, last = ax.get_xlim()
    step = next((s for s in STEPS if (last - first) / s <= 9), STEPS[-1])
    low = int(first / step) * step
    ax.set_xticks(range(low, int(last) + 1, step))
    ax.set_xlabel(f"hours {since}")
