"""What a file of events held, in numbers: for a person before anything is made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from time import time

import numpy as np

from simulator.clock import local_time
from simulator.data.caveats import of_clock, of_vague_days
from simulator.data.coverage import days_with_data
from simulator.data.records import Gathered
from simulator.data.resolution import resolution_of
from simulator.data.series import Series
from simulator.data.series_from_records import REPEATS, Assembled
from simulator.minutes import DAY


@dataclass(frozen=True)
class Gap:
    """A span without data, in the time of the place."""

    start: str
    end: str
    days: float


@dataclass(frozen=True)
class Summary:
    """The numbers of a reading; rows = used + left out + not reported + rejected."""

    rows: int
    used: int
    left_out: dict[str, int]
    """Rows that were left out, by the word of the mapping that says so."""
    not_reported: int
    """Rows without a count."""
    rejected: dict[str, int]
    """Rows with a fault, by the fault."""
    duplicates: int
    """Rejected rows that repeat another."""
    records: int
    timed: bool
    """Whether every record is one act at a known minute."""
    by_periods: bool
    """Whether the records are counts that cover their periods."""
    acts: int
    by_kind: dict[str, int]
    by_region: dict[str, int]
    by_kind_and_region: dict[str, dict[str, int]]
    first: str | None
    """The beginning of the first record and the end of the last, in the time of the place."""
    last: str | None
    days_covered: float
    """Days with data, as `coverage.days_with_data` counts them for every command."""
    gaps: list[Gap]
    """Spans between the first and the last minute covered of which the file says nothing."""
    rounded: dict[int, float] | None
    """What share of the timed acts is rounded to how many minutes, a day's where 00:00 seems to
    stand for no time; None where there are too few for an answer."""
    warnings: list[str]


def summary(gathered: Gathered, made: Assembled, advice: Sequence[str]) -> Summary:
    """The numbers of a series, and of the rows that it was made of.

    `advice`: what would read rejected rows, a sentence each.
    """
    series, records = made.series, made.series.records
    clock = resolution_of(series)
    reasons = Counter(one.reason for one in made.rejected)
    left_out = _left_out(gathered, made)
    unused = sum(left_out.values()) + gathered.not_reported + len(made.rejected)
    return Summary(
        rows=gathered.rows,
        used=gathered.rows - unused,
        left_out=left_out,
        not_reported=gathered.not_reported,
        rejected=dict(reasons.most_common()),
        duplicates=reasons[REPEATS],
        records=len(records),
        timed=series.timed,
        by_periods=series.by_periods,
        acts=int(records["total"].sum()),
        by_kind=_by(series, series.kinds, "kind"),
        by_region=_by(series, series.regions, "region"),
        by_kind_and_region=_by_kind_and_region(series),
        first=moment(int(records["start"].min()), series.zone) if len(records) else None,
        last=moment(int(records["end"].max()), series.zone) if len(records) else None,
        days_covered=days_with_data(series),
        gaps=list(_gaps(series)),
        rounded=clock.shares if clock.seen else None,
        warnings=[
            *_warnings(reasons, gathered),
            *_of_the_future(series),
            *of_vague_days(series),
            *filter(None, [of_clock(clock)]),
            *map(_sentence, advice),
        ],
    )


def _left_out(gathered: Gathered, made: Assembled) -> dict[str, int]:
    """Rows that were left out, by the word of the mapping that says so."""
    event = gathered.mapping.id
    if event is None or not made.replaced:
        return dict(gathered.left_out)
    reason = f"replaced by a later row of the same {event.column}"
    return {**gathered.left_out, reason: made.replaced}


def _gaps(series: Series) -> Iterator[Gap]:
    """The spans between those that are covered."""
    for (_, start), (end, _) in pairwise(series.covered.tolist()):
        yield Gap(moment(start, series.zone), moment(end, series.zone), (end - start) / DAY)


def _by(series: Series, names: tuple[str, ...], field: str) -> dict[str, int]:
    """Acts by the names of a field; a name whose counts are all 0 is listed too."""
    present = np.unique(series.records[field]).tolist()
    acts = np.bincount(series.records[field], series.records["total"], len(names))
    return {names[number]: int(acts[number]) for number in present}


def _by_kind_and_region(series: Series) -> dict[str, dict[str, int]]:
    """Acts of each kind in each region that it was counted in."""
    width = len(series.regions)
    pairs = series.records["kind"] * width + series.records["region"]
    acts = np.bincount(pairs, series.records["total"], len(series.kinds) * width)
    found: dict[str, dict[str, int]] = {}
    for pair in np.unique(pairs).tolist():
        kind, region = series.kinds[pair // width], series.regions[pair % width]
        found.setdefault(kind, {})[region] = int(acts[pair])
    return found


def _warnings(reasons: Counter[str], gathered: Gathered) -> Iterator[str]:
    """What a reader of the numbers should look at, each in a sentence."""
    if reasons[REPEATS]:
        yield (
            f"Rows that repeat another cell by cell are not counted: {reasons[REPEATS]:,}. If each "
            "is an act of its own, write 'duplicates: keep' into the mapping."
        )
    for form, other in (("day first", "month first"), ("month first", "day first")):
        slipped = any(reason.endswith(f"in the form {other}") for reason in reasons)
        if slipped and form in gathered.mapping.start.format:
            yield (
                f"Some dates are written {other}, so some that were read as {form}, such as "
                "04/05/2024, may be wrong."
            )


def _of_the_future(series: Series) -> Iterator[str]:
    """Of records that begin after this moment, which nobody can have seen."""
    late = series.records[series.records["start"] * 60 > time()]
    if len(late):
        rows, last = len(np.unique(late["line"])), late[-1]
        when = moment(int(last["start"]), series.zone)
        yield (
            f"Rows dated in the future: {rows:,}; the last is {when} (line {last['line']}). Years "
            "of two digits are read as 1969 to 1999 from 69 on, and as 2000 to 2068 below."
        )


def _sentence(advice: str) -> str:
    return f"Some rows are rejected that could be read: {advice}."


def moment(minute: int, zone: str) -> str:
    """A minute as people of the place would write it: '2020-07-27 00:01+03:00'."""
    return local_time(minute, zone).isoformat(" ", "minutes")
