"""Continuations: one history to an hour, and from there on with other luck each time."""

from collections.abc import Mapping
from typing import NamedTuple

from simulator.engine.compiled import Player
from simulator.engine.forks import Fork
from simulator.engine.tally import Block, join
from simulator.model.guides import with_guides
from simulator.model.parameters import Array, Parameters
from simulator.play.progress import Progress

REPORTED = 25
"""Continuations after which progress is shown."""


class Trunk(NamedTuple):
    """One history up to a minute."""

    p: Parameters
    replication: int
    minute: int


def continuations(
    trunk: Trunk, arms: Mapping[str, Parameters | None], count: int, report: Progress
) -> dict[str, Block]:
    """The outcomes of continuations 1 to `count` of each arm, numbered from 0.

    An arm is another scenario from the minute on, or None: the same. Continuation n of one arm has
    the luck of continuation n of another.
    """
    player = Player(with_guides(trunk.p))
    found: dict[str, Block] = {}
    for done, (arm, then) in enumerate(arms.items()):
        blocks = []
        for branch in range(1, count + 1):
            player.replicate(trunk.replication, [Fork(trunk.minute, branch, then)])
            blocks.append(player.outcomes(branch - 1))
            if branch % REPORTED == 0 or branch == count:
                report(done * count + branch, count * len(arms), "")
        found[arm] = join(blocks)
    return found


def continued(trunk: Trunk, branch: int, then: Parameters | None) -> Array:
    """The trace (`trace.ROW`) of one continuation; branch 0 has the luck that the history had."""
    forks = [Fork(trunk.minute, branch, then)]
    rows: Array = Player(trunk.p).replicate(trunk.replication, forks).copy()
    return rows
