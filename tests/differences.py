"""Where two traces part, in the words of the model."""

from simulator.model import terms
from simulator.model.parameters import Array


def first_difference(one: Array, other: Array) -> str | None:
    """The first row in which two traces differ, and in what; None where they are the same."""
    for number in range(min(len(one), len(other))):
        left, right = one[number], other[number]
        fields = [name for name in one.dtype.names or () if left[name] != right[name]]
        if fields:
            event = terms.EVENTS[left["what"]]
            said = ", ".join(f"{name} {left[name]} against {right[name]}" for name in fields)
            return f"row {number}, {event} at minute {left['minute']}: {said}"
    if len(one) != len(other):
        return f"{len(one)} rows against {len(other)}"
    return None
