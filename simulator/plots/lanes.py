"""The lanes of a timeline: acts, what is known of them, posture, phases, guarantors, area lost."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes

from simulator.model import terms
from simulator.model.parameters import Names
from simulator.plots import atoms, style
from simulator.tables.spans import Spans
from simulator.tables.wording import spoken

if TYPE_CHECKING:
    import pandas as pd

FEW = 130
"""Up to this many acts in a window are drawn one by one; more are drawn as counts."""
MEANS = {means: means[0].upper() for means in terms.MEANS}
KNOWN = ("reported", "counted", "other side", "unresolved", "dismissed")
VERDICT_STYLE = {
    "reported": ("#777777", "|"),
    "counted": (style.COUNTED, "o"),
    "other side": (style.PURPLE, "s"),
    "unresolved": (style.ORANGE, "^"),
    "dismissed": (style.GREY, "x"),
}

RESPONSE_KEY = (
    "bar: called until started    ● in time    ▲ late    ✖ lapsed    ┃ deadline"
    "    line after it: in force    hours are on the clock"
)


class Lane(NamedTuple):
    """One lane: how tall it is, in rows, and how it is drawn into an axes whose x axis is set."""

    name: str
    rows: float
    draw: Callable[[Axes], None]


def lanes_of(spans: Spans, window: tuple[int, int], names: Names) -> list[Lane]:
    """The lanes that have something to show, from the top down."""
    if not spans.signed:
        return [Lane("unsigned", 2, draw_unsigned)]
    acts = within(spans.acts, window)
    kinds = in_order(names.kinds, acts["kind"]) or ["none"]
    known = [word for word in KNOWN if len(known_times(spans.acts, word))]
    phases, answers = called_in(spans, window), asked_in(spans, window)
    arrivals = within(spans.arrivals, window)
    states = in_order(names.guarantors, [*answers["guarantor"], *arrivals["guarantor"]])
    lanes = [Lane("acts", len(kinds), lambda ax: draw_acts(ax, acts, kinds))]
    if known:
        lanes.append(Lane("known", len(known), lambda ax: draw_known(ax, spans.acts, known)))
    count = len(names.postures)
    lanes.append(Lane("posture", 1, lambda ax: draw_posture(ax, spans.postures, count)))
    if len(phases):
        called = in_order(names.phases, phases["phase"])
        lanes.append(Lane("phases", len(called), lambda ax: draw_phases(ax, phases, called)))
    if states:
        lanes.append(
            Lane("guarantors", len(states), lambda ax: draw_answers(ax, answers, arrivals, states))
        )
    if area_by(spans.area, window[1]) > 0:
        lanes.append(Lane("area", 2.4, lambda ax: draw_area(ax, spans.area)))
    return lanes


def draw_unsigned(ax: Axes) -> None:
    """The words in place of lanes that have nothing in them."""
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    said = "No ceasefire was signed in this history: nothing was agreed that could be broken."
    ax.text(
        0.5, 0.5, said,
        transform=ax.transAxes, ha="center", va="center", size=9.5, color="#555555",
    )  # fmt: skip


def in_order(names: Iterable[str], seen: Iterable[str]) -> list[str]:
    """The names that were seen, in the scenario's order."""
    found = set(seen)
    return [name for name in names if name in found]


def within(table: "pd.DataFrame", window: tuple[int, int]) -> "pd.DataFrame":
    """The rows whose minute lies in a window."""
    return table[(table["minute"] >= window[0]) & (table["minute"] < window[1])]


def called_in(spans: Spans, window: tuple[int, int]) -> "pd.DataFrame":
    """The calls of phases that reach into a window."""
    calls = spans.phases
    return calls[(calls["called"] < window[1]) & (calls["until"] > window[0])]


def asked_in(spans: Spans, window: tuple[int, int]) -> "pd.DataFrame":
    """The questions to guarantors that reach into a window."""
    answers = spans.answers
    ended = answers["decided"].fillna(answers["until"])
    return answers[(answers["asked"] < window[1]) & (ended >= window[0])]


def known_times(acts: "pd.DataFrame", word: str) -> Any:
    """The minutes at which acts were reported, or judged so."""
    if word == "reported":
        return acts["reported"].dropna().to_numpy()
    if word == "counted":
        return np.repeat(acts["judged"].to_numpy(), acts["counted"].to_numpy())
    return acts["judged"][acts["verdict"] == word].to_numpy()


def draw_acts(ax: Axes, acts: "pd.DataFrame", kinds: Sequence[str]) -> None:
    """Acts by kind: hostile ones stand on the line, others hang from it."""
    sides = ((True, style.HOSTILE, "o"), (False, style.OTHER, "D"))
    few = len(acts) <= FEW
    width = atoms.bin_width(*ax.get_xlim())
    for i, kind in enumerate(kinds):
        ax.axhline(-i, color=style.PALE, lw=0.8, zorder=0.5)
        here = acts[acts["kind"] == kind]
        if few:
            draw_each(ax, here, -i, sides)
        elif len(here):
            binned = [
                atoms.counts(
                    here["minute"][here["hostile"] == hostile].to_numpy(), *ax.get_xlim(), width
                )
                for hostile, _, _ in sides
            ]
            most = max(count.max() for _, count in binned)
            for (left, count), (hostile, colour, _) in zip(binned, sides, strict=True):
                sign = 0.42 if hostile else -0.42
                atoms.bars(ax, left, sign * count / most, -i, width, colour)
            note_right(ax, -i, f"peak {most}")
    atoms.rows_axis(ax, [spoken(kind) for kind in kinds])
    how = (
        "one marker an act; height: munitions"
        if few
        else "bars: acts per " + (f"{atoms.duration_words(width)}, each kind on its own scale")
    )
    atoms.caption(ax, "Acts", f"▲ above the line: hostile    ▼ below: not hostile    {how}")


def draw_each(ax: Axes, here: "pd.DataFrame", y: float, sides: Any) -> None:
    """Each act of a kind as a marker on a stem."""
    if here.empty:
        return
    largest = here["size"].max()
    for hostile, colour, marker in sides:
        chosen = here[here["hostile"] == hostile]
        height = 0.14 + 0.24 * np.sqrt(chosen["size"].to_numpy() / max(largest, 1e-9))
        atoms.stems(
            ax, chosen["minute"].to_numpy(), height if hostile else -height, y, colour, marker,
            hostile,
        )  # fmt: skip
    if largest > 1:
        note_right(ax, y, f"up to {largest:g}")


def note_right(ax: Axes, y: float, text: str) -> None:
    """A small note beside a row."""
    ax.annotate(
        text, (1, y), (4, 0), xycoords=ax.get_yaxis_transform(), textcoords="offset points",
        size=7.5, color="#666666", va="center", annotation_clip=False,
    )  # fmt: skip


def draw_known(ax: Axes, acts: "pd.DataFrame", known: Sequence[str]) -> None:
    """Reports and verdicts when they came; a line leads from the act, or its report, to each."""
    first, last = ax.get_xlim()
    times = {word: known_times(acts, word) for word in known}
    shown = {word: at[(at >= first) & (at < last)] for word, at in times.items()}
    few = max(len(at) for at in shown.values()) <= FEW
    width = atoms.bin_width(first, last)
    for i, word in enumerate(known):
        colour, marker = VERDICT_STYLE[word]
        if few:
            draw_delays(ax, acts, word, -i - 0.1, colour, marker)
        elif len(shown[word]):
            left, count = atoms.counts(shown[word], first, last, width)
            atoms.bars(ax, left, 0.8 * count / count.max(), -i - 0.4, width, colour)
            note_right(ax, -i, f"peak {count.max()}")
    atoms.rows_axis(ax, known)
    how = "a line leads from the act to its report, and on to the verdict"
    if not few:
        how = f"reports and verdicts per {atoms.duration_words(width)}"
    atoms.caption(ax, "What is known of them", f"{how}; only what counted can be a breach")


def draw_delays(
    ax: Axes, acts: "pd.DataFrame", word: str, y: float, colour: str, marker: str
) -> None:
    """A marker where it became known, at the end of the time that it took."""
    if word == "reported":
        chosen, since, at = acts, acts["minute"], acts["reported"]
    else:
        chosen = acts[(acts["counted"] > 0) if word == "counted" else (acts["verdict"] == word)]
        since, at = chosen["reported"].fillna(chosen["minute"]), chosen["judged"]
    # Three levels, so that neighbours do not hide one another.
    level = y + 0.22 * (np.arange(len(chosen)) % 3) - 0.12
    ax.hlines(level, since, at, color=colour, lw=0.7, alpha=0.55)
    ax.plot(at, level, ls="", marker=marker, ms=4.5, mec=colour, mfc=colour, mew=1.1)


def draw_posture(ax: Axes, postures: "pd.DataFrame", count: int, told: bool = True) -> None:
    """The adversary's posture as a coloured band with its word, and in brackets the move that led
    to it where there is room; `told`: with a caption."""
    for span in atoms.rows_of(postures):
        colour = style.posture_colour(span.rank, count)
        gravest = span.rank == count - 1
        word = style.plain(span.posture, 30)
        said = [f"{word} ({style.plain(span.move, 40)})", word] if span.move else [word]
        atoms.band(ax, span.start, span.end, colour, said, gravest)
    ax.set_ylim(0, 1)
    ax.set_yticks([0.5], ["posture"], size=8.5)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    first, last = ax.get_xlim()
    here = postures[(postures["start"] < last) & (postures["end"] > first)]
    seen = here.drop_duplicates("rank").sort_values("rank")["posture"]
    words = ", ".join(style.plain(posture, 24) for posture in seen)
    if told:
        moved = "    in brackets: what moved it" if (here["move"] != "").any() else ""
        atoms.caption(ax, "Adversary", f"seen here, from pale to strong: {words}{moved}")


def draw_phases(ax: Axes, calls: "pd.DataFrame", names: Sequence[str], told: bool = True) -> None:
    """Each call as a bar that ends with a marker and a word; a tick stands at the deadline."""
    _, last = ax.get_xlim()
    for i, name in enumerate(names):
        ax.axhline(-i, color=style.PALE, lw=0.8, zorder=0.5)
        here = atoms.rows_of(calls[calls["phase"] == name])
        for call, after in zip(here, [*here[1:], None], strict=True):
            free = (after.called if after else last) - draw_call(ax, call, -i)
            draw_outcome(ax, call, -i, free)
    atoms.rows_axis(ax, names)
    if told:
        atoms.caption(ax, "Response", RESPONSE_KEY)


def draw_call(ax: Axes, call: Any, y: float) -> float:
    """The bar and the deadline of a call; where it ends."""
    colour, _ = style.STATES[call.state]
    end = call.ended if call.ended == call.ended else call.until
    ax.hlines(y, call.called, end, color=colour, lw=6, alpha=0.4, capstyle="butt")
    ax.plot([call.called] * 2, [y - 0.2, y + 0.2], color=colour, lw=1.2)
    if call.started:
        ax.hlines(y, end, call.until, color=colour, lw=1.2)
    if call.due <= call.until:
        ax.plot([call.due] * 2, [y - 0.36, y + 0.36], color=style.BLACK, lw=1.6)
    return float(end)


def draw_outcome(ax: Axes, call: Any, y: float, free: float) -> None:
    """Marker and word of a call's state, the word where it has room."""
    colour, marker = style.STATES[call.state]
    first, last = ax.get_xlim()
    if call.ended != call.ended:
        word = "open" if call.state == "open" else "never started"
        atoms.word(ax, max(call.called, first), y, word, free=last - max(call.called, first))
        return
    ax.plot([call.ended], [y], marker=marker, ms=7, color=colour, mec="white", mew=0.6, zorder=4)
    if first <= call.ended <= last:
        state = "in time" if call.state == "met" else call.state
        word = f"{state} at {(call.ended - call.clock) / 60:.0f} h"
        atoms.word(ax, call.ended, y, word, free=min(free, last - call.ended))


def draw_answers(
    ax: Axes, answers: "pd.DataFrame", arrivals: "pd.DataFrame", states: Sequence[str]
) -> None:
    """Each guarantor: asked, its answer, and what arrived."""
    row = {name: -i for i, name in enumerate(states)}
    for y in row.values():
        ax.axhline(y, color=style.PALE, lw=0.8, zorder=0.5)
    for answer in atoms.rows_of(answers):
        y, done = row[answer.guarantor], answer.decided == answer.decided
        end = answer.decided if done else answer.until
        ax.hlines(y, answer.asked, end, color=style.GREY, lw=1.6, ls="-" if done else ":")
        ax.plot([answer.asked] * 2, [y - 0.2, y + 0.2], color=style.GREY, lw=1.2)
        if done:
            colour, marker = (style.GREEN, "o") if answer.comes else (style.BLACK, "X")
            ax.plot([end], [y], marker=marker, ms=6.5, color=colour, mec="white", mew=0.5, zorder=4)
    for arrival in atoms.rows_of(arrivals):
        y = row[arrival.guarantor]
        ax.hlines(y, arrival.since, arrival.minute, color=style.BLUE, lw=1.4, zorder=1.5)
        ax.plot([arrival.minute], [y], marker="s", ms=9, color=style.BLUE, zorder=4)
        ax.text(
            arrival.minute, y, MEANS[arrival.means], size=6.5, weight="bold", color="white",
            ha="center", va="center_baseline", zorder=5, clip_on=True,
        )  # fmt: skip
    atoms.rows_axis(ax, states)
    present = [f"{MEANS[m]} {m}" for m in MEANS if m in set(arrivals["means"])]
    arrived = f"    ■ arrives: {', '.join(present)}" if present else ""
    if answers["decided"].isna().any():
        arrived = f"    dotted: no answer before the end{arrived}"
    atoms.caption(
        ax, "Guarantors", f"line: asked until the answer    ● comes    ✖ declines{arrived}"
    )


def area_by(area: "pd.DataFrame", minute: float) -> float:
    """Square kilometres lost by a minute."""
    return float(np.interp(minute, area["minute"], area["area"]))


def draw_area_row(ax: Axes, area: "pd.DataFrame", most: float) -> None:
    """Area lost so far as a row, on a scale up to `most`, with what it comes to at its end."""
    ax.axhline(-0.4, color=style.PALE, lw=0.8, zorder=0.5)
    height = 0.8 * area["area"] / most - 0.4
    ax.fill_between(area["minute"], -0.4, height, color=style.VERMILION, alpha=0.5, lw=0)
    final = area_by(area, ax.get_xlim()[1])
    atoms.rows_axis(ax, ["area lost, km²"])
    note_right(ax, 0, f"{final:,.0f}")


def draw_area(ax: Axes, area: "pd.DataFrame") -> None:
    """Area lost so far."""
    ax.plot(area["minute"], area["area"], color=style.VERMILION, lw=1.6)
    ax.fill_between(area["minute"], 0, area["area"], color=style.VERMILION, alpha=0.15, lw=0)
    last = ax.get_xlim()[1]
    final = area_by(area, last)
    ax.set_ylim(0, max(final, 1) * 1.08)
    ax.locator_params(axis="y", nbins=3)
    atoms.thousands(ax)
    atoms.caption(ax, "Area lost", f"km² so far; {final:,.0f} km² by the right edge")
