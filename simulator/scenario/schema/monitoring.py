"""Monitoring: what is known of the violations, and when (model section 4)."""

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from simulator.scenario.schema.base import Word
from simulator.scenario.schema.distributions import Durations, always
from simulator.scenario.units import ClockTime, Count, Number, Share, Weekday


class Calendar(Word):
    """A mission's daily report."""

    daily: ClockTime
    """When the reporting period closes, every day."""
    issued: Durations = always(0)
    """Time from the close to the publication of the report; drawn once a day."""
    # `except` is a keyword of Python, so the attribute is named `never_on`.
    never_on: Annotated[tuple[Weekday, ...], Field(alias="except", max_length=6)] = ()
    """Days on which no report is issued: it comes on the next day at the same time."""


class Confirm(Word):
    """How often verification ends in a confirmed violation."""

    hostile: Share = 1.0
    """The share confirmed of verified deliberate acts: hostile ones, indiscipline and false
    flags."""
    other: Share = 0.0
    """The share confirmed of verified exercises, accidents and false reports (false positives)."""


class Attribute(Word):
    """To whom a confirmed hostile act is attributed; the rest stays unresolved."""

    right: Share = 1.0
    wrong: Share = 0.0

    @model_validator(mode="after")
    def _at_most_all(self) -> Self:
        if self.right + self.wrong > 1 + 1e-12:
            raise ValueError("right and wrong add up to more than 100 %")
        return self


class Claims(Word):
    """The rule is fed by the parties' claims: every act and false report, at once, unverified."""

    inflation: Number = 1.0
    """Claimed acts per act; 1.7 means one claim for each act, and a second for seven acts in
    ten."""
    rival: Number | None = None
    """Acts that the other party counts or concedes per act, and none of the false reports; by
    default nobody contradicts the first party."""
    counts: Literal["either", "both"] = "either"
    """Which of two rival counts of an act is used: the higher, or the lower (what both agree
    on)."""

    @model_validator(mode="after")
    def _both_are_two(self) -> Self:
        if self.counts == "both" and self.rival is None:
            raise ValueError("'counts: both' needs a second count: add 'rival'")
        return self


def _report_form(value: Any) -> str:
    calendar = isinstance(value, Calendar) or (isinstance(value, dict) and "daily" in value)
    return "calendar" if calendar else "delay"


Report = Annotated[
    Annotated[Calendar, Tag("calendar")] | Annotated[Durations, Tag("delay")],
    Discriminator(_report_form),
]


class Monitoring(Word):
    """seen, reported, verified by a team, confirmed or dismissed, attributed."""

    seen: Share | dict[str, Share] = 1.0
    """Probability that an act is noticed at all, for every kind or by kind."""
    report: Report = always(0)
    """Time from the act to its report: a delay, or the mission's calendar."""
    teams: Count | None = None
    """Number of verification teams; by default as many as needed."""
    order: Literal["severe first", "in order"] = "severe first"
    """Which report a free team takes next."""
    verify: Durations = always(0)
    """How long a team works on one report."""
    confirm: Confirm = Confirm()
    attribute: Attribute = Attribute()
    claims: Claims | None = None
    """If given, claims replace all of the above."""
