"""The types of a scenario's fields: quantities written with units, held as plain numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from simulator.scenario import quantities as q

_UNSIGNED = r"[0-9]+(\.[0-9]+)?"
_SPAN = rf"{_UNSIGNED} ?(min|minutes?|h|hours?|d|days?|w|weeks?)"
_PERIOD = r" ?(per |/ ?|an? )(hour|day|week)"
_TIME = r"([01]?[0-9]|2[0-3]):[0-5][0-9]"
_DAY = f"({'|'.join(q.DAYS)})"


@lru_cache(maxsize=4096)
def _of_text(read: Callable[[object], Any], text: str) -> Any:
    """What a text means to one of the readers."""
    return read(text)


@dataclass(frozen=True, eq=False)
class Written:
    """How a field is read from YAML, written back to it, and described to an editor."""

    read: Callable[[object], Any]
    write: Callable[[Any], object]
    described: dict[str, Any]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read first, then check the plain type strictly; write only when dumping to JSON."""
        return core_schema.no_info_before_validator_function(
            self._read_text_once,
            handler(source),
            serialization=core_schema.plain_serializer_function_ser_schema(
                self.write, when_used="json"
            ),
        )

    def _read_text_once(self, value: object) -> Any:
        """What `read` gives; the same text is read once, as scenarios are loaded over and over."""
        return _of_text(self.read, value) if type(value) is str else self.read(value)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The human form, not the number that it becomes."""
        return dict(self.described)


def _text(pattern: str, *examples: str) -> dict[str, Any]:
    """The JSON schema of text with this pattern."""
    return {"type": "string", "pattern": f"^{pattern}$", "examples": [*examples]}


Duration = Annotated[
    int,
    Written(
        q.parse_duration,
        q.format_duration,
        _text(f"{_SPAN}( {_SPAN})*", "24 h", "3 days", "90 min"),
    ),
]
"""Whole minutes, from '24 h'."""

Rate = Annotated[
    float, Written(q.parse_rate, q.format_rate, _text(_UNSIGNED + _PERIOD, "6 per day"))
]
"""A number per day, from '6 per day'."""

Share = Annotated[
    float,
    Written(
        q.parse_share,
        q.format_share,
        {
            "anyOf": [_text(f"{_UNSIGNED} ?%", "40 %"), {"type": "number", "maximum": 1}],
            "examples": ["40 %", 0.4],
        },
    ),
]
"""A share of one, from '40 %' or 0.4."""

Multiple = Annotated[
    float,
    Written(
        q.parse_multiple,
        q.format_number,
        {
            "anyOf": [_text(f"{_UNSIGNED} ?%", "120 %"), {"type": "number", "minimum": 0}],
            "examples": [1.2, "120 %"],
        },
    ),
]
"""A multiple of something, from 1.2 or '120 %'."""

ClockTime = Annotated[int, Written(q.parse_clock_time, q.format_clock_time, _text(_TIME, "19:30"))]
"""Minutes after midnight, from '19:30'."""

Start = Annotated[
    int, Written(q.parse_start, q.format_start, _text(f"{_DAY} {_TIME}", "Monday 00:00"))
]
"""Minutes since Monday 00:00, from 'Monday 00:00'."""

Weekday = Annotated[int, Written(q.parse_weekday, q.format_weekday, _text(_DAY, "Sunday"))]
"""0 for Monday to 6 for Sunday, from 'Sunday'."""

Length = Annotated[
    float, Written(q.parse_length, q.format_length, _text(f"{_UNSIGNED} ?km", "300 km"))
]
"""Kilometres, from '300 km'."""

Density = Annotated[
    float,
    Written(q.parse_density, q.format_density, _text(f"{_UNSIGNED} ?(per |/ ?)km", "500 per km")),
]
"""A number per kilometre, from '500 per km'."""

Area = Annotated[
    float,
    Written(q.parse_area, q.format_area, _text(rf"{_UNSIGNED} ?km(2|\u00b2)", "300 km2")),
]
"""Square kilometres, from '300 km2'."""

AreaRate = Annotated[
    float,
    Written(
        q.parse_area_rate,
        q.format_area_rate,
        _text(rf"{_UNSIGNED} ?km(2|\u00b2){_PERIOD}", "10000 km2 per day"),
    ),
]
"""Square kilometres per day, from '10000 km2 per day'."""

Number = Annotated[
    float,
    Written(
        q.parse_number,
        q.format_number,
        {"type": "number", "minimum": 0, "examples": [5, 0.8]},
    ),
]
"""A finite number of at least 0."""

Count = Annotated[
    int,
    Written(
        q.parse_count,
        int,
        {"type": "integer", "minimum": 1, "maximum": q.MOST, "examples": [5]},
    ),
]
"""A whole number of at least 1."""
