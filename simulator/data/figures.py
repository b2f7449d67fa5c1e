"""Numbers as people write them: which marks are decimal, which group digits, and which are unclear.

1.234 is one and a bit here and a good thousand there. A mapping says which (`decimal`,
`thousands`); where it does not and the column does not show it, nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite
from typing import NamedTuple

_BLANKS = " \u00a0\u2007\u2009\u202f"
_QUOTES = "'\u2019"
_GROUPED = re.compile(
    rf"[+-]?[1-9]\d{{0,2}}([.,{_BLANKS}{_QUOTES}])\d{{3}}(?:\1\d{{3}})*(?:(?!\1)[.,]\d+)?"
)
_COMMA = re.compile(r"[+-]?\d+,\d+")
_DOT = re.compile(r"[+-]?\d*\.\d+")
_ONE_DOT = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
PLAIN, DECIMAL_DOT, ONE_DOT, MARKED = range(4)
"""No mark; a dot that can only be decimal; one that may be either; marks that must be named."""


class Marks(NamedTuple):
    """The marks of numbers as a mapping names them; None where it is silent."""

    decimal: str | None = None
    thousands: str | None = None


UNNAMED = Marks()
TYPED = Marks(".")
"""The marks of a column whose type says that it holds numbers."""


class Doubt(NamedTuple):
    """A number that cannot be read before the mapping names its marks."""

    line: int
    text: str

    @property
    def words(self) -> list[str]:
        """The words of a mapping that would read it, such as 'thousands: "."'."""
        plain = self.text.strip()
        grouped = _GROUPED.fullmatch(plain)
        found = []
        if grouped:
            mark = " " if grouped[1] in _BLANKS else "'" if grouped[1] in _QUOTES else grouped[1]
            found.append(f'thousands: "{mark}"')
        if _ONE_DOT.fullmatch(plain) or _COMMA.fullmatch(plain):
            found.append(f'decimal: "{"," if "," in plain else "."}"')
        return found


@dataclass
class Figures:
    """The marks of a column's numbers: as they are named, and what the numbers show of them."""

    marks: Marks
    marked: Doubt | None = None
    """The first number with marks that must be named."""
    one_dot: Doubt | None = None
    """The first number such as 1.234."""
    decimal_dot: bool = False
    """Whether some number shows that a dot is decimal: 2.5 cannot be grouped."""

    @property
    def doubt(self) -> Doubt | None:
        """What keeps the column from being read, if anything."""
        return self.marked or (None if self.decimal_dot else self.one_dot)


def clarity(text: str) -> int:
    """PLAIN, DECIMAL_DOT, ONE_DOT or MARKED."""
    plain = text.strip()
    if plain.isdecimal():
        return PLAIN
    if _ONE_DOT.fullmatch(plain):
        return ONE_DOT
    if _DOT.fullmatch(plain):
        return DECIMAL_DOT
    return MARKED if _COMMA.fullmatch(plain) or _GROUPED.fullmatch(plain) else PLAIN


def value(text: str, marks: Marks) -> float | None:
    """The finite number in a text by these marks; None if it is none.

    Of dot and comma, the one is what the other leaves to it: where the comma is decimal a dot can
    only group digits.
    """
    plain = text.strip() if marks == UNNAMED else _unmarked(text.strip(), marks)
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if isfinite(number) and "_" not in plain else None


def _unmarked(plain: str, marks: Marks) -> str:
    """The number as Python writes it; "" where its marks stand in the wrong places."""
    decimal = marks.decimal or ("," if marks.thousands == "." else ".")
    group = marks.thousands or ("." if decimal == "," else ",")
    signs = {" ": _BLANKS, "'": _QUOTES}.get(group, group)
    whole, mark, part = plain.partition(decimal)
    if re.fullmatch(rf"[+-]?\d{{1,3}}(?:[{signs}]\d{{3}})+", whole):
        whole = re.sub(f"[{signs}]", "", whole)
    wrong = set(whole + part) & set(f".,{signs}")
    return "" if wrong else f"{whole}.{part}" if mark else whole
