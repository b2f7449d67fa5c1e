"""Looks at the luck of histories that nobody has played: a random number belongs to its address."""

from typing import Annotated, NamedTuple

import numpy as np

from simulator.jit import jit
from simulator.model.draws import uniform
from simulator.model.parameters import Array, Floats, Grid, Integers
from simulator.wasm.entry import entry

Addresses = Annotated[Array, np.int64, 2]
"""A row for each draw: stream, subject, index; and of a will that others may share, the streams of
whether it is shared and of what they share (-1: nobody shares it)."""


class Table(NamedTuple):
    """What is looked at, a row for each draw."""

    addresses: Addresses
    cuts: Grid
    """Where cells meet; above 1 beyond the last."""
    factors: Grid
    """Of each cell."""


@entry
def numbers_at(
    seed: int, together: float, addresses: Addresses, replications: Integers, numbers: Grid
) -> None:
    """Fill (draws, histories) with what these histories draw.

    `together`: how often a will is shared.
    """
    for d in range(len(addresses)):
        for k in range(len(replications)):
            numbers[d, k] = _number(seed, together, replications[k], addresses, d)


@entry
def choose(
    seed: int,
    together: float,
    span: Integers,
    table: Table,
    chosen: Integers,
    chances: Floats,
) -> int:
    """Choose among the replications of a span (first, last + 1) by their luck; how many.

    Each is chosen with the product of the factors of the cells that its draws fall into. The first
    address is that of the number which decides it. `chosen` has room for the whole span.
    `together`: as above.
    """
    count = 0
    for replication in range(span[0], span[1]):
        lot = _number(seed, together, replication, table.addresses, 0)
        chance = 1.0
        for d in range(1, len(table.addresses)):
            u = _number(seed, together, replication, table.addresses, d)
            cell = 0
            while u >= table.cuts[d, cell]:
                cell += 1
            chance *= table.factors[d, cell]
            if lot >= chance:
                break
        if lot < chance:
            chosen[count] = replication
            chances[count] = chance
            count += 1
    return count


@jit
def _number(seed: int, together: float, replication: int, addresses: Addresses, d: int) -> float:
    """What a history draws: its own number at the address, or the one that is shared."""
    stream, subject, index = addresses[d, 0], addresses[d, 1], addresses[d, 2]
    flag = addresses[d, 3]
    if flag >= 0 and uniform(seed, replication, flag, subject, index) < together:
        stream = addresses[d, 4]
    return uniform(seed, replication, stream, subject, index)
