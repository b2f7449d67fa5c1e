"""When each row was: its moments, its precision and its length as a span of minutes."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from simulator.events.cells import FINE, REASONS, coded, numbers
from simulator.events.mapping import PRECISIONS, Length, Mapping, Moment
from simulator.events.moments import (
    DAY,
    EXAMPLES,
    GAP,
    TWICE,
    by_the_clock,
    in_utc,
    on_the_clock,
    time_of_day,
    written,
)
from simulator.events.sheet import Sheet
from simulator.model.parameters import Array

MINUTE, A_DAY, A_WEEK, A_MONTH = range(len(PRECISIONS))
LONGEST = 100_000
"""Days that a period may have."""
EITHER_SIDE = 3
"""Days on either side of a date of which only the week is known."""


class Spans(NamedTuple):
    """Minutes [start, end) of each row, where `read`."""

    start: Array
    end: Array
    read: Array


class Moments(NamedTuple):
    """A moment of each row: the minute [start, after), or the day where it is not `exact`."""

    start: Array
    after: Array
    exact: Array
    read: Array


def spans(sheet: Sheet, mapping: Mapping, precision: Array) -> Spans:
    """When each row was by its dates; rows of which that cannot be read are rejected."""
    first = _moments(sheet, mapping.start, mapping.zone, precision)
    if mapping.length is not None:
        return _of_length(sheet, first, mapping.length, mapping.zone)
    if mapping.end is None:
        return Spans(first.start, first.after, first.read)
    last = _moments(sheet, mapping.end, mapping.zone, precision)
    backwards = last.read & first.read & (last.start < first.start)
    sheet.reject(backwards, mapping.end.column, "the period ends before it starts")
    end = np.where(last.exact, np.maximum(last.start, first.start + 1), last.after)
    return Spans(first.start, end, first.read & last.read & ~backwards)


def precisions(sheet: Sheet, mapping: Mapping) -> Array:
    """MINUTE, A_DAY, A_WEEK or A_MONTH for each row, as the mapping says."""
    said = mapping.precision
    if said is None or said.column is None:
        always = said.always if said and said.always else "minute"
        return np.full(len(sheet), PRECISIONS.index(always))
    codes = {value: PRECISIONS.index(name) for value, name in said.values.items()}
    found = coded(sheet.texts(said.column), lambda text: codes.get(text.strip(), -1))
    wanted = ", ".join(said.values)
    sheet.reject(found < 0, said.column, f"not one of {wanted}, which tell how exact the time is")
    return np.maximum(found, 0)


def widened(when: Spans, precision: Array, zone: str) -> tuple[Array, Array]:
    """Start and end of each row, drawn out where only its week or its month is known."""
    start, end = when.start.copy(), when.end.copy()
    rows = np.flatnonzero(when.read & (precision >= A_WEEK))
    first = by_the_clock(start[rows], zone) // DAY
    last = by_the_clock(end[rows] - 1, zone) // DAY
    whole = precision[rows] == A_MONTH
    month, later = (day.astype("M8[D]").astype("M8[M]") for day in (first, last))
    opens = np.where(whole, month.astype("M8[D]").astype(np.int64), first - EITHER_SIDE)
    closes = np.where(whole, (later + 1).astype("M8[D]").astype(np.int64), last + EITHER_SIDE + 1)
    start[rows], end[rows] = on_the_clock(opens * DAY, zone), on_the_clock(closes * DAY, zone)
    return start, end


def _moments(sheet: Sheet, moment: Moment, place: str, precision: Array) -> Moments:
    """The minute that each row names, or the day, by what is written and how exact it is."""
    zone = moment.zone or place
    texts = sheet.texts(moment.column)
    form = "ISO" if moment.column in sheet.dated else moment.format
    said = written(texts, form)
    _reject_unread(sheet, moment.column, texts, said.read, form)
    minutes, timed = np.where(said.read, said.minutes, 0), said.timed
    if moment.time is not None:
        clock, there, wrong = time_of_day(sheet.texts(moment.time))
        sheet.reject(wrong, moment.time, "not a time of day, such as 05:30")
        minutes, timed = minutes + np.where(there, clock, 0), timed | there
    exact = timed & (precision == MINUTE)
    utc, faults = minutes - said.offset, np.zeros(len(sheet), np.int64)
    local = ~said.placed
    utc[local], faults[local] = in_utc(minutes[local], zone)
    _reject_clock(sheet, moment.column, faults * exact, zone)
    day = np.where(said.placed, by_the_clock(utc, zone), minutes) // DAY
    start = np.where(exact, utc, on_the_clock(day * DAY, zone))
    after = np.where(exact, utc + 1, on_the_clock((day + 1) * DAY, zone))
    return Moments(start, after, exact, said.read & ~(exact & (faults > 0)))


def _reject_unread(sheet: Sheet, column: str, texts: Any, read: Array, form: str) -> None:
    """Cells that hold no date in this form; where another form fits, the reason names it."""
    import pyarrow.compute as pc

    if read.all():
        return
    empty = pc.equal(pc.utf8_trim_whitespace(texts), "").to_numpy(zero_copy_only=False)
    sheet.reject(empty, column, "no date")
    unread = np.flatnonzero(~read)
    reason = f"not a date in the form {form}"
    reason += f", such as {EXAMPLES[form]}" if form in EXAMPLES else ""
    for other in EXAMPLES:
        fits = np.zeros(len(read), bool)
        fits[unread] = written(texts.take(unread), other).read
        sheet.reject(fits, column, f"{reason}; it is one in the form {other}")
    sheet.reject(~read, column, reason)


def _reject_clock(sheet: Sheet, column: str, faults: Array, zone: str) -> None:
    forward = f"there was no such time in {zone}: the clocks were put forward"
    sheet.reject(faults == GAP, column, forward)
    back = f"this time came twice in {zone}, as the clocks were put back; write its offset too"
    sheet.reject(faults == TWICE, column, back)


def _of_length(sheet: Sheet, first: Moments, length: Length, zone: str) -> Spans:
    """Spans that last as long as a column says; days are those of the calendar."""
    values, states = numbers(sheet.texts(length.column), whole=False)
    minutes = np.rint(values * (DAY if length.unit == "days" else 1)).astype(np.int64)
    for state, reason in REASONS.items():
        sheet.reject(states == state, length.column, reason)
    long, none = minutes > LONGEST * DAY, (states != FINE) | (values <= 0)
    sheet.reject(long, length.column, f"longer than {LONGEST:,} days")
    sheet.reject(none, length.column, "the period has no length")
    minutes[long] = 0
    end = first.start + minutes
    if length.unit == "days":
        end = on_the_clock(by_the_clock(first.start, zone) + minutes, zone)
    return Spans(first.start, np.maximum(end, first.start + 1), first.read & ~none & ~long)
