"""The whole scenario file."""

from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field, PrivateAttr, model_validator

from simulator.errors import Problem
from simulator.scenario.schema.adversary import Adversary
from simulator.scenario.schema.base import Names, Word
from simulator.scenario.schema.ground import Ground
from simulator.scenario.schema.guarantors import Guarantor
from simulator.scenario.schema.monitoring import Monitoring
from simulator.scenario.schema.plan import Plan
from simulator.scenario.schema.rule import Clause, Rule
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


class Uncertain(Word):
    """A range for a number that nobody knows; its values are written in the number's own unit."""

    uniform: tuple[Any, Any] | None = None
    triangular: tuple[Any, Any, Any] | None = None
    pert: tuple[Any, Any, Any] | None = None

    @model_validator(mode="after")
    def _one_family(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError("an uncertain number names one of: uniform, triangular, pert")
        return self

    @property
    def values(self) -> tuple[Any, ...]:
        """The values that span the range, as written."""
        return self.uniform or self.triangular or self.pert or ()


class Source(Word):
    """Where a number comes from."""

    backs: Names
    """The path of the number, such as `ground.rate`; `*` stands for any one part."""
    says: str
    by: str
    year: Annotated[int, Field(ge=1800, le=2100)]
    sure: Literal["low", "medium", "high"]


class Program(NamedTuple):
    """A Python function that says when a pattern's acts come; no word of a scenario file."""

    file: str
    """As it was named."""
    function: str
    source: str
    """The text of the file; "" where it was not named again, so that nothing may be executed."""


class Variant(NamedTuple):
    """What a scenario's name was before its values were varied, and the words of each change."""

    name: str
    changes: dict[tuple[str | int, ...], str]
    """By the path of what was changed, so that the last change of a value is the one told."""


class Scenario(Word):
    """A question about an enforcement plan, with everything needed to play it."""

    name: Annotated[str, Field(min_length=1)]
    question: str = ""
    limits: str = LIMITS
    """What the scenario cannot show."""
    horizon: Annotated[Duration, Field(gt=0)] = 30 * 1440
    """The run covers the time from 0 up to this."""
    starts: Start = 0
    """When the ceasefire takes effect; nights and Sundays matter."""
    kinds: dict[str, Kind] = {}
    """Kinds of act; the standard ones are there and may be changed."""
    violations: dict[str, Pattern] = {}
    monitoring: Monitoring = Monitoring()
    threshold: Rule = Clause()
    watch: dict[str, Rule] = {}
    """Other rules to report on: on how many days each would have been met. They set nothing off."""
    plan: Plan = Plan()
    guarantors: dict[str, Guarantor] = {}
    together: Share = 0.0
    """How much of a refusal is everyone's refusal."""
    adversary: Adversary = Adversary()
    ground: Ground = Ground()
    uncertain: dict[str, Uncertain] = {}
    """Ranges of numbers that nobody knows, by path; they are listed, and a run keeps to the values
    in force."""
    sources: tuple[Source, ...] = ()

    _folder: Path | None = PrivateAttr(default=None)
    _programs: dict[str, Program] = PrivateAttr(default_factory=dict)
    _warnings: tuple[Problem, ...] = PrivateAttr(default=())
    _variant: Variant | None = PrivateAttr(default=None)

    def __eq__(self, other: object) -> bool:
        """Whether they say the same, wherever they were read from."""
        return (
            isinstance(other, Scenario)
            and self.__dict__ == other.__dict__
            and self._programs == other._programs
        )

    @property
    def every_kind(self) -> dict[str, Kind]:
        """The standard kinds and the scenario's own, in a stable order."""
        return STANDARD_KINDS | self.kinds

    @property
    def yaml(self) -> str:
        """The text of a file that loads as an equal scenario, with all that it extends within it.

        Without Python functions, which no file names. Files of events that are not shipped are
        named from `folder`: save it there, or hand that folder to `load_text`.
        """
        from simulator.scenario.form import as_written, to_yaml

        return to_yaml(as_written(self))

    def __repr__(self) -> str:
        from simulator.scenario.sketch import in_a_line

        return in_a_line(self)

    def _repr_html_(self) -> str:
        from simulator.scenario.sketch import as_html

        return as_html(self)

    @property
    def variant(self) -> Variant | None:
        """What `vary` has changed; None in a scenario as it was loaded."""
        return self._variant

    @property
    def folder(self) -> Path | None:
        """The folder that relative file names start from; None for a scenario from text."""
        return self._folder

    @property
    def programs(self) -> dict[str, Program]:
        """The patterns whose acts come when a Python function says, by their names."""
        return self._programs

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What can hardly be meant, each with its place: it plays, and comes to less than it seems.

        A deadline that nobody can keep, a rule of a kind that no pattern has, and the like.
        """
        return self._warnings

    def roster(self) -> dict[str, Guarantor]:
        """The guarantors; where none are listed, those whom the plan names, in the plain form."""
        if self.guarantors:
            return self.guarantors
        return {name: Guarantor() for phase in self.plan.phases for name in phase.owed_by}

    def owing(self, names: Names) -> tuple[str, ...]:
        """The guarantors meant by names of guarantors and groups, in the roster's order."""
        return tuple(
            name
            for name, guarantor in self.roster().items()
            if name in names or (guarantor.group is not None and guarantor.group in names)
        )
