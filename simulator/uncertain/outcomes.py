"""What sets came to, in pieces of some sets each: as a table to keep, and put together again."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from simulator.model.parameters import Array
from simulator.store.alike import Apart, bits
from simulator.tables.measures import Measure

if TYPE_CHECKING:
    import pyarrow as pa

ABOUT = b"escalation"
"""Under which a table says what its columns do not: units, and which set has which outcomes."""
SET, HISTORY = "set", "history"


class OverSets(NamedTuple):
    """One outcome of one arm."""

    outcome: str
    unit: str
    values: Array
    """(sets, histories); NaN where the set or the history does not have it."""


class Piece(NamedTuple):
    """What sets `first`, `first` + 1, ... of one arm came to."""

    first: int
    histories: int
    """Of each set."""
    names: tuple[tuple[str, ...], ...]
    """By set its outcomes, in the order in which tables show them."""
    units: dict[str, str]
    values: dict[str, Array]
    """By outcome (sets, histories); NaN where the set or the history does not have it."""

    @property
    def last(self) -> int:
        """The number after that of the last set."""
        return self.first + len(self.names)


def piece_of(first: int, histories: int, found: Sequence[Sequence[Measure]]) -> Piece:
    """The measures of some sets, from `first` on."""
    units = {one.outcome: one.unit for measured in found for one in measured}
    values = {name: np.full((len(found), histories), np.nan) for name in units}
    for row, measured in enumerate(found):
        for one in measured:
            values[one.outcome][row] = one.values
    names = tuple(tuple(one.outcome for one in measured) for measured in found)
    return Piece(first, histories, names, units, values)


def to_table(piece: Piece) -> "pa.Table":
    """A row a history, a column an outcome; the same bytes for the same piece."""
    import pyarrow as pa

    sets = np.arange(piece.first, piece.last)
    columns = {
        SET: np.repeat(sets, piece.histories),
        HISTORY: np.tile(np.arange(piece.histories), len(sets)),
    }
    columns |= {f"outcome: {name}": one.ravel() for name, one in piece.values.items()}
    orders = list(dict.fromkeys(piece.names))
    said = {
        "histories": piece.histories,
        "units": piece.units,
        "orders": orders,
        "order of each set": [orders.index(names) for names in piece.names],
    }
    return pa.table(columns).replace_schema_metadata({ABOUT: json.dumps(said).encode()})


def from_table(table: "pa.Table") -> Piece:
    """The piece in such a table."""
    said = json.loads(table.schema.metadata[ABOUT])
    histories = said["histories"]
    values = {
        name: table[f"outcome: {name}"].to_numpy().reshape(-1, histories) for name in said["units"]
    }
    names = tuple(tuple(said["orders"][place]) for place in said["order of each set"])
    first = int(table[SET][0].as_py())
    return Piece(first, histories, names, said["units"], values)


def joined(pieces: Iterable[Piece], count: int) -> list[OverSets]:
    """Every outcome over the first so many sets, in the order in which tables show them."""
    found = sorted(pieces, key=lambda piece: piece.first)
    units = {name: unit for piece in found for name, unit in piece.units.items()}
    order = merged(dict.fromkeys(names for piece in found for names in piece.names))
    return [OverSets(name, units[name], _over(found, name)[:count]) for name in order]


def _over(pieces: Sequence[Piece], name: str) -> Array:
    """One outcome over all sets of these pieces."""
    return np.concatenate([_values(piece.values, name, piece) for piece in pieces])


def _values(values: Mapping[str, Array], name: str, piece: Piece) -> Array:
    if name in values:
        return values[name]
    return np.full((len(piece.names), piece.histories), np.nan)


def apart(stored: Sequence[OverSets], played: Sequence[OverSets]) -> Apart:
    """Which sets differ in any history, and in which outcomes; numbers by their bits."""
    one, other = ({each.outcome: each.values for each in some} for some in (stored, played))
    differ = np.zeros(max((len(values) for values in one.values()), default=0), bool)
    columns = []
    for name in dict.fromkeys((*one, *other)):
        unlike = np.ones(len(differ), bool)
        if name in one and name in other:
            unlike = np.any(bits(one[name]) != bits(other[name]), axis=1)
        if unlike.any():
            columns.append(name)
            differ |= unlike
    return Apart(differ, tuple(columns))


def merged(orders: Iterable[Iterable[str]]) -> list[str]:
    """The names of all, each before the one that it stands before in its own order."""
    found: list[str] = []
    for names in orders:
        place = len(found)
        for name in reversed(list(names)):
            if name not in found:
                found.insert(place, name)
            place = found.index(name)
    return found
