"""A moment for an act of which only a span is known: drawn, evenly, and always the same."""

import numpy as np

from simulator.model.draws import stream, uniform
from simulator.model.parameters import Array, Floats, Integers
from simulator.wasm.entry import entry


def fractions(records: Array, purpose: str) -> Array:
    """A number between 0 and 1 for each record (`RECORD`), which belongs to its line and kind.

    So it does not depend on what else is in the series.
    """
    found = np.empty(len(records))
    _fill(np.ascontiguousarray(records["line"]), np.ascontiguousarray(records["kind"]),
          stream(purpose), found)  # fmt: skip
    return found


@entry
def _fill(lines: Integers, kinds: Integers, purpose: int, found: Floats) -> None:
    for i in range(len(lines)):
        found[i] = uniform(0, 0, purpose, lines[i], kinds[i])
