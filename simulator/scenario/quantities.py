"""Reads and writes quantities in a person's words: '24 h', '6 per day', '40 %', 'Monday 00:00'."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from pydantic_core import PydanticCustomError

from simulator.errors import did_you_mean
from simulator.minutes import DAY, HOUR, WEEK

MINUTES = {
    **dict.fromkeys(("min", "minute", "minutes"), 1),
    **dict.fromkeys(("h", "hour", "hours"), HOUR),
    **dict.fromkeys(("d", "day", "days"), DAY),
    **dict.fromkeys(("w", "week", "weeks"), WEEK),
}
LONGEST = (100 * 365 + 25) * DAY
PER_DAY = {"hour": Fraction(24), "day": Fraction(1), "week": Fraction(1, 7)}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST = 1_000_000_000
LONGEST_TEXT = 400

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_SPAN = rf"({_NUMBER}) ?([A-Za-z]+)"
_DURATION = re.compile(rf"{_SPAN}(?: {_SPAN})*")
_PERIOD = "(hour|day|week)"
_CLOCK = r"([01]?[0-9]|2[0-3]):([0-5][0-9])"
_AREA = r"km(?:2|\u00b2)"


def fault(message: str) -> PydanticCustomError:
    """The error a parser raises: a ValueError that keeps its wording inside pydantic."""
    return PydanticCustomError("quantity", "{why}", {"why": message})


def _text(value: object, noun: str, example: str) -> str:
    """`value` as text with single spaces, or the fault that it is a bare number or no text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise fault(f"{shown(value)} is not {noun}. Write {noun} such as '{example}'.")
    text = " ".join(value.split()) if isinstance(value, str) else shown(value).strip("'")
    if len(text) > LONGEST_TEXT:
        raise fault(f"{shown(text)} is too long to be {noun}. Write {noun} such as '{example}'.")
    _refuse_marks(text)
    if text.startswith("-"):
        raise fault(f"'{text}' is negative. Write {noun} such as '{example}'.")
    if not isinstance(value, str) or re.fullmatch(r"[0-9.,+eE_]+", text):
        raise fault(f"'{text}' has no unit. Write {noun} such as '{example}'.")
    return text


def _refuse_marks(text: str) -> None:
    """Refuse numbers that may be read in two ways: with a comma, or with a point for thousands."""
    if (comma := re.search(r"[0-9]+(,[0-9]+)+", text)) is not None:
        thousands = re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+", comma[0])
        plain = comma[0].replace(",", "" if thousands else ".")
        why = "thousands have no mark" if thousands else "decimals have a point"
        raise fault(f"'{text}': {why} here. Write {plain} for {comma[0]}.")
    point = re.search(r"(?<![0-9.])([1-9][0-9]{0,2})\.([0-9]{2}0)(?![0-9.])", text)
    if point is not None:
        short = _decimal(float(point[0]))
        whole = point[1] + point[2]
        raise fault(f"'{text}' may mean {short} or {whole}. Write the one that is meant.")


def shown(value: object) -> str:
    """`value` as an error message quotes it: short, and in the words of YAML."""
    if isinstance(value, bool) or value is None:
        return f"'{str(value).lower().replace('none', 'null')}'"
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    text = str(value) if not isinstance(value, int) or abs(value) < 10**60 else "so large a number"
    return f"'{text[:57]}...'" if len(text) > 60 else f"'{text}'"


def _decimal(number: float) -> str:
    """The shortest decimal, without an exponent, that reads back as the same float."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return format(Decimal(repr(number)), "f")


def _finite(number: Fraction, text: str) -> float:
    """`number` as a float, or the fault that it is too large for one."""
    try:
        return float(number)
    except OverflowError:
        raise fault(f"{shown(text)} is too large.") from None


# Durations


def parse_duration(value: object) -> int:
    """Whole minutes from '24 h', '1 h 30 min', '1.5 h', '3 days' or '2 weeks'."""
    text = _text(value, "a duration", "36 h")
    if ":" in text:
        raise fault(f"'{text}' is a clock time. Write a duration such as '36 h'.")
    if not _DURATION.fullmatch(text):
        raise fault(f"{shown(text)} is not a duration. Write one such as '36 h' or '1 h 30 min'.")
    total, used = Fraction(0), set()
    for number, unit in re.findall(_SPAN, text):
        length = _unit_minutes(unit, number, text)
        if length in used:
            raise fault(f"'{text}' names the same unit twice. Write a duration such as '36 h'.")
        used.add(length)
        total += Fraction(number) * length
    if total.denominator != 1:
        raise fault(f"'{text}' is not whole minutes, which is as fine as time gets here.")
    if total > LONGEST:
        raise fault(f"'{text}' is longer than 100 years.")
    return int(total)


def _unit_minutes(unit: str, number: str, text: str) -> int:
    """The minutes in one `unit` of time, or the fault that names what would do."""
    if unit in MINUTES:
        return MINUTES[unit]
    if unit in ("m", "M"):
        raise fault(f"'{text}' could mean minutes or months. Write '{number} min' or days.")
    if re.fullmatch(r"mo|months?|y|yrs?|years?", unit, re.IGNORECASE):
        raise fault(f"'{text}' has no fixed length. Write days or weeks, such as '30 days'.")
    if re.fullmatch(r"s|secs?|seconds?", unit):
        raise fault(f"'{text}' is in seconds, but time is whole minutes here. Write '1 min'.")
    hint = did_you_mean(unit, MINUTES, ". Use min, h, days or weeks.")
    raise fault(f"'{text}': '{unit}' is not a unit of time{hint}")


def format_duration(minutes: int) -> str:
    """'90 min', '24 h', '72 h', '30 days': hours up to 72 h, then days, exact always."""
    if minutes < 120 and minutes % 60:
        return f"{minutes} min"
    days = minutes // DAY if minutes > 72 * HOUR else 0
    hours, rest = divmod(minutes - days * DAY, HOUR)
    parts = [(days, "day" if days == 1 else "days"), (hours, "h"), (rest, "min")]
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 min"


# Rates, shares, lengths


def _per_time(value: object, noun: str, example: str, unit: str) -> float:
    """The number per day in '<number> <unit> per hour|day|week'."""
    text = _text(value, noun, example)
    match = re.fullmatch(rf"({_NUMBER}) ?{unit} ?(?:per |/ ?|an? ){_PERIOD}", text)
    if not match:
        raise fault(f"{shown(text)} is not {noun}. Write {noun} such as '{example}'.")
    return _finite(Fraction(match[1]) * PER_DAY[match[2]], text)


def _plain_unit(value: object, noun: str, example: str, unit: str) -> float:
    """The number in '<number> <unit>'."""
    text = _text(value, noun, example)
    match = re.fullmatch(rf"({_NUMBER}) ?{unit}", text)
    if not match:
        raise fault(f"{shown(text)} is not {noun}. Write {noun} such as '{example}'.")
    return _finite(Fraction(match[1]), text)


@lru_cache(maxsize=10_000)  # a scenario is written out whenever one value of it is changed
def _shortest_rate(number: float, unit: str, parse: Callable[[object], float]) -> str:
    """The shortest of the ways, per day, hour and week, that reads back as the same float."""
    exact = Fraction(number)
    ways = [f"{_decimal(number)}{unit} per day"]
    for period in ("hour", "week"):
        ways.append(f"{_decimal(float(exact / PER_DAY[period]))}{unit} per {period}")
    return min((way for way in ways if parse(way) == number), key=len)


def parse_rate(value: object) -> float:
    """The number per day from '6 per day', '0.5 per hour' or '2 per week'."""
    return _per_time(value, "a rate", "6 per day", "")


def format_rate(per_day: float) -> str:
    """'6 per day', or per hour or week where that is shorter and exact."""
    return _shortest_rate(per_day, "", parse_rate)


def parse_area_rate(value: object) -> float:
    """km2 per day from '10000 km2 per day'."""
    return _per_time(value, "an area per time", "10000 km2 per day", _AREA)


def format_area_rate(per_day: float) -> str:
    """'10000 km2 per day', or per hour or week where that is shorter and exact."""
    return _shortest_rate(per_day, " km2", parse_area_rate)


def parse_area(value: object) -> float:
    """Square kilometres from '300 km2'."""
    return _plain_unit(value, "an area", "300 km2", _AREA)


def format_area(km2: float) -> str:
    """'300 km2'."""
    return f"{_decimal(km2)} km2"


def parse_length(value: object) -> float:
    """Kilometres from '300 km'."""
    return _plain_unit(value, "a length", "300 km", "km")


def format_length(km: float) -> str:
    """'300 km'."""
    return f"{_decimal(km)} km"


def parse_density(value: object) -> float:
    """The number per kilometre from '500 per km'."""
    return _plain_unit(value, "a density", "500 per km", "(?:per |/ ?)km")


def format_density(per_km: float) -> str:
    """'500 per km'."""
    return f"{_decimal(per_km)} per km"


def parse_share(value: object) -> float:
    """A share of one from '40 %' or 0.4."""
    if isinstance(value, str):
        text = " ".join(value.split())
        _refuse_marks(text[:LONGEST_TEXT])
        match = re.fullmatch(rf"({_NUMBER}) ?%", text) if len(text) <= LONGEST_TEXT else None
        share = _finite(Fraction(match[1]) / 100, text) if match else math.nan
    elif isinstance(value, bool) or not isinstance(value, int | float):
        share = math.nan
    else:
        share = float(value) if abs(value) < MOST else math.inf
    if math.isnan(share):
        raise fault(f"{shown(value)} is not a share. Write a share such as '40 %' or 0.4.")
    if not 0 <= share <= 1:
        raise fault(f"{shown(value)} is not between 0 and 1. Write a share such as '40 %' or 0.4.")
    return share


def parse_multiple(value: object) -> float:
    """A number of at least 0 from 1.2 or '120 %'."""
    if isinstance(value, str) and value.rstrip().endswith("%"):
        return _plain_unit(value, "a multiple", "120 %", "%") / 100
    return parse_number(value)


def format_share(share: float) -> str:
    """'40 %'."""
    hundredfold = Decimal(repr(share)).scaleb(2)
    text = format(hundredfold, "f")
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} %"


# Clock and calendar


def parse_clock_time(value: object) -> int:
    """Minutes after midnight from '19:30'."""
    match = re.fullmatch(_CLOCK, value.strip()) if isinstance(value, str) else None
    if not match:
        raise fault(f"{shown(value)} is not a clock time. Write one such as '19:30'.")
    return int(match[1]) * 60 + int(match[2])


def format_clock_time(minutes: int) -> str:
    """'19:30'."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def parse_weekday(value: object) -> int:
    """0 to 6 from 'Monday' to 'Sunday'."""
    name = value.strip().capitalize() if isinstance(value, str) else ""
    if name in DAYS:
        return DAYS.index(name)
    hint = did_you_mean(name, DAYS, ". Write one such as 'Sunday'.")
    raise fault(f"{shown(value)} is not a weekday{hint}")


def format_weekday(day: int) -> str:
    """'Sunday'."""
    return DAYS[day]


def parse_start(value: object) -> int:
    """Minutes since Monday 00:00 from 'Monday 00:00'."""
    parts = value.split() if isinstance(value, str) else []
    if len(parts) != 2:
        raise fault(f"{shown(value)} is not a weekday and a time. Write 'Monday 00:00'.")
    return parse_weekday(parts[0]) * DAY + parse_clock_time(parts[1])


def format_start(minutes: int) -> str:
    """'Monday 00:00'."""
    return f"{format_weekday(minutes // DAY)} {format_clock_time(minutes % DAY)}"


# Plain numbers


def parse_number(value: object) -> float:
    """A finite number of at least 0."""
    if isinstance(value, str):
        _refuse_marks(value[:LONGEST_TEXT])
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise fault(f"{shown(value)} is not a number. Write a plain number such as 5 or 0.8.")
    if not 0 <= value < 1e300:
        raise fault(f"{shown(value)} is not a number of at least 0. Write one such as 5 or 0.8.")
    return float(value)


def format_number(number: float) -> int | float:
    """5 rather than 5.0."""
    return int(number) if number < 1e15 and number == int(number) else number


def parse_count(value: object) -> int:
    """A whole number of at least 1."""
    if isinstance(value, str):
        _refuse_marks(value[:LONGEST_TEXT])
    if isinstance(value, bool) or not isinstance(value, int):
        raise fault(f"{shown(value)} is not a whole number. Write one such as 5.")
    if not 1 <= value <= MOST:
        raise fault(f"{shown(value)} is not a whole number from 1 to {MOST}. Write one such as 5.")
    return value
