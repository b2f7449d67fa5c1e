"""Dates and times as they are written, read into minutes since 1970 a whole column at a time."""

from typing import Any, NamedTuple

import numpy as np

from simulator.clock import NOWHERE, located, to_utc
from simulator.data.forms import TIME_OF_DAY, patterns
from simulator.data.number_cells import coded
from simulator.minutes import DAY
from simulator.model.parameters import Array

YEARS = (1900, 2100)
PIVOT = 69
"""Years of two digits from here on are of the 1900s, those below of the 2000s, as POSIX has it."""
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_BLANKS = r"[\x{a0}\x{2007}\x{2009}\x{202f}\x{3000}]"
_NOTHING = r"[\x{200b}-\x{200f}\x{2060}\x{feff}]"
GAP, TWICE = 1, 2
CLOCK_FAULTS = {
    GAP: "there was no such time in {}: the clocks were put forward",
    TWICE: "this time occurred twice in {}, as the clocks were put back; write its offset too",
}
NO_DAY = "there was no such day in {}: the calendar skipped it"


class Written(NamedTuple):
    """Moments as a column has them; where `read` is false the rest means nothing."""

    minutes: Array
    """Whole minutes since 1970 by the clock of their own zone, seconds dropped."""
    offset: Array
    """Minutes by which that clock is ahead of UTC, where `placed`."""
    placed: Array
    """Whether the offset is written."""
    timed: Array
    """Whether there is a time of day, and not only a date."""
    read: Array


def written(texts: Any, *forms: str) -> Written:
    """The moments in an Arrow array of texts, each by the first of these forms that reads it."""
    import pyarrow as pa

    texts = _plain(texts)
    first, *others = [pattern for form in forms for pattern in patterns(form)]
    found = _by(texts, first)
    for pattern in others:
        left = np.flatnonzero(~found.read)
        if not len(left):
            break
        for whole, part in zip(found, _by(texts.take(pa.array(left)), pattern), strict=True):
            whole[left] = part
    return found


def _plain(texts: Any) -> Any:
    """The texts with every kind of blank as a plain one, and without signs that nobody sees."""
    import pyarrow.compute as pc

    if pc.all(pc.string_is_ascii(texts)).as_py() is not False:
        return texts
    blank = pc.replace_substring_regex(texts, _BLANKS, " ")
    return pc.replace_substring_regex(blank, _NOTHING, "")


def _by(texts: Any, pattern: str) -> Written:
    """The moments of texts that fit a regular expression."""
    import pyarrow.compute as pc

    size = len(texts)
    fields = pc.extract_regex(texts, pattern)
    parts = {field.name: pc.struct_field(fields, field.name) for field in fields.type}
    found = fields.is_valid().to_numpy(zero_copy_only=False)
    days, real = _days(parts, size)
    clock, right = _clock(parts, size)
    placed = _there(parts, "z", size)
    offset = coded(pc.fill_null(parts["z"], ""), _offset) if "z" in parts else np.zeros(size)
    minutes = days * DAY + clock
    timed = _there(parts, "H", size)
    return Written(minutes, offset.astype(np.int64), placed, timed, found & real & right)


def _clock(parts: dict[str, Any], size: int) -> tuple[Array, Array]:
    """Minutes after midnight, and whether a clock shows such a time."""
    import pyarrow.compute as pc

    hour, minute, second = (_digits(parts, part, size) for part in "HMS")
    right = (hour < 24) & (minute < 60) & (second < 61)
    if "p" in parts:
        half = coded(pc.fill_null(parts["p"], ""), _half)
        right &= (half < 0) | ((hour >= 1) & (hour <= 12))
        hour = np.where(half < 0, hour, hour % 12 + 12 * half)
    return hour * 60 + minute, right


def _half(text: str) -> int:
    """0 of AM, 1 of PM, -1 of a clock of 24 hours."""
    return "AP".index(text[0].upper()) if text else -1


def time_of_day(texts: Any) -> tuple[Array, Array, Array]:
    """Minutes after midnight, whether there is a time, and whether a text is none and not empty."""
    import pyarrow.compute as pc

    texts = _plain(texts)
    fields = pc.extract_regex(texts, TIME_OF_DAY)
    parts = {field.name: pc.struct_field(fields, field.name) for field in fields.type}
    minutes, right = _clock(parts, len(texts))
    found = fields.is_valid().to_numpy(zero_copy_only=False) & right
    empty = pc.equal(pc.utf8_trim_whitespace(texts), "").to_numpy(zero_copy_only=False)
    return minutes, found, ~found & ~empty


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

    year = _digits(parts, "Y" if "Y" in parts else "y", size)
    if "y" in parts:
        year = year + np.where(year >= PIVOT, 1900, 2000)
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
    """Minutes ahead of UTC, from 'Z', 'UTC', '+03', '+0300' or '+03:00'."""
    if text in ("", "Z", "UTC", "GMT"):
        return 0
    size = int(text[1:3]) * 60 + int(text[3:].lstrip(":") or 0)
    return -size if text[0] == "-" else size


def in_utc(minutes: Array, zone: str) -> tuple[Array, Array]:
    """Minutes of a zone's clock in UTC, and 0, GAP (no such time) or TWICE for each."""
    placed = located(minutes, zone, ambiguous="NaT")
    lost = placed == NOWHERE
    faults = np.zeros(len(minutes), np.int64)
    if lost.any():
        first = located(minutes[lost], zone, ambiguous="first")
        faults[lost] = np.where(first == NOWHERE, GAP, TWICE)
    return np.where(lost, 0, placed // 60), faults


def bound(text: str, zone: str, after: bool) -> int:
    """The minute in UTC of a day or moment in ISO form; with `after`, of the day's end.

    Raises `ValueError` if the text is no such thing, or if the clocks of the zone never showed
    that moment or showed it twice.
    """
    import pyarrow as pa

    one = written(pa.array([text]), "ISO")
    if not one.read[0]:
        example = "2024-04-13 or 2024-04-13T05:30"
        raise ValueError(f"'{text}' is not a day or a moment; write one such as {example}.")
    if not one.timed[0]:
        first, last = to_utc(one.minutes + np.array([0, DAY]), zone).tolist()
        if first >= last:
            raise ValueError(f"'{text}': {NO_DAY.format(zone)}.")
        return int(last if after else first)
    if one.placed[0]:
        return int(one.minutes[0] - one.offset[0])
    (minute,), (fault,) = in_utc(one.minutes, zone)
    if fault:
        raise ValueError(f"'{text}': {CLOCK_FAULTS[fault].format(zone)}.")
    return int(minute)
