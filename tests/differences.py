"""Where two traces part, in the words of the model."""

from simulator.model.encode import names_of
from simulator.model.parameters import Array, Names
from simulator.scenario.schema import Scenario
from simulator.tables.frames import trace_table


def first_difference(scenario: Scenario, one: Array, other: Array) -> str | None:
    """The first row in which two traces of a scenario differ, told of each; None if none does."""
    for number in range(min(len(one), len(other))):
        rows = one[number : number + 1], other[number : number + 1]
        if any(rows[0][name] != rows[1][name] for name in one.dtype.names or ()):
            left, right = (told(row, names_of(scenario)) for row in rows)
            return f"row {number}: {left}; against {right}"
    if len(one) != len(other):
        return f"{len(one)} rows against {len(other)}"
    return None


def told(row: Array, names: Names) -> str:
    """A row of a trace in words; `row` has shape (1,)."""
    minute, _, event, subject, object_, value, episode, cause, *_ = trace_table(row, names).iloc[0]
    of = f" of {subject}" if subject else ""
    which = f" ({object_})" if object_ else ""
    where = f"in episode {episode}" if episode >= 0 else "outside an episode"
    why = f"because of row {cause}" if cause >= 0 else "of itself"
    return f"{event}{of}{which} with {value:g} at minute {minute}, {where}, {why}"
