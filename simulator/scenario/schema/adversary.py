"""The adversary: postures and what moves it from one to another (model section 8)."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from simulator.scenario.quantities import format_duration
from simulator.scenario.schema.base import Names, Word
from simulator.scenario.schema.distributions import Durations, Shape
from simulator.scenario.units import Duration, Number, Share

REACTIONS = ("warning", "troops arrive")
PHASE_REACTIONS = ("starts", "is late", "lapses")
"""What a move may react to, and what may become of a phase that it reacts to: 'PHASE starts'."""


class Move(Word):
    """A change of posture: at a time, after a random time, or in reaction to something."""

    origin: Annotated[Names, Field(alias="from")] = ()
    """The postures in which it can happen; by default any."""
    to: str | dict[str, Share]
    """The new posture, or the probability of each; otherwise the posture stays."""
    at: Duration | None = None
    """At this minute."""
    after: Durations | None = None
    """The time since it took the posture."""
    on: str | None = None
    """The event it reacts to: `warning`, `troops arrive`, `PHASE starts`, `PHASE is late`, `PHASE
    lapses`."""

    @model_validator(mode="after")
    def _one_trigger(self) -> Self:
        if sum(trigger is not None for trigger in (self.at, self.after, self.on)) != 1:
            raise ValueError("a move has one trigger: at, after, or on")
        if sum(self.targets.values()) > 1 + 1e-12:
            raise ValueError("the probabilities of a move add up to more than 100 %")
        if self.after is not None and not self.origin:
            raise ValueError("a move after a time needs a posture to start from: add 'from'")
        return self

    @property
    def targets(self) -> dict[str, float]:
        """Probability of each new posture."""
        return {self.to: 1.0} if isinstance(self.to, str) else self.to

    @property
    def trigger(self) -> str:
        """What sets it off: 'at 72 h', 'after a time', 'warning', 'coalition starts'."""
        if self.on is not None:
            return self.on
        return "after a time" if self.at is None else f"at {format_duration(self.at)}"


class RedLine(Word):
    """The effect of the arrival of foreign troops, if any."""

    deters: Share = 0.0
    """Probability that the adversary falls back to its mildest posture."""
    provokes: Share = 0.0
    """Probability that it moves to its gravest."""

    @model_validator(mode="after")
    def _at_most_all(self) -> Self:
        if self.deters + self.provokes > 1 + 1e-12:
            raise ValueError("deters and provokes add up to more than 100 %")
        return self

    @property
    def is_drawn(self) -> bool:
        """Whether there is one at all."""
        return self.deters > 0 or self.provokes > 0


class Credibility(Word):
    """The adversary's belief that the coming phases will be honoured, and its effect."""

    prior: Annotated[Share, Field(gt=0, lt=1)] = 0.5
    """The belief before the first phase."""
    weight: Shape = 4.0
    """The weight of the prior, as a number of observed phases."""
    elasticity: Number = 0.0
    """0: behaviour does not depend on the belief; 1: compliance in proportion to it."""


class Adversary(Word):
    """What the adversary does, and what changes it."""

    postures: Annotated[tuple[str, ...], Field(min_length=2)] = (
        "restraint",
        "harassment",
        "assault",
    )
    """From the mildest to the gravest; in the gravest, ground is lost."""
    posture: str = "harassment"
    """The posture at the start."""
    moves: tuple[Move, ...] = ()
    red_line: RedLine = RedLine()
    credibility: Credibility = Credibility()
    signs: Share = 1.0
    """Probability that it signs a ceasefire at all under this plan."""
