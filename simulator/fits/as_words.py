"""Fitted values in the words of a scenario, with as many digits as mean something."""

from simulator.minutes import DAY
from simulator.scenario.quantities import format_duration, format_rate, format_share

DIGITS = 3


def rate(per_day: float) -> str:
    """'191 per day'."""
    return format_rate(number(per_day))


def duration(days: float) -> str:
    """'80 days 17 h': whole hours from two days on, minutes below; at least a minute."""
    minutes = max(1, round(days * DAY))
    return format_duration(minutes if minutes < 2 * DAY else 60 * round(minutes / 60))


def share(part: float) -> str:
    """'3.89 %'."""
    return format_share(number(part))


def number(value: float) -> float:
    """The value with three digits that count."""
    return float(f"{value:.{DIGITS}g}")
