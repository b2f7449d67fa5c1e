"""The rule: what counts as a breach (model section 5)."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from simulator.minutes import DAY
from simulator.scenario.schema.base import Names, Word
from simulator.scenario.units import Count, Duration, Number, Rate

Measure = Literal["violations", "munitions", "severity"]
Positive = Annotated[Number, Field(gt=0)]


def _window_form(value: Any) -> str:
    return "day" if value == "calendar day" else "duration"


class Clause(Word):
    """At least this many acts (or this much of another measure) of these kinds within a window."""

    of: Names = ()
    """The kinds that count; by default all."""
    at_least: Positive = 1.0
    measure: Measure = "violations"
    within: Annotated[
        Annotated[Literal["calendar day"], Tag("day")]
        | Annotated[Duration, Field(gt=0), Tag("duration")],
        Discriminator(_window_form),
    ] = DAY
    """A sliding window over the times the acts occurred, or the calendar day."""
    days: Count = 1
    """The number of consecutive days on which it must be met."""


class Cusum(Word):
    """A running score: each act adds its measure, each hour takes `drift` away, never below 0."""

    of: Names = ()
    measure: Measure = "violations"
    drift: Rate
    limit: Positive


class CusumClause(Word):
    """Breach when the running score reaches its limit (Page 1954)."""

    cusum: Cusum


class AnyOf(Word):
    """Met when one of these is met."""

    any: Annotated[tuple["Rule", ...], Field(min_length=1)]


class AllOf(Word):
    """Met when all of these are met at the same minute."""

    all: Annotated[tuple["Rule", ...], Field(min_length=1)]


def _rule_form(value: Any) -> str:
    for word, form in (("any", AnyOf), ("all", AllOf), ("cusum", CusumClause)):
        if isinstance(value, form) or (isinstance(value, dict) and word in value):
            return word
    return "clause"


Rule = Annotated[
    Annotated[Clause, Tag("clause")]
    | Annotated[CusumClause, Tag("cusum")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[AllOf, Tag("all")],
    Discriminator(_rule_form),
]

AnyOf.model_rebuild()
AllOf.model_rebuild()
