"""The values that words of a mapping take: zones, forms of dates, texts, separators, encodings."""

from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field

from simulator.data import forms
from simulator.errors import did_you_mean


def _zone(name: str) -> str:
    """A time zone by its IANA name."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        such = "; write a name such as Europe/Kyiv or UTC."
        hint = did_you_mean(name, available_timezones(), such)
        raise ValueError(f"'{name}' is not a time zone{hint}") from None
    return name


def _forms(value: Any) -> Any:
    """One form of dates, or a list of them, as a list."""
    return (value,) if isinstance(value, str) else value


def _checked_forms(named: tuple[str, ...]) -> tuple[str, ...]:
    """Forms that are read; no two of them may read one cell as two days."""
    if {"day first", "month first"} <= set(named):
        raise ValueError("either the day or the month comes first; write one of them.")
    if not named:
        raise ValueError("name at least one form of dates.")
    return tuple(forms.checked(one) for one in named)


def _separator(mark: str) -> str:
    """One sign that can part cells."""
    mark = {"tab": "\t", "\\t": "\t"}.get(mark, mark)
    if len(mark) != 1 or not mark.isascii() or mark.isalnum() or mark in "\"'\r\n ":
        raise ValueError(f"{mark!r} cannot part cells; write one sign such as ';' or tab.")
    return mark


def _encoding(name: str) -> str:
    """An encoding of text that Python knows."""
    try:
        "".encode(name)
    except (LookupError, ValueError):
        raise ValueError(
            f"'{name}' is not an encoding; write one such as cp1252, cp1251 or utf-16."
        ) from None
    return name


def _texts(value: Any) -> Any:
    """One text or number, or a list of them, as a list of texts."""
    listed = value if isinstance(value, list | tuple) else [value]
    return [str(one) if type(one) is int else one for one in listed]


Zone = Annotated[str, AfterValidator(_zone)]
Forms = Annotated[
    tuple[str, ...],
    BeforeValidator(_forms, json_schema_input_type=str | list[str]),
    AfterValidator(_checked_forms),
]
Texts = Annotated[
    tuple[str, ...], BeforeValidator(_texts, json_schema_input_type=str | int | list[str | int])
]
Column = Annotated[str, Field(min_length=1)]
Separator = Annotated[str, AfterValidator(_separator)]
Encoding = Annotated[str, AfterValidator(_encoding)]
