"""The mapping: which column of a file of events means what, in words of its own."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from simulator.data.entries import Column, Encoding, Forms, Separator, Texts, Zone
from simulator.scenario.schema.base import Word, shorthand
from simulator.scenario.schema.sections import STANDARD_KINDS

LEAVE_OUT, REJECT = "leave out", "reject"
PRECISIONS = ("minute", "day", "week", "month")


def _length(value: Any) -> Any:
    """'7 days' or '90 minutes' as a length of every row, anything else as the name of a column."""
    if not isinstance(value, str):
        return value
    found = re.fullmatch(r"(\d+) (day|minute)s?", value)
    return {"always": int(found[1]), "unit": f"{found[2]}s"} if found else {"column": value}


class Moment(Word):
    """A column of dates, or of dates with times."""

    column: Column
    """The column."""
    time: Column | None = None
    """The column with the time of day (such as 05:30), where it is separate from the date."""
    format: Forms = ("ISO",)
    """ISO (2024-04-13, 2024-04-13T05:30Z), `day first` (13/04/2024), `month first`, or a pattern
    such as %d.%m.%Y %H:%M; a list where a column has several: the first that fits a cell is
    used."""
    zone: Zone | None = None
    """The time zone of times written without one; by default that of the place."""


class Length(Word):
    """How long each period is: the same for every row, or as a column says."""

    always: Annotated[int, Field(gt=0)] | None = None
    """One length for every row."""
    column: Column | None = None
    """A column that gives it row by row."""
    unit: Literal["days", "minutes"] = "days"
    """The unit: `days` (of the calendar) or `minutes`."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.always is None) == (self.column is None):
            raise ValueError("write one length such as 7 days, or a column")
        return self


class Identity(Word):
    """What names an event, where a file may hold several states of it."""

    column: Column
    """The column."""
    latest: Column | None = None
    """A column of numbers that increase with each revision, such as a timestamp; without it the row
    further down is taken as the later."""


class Precision(Word):
    """How exactly the file knows when an act was."""

    always: Literal["minute", "day", "week", "month"] | None = None
    """`minute`, `day`, `week` or `month` for every row."""
    column: Column | None = None
    """A column that gives it row by row."""
    values: dict[str, Literal["minute", "day", "week", "month"]] = {}
    """What each value of the column means."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.always is None) == (self.column is None or not self.values):
            raise ValueError("write minute, day, week or month, or a column with its values")
        return self


class Kinds(Word):
    """The kind of act: one for the whole file, or read from a column."""

    always: str | None = None
    """One kind for every row."""
    column: Column | None = None
    """A column that gives it row by row."""
    values: dict[str, str] = {}
    """The kind that each value of the column stands for, or `leave out`; without it the column
    holds the names of the kinds themselves."""
    other: str = REJECT
    """What to do with a row that has any other value: `reject`, `leave out`, or a kind."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.always is None) == (self.column is None):
            raise ValueError("write one kind, or a column")
        return self


class Covered(Word):
    """The time that the file knows about; outside it, no acts does not mean a quiet day."""

    by: Literal["periods", "days"] | None = None
    """`periods`: each row covers its own period, and rows of one kind and region must not overlap.
    `days`: every day from the first to the last of the file. By default `periods` for counts over
    periods, `days` for anything else."""
    start: str | None = Field(None, alias="from")
    """Only from this day or moment on, in the zone of the place; `days` then start here."""
    end: str | None = Field(None, alias="to")
    """Only up to this moment, or to the end of this day; `days` then end here."""


class Mapping(Word):
    """How to read a file of events."""

    name: str = ""
    """What kind of file this is."""
    source: Annotated[str, Field(min_length=1)]
    """Whom to credit."""
    note: str = ""
    """What a reader should know about these data."""
    recognised_by: tuple[Column, ...] = ()
    """Further columns that distinguish this layout from others; only presets use them."""
    zone: Zone = "UTC"
    """The time zone of the place, for hours of the day and calendar days; UTC by default."""
    separator: Separator | None = None
    """The character between cells of a CSV file, such as ";" or tab; by default it is inferred from
    the header."""
    encoding: Encoding = "utf-8"
    """The character encoding of a CSV file; UTF-8 by default, cp1252 or cp1251 from Excel."""
    decimal: Literal[".", ","] | None = None
    """The decimal mark of numbers; by default a dot, and the file is refused if a number is
    ambiguous."""
    thousands: Literal[".", ",", " ", "'"] | None = None
    """The mark that groups the digits of large numbers; by default none."""
    start: Annotated[Moment, BeforeValidator(shorthand("column"))]
    """The time of the act, or the start of the counted period."""
    end: Annotated[Moment, BeforeValidator(shorthand("column"))] | None = None
    """The end of the period; a date is its last day."""
    length: Annotated[Length, BeforeValidator(_length)] | None = None
    """The length of the period, instead of `end`: a column, or `7 days` for every row."""
    precision: Annotated[Precision, BeforeValidator(shorthand("always"))] | None = None
    """How precisely the time is known; by default as precisely as it is written. An act of which
    only the day is known becomes a period of that day; a week is three days either side of the
    date."""
    count: Column | None = None
    """The column with the number of acts; without it each row is one act."""
    counts: dict[str, str] = {}
    """Several columns with numbers of acts, and the kind of act that each counts."""
    munitions: Column | None = None
    """The column with the munitions of each act."""
    kind: Annotated[Kinds, BeforeValidator(shorthand("always"))] | None = None
    """The kind of act: drone, artillery, small_arms, missile, air_strike or ground_assault."""
    kinds: Texts = ()
    """Kinds that the model does not have; a scenario that uses them must declare them too."""
    region: Column | None = None
    """The column with the region."""
    where: dict[str, Texts] = {}
    """Keep only the rows whose column holds one of these values."""
    missing: Texts = ()
    """Values that mark a cell as not reported, besides an empty cell."""
    covered: Annotated[Covered, BeforeValidator(shorthand("by"))] = Covered()
    """The time covered by the file (see below)."""
    id: Annotated[Identity, BeforeValidator(shorthand("column"))] | None = None
    """The column with the identifier of the event; of rows with the same identifier, only the
    latest counts."""
    duplicates: Literal["reject", "keep"] = "reject"
    """What to do with a row that repeats an earlier one, cell by cell: `reject` or `keep`."""

    @model_validator(mode="after")
    def _no_two_readings(self) -> Self:
        if self.decimal and self.decimal == self.thousands:
            raise ValueError(f"decimal and thousands cannot both be '{self.decimal}'")
        if (self.count or self.counts) and self.precision and self.precision.always == "week":
            raise ValueError(
                "a count of a week is of seven days from its first: write length: 7 days in place "
                "of precision: week, which is for an act whose day is known to a few days only"
            )
        return self

    @model_validator(mode="after")
    def _no_two_of_one(self) -> Self:
        if self.end and self.length:
            raise ValueError("write end or length, not both")
        if self.counts and (self.count or self.kind):
            raise ValueError("counts names columns and kinds; leave out count and kind")
        if not self.counts and self.kind is None:
            raise ValueError("'kind' is missing; write a kind, or a column of kinds")
        return self

    @property
    def columns(self) -> list[str]:
        """Every column that is read, each once."""
        moments = [one for one in (self.start, self.end) if one]
        others = [one.column for one in (self.length, self.precision, self.kind) if one]
        named = [
            *(moment.column for moment in moments),
            *(moment.time for moment in moments),
            *others,
            *((self.id.column, self.id.latest) if self.id else ()),
            *(self.count, *self.counts, self.munitions, self.region, *self.where),
        ]
        return list(dict.fromkeys(one for one in named if one))

    @property
    def known_kinds(self) -> list[str]:
        """The kinds that the model has, and those that this mapping adds."""
        return [*STANDARD_KINDS, *self.kinds]

    def kinds_named(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Every kind that a row can get, with the path of the word that names it."""
        named: list[tuple[tuple[str | int, ...], str]] = []
        if self.kind:
            named += [(("kind", "values", value), kind) for value, kind in self.kind.values.items()]
            named += [(("kind", "other"), self.kind.other)]
            named += [(("kind", "always"), self.kind.always)] * bool(self.kind.always)  # type: ignore[list-item]
        named += [(("counts", column), kind) for column, kind in self.counts.items()]
        return [(path, kind) for path, kind in named if kind not in (LEAVE_OUT, REJECT)]
