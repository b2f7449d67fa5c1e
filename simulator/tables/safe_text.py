"""Text of others that does no harm where it is shown: in a terminal, and in a spreadsheet."""

import re
from typing import Any

_ESCAPES = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|[@-Z\\-_])")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FORMULA = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
"""A formula as OWASP lists them, also behind blanks and signs that nobody sees, since programs
drop those at times."""


def clean(text: str) -> str:
    """Without escape sequences, control characters and marks that reverse the reading order."""
    return _CONTROLS.sub("", _ESCAPES.sub("", readable(text)))


def readable(text: str) -> str:
    """Text in which bytes that the locale could not decode are read as UTF-8, if they are that."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        return text


def csv_cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; what is not text stays as it is."""
    if not isinstance(value, str):
        return value
    plain = clean(value)
    return f"'{plain}" if _FORMULA.match(plain) else plain
