"""Where histories part: from a minute on with other luck, and perhaps by another scenario."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from simulator.model.luck import branch_seed
from simulator.model.parameters import SEED, Parameters


class Fork(NamedTuple):
    """From a minute on a history is another."""

    minute: int
    """What happens in it is of the branch already; 1 or later."""
    branch: int
    """0 to 2**64 - 1; 0: with the luck that it would have had."""
    p: Parameters | None = None
    """Of another scenario, which holds from this minute on; None: of the same."""


def seeds(seed: int, forks: Sequence[Fork]) -> list[int]:
    """The seed of a history before and after each fork."""
    found = [seed]
    for fork in forks:
        found.append(branch_seed(found[-1], fork.branch))
    return found


def after(p: Parameters, forks: Sequence[Fork]) -> Parameters:
    """The parameters of a history after the last of its forks; `p`: those at its beginning."""
    scenario = next((fork.p for fork in reversed(forks) if fork.p is not None), p)
    *earlier, last = seeds(int(p.world[0]["seed"]), forks)
    world = scenario.world.copy()
    world["seed"] = last
    luck = zip([fork.minute for fork in forks], earlier, strict=True)
    return scenario.replace(world=world, luck=np.array([*luck], SEED))
