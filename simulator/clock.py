"""The clock of a place and UTC: the one home of the way from the one to the other.

Minutes count from 1970-01-01T00:00, in UTC or as a clock of the place shows it. Zones are IANA's.
"""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from simulator.minutes import DAY

Minutes = NDArray[Any]
NOWHERE = np.iinfo(np.int64).min
"""Pandas' seconds of a time that there is not, NaT."""


def to_local(utc: Minutes, zone: str) -> Minutes:
    """What a zone's clock shows at minutes in UTC."""
    import pandas as pd

    index = pd.DatetimeIndex((utc * 60).astype("M8[s]"), tz="UTC")
    return np.asarray(index.tz_convert(zone).tz_localize(None).asi8) // 60


def to_utc(local: Minutes, zone: str) -> Minutes:
    """When a zone's clock shows these minutes, in UTC.

    The first time where it shows one twice; where it passes over one, the minute at which it does.
    """
    placed = located(local, zone, ambiguous="first")
    found = placed // 60
    lost = placed == NOWHERE
    if lost.any():
        never, where = np.unique(local[lost], return_inverse=True)
        found[lost] = np.array([_passed(minute, zone) for minute in never.tolist()])[where]
    return found


def located(local: Minutes, zone: str, ambiguous: str) -> Minutes:
    """Seconds in UTC of minutes by the clock of a zone; `NOWHERE` for one that there never was.

    `ambiguous`: "first" takes the first of two, "NaT" gives `NOWHERE` for them too.
    """
    import pandas as pd

    index = pd.DatetimeIndex((local * 60).astype("M8[s]"))
    first = np.ones(len(index), bool) if ambiguous == "first" else ambiguous
    return np.asarray(
        index.tz_localize(zone, ambiguous=first, nonexistent="NaT").asi8  # type: ignore[arg-type]
    )


def _passed(local: int, zone: str) -> int:
    """The minute in UTC at which a zone's clock passes over a minute that it never shows.

    Searched for minute by minute, since pandas errs where a whole day was left out.
    """
    around = np.arange(local - DAY, local + DAY)
    return int(around[to_local(around, zone) > local][0])


def local_time(utc: int, zone: str) -> datetime:
    """A minute in UTC as a date and time of the zone, with its offset."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=int(utc))
    return moment.astimezone(ZoneInfo(zone))
