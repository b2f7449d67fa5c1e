"""One count for each period of a series: its own periods, or calendar days."""

from typing import NamedTuple

import numpy as np

from simulator.errors import EventDataError
from simulator.events.counts.periods import Periods
from simulator.events.coverage import merged
from simulator.events.moments import by_the_clock, on_the_clock
from simulator.events.series import Series
from simulator.model.parameters import Array
from simulator.model.terms import MINUTES_PER_DAY

SHORTEST = MINUTES_PER_DAY // 2
"""Periods that are shorter, most of them, are added up to days."""


class Tally(NamedTuple):
    """The counts of a series."""

    periods: Periods
    incomplete: int
    """Periods left out, since one of the regions is not counted in them."""


def tally(series: Series, whole: Series, zero: int | None = None) -> Tally:
    """The counts of `series`, which is all of `whole` or a part of it.

    A file that covers just the periods that it counts keeps them as they are, where all of the
    regions are counted. Any other is counted by calendar days of its place, each act in the middle
    of its record. `zero`: when a truce took effect; by default the start of the data.
    """
    if _reports_periods(whole):
        return _by_periods(series, zero)
    return Tally(_by_days(series, zero), 0)


def _reports_periods(series: Series) -> bool:
    """Whether the records are periods of half a day or more, and just these are covered."""
    records = series.records
    lengths = records["end"] - records["start"]
    covered = merged(np.column_stack([records["start"], records["end"]]))
    return (
        bool(np.median(lengths) >= SHORTEST)
        and covered.shape == series.covered.shape
        and bool(np.all(covered == series.covered))
    )


def _by_periods(series: Series, zero: int | None) -> Tally:
    records = series.records
    wanted = len(np.unique(records[["kind", "region"]]))
    spans, place = np.unique(
        np.column_stack([records["start"], records["end"]]), axis=0, return_inverse=True
    )
    told = np.bincount(place, minlength=len(spans))
    total = np.zeros(len(spans), np.int64)
    np.add.at(total, place, records["total"])
    keep = told == wanted
    if not keep.any():
        raise EventDataError(
            "no period is counted in all regions; choose one with --region, such as "
            f"--region {series.regions[int(records['region'][0])]}"
        )
    start, end = spans[keep].T
    overlap = start[1:] < end[:-1]
    if overlap.any():
        line = records["line"][np.argmax(records["start"] == start[1:][overlap][0])]
        raise EventDataError(f"the period of line {line} overlaps the one before it")
    days = max(1, round(int(end[0] - start[0]) / MINUTES_PER_DAY))
    first = int(start[0]) if zero is None else zero
    opens = _day_before(int(end[0]) - days * MINUTES_PER_DAY, first)
    return Tally(Periods(start, end, total[keep], first, opens), int(np.sum(~keep)))


def _by_days(series: Series, zero: int | None) -> Periods:
    start, end = _days(series.covered, series.zone)
    middle = (series.records["start"] + series.records["end"]) // 2
    place = np.searchsorted(start, middle, side="right") - 1
    inside = (place >= 0) & (middle < end[place])
    total = np.zeros(len(start), np.int64)
    np.add.at(total, place[inside], series.records["total"][inside])
    first = int(start[0]) if zero is None else zero
    midnight = by_the_clock(np.array([first]), series.zone) // MINUTES_PER_DAY * MINUTES_PER_DAY
    return Periods(start, end, total, first, int(on_the_clock(midnight, series.zone)[0]))


def _days(covered: Array, zone: str) -> tuple[Array, Array]:
    """The covered spans cut at each midnight of the zone."""
    starts, ends = [], []
    for low, high in covered:
        shown = by_the_clock(np.array([low, high - 1]), zone) // MINUTES_PER_DAY
        midnights = on_the_clock(np.arange(shown[0] + 1, shown[1] + 1) * MINUTES_PER_DAY, zone)
        starts.append(np.concatenate([[low], midnights]))
        ends.append(np.concatenate([midnights, [high]]))
    return np.concatenate(starts).astype(np.int64), np.concatenate(ends).astype(np.int64)


def _day_before(opens: int, minute: int) -> int:
    """The beginning of the day in which a minute lies, where some day begins at `opens`."""
    return opens + (minute - opens) // MINUTES_PER_DAY * MINUTES_PER_DAY
