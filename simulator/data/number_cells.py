"""Cells of text as numbers, whole columns at a time; each distinct text is looked at once."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from simulator.data.figures import PLAIN, UNNAMED, Marks, clarity, value
from simulator.model.parameters import Array

MOST = 1_000_000_000
"""The largest number of acts that one cell may hold."""
FINE, NOT_TOLD, NEGATIVE, FRACTION, NO_NUMBER, TOO_LARGE = range(6)
REASONS = {
    NEGATIVE: "a number below 0",
    FRACTION: "not a whole number of acts",
    NO_NUMBER: "not a number",
    TOO_LARGE: f"more than {MOST:,}",
}
_WHOLE = re.compile(r"([+-]?\d+)\.0+")


class Numbers(NamedTuple):
    """The numbers of a column: values, FINE, NOT_TOLD or a fault, and how clear the marks are."""

    values: Array
    states: Array
    clear: Array
    """PLAIN, DECIMAL_DOT, ONE_DOT or MARKED of figures.py; PLAIN where the mapping names marks."""


def coded(texts: Any, code: Callable[[str], Any], kind: Any = "i8") -> Array:
    """What `code` says of each text of an Arrow array; it is asked once for each distinct text."""
    encoded = texts.dictionary_encode()
    table = np.array([code(text) for text in encoded.dictionary.to_pylist()], dtype=kind)
    return np.asarray(table[encoded.indices.to_numpy(zero_copy_only=False)])


def same(text: str) -> str:
    """A cell as it is compared: without blanks around it, and a whole number without its ".0".

    Tools that keep numbers as fractions write 1 as 1.0.
    """
    plain = text.strip()
    whole = _WHOLE.fullmatch(plain)
    return whole[1] if whole else plain


def numbers(texts: Any, whole: bool, marks: Marks = UNNAMED) -> Numbers:
    """A column of numbers of at least 0; `whole` requires whole ones."""
    kind = [("value", "f8"), ("state", "i8"), ("clear", "i8")]
    found = coded(texts, lambda text: _number(text, whole, marks), np.dtype(kind))
    return Numbers(found["value"], found["state"], found["clear"])


def _number(text: str, whole: bool, marks: Marks) -> tuple[float, int, int]:
    """Value, state and clearness of a cell."""
    if not text.strip():
        return 0.0, NOT_TOLD, PLAIN
    clear = clarity(text) if marks == UNNAMED else PLAIN
    number = value(text, marks)
    state = NO_NUMBER if number is None else _state(number, whole)
    return (number or 0.0) if state == FINE else 0.0, state, clear


def _state(number: float, whole: bool) -> int:
    if number < 0:
        return NEGATIVE
    if number > MOST:
        return TOO_LARGE
    return FRACTION if whole and number != int(number) else FINE
