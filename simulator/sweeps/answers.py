"""What each point of a sweep came to: outcomes with intervals, and a hash of its histories."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from simulator.engine.tally import Block
from simulator.model.parameters import Array
from simulator.scenario.form import in_line
from simulator.scenario.schema import Scenario
from simulator.store.alike import Apart, bits
from simulator.store.arrow import TABLES
from simulator.store.disk import digest
from simulator.store.fingerprint import canonical
from simulator.sweeps.design import Design
from simulator.tables.amounts import SHARE
from simulator.tables.histories import Histories
from simulator.tables.measures import measures
from simulator.tables.summary import Estimate
from simulator.uncertain.outcomes import OverSets, merged
from simulator.uncertain.two_levels import Sort, two_levels

if TYPE_CHECKING:
    import pandas as pd

NUMBERS = ("value", "low", "high", "histories")
BAND = ("sets low", "sets high", "ignorance")
HASH = "histories_hash"


class Band(NamedTuple):
    """Where an outcome lies in 90 % of the uncertain sets, and what that says of one history."""

    low: float
    high: float
    ignorance: float
    """The share of a history's variance that lies between the sets: 0 where they do not differ by
    more than chance explains."""


class Found(NamedTuple):
    """One outcome at one point."""

    unit: str
    estimate: Estimate
    """With uncertain sets the mean of all of them, with the interval that chance leaves to it."""
    histories: int
    """Those to which it applies."""
    band: Band | None = None
    """Of uncertain sets; None where none are drawn."""


class Answer(NamedTuple):
    """What one point came to."""

    number: int
    outcomes: dict[str, Found]
    """None where a history failed."""
    hash: str
    """SHA-256 of the outcomes of its histories; "" where one failed."""


def answer(number: int, scenario: Scenario, seed: int, outcomes: Array, firsts: Array) -> Answer:
    """The answer of a point, from its histories in their order."""
    block = Block(outcomes, TABLES.phases, TABLES.answers)
    run = Histories(scenario, seed, block, kept_firsts=firsts)
    found = {one.outcome: Found(one.unit, one.estimate, len(one.known)) for one in measures(run)}
    return Answer(number, found, histories_hash(outcomes, firsts))


def answer_over_sets(number: int, outcomes: Sequence[OverSets]) -> Answer:
    """The answer of a point at which uncertain sets were drawn, at two levels."""
    found = {}
    for one in outcomes:
        levels = two_levels(one.values, Sort.SHARE if one.unit == SHARE else Sort.AMOUNT)
        band = Band(levels.band.low, levels.band.high, levels.ignorance)
        found[one.outcome] = Found(one.unit, levels.chance, levels.histories, band)
    return Answer(number, found, values_hash(outcomes))


def values_hash(outcomes: Iterable[OverSets]) -> str:
    """SHA-256 of what the histories of uncertain sets came to."""
    hashed = hashlib.sha256()
    for one in outcomes:
        _feed(hashed, f"{one.outcome}, {one.unit}", one.values)
    return hashed.hexdigest()


def histories_hash(outcomes: Array, firsts: Array) -> str:
    """SHA-256 of what histories came to, which does not depend on how they are stored."""
    hashed = hashlib.sha256()
    for table in (outcomes, firsts):
        for name in table.dtype.names or ():
            _feed(hashed, name, table[name])
    return hashed.hexdigest()


def _feed(hashed: hashlib._Hash, name: str, values: Array) -> None:
    """Add a column to a hash, with its name and its type."""
    column = np.ascontiguousarray(values)
    if column.dtype.kind == "f":  # there are many bit patterns for NaN
        column = np.where(np.isnan(column), np.nan, column)
    hashed.update(f"{name} {column.dtype.str} {column.shape} ".encode())
    hashed.update(column.tobytes())


def hash_of_all(answers: Iterable[Answer]) -> str:
    """One hash of the histories of all points, in their order."""
    return digest(canonical([[one.number, one.hash] for one in answers]))


def names_of(answers: Iterable[Answer]) -> dict[str, str]:
    """Every outcome that a point has, with its unit, in the order in which tables show them."""
    found = list(answers)
    units = {name: one.unit for point in found for name, one in point.outcomes.items()}
    orders = dict.fromkeys(tuple(point.outcomes) for point in found)
    return {name: units[name] for name in merged(orders)}


def wide(design: Design, answers: Sequence[Answer]) -> pd.DataFrame:
    """A row a point: its number, the value of each path, each outcome with its interval."""
    import pandas as pd

    numbers = [one.number for one in answers]
    columns: dict[str, Any] = {"point": numbers}
    for place, axis in enumerate(design.axes):
        columns[axis.name] = column([design.points[number][place] for number in numbers])
    for name in names_of(answers):
        table = np.array([_numbers(one.outcomes.get(name)) for one in answers])
        columns[name] = table[:, 0]
        columns |= {f"{name}: {word}": table[:, i] for i, word in enumerate(NUMBERS[1:3], 1)}
        columns[f"{name}: {NUMBERS[3]}"] = table[:, 3].astype(np.int64)
        if any(one.band for point in answers for one in point.outcomes.values()):
            bands = np.array([_of_band(one.outcomes.get(name)) for one in answers])
            columns |= {f"{name}: {word}": bands[:, i] for i, word in enumerate(BAND)}
    columns[HASH] = [one.hash for one in answers]
    return pd.DataFrame(columns)


def narrow(frame: pd.DataFrame, units: Mapping[str, str]) -> list[Answer]:
    """The answers in such a table; `units`: of its outcomes, in their order."""
    rows = frame.to_dict("records")
    return [
        Answer(
            int(row["point"]),
            {
                name: Found(unit, Estimate(*one[:3]), int(one[3]), _band_in(row, name))
                for name, unit in units.items()
                if (one := [row[name], *(row[f"{name}: {word}"] for word in NUMBERS[1:])])[3] >= 0
            },
            str(row[HASH]),
        )
        for row in rows
    ]


def long(design: Design, answers: Sequence[Answer]) -> pd.DataFrame:
    """A row for each point and outcome, in the order of points."""
    import pandas as pd

    names = names_of(answers)
    rows = []
    for one in answers:
        values = zip(design.axes, design.points[one.number], strict=True)
        where = {"point": one.number} | {axis.name: value for axis, value in values}
        for name in (name for name in names if name in one.outcomes):
            unit, estimate, histories, band = one.outcomes[name]
            said = {"outcome": name, "unit": unit}
            numbers = estimate._asdict() | {"histories": histories}
            if band is not None:
                numbers |= dict(zip(map(underscored, BAND), band, strict=True))
            rows.append(where | said | numbers)
    frame = pd.DataFrame(rows)
    for axis in design.axes if rows else ():
        frame[axis.name] = column(frame[axis.name].tolist())
    return frame


def column(values: Sequence[Any]) -> list[Any]:
    """The values of a path as they are if all are numbers, else as a person writes them."""
    numbers = all(isinstance(one, int | float) and not isinstance(one, bool) for one in values)
    return list(values) if numbers else [in_line(one) for one in values]


def _numbers(found: Found | None) -> list[float]:
    """Value, interval and number of histories; -1 histories where there is no such outcome."""
    return [np.nan, np.nan, np.nan, -1] if found is None else [*found.estimate, found.histories]


def _of_band(found: Found | None) -> Sequence[float]:
    band = found.band if found is not None else None
    return band if band is not None else [np.nan] * len(BAND)


def _band_in(row: Mapping[Hashable, Any], name: str) -> Band | None:
    """The band over the sets in a row of such a table; None where none were drawn."""
    if f"{name}: {BAND[0]}" not in row:
        return None
    return Band(*(float(row[f"{name}: {word}"]) for word in BAND))


def underscored(word: str) -> str:
    """A heading as the name of a column."""
    return word.replace(" ", "_")


def apart(design: Design, answers: Sequence[Answer], others: Sequence[Answer]) -> Apart:
    """Where the answers of the same points differ, in their numbers or their histories."""
    one, other = wide(design, answers), wide(design, others)
    differ = np.zeros(len(design.points), bool)
    columns = []
    for name in dict.fromkeys((*one.columns, *other.columns)):
        unlike = np.ones(len(one), bool)
        if name in one.columns and name in other.columns:
            unlike = bits(one[name].to_numpy()) != bits(other[name].to_numpy())
        if unlike.any():
            columns.append(name)
            differ[one["point"][unlike]] = True
    return Apart(differ, tuple(columns))
