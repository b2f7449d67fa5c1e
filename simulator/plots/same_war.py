"""The same war under two or more rules, one above the other, and where the histories part."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from simulator.model.parameters import Array, Names
from simulator.plots import atoms, lanes, style
from simulator.plots.lanes import RESPONSE_KEY, Lane
from simulator.plots.lettering import apart
from simulator.plots.timeline import FLAGS, GAP, flag, key_of, mark, stacked
from simulator.scenario.schema import Scenario
from simulator.tables.spans import Spans, only_in, parting, spans_of

TITLE = "The same war, and where its histories part"
PARTED = "green where the histories part"
CLOSE, NAME = 0.09, 3.0
"""Inches: between the lanes of an arm, and of its name in letters that are not yet bold."""


class Arm(NamedTuple):
    """One history of the war: its trace, under this scenario."""

    name: str
    rows: Array
    names: Names
    scenario: Scenario


@style.in_house_style
def same_war(
    arms: Sequence[Arm],
    axes: Sequence[Axes] | None = None,
    window: tuple[int, int] | None = None,
    subtitle: str = "",
    title: str = TITLE,
) -> list[Axes]:
    """Acts, posture and response of each arm over the same time; later arms show what differs
    from the first. `axes`, where given, has one for each lane of each arm, from the top down."""
    told = [spans_of(arm.rows, arm.names, arm.scenario) for arm in arms]
    window = window or (0, max(spans.horizon for spans in told))
    most_lost = max(lanes.area_by(spans.area, window[1]) for spans in told)
    groups = [
        lanes_of_arm(arm, spans, told[0], window, most_lost)
        for arm, spans in zip(arms, told, strict=True)
    ]
    every = [lane for group in groups for lane in group]
    if axes is None:
        gaps = [
            (GAP + FLAGS - 0.1 + 0.2 * (g > 0)) if i == 0 else CLOSE
            for g, group in enumerate(groups)
            for i in range(len(group))
        ]
        parted = PARTED if any(parts_before(one, told[0], window[1]) for one in told) else ""
        called = RESPONSE_KEY if any(len(lanes.called_in(one, window)) for one in told) else ""
        said = "\n".join(filter(None, [subtitle, key_of(told, parted), called]))
        axes = stacked([lane.rows for lane in every], title, said, gaps)
    left = list(axes)
    names = apart([style.plain(arm.name, 400) for arm in arms], NAME, 9.5)
    for name, spans, group in zip(names, told, groups, strict=True):
        ours = [left.pop(0) for _ in group]
        draw_lanes_of(ours, group, spans, window, bottom=not left)
        head(ours, name, spans, parting(told[0], spans) if spans is not told[0] else None)
    return list(axes)


def parts_before(spans: Spans, first: Spans, end: float) -> bool:
    """Whether a history leaves the first one before the end of what is shown."""
    parted = None if spans is first else parting(first, spans)
    return parted is not None and parted < end


def lanes_of_arm(
    arm: Arm, spans: Spans, first: Spans, window: tuple[int, int], most_lost: float
) -> list[Lane]:
    """Acts and what differs from the first arm, the posture, the response, and the area lost, on a
    scale up to `most_lost` in all arms."""
    if not spans.signed:
        return [Lane("unsigned", 2, lanes.draw_unsigned)]
    calls = lanes.called_in(spans, window)
    phases = lanes.in_order(arm.names.phases, calls["phase"])
    count = len(arm.names.postures)
    rows = 2 if spans is first else 3
    other = None if spans is first else first
    found = [
        Lane("acts", rows, lambda ax: draw_act_rows(ax, spans, other)),
        Lane("posture", 0.8, lambda ax: lanes.draw_posture(ax, spans.postures, count, False)),
    ]
    if phases:
        found.append(
            Lane("phases", len(phases), lambda ax: lanes.draw_phases(ax, calls, phases, False))
        )
    if most_lost > 0:
        found.append(Lane("area", 1.2, lambda ax: lanes.draw_area_row(ax, spans.area, most_lost)))
    return found


def draw_act_rows(ax: Axes, spans: Spans, first: Spans | None) -> None:
    """All acts, those that counted, and those that only one of the two histories has."""
    acts = spans.acts
    hostile = acts["hostile"].to_numpy(bool)
    minutes = acts["minute"].to_numpy()
    pair(ax, 0, minutes[hostile], minutes[~hostile], style.HOSTILE, style.OTHER)
    pair(ax, -1, lanes.known_times(acts, "counted"), np.array([]), style.COUNTED, style.COUNTED)
    labels = ["all acts", "counted"]
    if first is not None:
        here, there = only_in(acts, first.acts), only_in(first.acts, acts)
        pair(
            ax, -2, here["minute"].to_numpy(), there["minute"].to_numpy(), style.PURPLE, style.BLACK
        )
        labels.append("differs")
    atoms.rows_axis(ax, labels)


def pair(ax: Axes, y: float, up: Array, down: Array, above: str, below: str) -> None:
    """A row of counts, or of markers where they are few: one sort stands, the other hangs."""
    first, last = ax.get_xlim()
    ax.axhline(y, color=style.PALE, lw=0.8, zorder=0.5)
    shown = [at[(at >= first) & (at < last)] for at in (up, down)]
    if max(map(len, shown)) <= lanes.FEW // 2:
        atoms.stems(ax, shown[0], np.full(len(shown[0]), 0.26), y, above, "o", True)
        atoms.stems(ax, shown[1], np.full(len(shown[1]), -0.26), y, below, "D", False)
        return
    width = atoms.bin_width(first, last)
    binned = [atoms.counts(at, first, last, width) for at in shown]
    most = max(count.max() for _, count in binned)
    for (left, count), sign, colour in zip(binned, (0.42, -0.42), (above, below), strict=True):
        atoms.bars(ax, left, sign * count / most, y, width, colour)
    lanes.note_right(ax, y, f"peak {most}")


def draw_lanes_of(
    axes: Sequence[Axes],
    group: Sequence[Lane],
    spans: Spans,
    window: tuple[int, int],
    bottom: bool,
) -> None:
    """The lanes of one arm; the last arm carries the time axis."""
    for ax, lane in zip(axes, group, strict=True):
        last = bottom and ax is axes[-1]
        atoms.time_axis(ax, *window, labelled=last)
        lane.draw(ax)
        ax.spines["bottom"].set_visible(last)
        ax.tick_params(axis="x", length=3 if last else 0)
        mark(ax, spans, lane.name != "posture")


def head(axes: Sequence[Axes], name: str, spans: Spans, parted: float | None) -> None:
    """The name of an arm and its flags; `parted`: the minute at which it leaves the first arm."""
    first, last = axes[0].get_xlim()
    key = "▲ hostile    ▼ not hostile    "
    further = []
    if parted is not None and parted < last:
        key += "differs: ▲ only here    ▼ only in the first"
        for ax in axes:
            atoms.upright(ax, [parted], color=style.GREEN, lw=1.8, zorder=3)
        further = [(max(first, parted), "the histories part", "#00704F")]
    elif not spans.signed:
        key = ""
    elif parted is not None:
        key += "up to here the same acts and postures as in the first"
    atoms.caption(axes[0], name, key)
    flag(axes[0], spans, further)
