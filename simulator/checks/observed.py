"""Real events on the clock of a scenario, and simulated acts seen as the events were seen."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from simulator.clock import to_local
from simulator.data.series import Series
from simulator.errors import EventDataError
from simulator.fits.counts.tally import tally
from simulator.minutes import DAY
from simulator.model.parameters import Array

FEWEST = 20
"""The fewest counted periods that a check needs."""


class Seen(NamedTuple):
    """What is known of a history; of a real one and of a simulated one, the same."""

    totals: Array
    """int64: acts in each period."""
    minutes: Array
    """int64: each act within the covered spans, in order; minutes of the scenario."""
    munitions: Array
    """Of each of these; 0: not known."""
    span: Array
    """In which covered span each of these is."""


@dataclass(frozen=True)
class Window:
    """What of a history is seen. Times are minutes of the scenario, by the clock of the place, so
    that a calendar day is always as long as the scenario has it."""

    start: Array
    """int64: of each period of the commonest length in days; in order, disjoint."""
    end: Array
    day: Array
    """The day in the middle of each period."""
    unit: int
    """Days of a period."""
    spans: Array
    """int64 of shape (spans, 2): what is covered."""
    opens: int
    """Minutes after midnight at which the scenario's minute 0 is, by the clock of the place."""
    into_day: int
    """Minutes from the beginning of the counted day of minute 0 to minute 0."""
    sizes: bool
    """Whether the munitions of some acts are known."""
    timed: bool

    @property
    def ends(self) -> int:
        """The minute after which nothing is seen."""
        return int(max(self.end[-1], self.spans[-1, 1]))

    def seen(self, minutes: Array, munitions: Array) -> Seen:
        """What of these acts, sorted by minute, is seen."""
        edges = np.searchsorted(minutes, np.stack([self.start, self.end]))
        span = np.searchsorted(self.spans[:, 0], minutes, side="right") - 1
        inside = (span >= 0) & (minutes < self.spans[span, 1])
        return Seen(edges[1] - edges[0], minutes[inside], munitions[inside], span[inside])


def observed(series: Series, zero: int | None, timed: bool) -> tuple[Window, Seen, int]:
    """What is seen of the events, and the events so seen.

    Minute 0 of the scenario is at `zero`, by default where the data begin. Third, how many counted
    periods there are before it, or of another length than most: they are left out. Raises
    `EventDataError` where too few are left.
    """
    periods, incomplete = tally(series, zero)
    after = periods.start >= periods.zero
    unit = _commonest(periods.whole_days[after])
    keep = after & (periods.whole_days == unit)
    if keep.sum() < FEWEST:
        raise EventDataError(
            f"there are {int(keep.sum())} counted periods of one length from minute 0 on; "
            f"a check needs at least {FEWEST}."
        )
    shown = int(to_local(np.array([periods.zero]), series.zone)[0])

    def clock(at: Array) -> Array:
        return to_local(at.ravel(), series.zone).reshape(at.shape) - shown

    spans = np.maximum(clock(series.covered), 0)
    window = Window(
        start=clock(periods.start[keep]), end=clock(periods.end[keep]),
        day=periods.middle_day[keep], unit=unit,
        spans=spans[spans[:, 1] > spans[:, 0]], opens=shown % DAY,
        into_day=-int(clock(np.array([periods.opens]))[0]) % DAY,
        sizes=bool(timed and (series.records["munitions"] > 0).any()), timed=timed,
    )  # fmt: skip
    minutes = clock(series.records["start"])
    order = np.argsort(minutes, kind="stable")
    found = window.seen(minutes[order], series.records["munitions"][order])
    left_out = incomplete + int(np.sum(~keep))
    return window, found._replace(totals=periods.total[keep]), left_out


def _commonest(days: Array) -> int:
    lengths, count = np.unique(days, return_counts=True)
    return int(lengths[np.argmax(count)]) if len(lengths) else 1
