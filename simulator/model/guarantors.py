"""Guarantors: whether a promise is kept, when the answer and the means come (section 7)."""

from simulator.handles import Rows, new_row
from simulator.jit import jit, struct
from simulator.model import terms
from simulator.model.calendar import after_rest
from simulator.model.draws import uniform
from simulator.model.parameters import Array, Parameters
from simulator.model.sampling import minutes_at

STANDING = struct(
    [
        ("answer", "i8"),
        ("asked", "i8"),
        ("ordered", "i8"),  # its means are on the way
        ("arrived", "i8"),  # bits of means
    ]
)


def at_rest(p: Parameters) -> Rows:
    """Everyone's standing outside an episode: not asked; what is present is there. Plain rows."""
    return [new_row(STANDING, (terms.NOT_ASKED, 0, 0, one.present)) for one in p.guarantors]


@jit
def is_willing(p: Parameters, replication: int, g: int, episode: int) -> bool:
    """Whether a guarantor's own will holds in an episode.

    With probability `together` it draws on the will that all share, so refusals come in clusters
    while each guarantor's own probability stays what it is (a one-factor mixture).
    """
    seed = p.world[0].seed
    stream = p.guarantors[g].stream
    if uniform(seed, replication, stream | terms.SHARED, episode, 0) < p.world[0].together:
        u = uniform(seed, replication, p.world[0].stream | terms.SHARED, episode, 0)
    else:
        u = uniform(seed, replication, stream | terms.WILL, episode, 0)
    return u < p.guarantors[g].honours


@jit
def comes(p: Parameters, replication: int, g: int, episode: int) -> bool:
    """Whether a guarantor comes: it is willing, and so are all without whom it does not come."""
    for other in range(len(p.guarantors)):
        if p.requires[g, other] and not is_willing(p, replication, other, episode):
            return False
    return True


@jit
def path_minutes(p: Parameters, replication: int, g: int, episode: int) -> int:
    """The length of a guarantor's own path to a decision: its steps follow one another."""
    guarantor = p.guarantors[g]
    total = 0
    for step in range(3):
        row = guarantor.government
        if step == 1:
            row = guarantor.parliament
        elif step == 2:
            row = guarantor.mandate
        address = guarantor.stream | terms.DECIDE
        total += minutes_at(p, replication, row, address, episode, step)
    return total


@jit
def answer_minute(p: Parameters, replication: int, standings: Array, g: int, episode: int) -> int:
    """When a guarantor answers: after its own path and those of all that it waits for."""
    latest = 0
    for other in range(len(p.guarantors)):
        if p.requires[g, other]:
            path = path_minutes(p, replication, other, episode)
            done = after_rest(p, p.guarantors[other].rests, standings[other].asked + path)
            latest = max(latest, done)
    return latest


@jit
def arrival_minutes(p: Parameters, replication: int, g: int, means: int, episode: int) -> int:
    """Time from the order until a means has its effect."""
    address = p.guarantors[g].stream | terms.ARRIVE
    return minutes_at(p, replication, p.arrives[g, means], address, episode, means)
