"""The luck of a branch: from an hour on, a history has another seed (section 11).

A draw belongs to the minute in which it is made, and keeps the seed of that minute for as long as
anybody asks for it: so no draw is of two minds, and all that is on its way at the hour comes as it
would have.
"""

from simulator.jit import jit
from simulator.model.draws import philox
from simulator.model.parameters import Parameters

_WORD = 0xFFFFFFFF
_HIGHEST = 1 << 31
"""The bit of a key that no seed of a scenario has (`draws.block`)."""


@jit
def seed_at(p: Parameters, minute: int) -> int:
    """The seed of what is drawn in a minute of the history so far."""
    seed = p.world[0].seed
    for b in range(len(p.luck) - 1, -1, -1):
        if minute < p.luck[b].until:
            seed = p.luck[b].seed
    return int(seed)


def branch_seed(seed: int, branch: int) -> int:
    """The seed of a branch of histories that have this seed; branch 0 has the same.

    Negative as a whole number of 64 bits, which no seed of a scenario is. Two branches have the
    same one with a probability of 2**-63. Their stream of numbers is one that nothing else has.
    """
    if branch == 0:
        return seed
    key = seed & _WORD, seed >> 32 & _WORD | _HIGHEST
    words = philox(branch & _WORD, branch >> 32 & _WORD, _WORD, 0, *key)
    return (words[0] << 32 | words[1] | 1 << 63) - (1 << 64)
