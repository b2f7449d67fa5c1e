"""Guarantors: whether a promise is kept, when the answer and the means come (section 7)."""

from simulator.handles import Rows, new_row
from simulator.jit import jit, struct
from simulator.model import terms
from simulator.model.calendar import after_rest
from simulator.model.draws import uniform
from simulator.model.luck import seed_at
from simulator.model.parameters import Array, Parameters
from simulator.model.sampling import minutes_at

STANDING = struct(
    [
        ("answer", "i8"),
        ("answered", "i8"),  # the minute of its answer; NEVER before
        ("ready", "i8"),  # when it has gone its own path to a decision
        ("ordered", "i8"),  # its means are on the way
        ("arrived", "i8"),  # bits of means
    ]
)


def at_rest(p: Parameters) -> Rows:
    """Everyone's standing outside an episode: not asked; what is present is there. Plain rows."""
    blank = terms.NOT_ASKED, terms.NEVER, 0, 0
    return [new_row(STANDING, (*blank, one.present)) for one in p.guarantors]


@jit
def is_willing(
    p: Parameters, replication: int, standings: Array, g: int, episode: int, now: int
) -> bool:
    """Whether a guarantor's own will holds in an episode.

    With probability `together` it draws on the will that all share, so refusals come in clusters
    while each guarantor's own probability stays what it is (a one-factor mixture). Its own will is
    drawn as it answers, and the shared one as the first of them answers.
    """
    seed = seed_at(p, min(standings[g].answered, now))
    stream = p.guarantors[g].stream
    if uniform(seed, replication, stream | terms.SHARED, episode, 0) < p.world[0].together:
        first = now
        for other in range(len(p.guarantors)):
            first = min(first, standings[other].answered)
        address = p.world[0].stream | terms.SHARED
        u = uniform(seed_at(p, first), replication, address, episode, 0)
    else:
        u = uniform(seed, replication, stream | terms.WILL, episode, 0)
    return u < p.guarantors[g].honours


@jit
def comes(
    p: Parameters, replication: int, standings: Array, g: int, episode: int, now: int
) -> bool:
    """Whether a guarantor comes: it is willing, and so are all without whom it does not come."""
    for other in range(len(p.guarantors)):
        if not p.requires[g, other]:
            continue
        if not is_willing(p, replication, standings, other, episode, now):
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
def ready_minute(p: Parameters, replication: int, g: int, episode: int, asked: int) -> int:
    """When a guarantor that is asked in this minute has gone its own path to a decision."""
    path = path_minutes(p, replication, g, episode)
    return after_rest(p, p.guarantors[g].rests, asked + path)


@jit
def answer_minute(p: Parameters, standings: Array, g: int) -> int:
    """When a guarantor answers: after its own path and those of all that it waits for."""
    latest = 0
    for other in range(len(p.guarantors)):
        if p.requires[g, other]:
            latest = max(latest, standings[other].ready)
    return latest


@jit
def arrival_minutes(p: Parameters, replication: int, g: int, means: int, episode: int) -> int:
    """Time from the order until a means has its effect."""
    address = p.guarantors[g].stream | terms.ARRIVE
    return minutes_at(p, replication, p.arrives[g, means], address, episode, means)
