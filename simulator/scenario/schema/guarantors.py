"""Guarantors: who owes a phase, how they decide, what comes and when (model section 7)."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from simulator.scenario.schema.base import Names, Word
from simulator.scenario.schema.distributions import Distribution, Durations, always
from simulator.scenario.units import Number, Share, Weekday


class Decides(Word):
    """The path to a decision: its steps follow one another; without any, the decision is
    pre-delegated."""

    government: Durations = always(0)
    parliament: Durations = always(0)
    mandate: Durations = always(0)
    """A mandate of an organisation."""
    rests: Annotated[tuple[Weekday, ...], Field(max_length=6)] = ()
    """Weekdays on which nothing is decided: the answer comes on the next working day, at the same
    time."""


class Means(Word):
    """Air, fires, sea or intelligence that a guarantor brings."""

    arrives: Durations = always(0)
    """Time from the decision to the effect (not to the announcement)."""
    present: bool = False
    """Already there: it counts from the first minute, whatever its owner decides later."""
    slows: Share = 0.0
    """The share by which it reduces the adversary's advance."""

    @model_validator(mode="after")
    def _present_or_arrives(self) -> Self:
        if self.present and "arrives" in self.model_fields_set:
            raise ValueError("what is present does not arrive: leave out one of the two")
        return self


class Ground(Means):
    """Troops that a guarantor brings."""

    troops: Number = 0.0


class Brings(Word):
    """What a guarantor brings."""

    ground: Ground | None = None
    air: Means | None = None
    fires: Means | None = None
    sea: Means | None = None
    intelligence: Means | None = None


def _steps(value: Any) -> Any:
    steps = isinstance(value, Decides) or (isinstance(value, dict) and not named(value))
    return value if steps else {"government": value}


def named(value: dict[str, Any]) -> bool:
    """Whether a mapping is a distribution: it names one family of them and nothing else."""
    return len(value) == 1 and set(value) <= set(Distribution.model_fields)


class Guarantor(Word):
    """A state that owes a phase."""

    group: Annotated[str | None, Field(alias="in")] = None
    """A group of guarantors that a phase may name."""
    home: bool = False
    """The attacked state itself; its troops cross no red line."""
    decides: Annotated[Decides, BeforeValidator(_steps)] = Decides()
    """The path to a decision; a single duration or distribution is the government's."""
    honours: Share = 1.0
    """Probability that the promise is kept."""
    needs: Names = ()
    """Comes only if these come."""
    brings: Brings = Brings()
