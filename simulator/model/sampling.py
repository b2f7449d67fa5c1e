"""The sample of one of a scenario's distributions that belongs to an address."""

import math

from simulator.jit import jit
from simulator.model.draws import CONSTANT, FOREVER, sample, uniform
from simulator.model.parameters import Parameters


@jit
def sample_at(
    p: Parameters, replication: int, row: int, stream: int, subject: int, index: int
) -> float:
    """The sample of a row of `p.distributions`; a constant needs no random number."""
    if p.distributions[row].family == CONSTANT:
        return float(p.distributions[row].a)
    u = uniform(p.world[0].seed, replication, stream, subject, index)
    return sample(p.distributions, p.numbers, row, u)


@jit
def minutes_at(
    p: Parameters, replication: int, row: int, stream: int, subject: int, index: int
) -> int:
    """The same in whole minutes, half a minute rounded up, from 0 to FOREVER."""
    x = sample_at(p, replication, row, stream, subject, index)
    return math.floor(min(max(x, 0.0), float(FOREVER)) + 0.5)
