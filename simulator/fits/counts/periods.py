"""Counts of periods, one value each: what the families of counts are fitted to."""

from dataclasses import dataclass

import numpy as np

from simulator.fits.family import Span
from simulator.minutes import DAY
from simulator.model.parameters import Array


@dataclass(frozen=True)
class Periods:
    """Counted periods that do not overlap, sorted; what lies between them is not known."""

    start: Array
    """int64 minutes, counted as in `Series`."""
    end: Array
    total: Array
    """int64: acts in each period."""
    zero: int
    """The minute at which a truce took effect."""
    opens: int
    """The minute at which the day of `zero` begins, by the hour at which the periods close."""

    @property
    def lengths(self) -> Array:
        """Days of each period, with their parts."""
        days: Array = (self.end - self.start) / DAY
        return days

    @property
    def whole_days(self) -> Array:
        """How many days each period counts for, at least 1."""
        days: Array = np.maximum(np.rint(self.lengths), 1).astype(np.int64)
        return days

    @property
    def middle_day(self) -> Array:
        """The day in the middle of each period, counted from that of `zero`."""
        middle = (self.start + self.end) // 2 - self.opens
        day: Array = middle // DAY
        return day

    def inside(self, block: Span | None) -> Array:
        """Which periods start in the block; all, without one."""
        if block is None:
            return np.ones(len(self.start), bool)
        inside: Array = (self.start >= block[0]) & (self.start < block[1])
        return inside

    def without(self, block: Span) -> "Periods":
        """The periods outside the block."""
        return self._only(~self.inside(block))

    def days(self, block: Span | None = None) -> float:
        """Days counted, in the block or in all."""
        return float(np.sum(self.lengths[self.inside(block)]))

    def blocks(self, count: int) -> list[Span]:
        """Contiguous blocks of about equally many days counted."""
        done = np.cumsum(self.lengths) - 0.5 * self.lengths
        part = np.minimum((done / self.days() * count).astype(int), count - 1)
        firsts = np.flatnonzero(np.diff(part, prepend=-1))
        edges = [int(self.start[i]) for i in firsts] + [int(self.end[-1])]
        return list(zip(edges[:-1], edges[1:], strict=True))

    def _only(self, keep: Array) -> "Periods":
        return Periods(self.start[keep], self.end[keep], self.total[keep], self.zero, self.opens)
