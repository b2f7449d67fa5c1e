"""When each row was: its moments, its precision and its length as a span of minutes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from simulator.clock import to_local, to_utc
from simulator.data.forms import EXAMPLES, LIKELY
from simulator.data.mapping import PRECISIONS, Length, Mapping, Moment
from simulator.data.number_cells import coded, same
from simulator.data.sheet import Sheet
from simulator.data.timestamps import (
    CLOCK_FAULTS,
    NO_DAY,
    in_utc,
    time_of_day,
    written,
)
from simulator.minutes import DAY
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
    codes = {same(value): PRECISIONS.index(name) for value, name in said.values.items()}
    found = coded(sheet.texts(said.column), lambda text: codes.get(same(text), -1))
    wanted = ", ".join(said.values)
    sheet.reject(found < 0, said.column, f"not one of {wanted}, which say how exact the time is")
    return np.maximum(found, 0)


def widened(when: Spans, precision: Array, zone: str) -> tuple[Array, Array]:
    """Start and end of each row, drawn out where only its week or its month is known."""
    start, end = when.start.copy(), when.end.copy()
    rows = np.flatnonzero(when.read & (precision >= A_WEEK))
    first = to_local(start[rows], zone) // DAY
    last = to_local(end[rows] - 1, zone) // DAY
    whole = precision[rows] == A_MONTH
    month, later = (day.astype("M8[D]").astype("M8[M]") for day in (first, last))
    opens = np.where(whole, month.astype("M8[D]").astype(np.int64), first - EITHER_SIDE)
    closes = np.where(whole, (later + 1).astype("M8[D]").astype(np.int64), last + EITHER_SIDE + 1)
    start[rows], end[rows] = to_utc(opens * DAY, zone), to_utc(closes * DAY, zone)
    return start, end


def _moments(sheet: Sheet, moment: Moment, place: str, precision: Array) -> Moments:
    """The minute that each row names, or the day, by what is written and how exact it is."""
    zone = moment.zone or place
    texts = sheet.texts(moment.column)
    forms = ("ISO",) if moment.column in sheet.dated else moment.format
    said = written(texts, *forms)
    _reject_unread(sheet, moment.column, texts, said.read, forms)
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
    day = np.where(said.placed, to_local(utc, zone), minutes) // DAY
    start = np.where(exact, utc, to_utc(day * DAY, zone))
    after = np.where(exact, utc + 1, to_utc((day + 1) * DAY, zone))
    never = said.read & (after <= start)
    sheet.reject(never, moment.column, NO_DAY.format(zone))
    return Moments(start, after, exact, said.read & ~(exact & (faults > 0)) & ~never)


def _reject_unread(
    sheet: Sheet, column: str, texts: Any, read: Array, forms: Sequence[str]
) -> None:
    """Cells that hold no date in these forms; the reason names the others that fit."""
    import pyarrow.compute as pc

    if read.all():
        return
    empty = pc.equal(pc.utf8_trim_whitespace(texts), "").to_numpy(zero_copy_only=False)
    sheet.reject(empty, column, "no date")
    unread = np.flatnonzero(~read & sheet.alive)
    if not len(unread):
        return
    example = f", such as {EXAMPLES[forms[0]]}" if forms[0] in EXAMPLES else ""
    reason = f"not a date in the form {' or '.join(forms)}{example}"
    fits = np.stack([written(texts.take(unread), form).read for form in LIKELY])
    for fit in np.unique(fits, axis=1).T:
        rows = np.zeros(len(read), bool)
        rows[unread[(fit == fits.T).all(axis=1)]] = True
        others = " or ".join(form for form, yes in zip(LIKELY, fit.tolist(), strict=True) if yes)
        sheet.reject(
            rows, column, f"{reason}; it is one in the form {others}" if others else reason
        )


def _reject_clock(sheet: Sheet, column: str, faults: Array, zone: str) -> None:
    for fault, reason in CLOCK_FAULTS.items():
        sheet.reject(faults == fault, column, reason.format(zone))


def _of_length(sheet: Sheet, first: Moments, length: Length, zone: str) -> Spans:
    """Spans as long as the mapping or a column says; days are those of the calendar."""
    values, told = np.full(len(sheet), float(length.always or 0)), np.ones(len(sheet), bool)
    if length.column is not None:
        values, told = sheet.numbers(length.column, whole=False)
    column = length.column or ""
    minutes = np.rint(values * (DAY if length.unit == "days" else 1)).astype(np.int64)
    long, none = minutes > LONGEST * DAY, ~told | (values <= 0)
    sheet.reject(long, column, f"longer than {LONGEST:,} days")
    sheet.reject(none, column, "the period has no length")
    minutes[long] = 0
    end = first.start + minutes
    if length.unit == "days":
        end = to_utc(to_local(first.start, zone) + minutes, zone)
    return Spans(first.start, np.maximum(end, first.start + 1), first.read & ~none & ~long)
