"""How many acts a history is expected to have: what playing it takes, before it is played.

An upper estimate: every act is taken to go ahead as in the posture in which most do. What has no
expectation here, a pattern written in Python, counts as nothing.
"""

import math

import numpy as np

from simulator.errors import EscalationError
from simulator.model import draws, terms
from simulator.model.parameters import Array, Parameters

LEAST_GIVEN_UP, MARGIN = 1 << 24, 1000.0
MOST_NUMBERED = (1 << 31) - 1


class TooManyEvents(EscalationError):
    """A history went on for more events than any that ends."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most

    def __str__(self) -> str:
        return (
            f"it was given up after {self.most:,} events, a thousand times as many as are "
            "expected: something in it goes on for ever"
        )


def expected_acts(p: Parameters) -> Array:
    """(patterns,) expected acts of each pattern within the horizon, its followers among them."""
    own = [_own_acts(p, i) for i in range(len(p.patterns))]
    return np.array([acts * _followed(p, i) if acts else 0.0 for i, acts in enumerate(own)], float)


def _own_acts(p: Parameters, i: int) -> float:
    """Acts that a pattern's source brings about within its time."""
    pattern = p.patterns[i]
    first, last = int(pattern["starts"]), int(min(pattern["ends"], p.world[0]["horizon"]))
    if pattern["source"] == terms.RATE:
        offset = int(p.world[0]["offset"])
        return float(p.rates[i, (first + offset) // 60 : -(-(last + offset) // 60)].sum())
    if pattern["source"] == terms.GAPS:
        return max(0, last - first) / max(1.0, _mean(p, int(pattern["gap"])))
    if pattern["source"] != terms.TIMES:
        return 0.0
    times = p.times["minute"][pattern["first"] : pattern["first"] + pattern["count"]]
    return float(np.count_nonzero((times >= first) & (times < last)))


def _followed(p: Parameters, i: int) -> float:
    """By how many times the followers of a pattern's own acts make them more."""
    pattern = p.patterns[i]
    salvo = 0.0
    if pattern["salvo"] >= 0:
        salvo = _mean(p, int(pattern["salvo"]))
    clusters = (1.0 + salvo) * _family(p, i)
    return 1.0 + float(p.shares[i].max()) * (clusters - 1.0)


def _mean(p: Parameters, row: int) -> float:
    """The expectation of a row of `p.distributions`, which may have none, as far as is drawn."""
    return min(float(draws.FOREVER), draws.mean(p.distributions, p.numbers, row))


def _family(p: Parameters, i: int) -> float:
    """Acts that an act at the first minute breeds by echo within the horizon, itself included.

    Of a Hawkes process with an exponential kernel; where nearly each act breeds another, the
    horizon is what ends a family (Hawkes and Oakes 1974).
    """
    share, memory = float(p.patterns[i]["echo"]), float(p.patterns[i]["echo_memory"])
    if memory == 0.0:
        return 1.0 / (1.0 - share)
    lived = (1.0 - share) * float(p.world[0]["horizon"]) / memory
    return (1.0 - share * math.exp(-lived)) / (1.0 - share)


def most_events(p: Parameters, acts: float) -> int:
    """Events beyond which a history of so many expected acts is taken to have no end.

    A thousand times what is expected, so that no real history comes near it; and no more than
    events are numbered up to.
    """
    expected = acts * rows_of_act(p) + most_looks(p, acts)
    return int(min(MOST_NUMBERED, LEAST_GIVEN_UP + MARGIN * expected))


def rows_of_act(p: Parameters) -> float:
    """Rows of a trace that an act leads to: itself, and its report and verdict or its claims."""
    mission = p.monitoring[0]
    if not mission["claims"]:
        return 3.0
    return 1.0 + max(float(mission["inflation"]), float(mission["rival"]))


def most_looks(p: Parameters, acts: float) -> float:
    """Looks at a guarantor in a history of `acts` at most: at each for each phase, per answer.

    An episode takes as long as it takes to stand down, so there are no more than fit.
    """
    world = p.world[0]
    fit = 1.0 + float(world["horizon"]) / max(1.0, float(world["stand_down"]))
    episodes = min(acts, fit)
    return episodes * len(p.phases) * float(len(p.guarantors)) ** 2
