"""A series of real events: timed acts, and counts of periods that stay as long as they are."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from simulator.jit import struct
from simulator.model.parameters import Array

RECORD = struct(
    [
        ("start", "i8"),  # minutes since 1970-01-01T00:00Z
        ("end", "i8"),  # of the counted period; start + 1 for a timed act
        ("total", "i8"),  # acts in it
        ("kind", "i8"),  # index in Series.kinds
        ("region", "i8"),  # index in Series.regions
        ("munitions", "f8"),  # of each act; 0: not known
        ("line", "i8"),  # of the file
    ]
)


@dataclass(frozen=True)
class Series:
    """What a file of events says; a minute outside `covered` is not known to be quiet."""

    records: Array
    """RECORD, sorted by start, end and line."""
    kinds: tuple[str, ...]
    regions: tuple[str, ...]
    zone: str
    """The time zone of the place (IANA), for hours of the day and calendar days."""
    covered: Array
    """int64 of shape (spans, 2): the minutes [start, end) that have data; sorted, disjoint."""
    source: str
    """Whom to credit."""
    by_periods: bool
    """Whether records report on periods, quiet ones too, and just these are covered. Else they are
    acts, and a covered day without one is quiet."""

    @property
    def timed(self) -> bool:
        """Whether every record is a single act at a known minute."""
        lengths = self.records["end"] - self.records["start"]
        return bool(np.all(lengths == 1) and np.all(self.records["total"] == 1))

    def only(
        self, kinds: Collection[str] | None = None, regions: Collection[str] | None = None
    ) -> "Series":
        """The records of these kinds and regions; what is covered stays."""
        keep = np.ones(len(self.records), bool)
        if kinds is not None:
            keep &= np.isin(self.records["kind"], [self.kinds.index(kind) for kind in kinds])
        if regions is not None:
            keep &= np.isin(self.records["region"], [self.regions.index(name) for name in regions])
        return replace(self, records=self.records[keep])
