"""What each point of a sweep came to: outcomes with intervals, and a hash of its histories."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
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
from simulator.tables.histories import Histories
from simulator.tables.measures import measures
from simulator.tables.summary import Estimate
from simulator.uncertain.play import merged

if TYPE_CHECKING:
    import pandas as pd

NUMBERS = ("value", "low", "high", "histories")
HASH = "histories_hash"


class Found(NamedTuple):
    """One outcome at one point."""

    unit: str
    estimate: Estimate
    histories: int
    """Those to which it applies."""


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


def histories_hash(outcomes: Array, firsts: Array) -> str:
    """SHA-256 of what histories came to, which does not depend on how they are stored."""
    hashed = hashlib.sha256()
    for table in (outcomes, firsts):
        for name in table.dtype.names or ():
            column = np.ascontiguousarray(table[name])
            if column.dtype.kind == "f":  # there are many bit patterns for NaN
                column = np.where(np.isnan(column), np.nan, column)
            hashed.update(f"{name} {column.dtype.str} {column.shape} ".encode())
            hashed.update(column.tobytes())
    return hashed.hexdigest()


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
    columns[HASH] = [one.hash for one in answers]
    return pd.DataFrame(columns)


def narrow(frame: pd.DataFrame, units: Mapping[str, str]) -> list[Answer]:
    """The answers in such a table; `units`: of its outcomes, in their order."""
    rows = frame.to_dict("records")
    return [
        Answer(
            int(row["point"]),
            {
                name: Found(unit, Estimate(*one[:3]), int(one[3]))
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
            unit, estimate, histories = one.outcomes[name]
            said = {"outcome": name, "unit": unit}
            rows.append(where | said | estimate._asdict() | {"histories": histories})
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
