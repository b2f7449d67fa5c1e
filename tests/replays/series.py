"""Small series for tests: moments as text, in UTC."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from simulator.data.series import RECORD, Series


def minute(moment: str) -> int:
    """Minutes since 1970-01-01T00:00Z of '2024-01-01 10:00'."""
    return int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()) // 60


def made(
    records: Sequence[tuple[Any, ...]],
    covered: Sequence[tuple[str, str]] = (),
    zone: str = "UTC",
    munitions: float = 0.0,
    by_periods: bool = True,
) -> Series:
    """Timed acts (moment, kind), or counts (start, end, total, kind); where these are acts of which
    the day is not known, they are not `by_periods`."""
    kinds = tuple(dict.fromkeys(record[-1] for record in records))
    rows = []
    for line, (start, *counted, kind) in enumerate(records, 2):
        end, total = counted or (None, 1)
        last = minute(end) if end else minute(start) + 1
        rows.append((minute(start), last, total, kinds.index(kind), 0, munitions, line))
    spans = [(minute(start), minute(end)) for start, end in covered]
    return Series(
        records=np.array(sorted(rows), RECORD),
        kinds=kinds or ("drone",),
        regions=("",),
        zone=zone,
        covered=np.array(spans, np.int64).reshape(-1, 2),
        source="a test",
        by_periods=by_periods and any(len(record) > 2 for record in records),
    )


def daily(totals: dict[str, int], kind: str = "artillery", close: str = "16:30") -> list[Any]:
    """Counts of the day that closes at a time of each date."""
    ends = [datetime.fromisoformat(f"{date} {close}") for date in totals]
    return [
        (f"{end - timedelta(days=1):%Y-%m-%d %H:%M}", f"{end:%Y-%m-%d %H:%M}", total, kind)
        for end, total in zip(ends, totals.values(), strict=True)
    ]
