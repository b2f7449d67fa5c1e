"""What a file knows about: the time that it covers, repeated rows, periods that overlap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from simulator.clock import to_local, to_utc
from simulator.data.series import Series
from simulator.minutes import DAY
from simulator.model.parameters import Array

LONGEST_DAY = DAY + 60
"""Minutes, on the day when the clocks are put back."""


class Repeats(NamedTuple):
    """Records that say again what another says; indices, and the line of that other."""

    records: Array
    lines: Array


def merged(spans: Array) -> Array:
    """Spans [start, end) of shape (n, 2) as disjoint ones in order; those that touch are one."""
    if not len(spans):
        return np.zeros((0, 2), np.int64)
    ordered = spans[np.argsort(spans[:, 0], kind="stable")]
    reach = np.maximum.accumulate(ordered[:, 1])
    opens = np.concatenate([[True], ordered[1:, 0] > reach[:-1]])
    closes = np.concatenate([opens[1:], [True]])
    return np.column_stack([ordered[opens, 0], reach[closes]])


def whole_days(start: int, end: int, zone: str) -> tuple[int, int]:
    """The minutes [start, end) drawn out to whole calendar days of a zone."""
    first, last = to_local(np.array([start, end - 1]), zone) // DAY
    low, high = to_utc(np.array([first, last + 1]) * DAY, zone)
    return int(low), int(high)


def by_midnights(covered: Array, zone: str) -> tuple[Array, Array]:
    """First minutes and ends of the covered spans, cut at each midnight of a zone."""
    starts, ends = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for low, high in covered:
        shown = to_local(np.array([low, high - 1]), zone) // DAY
        midnights = to_utc(np.arange(shown[0] + 1, shown[1] + 1) * DAY, zone)
        starts += [np.array([low]), midnights]
        ends += [midnights, np.array([high])]
    return np.concatenate(starts), np.concatenate(ends)


def days_with_data(series: Series) -> float:
    """How many days have data: of acts, the calendar days that are covered; of counts, as many days
    as their periods last.

    An act of which only the week, the month or the year is known leaves its days covered.
    """
    if series.by_periods:
        return float(np.sum(series.covered[:, 1] - series.covered[:, 0])) / DAY
    starts, _ = by_midnights(series.covered, series.zone)
    return float(len(np.unique(to_local(starts, series.zone) // DAY)))


def inexact(series: Series) -> Array:
    """Which records of a series are acts that may have been on any of several days."""
    if series.by_periods:
        return np.zeros(len(series.records), bool)
    spread: Array = series.records["end"] - series.records["start"] > LONGEST_DAY
    return spread


def duplicates(keys: Array, lines: Array) -> Repeats:
    """Records of rows that repeat an earlier row, with the line of that row."""
    order = np.lexsort((lines, keys))
    key, line = keys[order], lines[order]
    first = np.concatenate([[True], key[1:] != key[:-1]])
    original = line[np.maximum.accumulate(np.where(first, np.arange(len(key)), 0))]
    again = original != line
    return Repeats(order[again], original[again])


def overlaps(records: Array) -> Repeats:
    """Records whose period runs into one of the same kind and region that begins before it."""
    order = np.lexsort((records["line"], records["start"], records["kind"], records["region"]))
    one = records[order]
    same = (one["kind"][1:] == one["kind"][:-1]) & (one["region"][1:] == one["region"][:-1])
    found: list[tuple[int, int]] = []
    if (same & (one["start"][1:] < one["end"][:-1])).any():
        group = np.concatenate([[0], np.cumsum(~same)])
        columns = (order, group, one["start"], one["end"], one["line"])
        found = list(_overlapping(zip(*(each.tolist() for each in columns), strict=True)))
    again = np.array(found, np.int64).reshape(-1, 2)
    return Repeats(again[:, 0], again[:, 1])


def _overlapping(rows: Iterator[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
    """Index of each row that starts before the last one kept of its group ends, and its line."""
    kept, until, by = -1, 0, 0
    for index, group, start, end, line in rows:
        if group == kept and start < until and line != by:
            yield index, by
        else:
            kept, until, by = group, end, line
