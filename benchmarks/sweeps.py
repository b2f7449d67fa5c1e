"""The same sweep of the same plan by everyone, and what sets of what nobody knows cost."""

import sys
from collections.abc import Mapping
from statistics import median
from typing import NamedTuple

from benchmarks.measure import Played, side_by_side, times_as_long

OURS = {"sweep": 1000, "alone": 1000, "sets": 50, "plain": 50}
OTHERS = {"plain_simpy": 12, "plain_simulsi": 10, "ema": 12}
"""Replications at each point, or of each set: seconds of work."""
LIBRARIES = {"plain_simpy": "simpy", "plain_simulsi": "simulsi", "ema": "ema_workbench"}


class Swept(NamedTuple):
    """What every peer's sweep cost, turn by turn."""

    costs: dict[str, list[Played]]

    def microseconds(self, peer: str) -> float:
        """Of the processor, for a history."""
        return median(1e6 * one.processor / one.replications for one in self.costs[peer])

    def times(self, slow: str, fast: str) -> float:
        """How many times as long an act takes: the median over the turns."""
        return times_as_long(self.costs[slow], self.costs[fast])

    @property
    def same_acts(self) -> bool:
        """Whether the sweep tells of as many acts as its engine alone."""
        sweep, alone = (self.costs[one][0].acts for one in ("sweep", "alone"))
        return abs(sweep - alone) < 1e-6 * alone


def swept(rounds: int, pythons: Mapping[str, str]) -> Swept:
    """Play it with ours and with the others; `pythons`: those that have their libraries."""
    commands = {}
    for peer, each in (OURS | OTHERS).items():
        python = sys.executable if peer in OURS else pythons.get(peer)
        if python is not None:
            words = [python, "-W", "ignore", "-m", "benchmarks.play_sweep", peer]
            commands[peer] = lambda turn, words=(*words, "--each", str(each)): words
    return Swept(side_by_side(commands, rounds))
