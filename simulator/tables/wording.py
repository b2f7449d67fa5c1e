"""Moments, spans and lists as a person says them."""

from collections.abc import Sequence

from simulator.minutes import DAY

LONG = 36
"""Characters that a name has at most in a title."""


def moment(minute: int, starts: int) -> str:
    """'day 3, Thursday 14:20': days count from 1; `starts` is minutes since Monday 00:00."""
    from simulator.scenario.quantities import DAYS  # pydantic, which --help does without

    weekday, of_day = divmod((starts + minute) % (7 * DAY), DAY)
    day = (minute + starts % DAY) // DAY + 1
    return f"day {day}, {DAYS[weekday]} {of_day // 60:02d}:{of_day % 60:02d}"


def hours(value: float) -> str:
    """'5 h', '0.4 h', '36 h': one decimal below ten hours."""
    return f"{value:.1f} h" if value < 10 else f"{value:.0f} h"


def counted(count: int, one: str, many: str) -> str:
    """'1 history', '1,000 histories'."""
    return f"{count:,} {one if count == 1 else many}"


def length(minutes: int) -> str:
    """How long a history is, in the largest unit that leaves nothing over: '90 days', '36 h'."""
    if minutes % DAY == 0:
        return counted(minutes // DAY, "day", "days")
    return f"{minutes // 60:,} h" if minutes % 60 == 0 else f"{minutes:,} min"


def sample(what: str, histories: int, minutes: int, seed: int) -> str:
    """'67 rules, 500 histories of 90 days each on the same luck, seed 0'; `what`: '67 rules'."""
    each = counted(histories, "history", "histories")
    return f"{what}, {each} of {length(minutes)} each on the same luck, seed {seed}"


def percent(value: float) -> str:
    """'40 %', '0.5 %', '99.6 %': a decimal near the ends, so that rare is not never."""
    shown = 100 * value
    near_end = 0 < shown < 1.5 or 98.5 < shown < 100
    return f"{shown:.1f} %" if near_end else f"{round(shown)} %"


def listed(words: Sequence[str], joined_by: str = "and") -> str:
    """'a, b and c'."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joined_by} {words[-1]}"


def short(name: str) -> str:
    """A long name with its middle left out, since long names often part at their ends."""
    return name if len(name) <= LONG else f"{name[: LONG - 15].rstrip()}…{name[-14:].lstrip()}"


def spoken(word: str) -> str:
    """'small arms': a word of the scenario language as a person says it."""
    return word.replace("_", " ")


def chance(p: float) -> str:
    """A p value: '0.60', '0.005'."""
    return f"{p:.2f}" if p >= 0.1 else f"{p:.3f}"
