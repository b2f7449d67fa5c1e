"""A sweep as rows of text: what was varied, and where each outcome is least and most."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulator.results.cells import headed, named
from simulator.results.reading import AT_EVERY_POINT, Value, of_values, unknown_at_points
from simulator.scenario.form import in_line
from simulator.sweeps.answers import Answer, Found, names_of
from simulator.sweeps.design import Design
from simulator.sweeps.play import Played
from simulator.sweeps.points import Points
from simulator.tables.amounts import with_interval
from simulator.tables.page import Grid, Items
from simulator.tables.wording import counted
from simulator.uncertain.cells import IGNORANCE, SETS, WITHIN_CHANCE, between, share

FEW = 4
"""Points that stand side by side; of more, the least and the greatest are shown."""
SHOWN = 8
"""Values of an axis that are named."""
READING = (
    "In brackets: the 95 % interval of chance, at each point by itself. All points are played on "
    "the same luck, so that two of them differ less by chance than their intervals suggest."
)
ON_SETS = (
    "A value is the mean of all histories of all sets at a point, in brackets with the 95 % "
    "interval that chance leaves to it. All points have the same sets and the same luck, so that "
    "two of them differ less than their intervals and bands suggest."
)
OF_MANY = "With many points, the lowest and the highest are partly due to chance."


def varied(design: Design) -> Items:
    """What was varied, in a line for each axis."""
    lines = []
    for place, axis in enumerate(design.axes):
        values = list(dict.fromkeys(design.column(place)))
        if axis.span is not None:
            said = " to ".join(map(in_line, axis.values))
        elif len(values) <= SHOWN:
            said = ", ".join(values)
        else:
            said = f"{values[0]}, {values[1]} ... {values[-1]}"
            said += f" ({counted(len(values), 'value', 'values')})"
        lines.append(f"{axis.name}: {said}")
    return Items(f"Varied ({design.kind}):", lines)


def reading(points: Points, answers: Sequence[Answer]) -> list[str]:
    """How the values are to be read; nothing that they do not need."""
    values = [
        Value(found.unit, found.estimate.low, found.histories)
        for one in answers
        for found in one.outcomes.values()
    ]
    first = READING if len(answers) <= FEW else f"{READING} {OF_MANY}"
    if points.sets:
        first = ON_SETS if len(answers) <= FEW else f"{ON_SETS} {OF_MANY}"
        return [first, SETS, IGNORANCE, *of_values(values, [points.scenario])]
    swept = [target for axis in points.design.axes for target in axis.targets]
    kept = unknown_at_points(points.scenario, swept, AT_EVERY_POINT)
    return [first, *of_values(values, [points.scenario]), *kept]


def grid(design: Design, answers: Sequence[Answer]) -> Grid:
    """The outcomes at each of a few points, or where each is lowest and highest."""
    known = [one for one in answers if one.outcomes]
    names = names_of(known)
    if any(found.band for one in known for found in one.outcomes.values()):
        return _over_sets(design, known, names)
    return (_side_by_side if len(known) <= FEW else _extremes)(design, known, names)


def _side_by_side(design: Design, known: Sequence[Answer], names: dict[str, str]) -> Grid:
    lines = [
        [named(name, unit), *(_cell(one, name, unit) for one in known)]
        for name, unit in names.items()
    ]
    header = ["outcome", *(_short(design, one.number) for one in known)]
    return Grid(header, headed([*names], lines), values=True)


def _extremes(design: Design, known: Sequence[Answer], names: dict[str, str]) -> Grid:
    lines = []
    for name, unit in names.items():
        having = [one for one in known if _value(one, name) == _value(one, name)]
        line = [named(name, unit), "-", "", "-", ""]
        if having:
            line[1:3] = _at(design, having, name, min)
            line[3:] = _at(design, having, name, max)
        lines.append(line)
    return Grid(["outcome", "lowest", "at", "highest", "at"], headed([*names], lines))


def _over_sets(design: Design, known: Sequence[Answer], names: dict[str, str]) -> Grid:
    """A row for each of a few points, or for the lowest and the highest: chance, and the sets."""
    lines, outcomes = [], []
    for name, unit in names.items():
        having = [one for one in known if _value(one, name) == _value(one, name)]
        ends = having if len(known) <= FEW else _ends(having, name)
        for one in ends:
            where = (
                _short(design, one.number) if ends is having else _where(design, having, one, name)
            )
            lines.append([named(name, unit), where, *_levels(one.outcomes[name])])
            outcomes.append(name)
    header = ["outcome (shares are of histories)", "at", "value (95 %, chance)"]
    return Grid(
        [*header, "in 90 % of the sets", "ignorance"],
        headed(outcomes, _named_once(lines)), (4,), values=True,
    )  # fmt: skip


def _ends(having: Sequence[Answer], name: str) -> list[Answer]:
    """The points where an outcome is lowest and highest, the first of several."""
    if not having:
        return []
    least, most = (end(having, key=lambda one: _value(one, name)) for end in (min, max))
    return [least] if least is most else [least, most]


def _levels(found: Found) -> list[str]:
    """A value with its interval of chance, the band over the sets, and the share of ignorance."""
    assert found.band is not None
    low, high, ignorance = found.band
    value = with_interval(found.unit, *found.estimate)
    if low != low:
        return [value, "-", share(ignorance)]
    if not ignorance > 0:
        return [value, WITHIN_CHANCE, share(ignorance)]
    return [value, between(found.unit, found.estimate.value, low, high), share(ignorance)]


def _named_once(lines: list[list[str]]) -> list[list[str]]:
    """Each outcome named in the first of its rows only."""
    before = ["", *(line[0] for line in lines)]
    return [
        ["", *line[1:]] if line[0] == last else line
        for line, last in zip(lines, before, strict=False)
    ]


def of_each(played: Played) -> str:
    """'200 histories of each', or '40 uncertain sets at each with 50 histories of each set'."""
    histories = counted(played.replications, "history", "histories")
    if not played.points.sets:
        return f"{histories} of each"
    return f"{played.points.sets:,} uncertain sets at each with {histories} of each set"


def _at(
    design: Design, having: Sequence[Answer], name: str, end: Callable[[list[float]], float]
) -> list[str]:
    """The lowest or highest value of an outcome, and the point, or at how many points it is."""
    value = end([_value(one, name) for one in having])
    first = next(one for one in having if _value(one, name) == value)
    cell = _cell(first, name, first.outcomes[name].unit)
    return [cell, _where(design, having, first, name)]


def _where(design: Design, having: Sequence[Answer], one: Answer, name: str) -> str:
    """A point in short, or at how many points an outcome has the value that it has there."""
    there = sum(_value(other, name) == _value(one, name) for other in having)
    if there == 1:
        return _short(design, one.number)
    return f"{there:,} of {len(having):,} points"


def _value(one: Answer, name: str) -> float:
    return one.outcomes[name].estimate.value if name in one.outcomes else float("nan")


def _cell(one: Answer, name: str, unit: str) -> str:
    return with_interval(unit, *one.outcomes[name].estimate) if name in one.outcomes else "-"


def _short(design: Design, number: int) -> str:
    """'at_least 5, by 12 h': the values of a point with the last word of each path."""
    values = zip(design.axes, design.points[number], strict=True)
    return ", ".join(f"{_last(axis.name)} {in_line(value)}" for axis, value in values)


def _last(name: str) -> str:
    return name.rpartition(".")[2].replace("_", " ")
