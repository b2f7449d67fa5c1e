"""The timeline of one history: who did what, who knew it, who answered, and when."""

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes

from simulator.model import terms
from simulator.model.parameters import Array, Names
from simulator.plots import atoms, style
from simulator.plots.lanes import Lane, lanes_of
from simulator.scenario.schema import Scenario
from simulator.tables.spans import Spans, spans_of

ROW, GAP, LEFT, RIGHT, BOTTOM, FLAGS = 0.27, 0.34, 1.72, 0.62, 0.72, 0.30
"""Inches: a row, the space between lanes, margins, and the words above the first lane."""
TITLE = "What happened, who knew of it, and who answered when?"


@style.in_house_style
def timeline(
    rows: Array,
    names: Names,
    scenario: Scenario,
    axes: Sequence[Axes] | None = None,
    window: tuple[int, int] | None = None,
    subtitle: str | None = None,
    title: str = TITLE,
) -> list[Axes]:
    """Swim lanes of one trace (`engine.trace.ROW`), from one minute up to another.

    Only lanes with something to show are drawn; `axes`, where given, has one for each of them.
    """
    spans = spans_of(rows, names, scenario)
    window = window or (0, spans.horizon)
    lanes = lanes_of(spans, window, names)
    if axes is None:
        said = style.plain(scenario.name) if subtitle is None else subtitle
        said = "\n".join(filter(None, [said, key_of([spans])]))
        axes = stacked([lane.rows for lane in lanes], title, said)
    drawn = list(axes)
    draw_lanes(drawn, lanes, spans, window)
    return drawn


def key_of(told: Sequence[Spans], further: str = "") -> str:
    """What the grounds and upright lines are that these histories have; flags need not have room.

    `further`: a line that is drawn besides.
    """
    lines = {
        "black a breach": any(spans.breaches["opens"].any() for spans in told),
        "thin grey further breaches": any((~spans.breaches["opens"]).any() for spans in told),
        "dashed purple a warning": any(len(spans.warnings) for spans in told),
        "dash-dotted red a red line": any(len(spans.red_lines) for spans in told),
        "dotted grey a stand-down": any(len(stand_downs(spans)) for spans in told),
        further: bool(further),
    }
    drawn = [words for words, there in lines.items() if there]
    ground = ["grey ground: an episode of the plan"] if any(len(s.episodes) for s in told) else []
    return "; ".join([*ground, *([f"upright lines: {', '.join(drawn)}"] if drawn else [])])


def stand_downs(spans: Spans) -> Any:
    """The minutes at which an episode ended before the history did."""
    ended = spans.episodes["end"]
    return ended[ended < spans.horizon]


def stacked(
    rows: Sequence[float], title: str, subtitle: str, gaps: Sequence[float] | None = None
) -> list[Axes]:
    """A new figure with an axes for each lane, from the top down; a gap, in inches, before each."""
    gaps = gaps or [GAP + FLAGS - 0.1, *[GAP] * (len(rows) - 1)]
    top = style.top_of(style.picture(title, subtitle, 1.0))
    height = top + sum(gaps) + sum(rows) * ROW + BOTTOM
    figure = style.picture(title, subtitle, height)
    axes = []
    y = height - top
    for count, gap in zip(rows, gaps, strict=True):
        y -= gap + count * ROW
        wide = 1 - (LEFT + RIGHT) / style.WIDTH
        axes.append(figure.add_axes((LEFT / style.WIDTH, y / height, wide, count * ROW / height)))
    return axes


def draw_lanes(
    axes: Sequence[Axes], lanes: Sequence[Lane], spans: Spans, window: tuple[int, int]
) -> None:
    """Draw lanes into axes that share the window, with the marks of breaches across all of them."""
    for ax, lane in zip(axes, lanes, strict=True):
        bottom = ax is axes[-1]
        atoms.time_axis(ax, *window, labelled=bottom)
        lane.draw(ax)
        ax.spines["bottom"].set_visible(bottom)
        ax.tick_params(axis="x", length=3 if bottom else 0)
        mark(ax, spans, lane.name != "posture")
    flag(axes[0], spans)


def mark(ax: Axes, spans: Spans, shaded: bool = True) -> None:
    """Episodes as a grey ground; breaches, warnings, red lines and stand-downs as lines."""
    for episode in atoms.rows_of(spans.episodes):
        if shaded:
            ax.axvspan(episode.start, episode.end, color="#F3F3F3", lw=0, zorder=0)
    breaches = spans.breaches
    atoms.upright(ax, breaches["minute"][breaches["opens"]], color=style.BLACK, lw=1.1)
    atoms.upright(ax, breaches["minute"][~breaches["opens"]], color="#AAAAAA", lw=0.6)
    atoms.upright(ax, spans.warnings, color=style.PURPLE, ls=(0, (4, 2)), lw=1)
    atoms.upright(ax, spans.red_lines, color=style.VERMILION, ls=(0, (6, 1, 1, 1)), lw=1.2)
    atoms.upright(ax, stand_downs(spans), color=style.GREY, ls=":", lw=1)


def flag(ax: Axes, spans: Spans, further: Sequence[tuple[float, str, str]] = ()) -> None:
    """The words of the marks, above the first lane and above its caption."""
    marks = [*further]
    for breach in atoms.rows_of(spans.breaches[spans.breaches["opens"]]):
        marks.append((breach.minute, "false breach" if breach.false else "breach", style.BLACK))
    marks += [(minute, "warning", "#9A4577") for minute in spans.warnings]
    marks += [(minute, terms.RED_LINE, style.VERMILION) for minute in spans.red_lines]
    marks += [(minute, "stand-down", "#555555") for minute in stand_downs(spans)]
    atoms.flags(ax, [(float(x), word, colour) for x, word, colour in marks], lift=16)
