"""A million histories over 30 days, as a user asks for them: how long, and in how much memory."""

import sys
from typing import NamedTuple

from benchmarks.measure import Played, child, played

REPLICATIONS = 1_000_000
FEW, MANY = 10_000, 50_000
"""What is played where a million are not: time and memory grow in proportion from there."""


class Million(NamedTuple):
    """What a million cost."""

    minutes: float
    gib: float  # in memory at most
    played: bool  # else carried on from MANY


def million(whole: bool) -> Million:
    """Play a million, or fewer and carry on in proportion."""
    if whole:
        one = some(REPLICATIONS)
        return Million(one.seconds / 60, one.peak / 1024, True)
    few, many = some(FEW), some(MANY)
    steps = (REPLICATIONS - MANY) / (MANY - FEW)
    seconds = many.seconds + steps * (many.seconds - few.seconds)
    return Million(seconds / 60, (many.peak + steps * (many.peak - few.peak)) / 1024, False)


def some(replications: int) -> Played:
    """So many on two threads; their outcomes are kept."""
    return played(child(sys.executable, "threads", count=replications))
