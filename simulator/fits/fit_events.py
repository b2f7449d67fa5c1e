"""Fits families of patterns to real events, and writes the chosen one as a scenario."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.data.caveats import of_clock, of_vague_days
from simulator.data.coverage import days_with_data
from simulator.data.read import Events, opened
from simulator.data.resolution import resolution_of, unrounded
from simulator.data.select import chosen, moment, untimed
from simulator.data.series import Series
from simulator.errors import EventDataError, Problem
from simulator.fits.about import About
from simulator.fits.caveats import of_spread
from simulator.fits.counts.tally import midnight_before, tally
from simulator.fits.family import BLOCKS, Fits, Note, compare, unlimited
from simulator.fits.result import EventFit
from simulator.minutes import DAY

FORMS = ("counts", "timed")
FEWEST = 2 * BLOCKS
"""The fewest counted periods that a fit needs."""


def fit_events(
    events: Events,
    kind: str | None = None,
    region: str | Sequence[str] | None = None,
    form: str | None = None,
    truce: str | None = None,
    note: Note | None = None,
) -> EventFit:
    """Fit every family of patterns to real events, and compare them on held-out blocks of time.

    Parameters
    ----------
    events
        A file, the name of shipped events, or what `read_events` returns.
    kind
        The kind of act; not needed if the events have only one.
    region
        One region or several; by default all, added up.
    form
        "timed" (by the minute) or "counts" (by the day); by default what the events are. Timed acts
        can be fitted as counts, but not the reverse.
    truce
        The date or moment at which a truce took effect, such as "2020-07-27"; by default the start
        of the data. It becomes minute 0 of the scenario.
    note
        Called with a line of text before each family is fitted.

    Returns
    -------
    EventFit
        Every family with its score (nats a day), its parameters (rates per day, times in days) and
        their 95 % profile-likelihood intervals; the family chosen, as a scenario.

    Raises
    ------
    EventDataError
        The events cannot be read, or are too few to fit.
    """
    file, whole, _ = opened(events)
    try:
        kind, series = chosen(whole, kind, region)
        zero = None if truce is None else _truce(truce, series)
        if _form(series, form) == "timed":
            return _timed(series, kind, file, zero, note)
        return _counts(series, kind, file, zero, note)
    except EventDataError as error:
        raise EventDataError([Problem(file, None, "", str(error))]) from None


def _form(series: Series, form: str | None) -> str:
    if form is None:
        return "timed" if series.timed else "counts"
    if form not in FORMS:
        raise EventDataError(f"'{form}' is not a way to fit events; write {' or '.join(FORMS)}.")
    if form == "timed" and not series.timed:
        raise untimed(series, "fitted")
    return form


def _truce(text: str, series: Series) -> int:
    zero = moment(text, series.zone)
    if zero >= series.covered[-1, 1]:
        raise EventDataError(f"the truce of {text} is after the end of the data.")
    return zero


def _counts(series: Series, kind: str, file: str, zero: int | None, note: Note | None) -> EventFit:
    from simulator.fits.counts.families import FAMILIES

    periods, incomplete = tally(series, zero)
    if len(periods.total) < FEWEST:
        found = f"there are {len(periods.total)} counted periods"
        raise EventDataError(f"{found}; a fit needs at least {FEWEST}.")
    if not periods.total.any():
        raise EventDataError("every period counts 0: there is no pattern to fit.")
    fits = compare(FAMILIES, periods, note=note)
    about = About(
        file, series.source, kind, _regions(series), "counts", int(periods.total.sum()),
        int(periods.start[0]), int(periods.end[-1]),
        periods.days() if series.by_periods else days_with_data(series),
        periods.zero, periods.opens, series.zone,
    )  # fmt: skip
    warnings = [*_of_data(about), *of_vague_days(series)]
    if incomplete:
        warnings.append(
            f"{incomplete} periods are left out, since not all regions are counted in them."
        )
    return EventFit(fits, about, [*warnings, *_of_chosen(fits)], periods)


def _timed(series: Series, kind: str, file: str, zero: int | None, note: Note | None) -> EventFit:
    from simulator.fits.timed import regions
    from simulator.fits.timed.acts import acts_of
    from simulator.fits.timed.families import FAMILIES, sizes_of
    from simulator.fits.timed.rates import ECHO

    clock = resolution_of(series)
    series = unrounded(series, clock)
    acts = acts_of(series)
    if len(acts.minutes) < FEWEST:
        raise EventDataError(f"there are {len(acts.minutes)} acts; a fit needs at least {FEWEST}.")
    fits = compare(FAMILIES, acts, note=note)
    families = sizes_of(acts)
    sizes = compare(families, acts, note=note) if families else None
    start, end = int(acts.covered[0, 0]), int(acts.covered[-1, 1])
    first = start if zero is None else zero
    about = About(
        file, series.source, kind, _regions(series), "timed", len(acts.minutes), start, end,
        days_with_data(series), first, midnight_before(first, series.zone), series.zone,
        of_clock(clock),
    )  # fmt: skip
    warnings = [*of_spread(clock), *_of_data(about), *regions.warnings(series), *_of_chosen(fits)]
    warnings += _of_chosen(sizes) if sizes else []
    # An echo is not to be trusted, chosen or not: drift is easily mistaken for it.
    of_echo = [each for one in fits.fitted if one.family == ECHO.name for each in one.warnings]
    warnings += [f"Of the family '{ECHO.name}': {each}" for each in of_echo if each not in warnings]
    return EventFit(fits, about, warnings, tally(series, zero).periods, sizes)


def _regions(series: Series) -> tuple[str, ...]:
    return tuple(series.regions[i] for i in sorted(set(series.records["region"].tolist())))


def _of_chosen(fits: Fits) -> list[str]:
    return [*fits.chosen.warnings, *unlimited(fits.chosen.parameters)]


def _of_data(about: About) -> list[str]:
    span = (about.end - about.start) / DAY
    if about.days > 0.98 * span:
        return []
    return [f"{about.days:.0f} of {span:.0f} days have data; the others are not counted as quiet."]
