"""Local days and hours of minutes that are counted in UTC."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

from simulator.model.parameters import Array
from simulator.model.terms import MINUTES_PER_DAY

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
QUARTER = 15
"""Minutes: local hours, and changes of local time, begin at whole quarters of an hour."""


def local(minutes: Array, zone: str) -> Array:
    """The same minutes (int64 since 1970-01-01T00:00Z) on the clock of the zone."""
    if not len(minutes):
        return minutes
    first, last = int(np.min(minutes)), int(np.max(minutes))
    since, ahead = _changes(zone, first // MINUTES_PER_DAY, last // MINUTES_PER_DAY + 1)
    shown: Array = minutes + ahead[np.searchsorted(since, minutes, "right") - 1]
    return shown


@lru_cache(maxsize=64)
def _changes(zone: str, first_day: int, last_day: int) -> tuple[Array, Array]:
    """From which minutes on the zone is how many minutes ahead of UTC; the first is the start."""
    place = ZoneInfo(zone)
    since, ahead = [first_day * MINUTES_PER_DAY], [_ahead(place, first_day * MINUTES_PER_DAY)]
    for day in range(first_day, last_day):
        start, end = day * MINUTES_PER_DAY, (day + 1) * MINUTES_PER_DAY
        then = _ahead(place, end)
        if then != ahead[-1]:
            since.append(_moment(place, start, end))
            ahead.append(then)
    return np.array(since, np.int64), np.array(ahead, np.int64)


def _moment(place: ZoneInfo, start: int, end: int) -> int:
    """The minute after `start`, at most `end`, at which the clock shows what it shows at `end`."""
    while end - start > 1:
        middle = (start + end) // 2
        start, end = (
            (start, middle) if _ahead(place, middle) != _ahead(place, start) else (middle, end)
        )
    return end


def _ahead(place: ZoneInfo, minute: int) -> int:
    moment = (_EPOCH + timedelta(minutes=minute)).astimezone(place)
    offset = moment.utcoffset()
    return round(offset.total_seconds() / 60.0) if offset else 0


def quarters(covered: Array) -> tuple[Array, Array]:
    """The covered spans cut at each quarter of an hour: first minutes, and lengths."""
    starts, ends = [], []
    for low, high in covered:
        inner = np.arange((low // QUARTER + 1) * QUARTER, high, QUARTER)
        starts.append(np.concatenate([[low], inner]))
        ends.append(np.concatenate([inner, [high]]))
    begin = np.concatenate([np.zeros(0, np.int64), *starts]).astype(np.int64)
    length: Array = np.concatenate([np.zeros(0, np.int64), *ends]).astype(np.int64) - begin
    return begin, length
