"""How wide the intervals of a sweep are while it is played, in a line now and then."""

from collections.abc import Callable, Iterable
from time import monotonic

import numpy as np

from simulator.sweeps.answers import Answer, Found
from simulator.tables.amounts import SHARE, number
from simulator.tables.wording import counted, listed

EVERY = 30.0
"""Seconds between two lines."""
LOOKED_AT = ("false breaches", "assault", "severity before an answer", "breaches", "acts")
MOST = 2
"""Outcomes in a line: the first of these that there are."""


class Widths:
    """Says how far the intervals of the points that are finished reach, when it is time."""

    def __init__(self, points: int, now: Callable[[], float] = monotonic) -> None:
        self._points = points
        self._now = now
        self._last = now()

    def line(self, answers: Iterable[Answer]) -> str:
        """'120 of 1,000 points; 95 % intervals reach at most 0.4 from false breaches ...', or ""
        before it is time, or while there is nothing to say."""
        now = self._now()
        if now - self._last < EVERY:
            return ""
        known = [one.outcomes for one in answers if one.outcomes]
        names = [name for name in LOOKED_AT if any(name in one for one in known)][:MOST]
        widest = {name: _widest([one[name] for one in known if name in one]) for name in names}
        said = [f"{width} from {name}" for name, width in widest.items() if width]
        if not said:
            return ""
        self._last = now
        points = counted(self._points, "point", "points")
        return f"{len(known):,} of {points}; 95 % intervals reach at most {listed(said)}"


def _widest(found: list[Found]) -> str:
    """How far any of these intervals reaches from its value; "" where none is known."""
    reach = [max(high - value, value - low) for value, low, high in (one.estimate for one in found)]
    if np.isnan(reach).all():
        return ""
    most = float(np.nanmax(reach))
    return f"{number(100 * most, 2)} points" if found[0].unit == SHARE else number(most, 2)
