"""The plan: phases with conditions, clocks and debtors (model section 6)."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from simulator.errors import did_you_mean
from simulator.scenario.schema.base import Names, Word
from simulator.scenario.schema.rule import Rule
from simulator.scenario.units import Count, Duration, Number, Share

Since = Literal["breach", "clock", "warning", "last phase"]
Clock = Literal["initial violation", "crossing violation", "breach"]
Means = Literal["ground", "air", "fires", "sea", "intelligence"]


class Condition(Word):
    """When a phase is called: at the breach, or when further acts meet a rule."""

    continues: Rule | None = None
    """Hostilities continue: a rule over acts that occurred after the warning."""
    full_scale: Rule | None = None
    """Full scale: a rule over acts that occurred since the clock's start."""
    since: Since | None = None
    """Count acts from this moment instead: breach, clock, warning, or the last phase's start."""
    grace: Duration = 0
    """Acts within this time after that moment do not count."""

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        if self.continues is not None and self.full_scale is not None:
            raise ValueError("a phase has one condition: continues or full_scale")
        if self.rule is None and (self.since is not None or self.grace):
            raise ValueError("since and grace need a rule: continues or full_scale")
        return self

    @property
    def rule(self) -> Any:
        """The rule over further acts; None where the phase is called at the breach."""
        return self.continues or self.full_scale

    @property
    def counts_since(self) -> Since:
        """The moment from which acts count."""
        return self.since or ("warning" if self.continues is not None else "clock")


def _breach(value: Any) -> Any:
    if isinstance(value, str) and value != "breach":
        hint = did_you_mean(value, ["breach"], "; write 'breach', or {continues: {at_least: 5}}")
        raise ValueError(f"'{value[:60]}' is not a condition{hint}")
    return {} if value == "breach" else value


When = Annotated[
    Condition,
    BeforeValidator(_breach, json_schema_input_type=Literal["breach"] | dict[str, Any]),
]


class Needs(Word):
    """What must have arrived before a phase counts as started."""

    guarantors: Count | Names | None = None
    """The number of those who owe it, or their names."""
    troops: Number = 0.0
    effect: Annotated[
        tuple[Means, ...], BeforeValidator(lambda v: [v] if isinstance(v, str) else v)
    ] = ()
    """These means, from anyone who owes it."""


class Phase(Word):
    """One rung of the response plan."""

    name: Annotated[str, Field(min_length=1)]
    when: When = Condition()
    not_before: Duration = 0
    """Earliest start, in hours on the clock."""
    by: Duration | None = None
    """The deadline, in hours on the clock."""
    within: Duration | None = None
    """The deadline, in hours from the call; if `by` is given too, the later of the two holds."""
    owed_by: Names
    """Guarantors, or groups of them."""
    needs: Needs = Needs()
    """What must have arrived; by default the first arrival of anyone who owes it."""
    warns: bool = False
    """Its start is a diplomatic warning."""
    slows: Share = 0.0
    """The share by which it reduces the adversary's advance once started."""


class Plan(Word):
    """An ordered list of phases."""

    clock: Clock = "initial violation"
    """The minute from which the plan's hours are counted."""
    new_breach: Literal["keeps the clock", "resets the clock"] = "keeps the clock"
    """The effect of a new breach within an episode."""
    stand_down: Annotated[Duration, Field(gt=0)] = 4320
    """The plan stands down after this time without a counted act."""
    phases: tuple[Phase, ...] = ()
