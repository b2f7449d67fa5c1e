"""Dates and times as they are written, read into minutes since 1970 a whole column at a time."""

import re
from typing import Any, NamedTuple

import numpy as np

from simulator.events.cells import coded
from simulator.model.parameters import Array

DAY = 1440
YEARS = (1900, 2100)
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_CLOCK = r"(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:[.,]\d+)?)?"
_ZONE = r"(?P<z>Z|[+-](?:0\d|1[0-5]):?[0-5]\d)"
_TIME = rf"(?:[T ]+{_CLOCK}\s?{_ZONE}?)?"
_PATTERNS = {
    "ISO": rf"(?P<Y>\d{{4}})-(?P<m>\d{{2}})-(?P<d>\d{{2}}){_TIME}",
    "day first": rf"(?P<d>\d{{1,2}})[./-](?P<m>\d{{1,2}})[./-](?P<Y>\d{{4}}){_TIME}",
    "month first": rf"(?P<m>\d{{1,2}})[./-](?P<d>\d{{1,2}})[./-](?P<Y>\d{{4}}){_TIME}",
}
_DIRECTIVES = {
    "Y": r"(?P<Y>\d{4})",
    "y": r"(?P<y>\d{2})",
    "m": r"(?P<m>\d{1,2})",
    "b": r"(?P<b>[A-Za-z]{3,})\.?",
    "B": r"(?P<b>[A-Za-z]{3,})\.?",
    "d": r"(?P<d>\d{1,2})",
    "H": r"(?P<H>\d{1,2})",
    "M": r"(?P<M>\d{2})",
    "S": r"(?P<S>\d{2})",
    "z": _ZONE,
}
EXAMPLES = {"ISO": "2024-04-13", "day first": "13/04/2024", "month first": "04/13/2024"}
GAP, TWICE = 1, 2


class Written(NamedTuple):
    """Moments as a column has them; where `read` is false the rest means nothing."""

    minutes: Array
    """Whole minutes since 1970 by the clock of their own zone, seconds dropped."""
    offset: Array
    """Minutes by which that clock is ahead of UTC, where `placed`."""
    placed: Array
    """Whether the offset is written."""
    timed: Array
    """Whether there is a time of day, and not a date alone."""
    read: Array


def pattern(form: str) -> str:
    """The regular expression of one of the named forms, or of a pattern such as %d.%m.%Y."""
    if form in _PATTERNS:
        return rf"^\s*{_PATTERNS[form]}\s*$"
    parts = re.split("%(.)", form)
    found = [re.escape(one) if i % 2 == 0 else _DIRECTIVES[one] for i, one in enumerate(parts)]
    return rf"^\s*{''.join(found)}\s*$"


def written(texts: Any, form: str) -> Written:
    """The moments in an Arrow array of texts of this form."""
    import pyarrow.compute as pc

    fields = pc.extract_regex(texts, pattern(form))
    parts = {field.name: pc.struct_field(fields, field.name) for field in fields.type}
    found = fields.is_valid().to_numpy(zero_copy_only=False)
    days, real = _days(parts, len(texts))
    clock = {part: _digits(parts, part, len(texts)) for part in "HMS"}
    real &= (clock["H"] < 24) & (clock["M"] < 60) & (clock["S"] < 61)
    timed, placed = _there(parts, "H", len(texts)), _there(parts, "z", len(texts))
    offset = coded(pc.fill_null(parts["z"], ""), _offset) if "z" in parts else np.zeros(len(texts))
    minutes = days * DAY + clock["H"] * 60 + clock["M"]
    return Written(minutes, offset.astype(np.int64), placed, timed, found & real)


def time_of_day(texts: Any) -> tuple[Array, Array, Array]:
    """Minutes after midnight, whether there is a time, and whether a text is none and not empty."""
    import pyarrow.compute as pc

    fields = pc.extract_regex(texts, rf"^\s*{_CLOCK}\s*$")
    parts = {field.name: pc.struct_field(fields, field.name) for field in fields.type}
    hours, minutes = (_digits(parts, part, len(texts)) for part in "HM")
    found = fields.is_valid().to_numpy(zero_copy_only=False) & (hours < 24) & (minutes < 60)
    empty = pc.equal(pc.utf8_trim_whitespace(texts), "").to_numpy(zero_copy_only=False)
    return hours * 60 + minutes, found, ~found & ~empty


def _digits(parts: dict[str, Any], part: str, size: int) -> Array:
    """The numbers of a group; 0 where it is not there."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if part not in parts:
        return np.zeros(size, np.int64)
    texts = pc.fill_null(parts[part], "0")
    plain = pc.if_else(pc.equal(texts, ""), "0", texts)
    return np.asarray(plain.cast(pa.int64()).to_numpy(zero_copy_only=False))


def _there(parts: dict[str, Any], part: str, size: int) -> Array:
    import pyarrow.compute as pc

    if part not in parts:
        return np.zeros(size, bool)
    there = pc.fill_null(pc.not_equal(parts[part], ""), False)
    return np.asarray(there.to_numpy(zero_copy_only=False))


def _days(parts: dict[str, Any], size: int) -> tuple[Array, Array]:
    """Days since 1970 and whether there is such a day, between the years of YEARS."""
    import pyarrow.compute as pc

    year = _digits(parts, "Y", size) if "Y" in parts else _digits(parts, "y", size) + 2000
    named = "b" in parts
    month = coded(pc.fill_null(parts["b"], ""), _month) if named else _digits(parts, "m", size)
    day = _digits(parts, "d", size)
    real = (year >= YEARS[0]) & (year < YEARS[1]) & (month >= 1) & (month <= 12) & (day >= 1)
    months = np.where(real, (year - 1970) * 12 + month - 1, 0)
    first, after = (
        (months + shift).astype("M8[M]").astype("M8[D]").astype(np.int64) for shift in (0, 1)
    )
    return first + day - 1, real & (day <= after - first)


def _month(name: str) -> int:
    """1 to 12 of an English name, whole or cut after three letters or more; 0 of another text."""
    found = [i for i, month in enumerate(MONTHS, 1) if month.startswith(name.lower())]
    return found[0] if found and name else 0


def _offset(text: str) -> int:
    """Minutes ahead of UTC, from 'Z' or '+03:00'."""
    if text in ("", "Z"):
        return 0
    size = int(text[1:3]) * 60 + int(text[-2:])
    return -size if text[0] == "-" else size


def in_utc(minutes: Array, zone: str) -> tuple[Array, Array]:
    """Minutes of a zone's clock in UTC, and 0, GAP (no such time) or TWICE for each."""
    placed = _located(minutes, zone, ambiguous="NaT", nonexistent="NaT")
    lost = placed == np.iinfo(np.int64).min
    faults = np.zeros(len(minutes), np.int64)
    if lost.any():
        first = _located(minutes[lost], zone, ambiguous="first", nonexistent="NaT")
        faults[lost] = np.where(first == np.iinfo(np.int64).min, GAP, TWICE)
    return np.where(lost, 0, placed // 60), faults


def on_the_clock(minutes: Array, zone: str) -> Array:
    """Minutes of a zone's clock in UTC: the first of two, and the next for one there never was."""
    return _located(minutes, zone, ambiguous="first", nonexistent="shift_forward") // 60


def _located(minutes: Array, zone: str, ambiguous: str, nonexistent: str) -> Array:
    """Seconds in UTC of minutes by the clock of a zone; the least int64 for none."""
    import pandas as pd

    index = pd.DatetimeIndex((minutes * 60).astype("M8[s]"))
    first = np.ones(len(index), bool) if ambiguous == "first" else ambiguous
    return np.asarray(
        index.tz_localize(zone, ambiguous=first, nonexistent=nonexistent).asi8  # type: ignore[arg-type]
    )


def by_the_clock(minutes: Array, zone: str) -> Array:
    """Minutes of a zone's clock at minutes in UTC."""
    import pandas as pd

    index = pd.DatetimeIndex((minutes * 60).astype("M8[s]"), tz="UTC")
    return np.asarray(index.tz_convert(zone).tz_localize(None).asi8) // 60


def bound(text: str, zone: str, after: bool) -> int | None:
    """The minute in UTC of a day or moment in ISO form; with `after`, of the day's end.

    None if the text is no such thing, or the clock shows that time never or twice.
    """
    import pyarrow as pa

    one = written(pa.array([text]), "ISO")
    if not one.read[0]:
        return None
    if not one.timed[0]:
        return int(on_the_clock(one.minutes + DAY * after, zone)[0])
    if one.placed[0]:
        return int(one.minutes[0] - one.offset[0])
    minute, fault = in_utc(one.minutes, zone)
    return None if fault[0] else int(minute[0])
