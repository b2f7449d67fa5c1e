"""Guide tables: what most random numbers come to in whole numbers, looked up (Chen and Asau 1974).

The quantile of a delay takes ten times as long as all else that a report does, and nearly all
numbers of a narrow range lead to the same minute. A table holds that minute where it is certain;
elsewhere the quantile is taken, so that histories are the same with tables and without.
"""

import math
from functools import lru_cache
from typing import Annotated

import numpy as np

from simulator.model import draws
from simulator.model.parameters import Array, Floats, Parameters
from simulator.wasm.entry import entry

CELLS = 1 << 13
"""Ranges of equal length into which a table divides the numbers from 0 to 1."""
UNCERTAIN = -1
_LARGEST = 2.0**31 - 2.0
_ROUNDING = 1e-9
"""By how much of its value a quantile may fall while u grows: a thousand times what one does."""
_CHEAP = (draws.CONSTANT, draws.UNIFORM, draws.EMPIRICAL)
"""Families whose quantile takes no longer than a look into a table."""


def with_guides(p: Parameters) -> Parameters:
    """The same parameters with tables for what is drawn for single acts."""
    rows = [
        row for row in sorted(_drawn_by_acts(p)) if p.distributions[row]["family"] not in _CHEAP
    ]
    guided = np.full(len(p.distributions), -1)
    guided[rows] = range(len(rows))
    tables = [_guide(p.distributions[row].tobytes()) for row in rows]
    return p.replace(guides=np.array(tables, np.int32).reshape(-1, CELLS), guided=guided)


def _drawn_by_acts(p: Parameters) -> set[int]:
    """The distributions of whole numbers and of minutes that an act may need a sample of."""
    minutes = {*p.patterns["gap"], p.monitoring[0]["delay"], p.monitoring[0]["verify"]}
    numbers = {*p.patterns["salvo"], *p.patterns["munitions"], *p.patterns["mass_size"]}
    numbers = {row for row in numbers if p.distributions[row]["family"] >= draws.GEOMETRIC}
    return {int(row) for row in minutes | numbers if row >= 0}


@lru_cache(maxsize=64)
def _guide(distribution: bytes) -> Array:
    """(CELLS,) the table of a row of DISTRIBUTION that has no observations."""
    table = np.empty(CELLS, np.int32)
    fill(np.frombuffer(distribution, draws.DISTRIBUTION), np.zeros(0), table)
    return table


@entry
def fill(
    distributions: Annotated[Array, draws.DISTRIBUTION, 1],
    numbers: Floats,
    table: Annotated[Array, np.int32, 1],
) -> None:
    """Fill the table of the first distribution: the whole number of a cell, or UNCERTAIN.

    The numbers next to 0 and 1 are left out, where a quantile may have no bound.
    """
    table[0] = table[CELLS - 1] = UNCERTAIN
    low = draws.sample(distributions, numbers, 0, 1.0 / CELLS)
    for cell in range(1, CELLS - 1):
        high = draws.sample(distributions, numbers, 0, (cell + 1.0) / CELLS)
        first = math.floor(max(low, 0.0) * (1.0 - _ROUNDING) + 0.5)
        last = math.floor(min(max(high, 0.0), _LARGEST) * (1.0 + _ROUNDING) + 0.5)
        table[cell] = first if first == last else UNCERTAIN
        low = high
