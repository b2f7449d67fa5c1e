"""Violations: the kinds of act and the patterns that produce them (model section 3)."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from simulator.scenario.families import expand_family
from simulator.scenario.schema.base import Names, Word
from simulator.scenario.schema.distributions import Counts, Durations, Shape
from simulator.scenario.units import Count, Duration, Multiple, Number, Rate, Share

Cause = Literal["hostile", "accident", "exercise", "indiscipline", "false flag", "false report"]
MOST_ACTS = 5_000_000
"""Acts that a pattern may have at given times, spread out or from a file."""
Weights = Annotated[tuple[Number, ...], Field(min_length=24, max_length=24)]


class Kind(Word):
    """The type of act."""

    severity: Number
    """The weight of one act in a rule that counts severity, and in the severity borne."""
    compliance: Share = 1.0
    """How completely an order to stop is obeyed: 100 % means that none of this kind continues in
    restraint."""


class Spread(Word):
    """A number of acts, evenly spread: "twenty strikes within 6 h"."""

    count: Annotated[Count, Field(le=MOST_ACTS)]
    start: Duration = 0
    within: Duration

    def minutes(self) -> tuple[int, ...]:
        """The minute of each act; the first at `start`, the last before `start + within`."""
        return tuple(self.start + i * self.within // self.count for i in range(self.count))


class Events(Word):
    """Real events from a CSV file, replayed."""

    file: str
    """The CSV, relative to the scenario file, inside its folder tree; or a shipped one by name."""
    zero: str
    """The moment in the data that is minute 0 here (ISO 8601, UTC)."""
    start: str
    """The column with the event's time, or with the start of the period that was counted."""
    end: str | None = None
    """The column with the end of the counted period; the acts are spread evenly over it."""
    count: str | None = None
    """The column with the number of acts; without it each row is one act."""
    size: str | None = None
    """The column with the munitions of each act."""
    where: dict[str, tuple[str, ...]] = {}
    """Keep only the rows whose column holds one of these values."""


class Step(Word):
    """From this minute on, the rate is multiplied by `factor`."""

    start: Duration
    factor: Number


class Drift(Word):
    """The factor goes from 1 to `to` over this time and then stays."""

    to: Number
    over: Annotated[Duration, Field(gt=0)]


class Truce(Word):
    """The course of a truce: collapse to a floor, then slow erosion back to the previous rate."""

    collapse: Annotated[Duration, Field(gt=0)]
    """Time constant of the fall after the ceasefire takes effect."""
    floor: Share
    """The share of the rate that remains after the fall."""
    erosion: Annotated[Duration, Field(gt=0)]
    """Time constant of the growth from the floor."""


class Wander(Word):
    """A random log-level that reverts to its mean: slow drift without direction."""

    sd: Number
    """Standard deviation of the log of the factor; the factor's mean is 1."""
    memory: Annotated[Duration, Field(gt=0)]
    """Time constant of the reversion to the mean."""


class Level(Word):
    """How the rate changes over the weeks; the parts given multiply."""

    steps: tuple[Step, ...] = ()
    linear: Drift | None = None
    exponential: Drift | None = None
    truce: Truce | None = None
    wander: Wander | None = None


class Mass(Word):
    """Occasionally a mass attack instead of an ordinary one."""

    share: Share
    size: Counts


class Salvo(Word):
    """Each act opens a salvo of further acts."""

    acts: Counts
    """The number of further acts."""
    within: Annotated[Duration, Field(gt=0)]


class Echo(Word):
    """A self-exciting process: acts trigger further acts. Weak by default, since slow drift in data
    is easily mistaken for it."""

    share: Annotated[Share, Field(lt=1)] = 0.1
    """The mean number of acts that one act triggers directly."""
    memory: Annotated[Duration, Field(gt=0)] = 360


class Pauses(Word):
    """Probe and pause: quiet just before each deadline of the plan."""

    before_deadline: Annotated[Duration, Field(gt=0)]


class StaysUnder(Word):
    """Salami tactics: act only if one more act stays under the rule as the adversary believes it to
    be."""

    belief: Annotated[Multiple, Field(gt=0)] = 1.0
    """The believed limit as a multiple of the true one."""
    margin: Number = 1.0
    """The distance it keeps below the believed limit, in the measure of the rule."""


class Pattern(Word):
    """A source of violations: one of rate, at, gaps or events, with the other keys as needed."""

    kind: str
    family: str | None = None
    """A named set of defaults: steady, night waves, burst, ramp, salvo raid, ..."""
    cause: Cause = "hostile"
    """Who or what causes it; hostile means ordered by the adversary."""
    rate: Rate | None = None
    """Acts per day on average (attempts, where it stays under a rule)."""
    at: tuple[Duration, ...] | Spread | None = None
    """Exact times."""
    gaps: Durations | None = None
    """Time from one act to the next: a renewal process."""
    events: Events | None = None
    """Real events, replayed."""
    starts: Duration = 0
    """No act before this time."""
    ends: Duration | None = None
    """No act from this time on."""
    hours: Literal["all", "night", "day"] | Weights = "all"
    """Weight of each hour of the day: night (18 to 6), day (6 to 18), or 24 numbers."""
    level: Level = Level()
    overdispersion: Shape | None = None
    """Shape k of the gamma-mixed days: daily counts are negative binomial with this k."""
    during: Names | dict[str, Share] | None = None
    """The postures in which it continues, or the share of it in each; by default a hostile pattern
    continues in all but the mildest, any other in all."""
    size: Counts = Counts.__origin__.model_construct({"constant"}, constant=1.0)  # type: ignore[attr-defined]
    """Munitions per act."""
    mass: Mass | None = None
    saves: Rate | None = None
    """Munitions saved up per day between acts and released with the next (requires `gaps`)."""
    salvo: Salvo | None = None
    echo: Echo | None = None
    pauses: Pauses | None = None
    stays_under: StaysUnder | None = None
    blamed: Share | None = None
    """Probability that a confirmed act is attributed to the adversary; by default the mission's
    own rate for hostile acts, false flags and false reports, and 50 % for the rest."""

    @model_validator(mode="before")
    @classmethod
    def _family(cls, value: Any) -> Any:
        return expand_family(value)

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        named = [n for n in ("rate", "at", "gaps", "events") if getattr(self, n) is not None]
        if len(named) != 1:
            had = " and ".join(named) or "none"
            raise ValueError(f"a pattern names one of rate, at, gaps, events; here: {had}")
        shaped = {"hours", "level", "overdispersion"} & self.model_fields_set
        if shaped and self.rate is None and self.family is None:
            raise ValueError(
                f"only a rate takes {' and '.join(sorted(shaped))}; here is {named[0]}"
            )
        if self.saves is not None and self.gaps is None:
            raise ValueError("saves needs gaps, the time from one wave to the next")
        if self.ends is not None and self.ends <= self.starts:
            raise ValueError("ends must be after starts")
        return self

    @property
    def hostile(self) -> bool:
        """Whether the adversary ordered it."""
        return self.cause == "hostile"
