"""What moves the outcomes, in words: a table, a finding to quote, the details and the limits."""

from collections.abc import Sequence

import numpy as np

from simulator.scenario.schema import Scenario
from simulator.sensitivity.factors import INERT, REST, Factor
from simulator.sensitivity.found import Found, Line
from simulator.tables.amounts import SHARE, number, with_interval
from simulator.tables.page import Grid, Items
from simulator.tables.summary import Estimate
from simulator.tables.wording import counted, listed, percent

READING = (
    "Change: by how much the outcome typically changes (root mean square) when only this number is "
    "drawn anew from its range. Alone: the share of the variance between the points "
    "that the number explains by itself (Sobol's first-order index); in all: with what it does "
    "together with others (total index). Brackets hold 95 % intervals. The points have values of "
    "all numbers drawn at once; chance at a point is taken out of the shares and stands beside the "
    "outcome. The inert number decides only on whose luck a point is played: how far its interval "
    "reaches from 0 is the floor, and what is not above it cannot be told from noise. Numbers that "
    "moved the outcomes least when they were screened stand together."
)
WORTH = (
    "Worth: by how much the better choice between the two scenarios would improve the outcome, on "
    "average, if the number were known before choosing (expected value of partial perfect "
    "information); it leans upwards with noise, so compare it with that of the inert number."
)
NOT_SHOWN = (
    "Not shown: numbers that the scenario gives one value and no range; what the ranges do not "
    "hold; and how likely a value is. A share is of the variance over these ranges: a wider range "
    "makes a number matter more."
)
MOST = 2
"""Numbers that a sentence names."""


def grid(found: Sequence[Found], differences: bool) -> Grid:
    """Outcome by outcome the numbers that can be told from noise, then the rest and the floor."""
    rows: list[list[str]] = []
    for one in found:
        rows.append([f"{_named(one)}: {_chance(one)}"])
        rows += [_cells(one, line, differences) for line in _shown(one)]
    header = ["number", "change", "alone", "in all", *(["worth"] if differences else [])]
    return Grid(header, rows, values=True)


def _shown(one: Found) -> list[Line]:
    """The lines that a table has of an outcome; none where no number moves it."""
    return [line for line in one.lines if one.differs and (line.told or line.name in (REST, INERT))]


def _cells(one: Found, line: Line, differences: bool) -> list[str]:
    worth = [with_unit(one.unit, line.worth)] if differences else []
    return [f"  {line.name}", amount(one.unit, line.change), *map(share, line[2:4]), *worth]


def amount(unit: str, value: float) -> str:
    """A change: '3.1 points' of a share, else '0.42'."""
    if value != value:
        return "-"
    return f"{number(100 * value, 2)} points" if unit == SHARE else number(value, 2)


def with_unit(unit: str, value: Estimate) -> str:
    """The same with its interval."""
    if value.value != value.value:
        return "-"
    factor, mark = (100.0, " points") if unit == SHARE else (1.0, "")
    middle, low, high = (number(factor * one, 2) for one in value)
    return f"{middle}{mark} ({low} to {high})"


def share(index: Estimate) -> str:
    """'41 % (33 to 50 %)': an index as a share, which lies between 0 and 1."""
    return with_interval(SHARE, *map(_cut, index))


def _named(one: Found) -> str:
    """An outcome with its unit."""
    return one.outcome if one.unit == SHARE else f"{one.outcome}, {one.unit}"


def _chance(one: Found) -> str:
    """How much of it is chance, or that there is nothing to explain."""
    if one.constant == one.constant:
        return f"the same in every history ({number(one.constant)})"
    if one.indices is None:
        return "too few points have it"
    if not one.differs:
        return "no number moves it beyond chance"
    told = percent(one.indices.chance)
    return f"{told} of one history's variance is chance; floor {percent(one.indices.floor)}"


def headline(found: Sequence[Found], scenarios: Sequence[Scenario]) -> str:
    """What moves each outcome most, to be quoted."""
    what = f"'{scenarios[0].name}'"
    if len(scenarios) > 1:
        what = f"the difference between '{scenarios[1].name}' and {what}"
    said = [_sentence(one) for one in found if one.told]
    if not said:
        return f"No number by itself moves an outcome of {what} so far that it is told from noise."
    return f"In {what}, {'; '.join(said)} (shares of the variance between points)."


def _sentence(one: Found) -> str:
    """'assault depends most on together (40 %) and ground.reach (10 %)'."""
    named = [f"{line.name} ({percent(_cut(line.total.value))})" for line in one.told]
    return f"{one.outcome} depends most on {listed(named[:MOST])}"


def _cut(index: float) -> float:
    """An index between 0 and 1, as a share is: noise may take it beyond."""
    return float(np.clip(index, 0.0, 1.0))


def title(found: Sequence[Found]) -> str:
    """The first finding: which number moves the first outcome most."""
    for one in found:
        if one.told:
            line = one.told[0]
            part = percent(_cut(line.total.value))
            return f"'{line.name}' moves '{one.outcome}' most: {part} of what varies between points"
    return "No number can be told from noise"


def details(found: Sequence[Found], factors: Sequence[Factor], heading: str) -> str:
    """Which numbers can be told for no outcome, what knowing is worth, and what is not shown."""
    said = [f"{heading}."]
    told = {line.name for one in found for line in one.told}
    if told:
        count = counted(len(factors), "number", "numbers")
        said.append(f"Of {count}, {len(told)} can be told from noise for at least one outcome.")
    for one in found:
        best = max(one.told, key=lambda line: np.nan_to_num(line.worth.value), default=None)
        if best is not None and best.worth.value > 0 and one.worth > 0:
            worth, all_of_it = amount(one.unit, best.worth.value), amount(one.unit, one.worth)
            said.append(
                f"For {one.outcome}, knowing {best.name} before choosing is worth {worth}; knowing "
                f"everything, {all_of_it}."
            )
    return " ".join([*said, NOT_SHOWN])


def moved_with(factors: Sequence[Factor], found: Sequence[Found]) -> list[Items]:
    """What moves with each number that is told, over which range."""
    told = {line.name for one in found for line in one.told}
    lines = [
        f"{one.name}: {one.range}{f'; with it {listed(one.linked)}' if one.linked else ''}"
        for one in factors
        if one.name in told
    ]
    return [Items("Over these ranges, linked numbers together:", lines)] if lines else []
