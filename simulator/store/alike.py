"""Whether two tables of histories are the same to the bit, and where they are not."""

from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array


class Apart(NamedTuple):
    """How two tables of histories, or of points of a sweep, differ."""

    differ: Array
    """For each of these, by its number, whether its rows differ in any way."""
    columns: tuple[str, ...]
    """Those that differ where there are as many rows in both tables."""

    @property
    def total(self) -> int:
        """How many differ."""
        return int(self.differ.sum())

    @property
    def first(self) -> int | None:
        """The first that differs."""
        return int(self.differ.argmax()) if self.total else None


def apart(one: Array, other: Array, replications: int) -> Apart:
    """Where two tables of records differ, each with its rows in the order of `replication`.

    Numbers are the same if their bits are; all NaN are the same.
    """
    rows = [np.bincount(table["replication"], minlength=replications) for table in (one, other)]
    differ = rows[0] != rows[1]
    one, other = (table[~differ[table["replication"]]] for table in (one, other))
    columns = []
    for name in one.dtype.names or ():
        unlike = bits(one[name]) != bits(other[name])
        if unlike.any():
            columns.append(name)
            differ[one["replication"][unlike]] = True
    return Apart(differ, tuple(columns))


def bits(values: Array) -> Array:
    """Floats as whole numbers that are the same where the bits are; others as they are."""
    if values.dtype.kind != "f":
        return values
    plain = np.where(np.isnan(values), np.nan, values)
    return plain.view(f"u{plain.dtype.itemsize}")
