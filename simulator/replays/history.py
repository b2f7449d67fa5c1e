"""Real events as one history: acts by the minute on the place's clock, and the days with data."""

from dataclasses import dataclass

import numpy as np

from simulator.clock import to_local
from simulator.data.coverage import LONGEST_DAY, inexact
from simulator.data.series import Series
from simulator.errors import EventDataError
from simulator.minutes import DAY
from simulator.model import rule
from simulator.model.parameters import Array
from simulator.replays.bounds import INEXACT
from simulator.scenario.schema.violations import MOST_ACTS

SHORTEST_DAY = DAY - 60
"""Minutes, on the day when the clocks are put forward."""
MOST_DAYS = 36_525
Span = tuple[Array, Array]
"""First minutes of periods, and the minutes after their last."""
Days = tuple[int, Array]
ALIKE = 0.9
"""The share of daily counts that must close at the same time for it to be the end of a day."""


@dataclass(frozen=True)
class History:
    """Acts in minutes since its first day began; day d is the minutes [1440 d, 1440 d + 1440).

    Minutes are those that the place's clock shows. The hour that is repeated or left out when the
    clocks change makes windows an hour too long or too short, twice a year.
    """

    acts: Array
    """`rule.ACT`, sorted by minute; every act is taken as hostile."""
    data: Array
    """bool, for each day: whether it has data."""
    first: np.datetime64
    """The date of day 0: a day has the date on which it ends."""
    closes: int
    """Minutes after midnight at which a day ends."""
    by_day: bool
    """Whether the file counts by the day, so that it does not know hours."""
    spread: int
    """Acts counted over periods and spread evenly over them."""
    long_periods: int
    """Counts of periods longer than a day."""
    long_acts: int
    """The acts of these, left out or spread."""
    inexact: Array
    """`bounds.INEXACT`: acts that may have been on any of several days; they are not in `acts`."""
    unsized: int
    """Acts whose munitions are not known; they have one each."""

    @property
    def minutes(self) -> int:
        """How long it is."""
        return len(self.data) * DAY

    def moments(self, minutes: Array) -> Array:
        """What the place's clock shows at these minutes (datetime64[m])."""
        begin = self.first.astype("datetime64[m]") + self.closes - (DAY if self.closes else 0)
        moments: Array = begin + np.asarray(minutes).astype("timedelta64[m]")
        return moments

    def dates(self) -> Array:
        """The date of each day (datetime64[D])."""
        dates: Array = self.first + np.arange(len(self.data))
        return dates


def history_of(
    series: Series,
    kinds: tuple[str, ...],
    severities: Array,
    spread_long: bool = False,
    place: str = "events",
) -> History:
    """The history in a series; `kinds` and `severities` number and weigh its acts.

    Counts are spread evenly over their periods. Those of more than a day are left out, and their
    days then have no data, unless `spread_long`. Acts of which the day is not known are kept apart,
    and take no day's data away. `EventDataError` names `place` if no day is left.
    """
    vague = inexact(series)
    records, apart = series.records[~vague], series.records[vague]
    long = records["end"] - records["start"] > LONGEST_DAY
    kept, left_out = (records, records[:0]) if spread_long else (records[~long], records[long])
    if int(kept["total"].sum() + apart["total"].sum()) > MOST_ACTS:
        raise EventDataError(f"{place}: more than {MOST_ACTS:,} acts; keep a part of them.")
    start, end = local_span(kept["start"], kept["end"], series.zone)
    closes, by_day = end_of_day(kept, end)
    known = local_span(series.covered[:, 0], series.covered[:, 1], series.zone)
    unknown = local_span(left_out["start"], left_out["end"], series.zone)
    first, data = days_with_data((start, end), known, unknown, closes, place)
    origin = first * DAY + closes
    weighed = (kinds, severities, series.kinds)
    opens, ends = local_span(apart["start"], apart["end"], series.zone)
    return History(
        acts=acts_of(kept, start - origin, end - origin, *weighed),
        data=data,
        first=np.datetime64(first + (closes > 0), "D"),
        closes=closes,
        by_day=by_day,
        spread=int(kept["total"][kept["end"] - kept["start"] > 1].sum()),
        long_periods=int(long.sum()),
        long_acts=int(records["total"][long].sum()),
        inexact=inexact_of(apart, (opens - origin, ends - origin), len(data), *weighed),
        unsized=int(kept["total"][kept["munitions"] <= 0].sum()),
    )


def local_span(start: Array, end: Array, zone: str) -> Span:
    """Minutes since 1970-01-01T00:00 on a zone's clock, of periods in UTC; at least a minute."""
    shown = to_local(start, zone)
    return shown, np.maximum(to_local(end - 1, zone) + 1, shown + 1)


def end_of_day(records: Array, end: Array) -> tuple[int, bool]:
    """Minutes after midnight at which a day ends, and whether the records count by the day.

    A mission's day may end when its reporting period closes, as at 19:30; else it is midnight.
    """
    lengths = records["end"] - records["start"]
    daily = lengths >= SHORTEST_DAY
    if not daily.any() or 2 * daily.sum() < len(records):
        return 0, False
    times, counts = np.unique(end[daily] % DAY, return_counts=True)
    if counts.max() < ALIKE * counts.sum():
        return 0, False
    return int(times[counts.argmax()]), True


def days_with_data(kept: Span, known: Span, left_out: Span, closes: int, place: str) -> Days:
    """The first day, counted from 1970-01-01, and for each day from it on whether it has data.

    A day has data if a record that is kept touches it, or a minute of it is known to be covered
    and no record that is left out touches it. Raises `EventDataError` if there is no such day.
    """
    spans = [((start - closes) // DAY, (end - 1 - closes) // DAY) for start, end in (kept, known)]
    if not sum(len(first) for first, _ in spans):
        raise no_day(place, left_out)
    first = int(min(span[0].min() for span in spans if len(span[0])))
    count = int(max(span[1].max() for span in spans if len(span[1]))) - first + 1
    if count > MOST_DAYS:
        raise EventDataError(
            f"{place}: the events span {count / 365.25:,.0f} years, and at most "
            f"{MOST_DAYS // 365} can be replayed. Is a date wrong?"
        )
    spans.append(((left_out[0] - closes) // DAY, (left_out[1] - 1 - closes) // DAY))
    by_kept, by_known, by_left_out = (touched(a - first, b - first, count) for a, b in spans)
    data = by_kept | (by_known & ~by_left_out)
    if not data.any():
        raise no_day(place, left_out)
    found = np.flatnonzero(data)
    return first + int(found[0]), data[found[0] : found[-1] + 1]


def no_day(place: str, left_out: Span) -> EventDataError:
    """What to say where no day has data."""
    if not len(left_out[0]):
        return EventDataError(f"{place}: there is no day with data.")
    return EventDataError(
        f"{place}: every count is of more than a day, so no day has data of its own. "
        "Spread them evenly: --long-periods spread."
    )


def touched(first: Array, last: Array, count: int) -> Array:
    """Which of this many days lie in any of these spans, both ends included."""
    edges = np.zeros(count + 1, np.int64)
    inside = (last >= 0) & (first < count)
    np.add.at(edges, np.maximum(first[inside], 0), 1)
    np.add.at(edges, np.minimum(last[inside], count - 1) + 1, -1)
    return np.cumsum(edges)[:-1] > 0


def acts_of(
    records: Array,
    start: Array,
    end: Array,
    kinds: tuple[str, ...],
    severities: Array,
    names: tuple[str, ...],
) -> Array:
    """The acts of the records (`rule.ACT`), each count spread evenly over its period."""
    total = records["total"]
    of = np.repeat(np.arange(len(records)), total)
    number = np.arange(len(of)) - np.repeat(np.cumsum(total) - total, total)
    acts = np.zeros(len(of), rule.ACT)
    acts["minute"] = start[of] + number * (end - start)[of] // np.maximum(total, 1)[of]
    acts["hostile"] = 1
    weigh(acts, records[of], kinds, severities, names)
    return acts[np.lexsort((acts["kind"], acts["minute"]))]


def inexact_of(
    records: Array,
    span: Span,
    days: int,
    kinds: tuple[str, ...],
    severities: Array,
    names: tuple[str, ...],
) -> Array:
    """The acts of records that may have been on any of several days (`bounds.INEXACT`)."""
    start, end = span
    of = np.repeat(np.arange(len(records)), records["total"])
    acts = np.zeros(len(of), INEXACT)
    acts["first"] = np.clip(start[of] // DAY, 0, days - 1)
    acts["last"] = np.clip((end[of] - 1) // DAY, 0, days - 1)
    weigh(acts, records[of], kinds, severities, names)
    return acts


def weigh(
    acts: Array, records: Array, kinds: tuple[str, ...], severities: Array, names: tuple[str, ...]
) -> None:
    """Fill in kind, munitions and severity of acts, each from its record."""
    numbers = np.array([kinds.index(name) for name in names], np.int64)
    acts["kind"] = numbers[records["kind"]]
    acts["munitions"] = np.where(records["munitions"] > 0, records["munitions"], 1.0)
    acts["severity"] = severities[acts["kind"]]


def moments_of(minutes: Array, history: History) -> Array:
    """What the clock shows at these minutes (datetime64[s]); NaT for -1."""
    moments = history.moments(minutes).astype("datetime64[s]")
    moments[minutes < 0] = np.datetime64("NaT")
    return moments
