"""One count for each period of a series: its own periods, or calendar days."""

from typing import NamedTuple

import numpy as np

from simulator.clock import to_local, to_utc
from simulator.data.coverage import by_midnights, inexact, merged
from simulator.data.placed import fractions
from simulator.data.series import Series
from simulator.errors import EventDataError
from simulator.fits.counts.periods import Periods
from simulator.minutes import DAY
from simulator.model.parameters import Array

SHORTEST = DAY // 2
"""Periods that are shorter, most of them, are added up to days."""


class Tally(NamedTuple):
    """The counts of a series."""

    periods: Periods
    incomplete: int
    """Periods left out, since one of the regions is not counted in them."""


class Counted(NamedTuple):
    """Periods [start, end) with what was counted in each, in order."""

    start: Array
    end: Array
    total: Array


def tally(series: Series, zero: int | None = None) -> Tally:
    """One count for each period, all kinds and regions of the series added up.

    Where records report on periods, a period in which a region is not counted is not known. Else a
    day that is covered and has no record is quiet. Acts of a record that is not a report, or of
    reports shorter than half a day, are counted on the calendar day of its middle; those that may
    have been on any of several days on one of them, drawn evenly. `zero`: when a truce took effect;
    by default the start of the data.
    """
    if not series.by_periods:
        return Tally(_by_days(_acts(series), series.covered, series.zone, zero), 0)
    found, incomplete = _complete(series)
    if np.median(found.end - found.start) < SHORTEST:
        covered = merged(np.column_stack([found.start, found.end]))
        return Tally(_by_days(found, covered, series.zone, zero), incomplete)
    days = max(1, round(int(found.end[0] - found.start[0]) / DAY))
    first = int(found.start[0]) if zero is None else zero
    opens = _day_before(int(found.end[0]) - days * DAY, first)
    return Tally(Periods(*found, first, opens), incomplete)


def _acts(series: Series) -> Counted:
    """The records of acts, each where it was, or may have been."""
    records = series.records
    start, end = records["start"].copy(), records["end"].copy()
    vague = inexact(series)
    drawn = start + (fractions(records, "day of an act") * (end - start)).astype(np.int64)
    start[vague], end[vague] = drawn[vague], drawn[vague] + 1
    return Counted(start, end, records["total"])


def _complete(series: Series) -> tuple[Counted, int]:
    """The periods in which all regions are counted, and the number of others."""
    records = series.records
    wanted = len(np.unique(np.column_stack([records["kind"], records["region"]]), axis=0))
    spans, place = np.unique(
        np.column_stack([records["start"], records["end"]]), axis=0, return_inverse=True
    )
    total = np.zeros(len(spans), np.int64)
    np.add.at(total, place, records["total"])
    keep = np.bincount(place, minlength=len(spans)) == wanted
    if not keep.any():
        region = series.regions[int(records["region"][0])]
        raise EventDataError(
            f"no period is counted in all regions; choose one with --region, such as '{region}'."
        )
    start, end = spans[keep].T
    overlap = np.flatnonzero(start[1:] < end[:-1])
    if len(overlap):
        line = int(records["line"][np.argmax(records["start"] == start[overlap[0] + 1])])
        raise EventDataError(f"the period of line {line} overlaps the one before it.")
    return Counted(start, end, total[keep]), int(np.sum(~keep))


def _by_days(acts: Counted, covered: Array, zone: str, zero: int | None) -> Periods:
    start, end = by_midnights(covered, zone)
    middle = (acts.start + acts.end) // 2
    place = np.searchsorted(start, middle, side="right") - 1
    inside = (place >= 0) & (middle < end[place])
    total = np.zeros(len(start), np.int64)
    np.add.at(total, place[inside], acts.total[inside])
    first = int(start[0]) if zero is None else zero
    return Periods(start, end, total, first, midnight_before(first, zone))


def midnight_before(minute: int, zone: str) -> int:
    """The beginning of the calendar day of the zone in which a minute lies."""
    shown = to_local(np.array([minute]), zone)
    return int(to_utc(shown // DAY * DAY, zone)[0])


def _day_before(opens: int, minute: int) -> int:
    """The beginning of the day in which a minute lies, where some day begins at `opens`."""
    return opens + (minute - opens) // DAY * DAY
