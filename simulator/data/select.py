"""Part of a series, by words that a person writes: a kind, regions, a moment."""

from collections.abc import Sequence

import numpy as np

from simulator.data.series import Series
from simulator.data.timestamps import bound
from simulator.errors import EventDataError, did_you_mean


def chosen(
    series: Series, kind: str | None, regions: str | Sequence[str] | None
) -> tuple[str, Series]:
    """The kind, and its records in these regions: all of them, where none is named.

    The kind may be left out where there is only one. Raises `EventDataError` for what the series
    has not.
    """
    known = list(series.kinds)
    if kind is None:
        if len(known) != 1:
            listed = ", ".join(known)
            raise EventDataError(f"there are {len(known)} kinds; choose one with --kind: {listed}.")
        kind = known[0]
    _check(kind, known, "there are no acts of kind")
    named = [regions] if isinstance(regions, str) else regions
    for region in named or ():
        _check(region, list(series.regions), "there is no region")
    part = series.only([kind], named or None)
    if not len(part.records):
        raise EventDataError(f"there are no acts of kind '{kind}' in {', '.join(named or ())}.")
    return kind, part


def moment(text: str, zone: str) -> int:
    """The minute of a day or moment in ISO form, by the clock of the zone."""
    try:
        return bound(text, zone, after=False)
    except ValueError as error:
        raise EventDataError(str(error)) from None


def untimed(series: Series, what: str) -> EventDataError:
    """Why a series cannot be taken act by act, as `what` says that it would be."""
    if series.by_periods:
        return EventDataError(f"these are counts of periods; they cannot be {what} as timed acts.")
    records = series.records
    without = (records["end"] - records["start"] != 1) | (records["total"] != 1)
    line = int(records["line"][np.argmax(without)])
    return EventDataError(
        f"{int(without.sum()):,} of {len(records):,} rows do not give the minute of a single act, "
        f"the first in line {line}; they cannot be {what} as timed acts. Leave them out, by "
        "'where' in a mapping, or count all by day: --as counts."
    )


def _check(name: str, known: list[str], what: str) -> None:
    if name not in known:
        hint = did_you_mean(name, known, f"; there are {', '.join(known[:20])}.")
        raise EventDataError(f"{what} '{name}'{hint}")
