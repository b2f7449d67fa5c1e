"""A map in words: its finding to be quoted, the details, and its tables."""

from collections.abc import Iterator, Sequence

import numpy as np

from simulator.maps.found import Course, Plane, changes
from simulator.maps.places import Scale
from simulator.maps.played import Outcome
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.sections import LIMITS
from simulator.study.paragraph import NOT_A_FORECAST
from simulator.tables.amounts import SHARE, difference, number, with_interval
from simulator.tables.page import Grid
from simulator.tables.summary import Estimate
from simulator.tables.wording import percent

PLAYED = "Each point was played by itself, on the same luck as the plan as written."
NOT_SHOWN = (
    "Not shown: what an adversary who knows these numbers would do other than the scenario says; "
    "and what lies between the points, or beyond them."
)
BRACKETS = (
    "In brackets: what cannot be distinguished from the plan as written (95 % for all points)."
)


def of_course(one: Course, scale: Scale) -> str:
    """'acts, per 30 days: -8.2 (...) from 1 to 50; the curve bends at 3; from 5 on ...'"""
    first, last = scale.words[0], scale.words[-1]
    name, unit = _begun(named(one.outcome)), one.outcome.unit
    change = difference(unit, *one.change)
    said = [f"{name}: {change} from {first} to {last}"]
    if not one.moves:
        return f"{said[0]}, and no point differs from the last beyond chance."
    if one.knee is not None:
        at, low, high = (scale.words[place] for place in one.knee)
        said.append(f"the curve bends at {at}{f' ({low} to {high})' if low != high else ''}")
    if one.settled < len(scale.words) - 1:
        most = max(abs(one.left.low), abs(one.left.high))
        size = f"{100 * most:.2g} points" if unit == SHARE else number(most, 2)
        still = f"at most {size}" if most == most else "in no history"
        said.append(f"from {scale.words[one.settled]} on no further change is detected ({still})")
    else:
        said.append(f"it is still changing at {last}")
    return f"{'; '.join(said)}."


def of_plane(one: Plane, scales: Sequence[Scale]) -> str:
    """How many points differ from the plan, on what they depend, and where the ends are."""
    count = int(one.differs.sum())
    points = len(one.differs)
    told = (
        f"{named(one.outcome)}: {count:,} of {points:,} points differ from the plan beyond chance"
    )
    if np.isnan(one.parts[0]):
        return f"{told}."
    x, y, both = map(percent, one.parts)
    parts = (
        f"of what varies between the points, {x} is due to '{scales[0].label}', {y} to "
        f"'{scales[1].label}', and {both} to their interaction"
    )
    means = [one.outcome.estimate(i).value for i in range(points)]
    ends = [
        f"{word} at {_point(place, scales)} ({_amount(one.outcome, place)})"
        for word, place in (("least", int(np.nanargmin(means))), ("most", int(np.nanargmax(means))))
    ]
    return f"{told}; {parts}; it is {' and '.join(ends)}."


def _point(place: int, scales: Sequence[Scale]) -> str:
    i, j = divmod(place, len(scales[1].words))
    return f"{scales[0].words[i]} and {scales[1].words[j]}"


def _amount(outcome: Outcome, place: int) -> str:
    return with_interval(outcome.unit, *outcome.estimate(place))


def _begun(words: str) -> str:
    """Words at the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def named(outcome: Outcome) -> str:
    """An outcome with its unit."""
    unit = outcome.unit
    return (
        outcome.name if unit == SHARE or unit in outcome.name.split() else f"{outcome.name}, {unit}"
    )


def details(played: str, scenario: Scenario) -> str:
    """What was played, and what none of it shows."""
    limits = scenario.limits.strip()
    said = [f"{played}, with 95 % intervals.", PLAYED, NOT_SHOWN]
    return " ".join([*said, *([limits] if limits != LIMITS else []), NOT_A_FORECAST])


def along(outcomes: Sequence[Outcome], scale: Scale, against: bool) -> Grid:
    """A row for each value of the axis, and a column for each outcome."""
    header = [scale.label, *map(named, outcomes)]
    columns = [_column(outcome, against) for outcome in outcomes]
    rows = [[word, *(column[i] for column in columns)] for i, word in enumerate(scale.words)]
    caption = "Each minus the plan as written:" if against else ""
    return Grid(header, rows, values=True, caption=caption)


def _column(outcome: Outcome, against: bool) -> list[str]:
    if against:
        return [difference(outcome.unit, *one) for one in changes(outcome)]
    return [_amount(outcome, i) for i in range(len(outcome.values))]


def grids(planes: Sequence[Plane], scales: Sequence[Scale], against: bool) -> Iterator[Grid]:
    """For each outcome a table of both axes, the first across."""
    across, down = scales
    for one in planes:
        cells = [
            short if told else f"({short})"
            for short, told in zip(_short(one.outcome, against), one.differs, strict=True)
        ]
        wide = len(down.words)
        rows = [
            [word, *(cells[i * wide + j] for i in range(len(across.words)))]
            for j, word in enumerate(down.words)
        ]
        minus = ", minus the plan as written" if against else ""
        caption = f"{named(one.outcome)}{minus}. Across: {across.label}; down: {down.label}"
        right = range(1, len(across.words) + 1)
        yield Grid(["", *across.words], rows, right=tuple(right), caption=caption)


def _short(outcome: Outcome, against: bool) -> list[str]:
    """The value of each point, without its interval."""
    if against:
        return [short(outcome.unit, one, sign=True) for one in changes(outcome)]
    return [short(outcome.unit, outcome.estimate(i)) for i in range(len(outcome.values))]


def short(unit: str, found: Estimate, sign: bool = False) -> str:
    """A value in as few digits as a cell of a picture has room for."""
    if found.value != found.value:
        return "-"
    text = f"{100 * found.value:.0f}" if unit == SHARE else number(found.value, 2)
    if not sign:
        return f"{text} %" if unit == SHARE else text
    return f"+{text}" if found.value > 0 and text != "0" else text
