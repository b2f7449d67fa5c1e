"""A map in words: its finding to be quoted, the details, and its tables."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from simulator.maps.found import Course, Plane
from simulator.maps.places import Scale
from simulator.maps.played import Outcome
from simulator.tables.amounts import SHARE, number
from simulator.tables.page import Grid
from simulator.tables.summary import Estimate
from simulator.tables.wording import counted, listed, percent
from simulator.uncertain import cells
from simulator.uncertain.flips import Number, flip_of
from simulator.uncertain.rows import Row
from simulator.uncertain.told import SURE, with_share

PLAYED = "Each point was played by itself, on the same luck as the plan as written."
NOT_SHOWN = (
    "Not shown: what an adversary who knows these numbers would do other than the scenario says; "
    "and what lies between the points, or beyond them."
)
BRACKETS = (
    "In brackets: what cannot be distinguished from the plan as written (95 % for all points)."
)
OPEN = (
    "With a question mark: what differs beyond chance, but with one sign in fewer than "
    f"{percent(SURE)} of the sets."
)


def of_course(one: Course, scale: Scale) -> str:
    """'acts, per 30 days: -8.2 (...) from 1 to 50; the curve bends at 3; from 5 on ...'"""
    first, last = scale.words[0], scale.words[-1]
    name, unit = _begun(named(one.outcome)), one.outcome.unit
    start = f"{name}: {one.change.words} from {first} to {last}"
    if not one.moves:
        return f"{start}, and no point differs from the last beyond chance."
    said = [with_share(start, one.change.holds)]
    if one.knee is not None:
        at, low, high = (scale.words[place] for place in one.knee)
        bend = f"the curve bends at {at}{f' ({low} to {high})' if low != high else ''}"
        said.append(with_share(bend, one.bends_in))
    if one.settled < len(scale.words) - 1:
        most = max(map(abs, one.left.estimate[1:]))
        size = f"{100 * most:.2g} points" if unit == SHARE else number(most, 2)
        still = f"at most {size}" if most == most else "in no history"
        said.append(f"from {scale.words[one.settled]} on no further change is detected ({still})")
    else:
        said.append(f"it is still changing at {last}")
    return f"{'; '.join(said)}."


def turned(one: Course, scale: Scale, numbers: Mapping[str, Number]) -> Iterator[str]:
    """By what the sets differ in which an outcome changes the other way; `numbers`: of the sets."""
    change = one.change.over_sets
    if change is None:
        return
    row = Row(one.outcome.name, one.outcome.unit, "", change.levels, change)
    flip = flip_of(row, numbers)
    if flip is not None and flip.telling:
        which = "higher" if flip.higher else "lower"
        yield (
            f"The {counted(flip.sets, 'set', 'sets')} in which {one.outcome.name} is {which} at "
            f"{scale.words[-1]} than at {scale.words[0]} differ most in {listed(flip.telling)}."
        )


def of_plane(one: Plane, scales: Sequence[Scale]) -> str:
    """How many points differ from the plan, on what they depend, and where the ends are."""
    count = int(one.differs.sum())
    points = len(one.differs)
    told = (
        f"{named(one.outcome)}: {count:,} of {points:,} points differ from the plan beyond chance"
    )
    if one.outcome.over_sets:
        sure = f"{one.sure.sum():,} of them with one sign in at least {percent(SURE)} of the sets"
        told = f"{told}, {sure}"
    if np.isnan(one.parts[0]):
        return f"{told}."
    x, y, both = map(percent, one.parts)
    parts = (
        f"of what varies between the points, {x} is due to '{scales[0].label}', {y} to "
        f"'{scales[1].label}', and {both} to their interaction"
    )
    means = one.outcome.means
    ends = [
        f"{word} at {_point(place, scales)} ({one.outcome.points[place].words})"
        for word, place in (("least", int(np.nanargmin(means))), ("most", int(np.nanargmax(means))))
    ]
    return f"{told}; {parts}; it is {' and '.join(ends)}."


def _point(place: int, scales: Sequence[Scale]) -> str:
    i, j = divmod(place, len(scales[1].words))
    return f"{scales[0].words[i]} and {scales[1].words[j]}"


def _begun(words: str) -> str:
    """Words at the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def named(outcome: Outcome) -> str:
    """An outcome with its unit."""
    unit = outcome.unit
    return (
        outcome.name if unit == SHARE or unit in outcome.name.split() else f"{outcome.name}, {unit}"
    )


def details(played: str, turns: Sequence[str]) -> str:
    """What was played, in which sets a sign turns, and what none of it shows."""
    return " ".join([f"{played}.", PLAYED, *turns, NOT_SHOWN])


def along(outcomes: Sequence[Outcome], scale: Scale, against: bool) -> Grid:
    """A row for each value of the axis, and a column for each outcome."""
    header = [scale.label, *map(named, outcomes)]
    columns = [
        [each.words for each in (one.changes if against else one.points)] for one in outcomes
    ]
    rows = [[word, *(column[i] for column in columns)] for i, word in enumerate(scale.words)]
    caption = "Each minus the plan as written:" if against else ""
    return Grid(header, rows, values=True, caption=caption)


def along_over_sets(outcomes: Sequence[Outcome], scale: Scale, against: bool) -> Grid:
    """Outcome by outcome a row for each value of the axis, at two levels."""
    rows = []
    for one in outcomes:
        rows.append([named(one)])
        cells = _changes(one) if against else _values(one)
        rows += [[f"  {word}", *each] for word, each in zip(scale.words, cells, strict=True)]
    which, last = ("minus the plan", "sign") if against else ("value", "ignorance")
    header = [scale.label, f"{which} (95 %, chance)", "in 90 % of the sets", last]
    return Grid(header, rows, values=True)


def _values(one: Outcome) -> Iterator[list[str]]:
    """At each point the value by chance, the band over the sets, and the share of ignorance."""
    for each in one.points:
        assert each.levels is not None
        told = cells.by_chance(one.unit, each.levels), cells.band(one.unit, each.levels)
        yield [*told, cells.share(each.levels.ignorance)]


def _changes(one: Outcome) -> Iterator[list[str]]:
    """At each point the difference from the plan as written, its band and its sign."""
    for each in one.changes:
        assert each.over_sets is not None
        yield cells.changed_by(one.unit, each.over_sets)


def grids(planes: Sequence[Plane], scales: Sequence[Scale], against: bool) -> Iterator[Grid]:
    """For each outcome a table of both axes, the first across."""
    across, down = scales
    for one in planes:
        shown = [
            (f"{short}{'' if sure else ' ?'}" if told else f"({short})")
            for short, told, sure in zip(
                _short(one.outcome, against), one.differs, one.sure, strict=True
            )
        ]
        wide = len(down.words)
        rows = [
            [word, *(shown[i * wide + j] for i in range(len(across.words)))]
            for j, word in enumerate(down.words)
        ]
        minus = ", minus the plan as written" if against else ""
        caption = f"{named(one.outcome)}{minus}. Across: {across.label}; down: {down.label}"
        right = range(1, len(across.words) + 1)
        yield Grid(["", *across.words], rows, right=tuple(right), caption=caption)


def _short(outcome: Outcome, against: bool) -> list[str]:
    """The value of each point, without its interval."""
    found = outcome.changes if against else outcome.points
    return [short(outcome.unit, one.estimate, sign=against) for one in found]


def short(unit: str, found: Estimate, sign: bool = False) -> str:
    """A value in as few digits as a cell of a picture has room for."""
    if found.value != found.value:
        return "-"
    text = f"{100 * found.value:.0f}" if unit == SHARE else number(found.value, 2)
    if not sign:
        return f"{text} %" if unit == SHARE else text
    return f"+{text}" if found.value > 0 and text != "0" else text
