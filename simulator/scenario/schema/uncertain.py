"""Numbers and sections that nobody knows: the range of each, or the forms it may take."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from simulator.scenario.schema.base import Word
from simulator.scenario.units import Number

SPANS = ("uniform", "log_uniform", "triangular", "pert")
"""The families whose values rise from the lowest to the highest."""


class Spread(Word):
    """Half of the draws lie below `median`, nine in ten below `p90`; there is no highest value."""

    median: Any
    p90: Any


class Form(Word):
    """One of the forms that a value or a section may take; as it stands if nothing is said."""

    value: Any = None
    """The value or section in this form."""
    source: Annotated[str | None, Field(alias="from")] = None
    """Another scenario, shipped or in this folder, whose value or section is used."""
    weight: Annotated[Number, Field(gt=0)] = 1.0
    """The weight of this form relative to the others."""

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if self.value is not None and self.source is not None:
            raise ValueError("a form has a value, or is taken 'from' another scenario, not both")
        return self


def _as_form(value: Any) -> Any:
    return value if isinstance(value, dict | Form) else {"value": value}


AnyForm = Annotated[
    Form,
    BeforeValidator(_as_form, json_schema_input_type=str | float | bool | list[Any] | Form),
]


class Uncertain(Word):
    """What nobody knows: a range in the number's own unit, or the forms that it may take."""

    uniform: tuple[Any, Any] | None = None
    """[lowest, highest], all values in between equally likely."""
    log_uniform: tuple[Any, Any] | None = None
    """[lowest, highest], as likely to lie between 1 and 10 as between 10 and 100."""
    triangular: tuple[Any, Any, Any] | None = None
    """[lowest, most likely, highest]"""
    pert: tuple[Any, Any, Any] | None = None
    """[lowest, most likely, highest]: an expert's estimate, smoother than triangular."""
    lognormal: Spread | None = None
    one_of: Annotated[tuple[AnyForm, ...] | None, Field(min_length=2)] = None
    """Values, sections, or {value: ..., weight: ...}, {from: SCENARIO}, {} for as it stands."""
    along: Annotated[str | None, Field(alias="with")] = None
    """The path of another uncertain number: one draw moves both, high with high."""

    @model_validator(mode="after")
    def _one_family(self) -> Self:
        if len(self.model_fields_set - {"along"}) != 1:
            known = ", ".join((*SPANS, "lognormal", "one_of"))
            raise ValueError(f"an uncertain number names one of: {known}")
        return self

    @property
    def family(self) -> str:
        """Which of the families it is."""
        (name,) = self.model_fields_set - {"along"}
        return name

    @property
    def ends(self) -> tuple[Any, ...]:
        """The values that span a range, rising, as written; none for forms."""
        if self.lognormal is not None:
            return self.lognormal.median, self.lognormal.p90
        return self.uniform or self.log_uniform or self.triangular or self.pert or ()
