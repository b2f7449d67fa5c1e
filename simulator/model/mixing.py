"""Tables of the random factors of days: what a gamma quantile nearly is.

The quantile takes as long as a whole act, and decides minutes, most of which would be the same if
it were a little more or less. Where they are, a table will do; elsewhere the quantile is taken
(`violations.minute_of_hazard`), so that histories are the same with tables and without.
"""

from functools import lru_cache

import numpy as np

from simulator.jit import inlined
from simulator.model.guides import CELLS
from simulator.model.parameters import Array, Floats, Parameters
from simulator.model.special import gamma_quantile
from simulator.wasm.entry import entry

DOUBT = 4e-6
"""By how much of its value what a table says may be off, at most."""
LARGEST = 100.0
"""The largest shape that has a table: with the shape grows the time that it takes to fill."""


def with_mixing(p: Parameters) -> Parameters:
    """The same parameters with tables for the gamma mixing of their patterns."""
    of_patterns = p.patterns["overdispersion"].tolist()
    shapes = sorted({shape for shape in of_patterns if 0.0 < shape <= LARGEST})
    mixed = np.array([shapes.index(k) if k in shapes else -1 for k in of_patterns], np.int64)
    tables = np.array([_table(shape) for shape in shapes]).reshape(-1, CELLS, 2)
    return p.replace(mixing=tables, mixed=mixed)


@lru_cache(maxsize=16)
def _table(shape: float) -> Array:
    """(CELLS, 2) the quantile where a cell begins, and its rise over the cell; 0 if unknown.

    Where the density falls, quantiles curve upwards, and rise at the ends of a cell no less than
    over the cell before, and no more than over the next: so they are off their chord by a quarter
    of the difference at most. Where it grows, it is the other way round; at the mode it changes.
    """
    x = np.zeros(CELLS)
    quantiles(shape, np.arange(1, CELLS) / CELLS, x[1:])
    rise = np.diff(x)
    table, known = np.zeros((CELLS, 2)), np.zeros(CELLS, bool)
    off = np.abs(rise[2:] - rise[:-2]) / 4.0
    at_mode = (x[:-3] <= shape - 1.0) & (shape - 1.0 <= x[3:])
    known[1:-2] = (off <= DOUBT / 2.0 * x[1:-2]) & ~at_mode
    table[known] = np.stack([x[:-1], rise], axis=1)[known[:-1]]
    return table


@entry
def quantiles(shape: float, shares: Floats, found: Floats) -> None:
    """The gamma quantiles at some numbers between 0 and 1."""
    for i in range(len(shares)):
        found[i] = gamma_quantile(shares[i], shape)


@inlined
def nearly_mixed(p: Parameters, i: int, u: float) -> float:
    """A pattern's gamma mixing, of mean 1, within DOUBT of its value; 0 where no table knows it."""
    table = p.mixed[i]
    if table < 0:
        return 0.0
    at = u * CELLS
    cell = int(at)
    near = p.mixing[table, cell, 0] + p.mixing[table, cell, 1] * (at - cell)
    return float(near / p.patterns[i].overdispersion)
