"""Text in and out of a process whose locale is not UTF-8."""

import codecs
import os
import sys
import unicodedata
from typing import Any

from simulator.tables.safe_text import readable

SIGNS = {
    "±": "+-", "−": "-", "–": "-", "—": "-", "…": "...", "→": "->", "≥": ">=", "≤": "<=", "×": "x",
    "·": "*", "“": '"', "”": '"', "‘": "'", "’": "'", "ı": "i", "ø": "o", "Ø": "O", "ł": "l",
    "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe",
}  # fmt: skip
"""What stands for a sign or letter that has no decomposition into plain ones."""
NEAREST = "nearest"


def speak_plainly(stream: Any) -> None:
    """Let a standard stream take any text: what its encoding lacks is written as near as it can.

    The C locale names no encoding, and terminals under it have long been UTF-8: Python itself takes
    it for that (PEP 538, PEP 540) unless told not to. An encoding that was asked for is kept.
    """
    if not hasattr(stream, "reconfigure"):
        return
    named = os.environ.get("PYTHONIOENCODING")
    if codecs.lookup(stream.encoding).name == "ascii" and not named:
        stream.reconfigure(encoding="utf-8")
    stream.reconfigure(errors=NEAREST)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """An error handler: 'é' as 'e', '±' as '+-', and an escape for what has nothing near it."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    unknown = error.object[error.start : error.end]
    return "".join(_plain(sign) for sign in unknown), error.end


def _plain(sign: str) -> str:
    letters = unicodedata.normalize("NFKD", SIGNS.get(sign, sign))
    return letters.encode("ascii", "ignore").decode() or _escape(sign)


def _escape(sign: str) -> str:
    return "" if unicodedata.combining(sign) else sign.encode("ascii", "backslashreplace").decode()


codecs.register_error(NEAREST, _nearest)


def sayable(text: str) -> str:
    """Text as standard output can write it, for those who write past its error handler."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, NEAREST).decode(encoding)


def decoded(value: Any) -> Any:
    """The value of an option as it was typed, in UTF-8, whatever the locale made of its bytes.

    Paths are left as they are: only the locale's own spelling of them opens a file.
    """
    if isinstance(value, list | tuple):
        return type(value)(decoded(one) for one in value)
    return readable(value) if isinstance(value, str) else value
