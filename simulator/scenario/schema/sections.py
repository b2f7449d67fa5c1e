"""The sections of a scenario file, and what follows from them by themselves."""

from typing import Annotated, Literal

from pydantic import Field

from simulator.minutes import DAY
from simulator.scenario.schema.adversary import Adversary
from simulator.scenario.schema.base import Names, Word
from simulator.scenario.schema.ground import Ground
from simulator.scenario.schema.guarantors import Guarantor
from simulator.scenario.schema.monitoring import Monitoring
from simulator.scenario.schema.plan import Plan
from simulator.scenario.schema.rule import Clause, Rule
from simulator.scenario.schema.uncertain import Uncertain
from simulator.scenario.schema.violations import Kind, Pattern
from simulator.scenario.units import Duration, Share, Start

STANDARD_KINDS = {
    "small_arms": Kind(severity=0.2),
    "artillery": Kind(severity=1.0),
    "drone": Kind(severity=2.0),
    "missile": Kind(severity=5.0),
    "air_strike": Kind(severity=5.0),
    "ground_assault": Kind(severity=20.0),
}
LIMITS = "A study of rules, clocks and promises, not a forecast."


class Source(Word):
    """Where a number comes from."""

    backs: Names
    """The path of the number, such as `ground.rate`; `*` stands for every member that is there."""
    says: str
    by: str
    year: Annotated[int, Field(ge=1800, le=2100)]
    sure: Literal["low", "medium", "high"]


class Sections(Word):
    """What the file of a scenario says, section by section."""

    name: Annotated[str, Field(min_length=1)]
    question: str = ""
    limits: str = LIMITS
    """What the scenario cannot show."""
    horizon: Annotated[Duration, Field(gt=0)] = 30 * DAY
    """The length of each history."""
    starts: Start = 0
    """When the ceasefire takes effect; nights and Sundays matter."""
    kinds: dict[str, Kind] = {}
    """Kinds of act; the standard ones are predefined and may be changed."""
    violations: dict[str, Pattern] = {}
    monitoring: Monitoring = Monitoring()
    threshold: Rule = Clause()
    watch: dict[str, Rule] = {}
    """Other rules to report on: on how many days each would have been met. They trigger nothing."""
    plan: Plan = Plan()
    guarantors: dict[str, Guarantor] = {}
    together: Share = 0.0
    """Probability that a guarantor's willingness is the draw that all share, so that refusals
    cluster."""
    adversary: Adversary = Adversary()
    ground: Ground = Ground()
    uncertain: dict[str, Uncertain] = {}
    """What nobody knows, by path: ranges and forms, drawn if uncertain sets are asked for;
    otherwise a run uses the values in force."""
    sources: tuple[Source, ...] = ()

    @property
    def every_kind(self) -> dict[str, Kind]:
        """The standard kinds and the scenario's own, in a stable order."""
        return STANDARD_KINDS | self.kinds

    def roster(self) -> dict[str, Guarantor]:
        """The guarantors; where none are listed, those whom the plan names, in the plain form."""
        if self.guarantors:
            return self.guarantors
        return {name: Guarantor() for phase in self.plan.phases for name in phase.owed_by}

    def owing(self, names: Names) -> tuple[str, ...]:
        """The guarantors meant by names of guarantors and groups, in the roster's order."""
        return owing(self.roster(), names) if names else ()


def owing(roster: dict[str, Guarantor], names: Names) -> tuple[str, ...]:
    """The guarantors meant by names of guarantors and groups, in the roster's order."""
    meant = set(names)
    if not meant:  # most often, and the roster may be long
        return ()
    return tuple(
        name for name, guarantor in roster.items() if name in meant or guarantor.group in meant
    )
