"""Values with their intervals as people write them: no more digits than are known.

The last digit shown is the second of how far the interval reaches from the value; a share, in per
cent, has one digit of that, and one more decimal near 0 and 100 %, so that rare is not never.
"""

from math import floor, isfinite, log10

SHARE = "share of histories"
POINTS = "points"
"""Percentage points: the unit of a difference of shares."""


def with_interval(unit: str, value: float, low: float, high: float) -> str:
    """'12.3 (10.1 to 14.5)', '40 % (30 to 50 %)', '0 (-)' without an interval, '-' for nothing."""
    middle, least, most = amounts(unit, value, low, high)
    if middle == "-":
        return "-"
    if least == most == "-":
        return f"{middle} (-)"
    return f"{middle} ({least.removesuffix(' %') if most != '-' else least} to {most})"


def difference(unit: str, value: float, low: float, high: float) -> str:
    """'+13 points (4 to 21)' for shares, '-2.5 (-3.1 to -1.9)' for all else."""
    share = unit == SHARE
    shown = amounts("" if not share else unit, value, low, high)
    middle, least, most = (one.removesuffix(" %") for one in shown)
    if middle == "-":
        return "-"
    sign = "+" if value > 0 and middle != "0" else ""
    interval = f"{least} to {most}" if (least, most) != ("-", "-") else "-"
    return f"{sign}{middle}{f' {POINTS}' if share else ''} ({interval})"


def amounts(unit: str, value: float, low: float, high: float) -> list[str]:
    """A value and the ends of its interval in its unit, with as many digits; '-' for NaN."""
    share = unit == SHARE
    factor, mark = (100.0, " %") if share else (1.0, "")
    shown = [factor * one for one in (value, low, high)]
    places = _places(share, *shown)
    return [f"{_rounded(one, places, share)}{mark}" if isfinite(one) else "-" for one in shown]


def _places(share: bool, value: float, low: float, high: float) -> int:
    """How many decimals; below 0 for tens and hundreds."""
    reach = max((abs(end - value) for end in (low, high) if isfinite(end)), default=0.0)
    if reach == 0.0:  # no interval, or one of no width: three digits, and no whole number cut
        places = max(0, 2 - floor(log10(abs(value)))) if isfinite(value) and value else 0
    else:
        places = (0 if share else 1) - floor(log10(reach))
    if not share:
        return min(places, 6)
    near = any(0.0 < abs(one) < 1.5 or 98.5 < abs(one) < 100.0 for one in (value, low, high))
    return min(max(places, 1 if near else 0), 6)


def _rounded(number: float, places: int, share: bool) -> str:
    """With this many decimals; 0, and a share of 100 %, without any."""
    text = f"{round(number, places):,.{max(places, 0)}f}"
    if not any(digit in "123456789" for digit in text):
        return "0"
    whole, _, rest = text.partition(".")
    return whole if share and whole.lstrip("-") == "100" and not rest.strip("0") else text


def number(value: float | None, digits: int = 3) -> str:
    """A number with `digits` significant digits: '0.0123', '45.7', '12,346'; '-' for none."""
    if value is None or not isfinite(value):
        return "-"
    if value == 0:
        return "0"
    places = digits - 1 - floor(log10(abs(value)))
    text = f"{value:,.{min(max(places, 0), 6)}f}"
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if short == "-0" else short
