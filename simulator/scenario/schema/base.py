"""What every word of a scenario has in common: frozen, no unknown keys, documented for editors."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict


class Word(BaseModel):
    """One word of a scenario file; its attribute docstrings are the help that an editor shows."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        populate_by_name=True,
        serialize_by_alias=True,
    )


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Names = Annotated[
    tuple[str, ...], BeforeValidator(_as_tuple, json_schema_input_type=str | list[str])
]
"""One name, or a list of names."""


def shorthand(key: str) -> Callable[[Any], Any]:
    """A validator that reads anything but a mapping `x` as `{key: x}`."""

    def expand(value: Any) -> Any:
        return value if isinstance(value, dict | BaseModel) else {key: value}

    return expand
