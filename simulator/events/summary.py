"""What a file of events held, in numbers: for a person before anything is made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np

from simulator.events.rows import Rejected
from simulator.events.series import Series

DAY = 1440


@dataclass(frozen=True)
class Gap:
    """A span without data, in the time of the place."""

    start: str
    end: str
    days: float


@dataclass(frozen=True)
class Summary:
    """The numbers of a reading; rows = kept + left out + not reported + rejected."""

    rows: int
    kept: int
    left_out: dict[str, int]
    """Rows that were not wanted, by the word of the mapping that says so."""
    not_reported: int
    """Rows without a count."""
    rejected: dict[str, int]
    """Rows with a fault, by the fault."""
    duplicates: int
    """Rejected rows that repeat another."""
    timed: bool
    """Whether every record is one act at a known minute."""
    records: int
    acts: int
    by_kind: dict[str, int]
    by_region: dict[str, int]
    by_kind_and_region: dict[str, dict[str, int]]
    first: str | None
    """The beginning of the first record and the end of the last, in the time of the place."""
    last: str | None
    days_covered: float
    gaps: list[Gap]


def summary(
    series: Series, rejected: Iterable[Rejected], left_out: dict[str, int], not_reported: int,
    rows: int, duplicates: int,
) -> Summary:  # fmt: skip
    """The numbers of a series, and of the rows that it was made of."""
    reasons = Counter(one.reason for one in rejected)
    records = series.records
    spans = np.column_stack([series.covered[:-1, 1], series.covered[1:, 0]])
    by_kind = _by(series, series.kinds, "kind")
    regions = {name: series.only(kinds=[name]) for name in series.kinds}
    return Summary(
        rows=rows,
        kept=rows - sum(left_out.values()) - not_reported - sum(reasons.values()),
        left_out=dict(left_out),
        not_reported=not_reported,
        rejected=dict(reasons.most_common()),
        duplicates=duplicates,
        timed=series.timed,
        records=len(records),
        acts=int(records["total"].sum()),
        by_kind=by_kind,
        by_region=_by(series, series.regions, "region"),
        by_kind_and_region={
            name: _by(one, series.regions, "region") for name, one in regions.items()
        },
        first=moment(int(records["start"].min()), series.zone) if len(records) else None,
        last=moment(int(records["end"].max()), series.zone) if len(records) else None,
        days_covered=_days(series.covered),
        gaps=[
            Gap(moment(start, series.zone), moment(end, series.zone), (end - start) / DAY)
            for start, end in spans.tolist()
        ],
    )


def _by(series: Series, names: tuple[str, ...], field: str) -> dict[str, int]:
    """Acts by the names of a field, without those that have none."""
    acts = np.bincount(series.records[field], series.records["total"], len(names))
    return {name: int(count) for name, count in zip(names, acts, strict=True) if count}


def _days(spans: np.ndarray) -> float:
    return float((spans[:, 1] - spans[:, 0]).sum()) / DAY


def moment(minute: int, zone: str) -> str:
    """A minute as people of the place would write it: '2020-07-27 00:01 +03:00'."""
    local = datetime.fromtimestamp(minute * 60, UTC).astimezone(ZoneInfo(zone))
    return local.isoformat(" ", "minutes")
