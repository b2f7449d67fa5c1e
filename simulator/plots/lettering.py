"""Text by its size: how wide it is, where it is cut and wrapped, and what no font can write."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

FONT = "DejaVu Sans"
"""It comes with matplotlib, so that a picture is the same on every machine."""
FALLBACKS = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Source Han Sans SC", "WenQuanYi Zen Hei",
    "Microsoft YaHei", "PingFang SC", "Hiragino Sans", "Yu Gothic", "Malgun Gothic",
    "Noto Sans Devanagari", "Nirmala UI", "Noto Sans Georgian", "Noto Sans Armenian",
    "Noto Sans Hebrew", "Noto Sans Thai", "Noto Emoji", "Arial Unicode MS",
)  # fmt: skip
"""For signs that it lacks, the first of these that the machine has."""
POINT = 1 / 72
SORTS = {"CJK": "Chinese", "REGIONAL": "flags", "HIRAGANA": "Japanese", "KATAKANA": "Japanese"}


@cache
def families() -> tuple[str, ...]:
    """The fonts of the pictures: the house's, and what the machine has for other scripts."""
    there = {font.name for font in fontManager.ttflist}
    return (FONT, *(name for name in FALLBACKS if name in there))


@cache
def width_of(text: str, size: float, weight: str = "normal") -> float:
    """How many inches a line of text is wide in the pictures' fonts."""
    font = FontProperties(family=families(), size=size, weight=weight)
    wide, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(wide) * POINT


def wrapped(
    text: str, inches: float, size: float, weight: str = "normal", lines: int = 2
) -> list[str]:
    """A text in lines of at most `inches`; the last of them is cut where it is too long."""
    found: list[str] = []
    for word in text.split(" "):
        longer = f"{found[-1]} {word}" if found else word
        if found and len(found) < lines and width_of(longer, size, weight) > inches:
            found.append(word)
        else:
            found[-1:] = [longer]
    return [fitted(line, inches, size, weight) for line in found]


def fitted(text: str, inches: float, size: float, weight: str = "normal") -> str:
    """A line cut to `inches`, with an ellipsis where something is left out."""
    if width_of(text, size, weight) <= inches:
        return text
    kept = len(text)
    while kept > 1 and width_of(f"{text[:kept].rstrip()}…", size, weight) > inches:
        kept -= 1
    return f"{text[:kept].rstrip()}…"


def apart(names: Sequence[str], inches: float, size: float) -> list[str]:
    """Names cut to `inches`, so that no two that differ look alike.

    Those that would are cut in the middle, and go on from the word in which they part.
    """
    short = {name: fitted(name, inches, size) for name in names}
    alike = sorted(short, key=lambda name: (short[name], name))
    for _, group in groupby(alike, key=lambda name: short[name]):
        same = list(group)
        if len(same) > 1 and inches > 3 * size * POINT:
            short |= zip(same, _from_parting(same, inches, size), strict=True)
    return [short[name] for name in names]


def _from_parting(names: Sequence[str], inches: float, size: float) -> list[str]:
    """Long names with one beginning: a little of it, and what comes after it."""
    same = _beginning(names)
    start = same.rfind(" ") + 1
    if width_of(same[start:], size) > inches / 3:
        start = len(same)
    ends = max(width_of(name[start:], size) for name in names)
    head = fitted(same, max(inches / 3, inches - ends), size)
    rest = apart([name[start:] for name in names], inches - width_of(head, size), size)
    return [f"{head}{end}" for end in rest]


def _beginning(names: Sequence[str]) -> str:
    """What all the names begin with."""
    first, last = min(names), max(names)
    same = next(
        (i for i, pair in enumerate(zip(first, last, strict=False)) if len(set(pair)) > 1), None
    )
    return first[:same]


@cache
def _written() -> frozenset[int]:
    return frozenset(sign for name in families() for sign in get_font(findfont(name)).get_charmap())


def without_glyph(figure: Figure) -> set[str]:
    """The signs in a figure's texts that all fonts lack, which are drawn as boxes."""
    said = "".join(text.get_text() for text in figure.findobj(Text))
    return {sign for sign in said if sign.isprintable() and ord(sign) not in _written()}


def scripts_of(signs: Iterable[str]) -> list[str]:
    """The scripts or sorts of signs, by the first word of their names in Unicode: Devanagari."""
    first = {unicodedata.name(sign, "other").split()[0] for sign in signs}
    return sorted(SORTS.get(word, word.capitalize()) for word in first)
