"""Days of the calendar and of the week, on the clock of the place."""

from simulator.jit import jit
from simulator.minutes import DAY
from simulator.model.parameters import Array, Parameters


@jit
def calendar_day(p: Parameters, minute: int) -> int:
    """The calendar day of a minute; the ceasefire takes effect on day 0."""
    return (minute + p.world[0].offset) // DAY


@jit
def weekday(p: Parameters, minute: int) -> int:
    """0 for Monday."""
    return (p.world[0].starts + minute) // DAY % 7


@jit
def after_rest(p: Parameters, rest_days: int, minute: int) -> int:
    """The same time of the first day from this minute on that is not a day of rest (bits)."""
    for _ in range(7):
        if not rest_days >> weekday(p, minute) & 1:
            return minute
        minute += DAY
    raise ValueError("every day of the week is a day of rest")


@jit
def first_from(rows: Array, count: int, minute: int) -> int:
    """The first row at or after a minute of the first `count`, which are in order; else `count`."""
    low, high = 0, count
    while low < high:
        middle = (low + high) >> 1
        if rows[middle].minute < minute:
            low = middle + 1
        else:
            high = middle
    return low
