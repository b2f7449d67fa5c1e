"""The forms in which dates and times are written: three by name, and patterns such as %d.%m.%Y."""

import re

NAMED = ("ISO", "day first", "month first")
_CLOCK = r"(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:[.,]\d+)?)?(?:\s?(?P<p>[AaPp]\.?[Mm]\.?))?"
_ZONE = r"(?P<z>Z|UTC|GMT|[+-](?:0\d|1[0-5])(?::?[0-5]\d)?)"
_TIME = rf"(?:[T ]+{_CLOCK}\s?{_ZONE}?)?"
TIME_OF_DAY = rf"^\s*{_CLOCK}\s*$"
_PATTERNS = {
    "ISO": (
        rf"(?P<Y>\d{{4}})-(?P<m>\d{{2}})-(?P<d>\d{{2}}){_TIME}",
        r"(?P<Y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"
        rf"T(?P<H>\d{{2}})(?P<M>\d{{2}})(?:(?P<S>\d{{2}})(?:[.,]\d+)?)?{_ZONE}?",
    ),
    "day first": (rf"(?P<d>\d{{1,2}})[./-](?P<m>\d{{1,2}})[./-](?P<Y>\d{{4}}){_TIME}",),
    "month first": (rf"(?P<m>\d{{1,2}})[./-](?P<d>\d{{1,2}})[./-](?P<Y>\d{{4}}){_TIME}",),
}
_DIRECTIVES = {
    "Y": r"(?P<Y>\d{4})",
    "y": r"(?P<y>\d{2})",
    "m": r"(?P<m>\d{1,2})",
    "b": r"(?P<b>[A-Za-z]{3,})\.?",
    "B": r"(?P<b>[A-Za-z]{3,})\.?",
    "d": r"(?P<d>\d{1,2})",
    "H": r"(?P<H>\d{1,2})",
    "I": r"(?P<H>\d{1,2})",
    "p": r"(?P<p>[AaPp]\.?[Mm]\.?)",
    "M": r"(?P<M>\d{2})",
    "S": r"(?P<S>\d{2})",
    "f": r"\d{1,9}",
    "z": _ZONE,
}
EXAMPLES = {"ISO": "2024-04-13", "day first": "13/04/2024", "month first": "04/13/2024"}
LIKELY = (
    *NAMED, "%d %B %Y", "%d-%B-%Y", "%d-%b-%y", "%B %d, %Y", "%Y%m%d", "%Y/%m/%d", "%Y.%m.%d",
    "%d/%m/%y", "%m/%d/%y", "%d.%m.%y", "%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S", "%d %B %Y %H:%M",
    "%d/%m/%y %H:%M", "%m/%d/%y %H:%M", "%d.%m.%y %H:%M", "%Y%m%d%H%M%S",
)  # fmt: skip
"""The forms that publishers, spreadsheets and databases write; a hint names one of them."""
_DIGITS = re.compile("(?:%[YmdHMS])+")


def checked(form: str) -> str:
    """One of NAMED, or a pattern with the directives that are read; raises `ValueError`."""
    if form in NAMED:
        return form
    used = re.findall("%(.?)", form)
    strange = [one for one in used if one not in _DIRECTIVES or not one]
    if not used or strange:
        named = ", ".join(f"%{one}" for one in strange)
        wrong = f"unknown: {named}" if strange else f"'{form}' is not a form of dates"
        known = ", ".join(f"%{one}" for one in _DIRECTIVES)
        raise ValueError(f"{wrong}; write {', '.join(NAMED)}, or a pattern of {known}.")
    held = set(used)
    if not (held & {"Y", "y"} and held & {"m", "b", "B"} and "d" in held):
        raise ValueError(f"'{form}' needs a year, a month and a day, such as %d.%m.%Y.")
    if len(held) < len(used) or {"Y", "y"} <= held or {"b", "B"} <= held or {"H", "I"} <= held:
        raise ValueError(f"'{form}' contains the same part twice.")
    if ("I" in held) != ("p" in held):
        raise ValueError(
            f"'{form}': a 12-hour clock is %I with %p (AM or PM); a 24-hour clock is just %H."
        )
    return form


def patterns(form: str) -> tuple[str, ...]:
    """The regular expressions of a form, with a group for each part of a date.

    Digits in a row may end in ".0", since tools that keep whole numbers as fractions write so.
    """
    if form in _PATTERNS:
        return tuple(rf"^\s*{one}\s*$" for one in _PATTERNS[form])
    parts = re.split("%(.)", form)
    found = [re.escape(one) if i % 2 == 0 else _DIRECTIVES[one] for i, one in enumerate(parts)]
    tail = r"(?:\.0+)?" if _DIGITS.fullmatch(form) else ""
    return (rf"^\s*{''.join(found)}{tail}\s*$",)
