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
NEITHER_SIDE = 3
"""Days on either side of a date of which only the week is known."""


class Spans(NamedTuple):
    """Minutes [start, end) of each row, where `read`."""

    start: Array
    end: Array
    read: Array


def spans(sheet: Sheet, mapping: Mapping) -> Spans:
    """When each row was; rows of which that cannot be read are rejected."""
    precision = _precision(sheet, mapping)
    first = _moment(sheet, mapping.start, mapping.zone, precision)
    if mapping.length is not None:
        return _of_length(sheet, first, mapping.length, mapping.zone)
    if mapping.end is None:
        return first
    last = _moment(sheet, mapping.end, mapping.zone, precision)
    exact = last.end - last.start == 1
    end = np.where(exact, np.maximum(last.start, first.start + 1), last.end)
    backwards = last.read & first.read & (last.start < first.start)
    sheet.reject(backwards, mapping.end.column, "the period ends before it starts")
    return Spans(first.start, end, first.read & last.read & ~backwards)


def _precision(sheet: Sheet, mapping: Mapping) -> Array:
    """MINUTE, A_DAY, A_WEEK or A_MONTH for each row."""
    said = mapping.precision
    if said is None or said.column is None:
        always = said.always if said and said.always else "minute"
        return np.full(len(sheet), PRECISIONS.index(always))
    codes = {value: PRECISIONS.index(name) for value, name in said.values.items()}
    found = coded(sheet.texts(said.column), lambda text: codes.get(text.strip(), -1))
    wanted = ", ".join(said.values)
    sheet.reject(found < 0, said.column, f"not one of {wanted}, which tell how exact the time is")
    return np.maximum(found, 0)


def _moment(sheet: Sheet, moment: Moment, place: str, precision: Array) -> Spans:
    """The minute that each row names, or the days, by what is written and how exact it is."""
    zone = moment.zone or place
    form = "ISO" if moment.column in sheet.dated else moment.format
    texts = sheet.texts(moment.column)
    said = written(texts, form)
    _reject_unread(sheet, moment, texts, said.read, form)
    minutes, timed = said.minutes, said.timed
    if moment.time is not None:
        clock, there, wrong = time_of_day(sheet.texts(moment.time))
        sheet.reject(wrong, moment.time, "not a time of day, such as 05:30")
        minutes, timed = minutes + np.where(there, clock, 0), timed | there
    minutes = np.where(said.read, minutes, 0)
    precision = np.where(timed, precision, np.maximum(precision, A_DAY))
    utc, faults = np.where(said.placed, minutes - said.offset, minutes), np.zeros(len(sheet), int)
    local = ~said.placed
    utc[local], faults[local] = in_utc(minutes[local], zone)
    exact = precision == MINUTE
    _reject_clock(sheet, moment.column, faults * exact, zone)
    clock = np.where(said.placed, by_the_clock(utc, zone), minutes)
    first, after = _days(clock // DAY, precision)
    start = np.where(exact, utc, on_the_clock(first * DAY, zone))
    end = np.where(exact, utc + 1, on_the_clock(after * DAY, zone))
    return Spans(start, end, said.read & ~(exact & (faults > 0)))


def _reject_unread(sheet: Sheet, moment: Moment, texts: Any, read: Array, form: str) -> None:
    import pyarrow.compute as pc

    empty = pc.equal(pc.utf8_trim_whitespace(texts), "").to_numpy(zero_copy_only=False)
    sheet.reject(empty, moment.column, "no date")
    example = f", such as {EXAMPLES[form]}" if form in EXAMPLES else ""
    sheet.reject(~read, moment.column, f"not a date in the form {form}{example}")


def _reject_clock(sheet: Sheet, column: str, faults: Array, zone: str) -> None:
    forward = f"there was no such time in {zone}: the clocks were put forward"
    sheet.reject(faults == GAP, column, forward)
    back = f"this time came twice in {zone}, as the clocks were put back; write its offset too"
    sheet.reject(faults == TWICE, column, back)


def _days(day: Array, precision: Array) -> tuple[Array, Array]:
    """The first day, and the day after the last, of what is known of each day since 1970."""
    month = day.astype("M8[D]").astype("M8[M]")
    first = np.select(
        [precision == A_WEEK, precision == A_MONTH],
        [day - NEITHER_SIDE, month.astype("M8[D]").astype(np.int64)],
        day,
    )
    after = np.select(
        [precision == A_WEEK, precision == A_MONTH],
        [day + NEITHER_SIDE + 1, (month + 1).astype("M8[D]").astype(np.int64)],
        day + 1,
    )
    return first, after


def _of_length(sheet: Sheet, first: Spans, length: Length, zone: str) -> Spans:
    """Spans that last as long as a column says; days are those of the calendar."""
    values, states = numbers(sheet.texts(length.column), whole=False)
    for state, reason in REASONS.items():
        sheet.reject(states == state, length.column, reason)
    none = (states != FINE) | (values <= 0)
    sheet.reject(none, length.column, "the period has no length")
    if length.unit == "minutes":
        end = first.start + np.maximum(np.rint(values), 1).astype(np.int64)
    else:
        whole = np.rint(values * DAY).astype(np.int64)
        end = on_the_clock(by_the_clock(first.start, zone) + whole, zone)
    return Spans(first.start, np.maximum(end, first.start + 1), first.read & ~none)
