"""Cells of text as numbers, whole columns at a time; each distinct text is looked at once."""

from collections.abc import Callable
from math import isfinite
from typing import Any, NamedTuple

import numpy as np

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


class Numbers(NamedTuple):
    """The numbers of a column, and FINE, NOT_TOLD or a fault for each."""

    values: Array
    states: Array


def coded(texts: Any, code: Callable[[str], Any], kind: str = "i8") -> Array:
    """What `code` says of each text of an Arrow array; it is asked once for each distinct text."""
    encoded = texts.dictionary_encode()
    table = np.array([code(text) for text in encoded.dictionary.to_pylist()], dtype=kind)
    return np.asarray(table[encoded.indices.to_numpy(zero_copy_only=False)])


def numbers(texts: Any, whole: bool) -> Numbers:
    """A column of numbers of at least 0; `whole` wants whole ones."""
    states = coded(texts, lambda text: _state(text, whole))
    values = coded(texts, lambda text: float(text) if _number(text) is not None else 0.0, "f8")
    return Numbers(np.where(states == FINE, values, 0.0), states)


def _number(text: str) -> float | None:
    """The number, if it is a finite one in plain digits."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) and "_" not in text else None


def _state(text: str, whole: bool) -> int:
    if not text.strip():
        return NOT_TOLD
    value = _number(text)
    if value is None:
        return NO_NUMBER
    if value < 0:
        return NEGATIVE
    if value > MOST:
        return TOO_LARGE
    return FRACTION if whole and value != int(value) else FINE
