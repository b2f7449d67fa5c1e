"""Timed acts, what is covered, and both on the place's own days and hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import gammaln

from simulator.clock import to_local
from simulator.data.series import Series
from simulator.errors import EventDataError
from simulator.fits.counts.periods import Periods
from simulator.fits.family import Span
from simulator.minutes import DAY
from simulator.model.parameters import Array

QUARTER = 15
"""Minutes: local hours, and changes of local time, begin at whole quarters of an hour."""


@dataclass(frozen=True, eq=False)
class Calendar:
    """Acts and coverage by local day and hour; a day is observed if any of it is covered.

    The acts of one minute are one row: `minute`, `acts`, its `day` (row of `exposure`) and `hour`.
    Pieces are what is covered of an hour without a break.
    """

    minute: Array
    acts: Array
    day: Array
    hour: Array
    days: Array
    """Number of each observed day; the numbers of neighbours differ by 1."""
    exposure: Array
    """Shape (days, 24): minutes covered."""
    starts: Array
    """First minute of each piece."""
    ends: Array
    piece_day: Array
    """Row of `exposure` to which a piece belongs."""
    piece_hour: Array

    @cached_property
    def counted(self) -> Periods:
        """The acts of each observed day as a count."""
        start = self.days * DAY
        total = np.bincount(self.day, self.acts, len(self.days)).astype(np.int64)
        return Periods(start, start + DAY, total, zero=0, opens=0)

    @cached_property
    def by_hour(self) -> Array:
        """Shape (days, 24): acts of each observed day at each hour."""
        rows = self.day * 24 + self.hour
        return np.bincount(rows, self.acts, len(self.days) * 24).reshape(-1, 24)

    @cached_property
    def first(self) -> Array:
        """Shape (days + 1,): the first row of each observed day."""
        return np.searchsorted(self.day, np.arange(len(self.days) + 1))

    @cached_property
    def log_orders(self) -> Array:
        """Of each observed day: log of the number of orders that acts of one minute may have."""
        return np.bincount(self.day, gammaln(self.acts + 1.0), len(self.days))


@dataclass(frozen=True, eq=False)
class Acts:
    """Acts at known minutes; what is not covered is not known to be quiet."""

    minutes: Array
    """int64 since 1970-01-01T00:00Z, sorted; each in a covered span."""
    munitions: Array
    """Of each act; 0: not known."""
    covered: Array
    """int64 of shape (spans, 2): minutes [start, end); sorted, disjoint."""
    zone: str
    """Of the place, for days and hours (IANA)."""
    apart: bool = False
    """Whether no two acts share a minute, as where gaps are simulated; kept by a part of them."""

    @cached_property
    def calendar(self) -> Calendar:
        """The acts and what is covered, by local day and hour."""
        return _calendar(self)

    def days(self, block: Span | None = None) -> float:
        """Days covered, in the block or in all."""
        covered = self.covered if block is None else _within(self.covered, *block)
        return float(np.sum(covered[:, 1] - covered[:, 0])) / DAY

    def blocks(self, count: int) -> list[Span]:
        """Contiguous blocks of whole local days, about equally many covered, that hold them all.

        Raises `EventDataError` where there are fewer days than blocks.
        """
        calendar = self.calendar
        if len(calendar.days) < count:
            found = f"{len(calendar.days)} days are covered"
            raise EventDataError(f"{found}, and at least {count} are needed to fit timed acts")
        told = calendar.exposure.sum(axis=1)
        done = np.cumsum(told) - 0.5 * told
        part = np.minimum((done / told.sum() * count).astype(int), count - 1)
        pieces = np.flatnonzero(np.diff(part[calendar.piece_day], prepend=-1))
        edges = [int(calendar.starts[i]) for i in pieces] + [int(self.covered[-1, 1])]
        return list(zip(edges[:-1], edges[1:], strict=True))

    def without(self, block: Span) -> "Acts":
        """The same with the block as a gap."""
        low, high = int(self.covered[0, 0]), int(self.covered[-1, 1])
        outside = [_within(self.covered, low, block[0]), _within(self.covered, block[1], high)]
        keep = (self.minutes < block[0]) | (self.minutes >= block[1])
        return self._only(keep, np.concatenate(outside))

    def spans(self) -> Iterator[tuple[int, int, Array]]:
        """Each covered span, with its acts."""
        for low, high in self.covered:
            first, last = np.searchsorted(self.minutes, [low, high])
            yield int(low), int(high), self.minutes[first:last]

    def _only(self, keep: Array, covered: Array) -> "Acts":
        return Acts(self.minutes[keep], self.munitions[keep], covered, self.zone, self.apart)


def acts_of(series: Series) -> Acts:
    """The acts of a series; raises `EventDataError` if some of its records are counts."""
    records = series.records
    if not series.timed:
        counted = (records["end"] - records["start"] != 1) | (records["total"] != 1)
        line = int(records["line"][np.argmax(counted)])
        raise EventDataError(f"line {line} counts a period; families of timed acts need a minute")
    minutes = records["start"].astype(np.int64)
    munitions, apart = records["munitions"].astype(float), bool(np.all(np.diff(minutes) > 0))
    return Acts(minutes, munitions, series.covered, series.zone, apart)


def _within(covered: Array, low: int, high: int) -> Array:
    """What is covered of [low, high)."""
    clipped = np.clip(covered, low, max(low, high))
    return clipped[clipped[:, 1] > clipped[:, 0]]


def _calendar(acts: Acts) -> Calendar:
    minute, count = np.unique(acts.minutes, return_counts=True)
    starts, lengths = _quarters(acts.covered)
    shown = to_local(starts, acts.zone)
    days, row = np.unique(shown // DAY, return_inverse=True)
    hour = row * 24 + shown // 60 % 24
    exposure = np.bincount(hour, lengths, len(days) * 24).reshape(-1, 24)
    first = np.ones(len(starts), bool)
    first[1:] = (hour[1:] != hour[:-1]) | (starts[1:] != starts[:-1] + lengths[:-1])
    heads = np.flatnonzero(first)
    tails = np.append(heads[1:], len(starts)) - 1
    at = to_local(minute, acts.zone)
    return Calendar(
        minute=minute,
        acts=count,
        day=np.searchsorted(days, at // DAY),
        hour=at // 60 % 24,
        days=days,
        exposure=exposure,
        starts=starts[heads],
        ends=(starts + lengths)[tails],
        piece_day=row[heads],
        piece_hour=hour[heads] % 24,
    )


def _quarters(covered: Array) -> tuple[Array, Array]:
    """The covered spans cut at each quarter of an hour: first minutes, and lengths."""
    starts, ends = [], []
    for low, high in covered:
        inner = np.arange((low // QUARTER + 1) * QUARTER, high, QUARTER)
        starts.append(np.concatenate([[low], inner]))
        ends.append(np.concatenate([inner, [high]]))
    begin = np.concatenate([np.zeros(0, np.int64), *starts]).astype(np.int64)
    length: Array = np.concatenate([np.zeros(0, np.int64), *ends]).astype(np.int64) - begin
    return begin, length
