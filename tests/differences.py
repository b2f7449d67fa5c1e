"""Where two traces part, in the words of the model."""

from typing import Any

from simulator.model import terms
from simulator.model.parameters import Array


def first_difference(one: Array, other: Array) -> str | None:
    """The first row in which two traces differ, told of each; None where they are the same."""
    for number in range(min(len(one), len(other))):
        left, right = one[number], other[number]
        if any(left[name] != right[name] for name in one.dtype.names or ()):
            return f"row {number}: {told(left)}; against {told(right)}"
    if len(one) != len(other):
        return f"{len(one)} rows against {len(other)}"
    return None


def told(row: Any) -> str:
    """A row of a trace in words."""
    event = terms.EVENTS[row["what"]]
    said = f"{event} of {row['subject']}, {row['object']} with {row['value']:g}"
    cause = f"because of row {row['cause']}" if row["cause"] >= 0 else "of itself"
    return f"{said} at minute {row['minute']}, episode {row['episode']}, {cause}"
