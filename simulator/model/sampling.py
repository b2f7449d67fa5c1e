"""The sample of one of a scenario's distributions that belongs to an address."""

from simulator.jit import jit
from simulator.model.draws import CONSTANT, GEOMETRIC, minutes, sample, uniform, whole_minutes
from simulator.model.guides import CELLS
from simulator.model.parameters import Parameters


@jit
def sample_at(
    p: Parameters, replication: int, row: int, stream: int, subject: int, index: int
) -> float:
    """The sample of a row of `p.distributions`; a constant needs no random number."""
    if p.distributions[row].family == CONSTANT:
        return float(p.distributions[row].a)
    return quantile(p, row, uniform(p.world[0].seed, replication, stream, subject, index))


@jit
def quantile(p: Parameters, row: int, u: float) -> float:
    """The quantile at u of a row, strictly between 0 and 1."""
    if p.distributions[row].family >= GEOMETRIC:
        return float(whole(p, row, u))
    return sample(p.distributions, p.numbers, row, u)


@jit
def minutes_at(
    p: Parameters, replication: int, row: int, stream: int, subject: int, index: int
) -> int:
    """The same in whole minutes."""
    if p.distributions[row].family == CONSTANT:
        return whole_minutes(p.distributions[row].a)
    return whole(p, row, uniform(p.world[0].seed, replication, stream, subject, index))


@jit
def whole(p: Parameters, row: int, u: float) -> int:
    """The same as a whole number (of minutes), from its guide where that is certain."""
    if p.guided[row] >= 0:
        known = p.guides[p.guided[row], int(u * CELLS)]
        if known >= 0:
            return int(known)
    return minutes(p.distributions, p.numbers, row, u)
