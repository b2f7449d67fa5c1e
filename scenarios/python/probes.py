"""Patterns written in Python, to be named on the command line.

escalation run one-drone --python "drone probes=probes.py:probe"
"""

from collections.abc import Iterator
from typing import Any

HOUR = 60
DAY = 24 * HOUR


def probe(sight: Any) -> Iterator[int]:
    """Feel for the line: once a night, less often after each breach, not while a phase is open."""
    while True:
        yield round((24 - sight.hour) * HOUR) + int(6 * HOUR * sight.luck())
        nightly = 1 / (1 + sight.breaches)
        if sight.luck(1) < nightly and "open" not in sight.phases.values():
            sight.act()


def answer(sight: Any) -> Iterator[int]:
    """Pay back: twelve acts, one every half an hour, from the moment that a phase has started."""
    answered = set()
    while True:
        yield HOUR
        for phase, state in sight.phases.items():
            if state in ("met", "late") and phase not in answered:
                answered.add(phase)
                for _ in range(12):
                    sight.act()
                    yield HOUR // 2
