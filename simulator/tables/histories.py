"""The histories of one scenario under one seed, and what may be read off them."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from simulator.engine.simulate import trace
from simulator.engine.tally import Block
from simulator.errors import EscalationError
from simulator.model.encode import encode, names_of
from simulator.model.parameters import Array, Names, Parameters
from simulator.scenario.schema import Scenario
from simulator.tables import frames
from simulator.tables.first_calls import first_calls, first_outcomes
from simulator.tables.precision import Precision

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False, eq=False)
class Histories:
    """Replications 0, 1, ... of a scenario; tables in words are pandas frames."""

    scenario: Scenario
    seed: int
    block: Block
    """The rows of all replications, as numbers."""
    precision: Precision | None = None
    """What was to be known how precisely, if that decided how many histories there are."""
    engine: str | None = None
    """Which engine plays a history again; it makes no difference to it."""
    kept_firsts: Array | None = None
    """`firsts`, where the rows of phases and answers were not kept."""

    @property
    def replications(self) -> int:
        """How many histories were played."""
        return len(self.block.outcomes)

    @cached_property
    def names(self) -> Names:
        """The names of patterns, kinds, postures, phases and guarantors."""
        return names_of(self.scenario)

    @cached_property
    def parameters(self) -> Parameters:
        """The scenario as arrays."""
        return encode(self.scenario, self.seed, self.engine)

    @cached_property
    def firsts(self) -> Array:
        """(replications, phases) `tables.first_calls.FIRST_OUTCOME`: the first call of each."""
        if self.kept_firsts is not None:
            return self.kept_firsts
        return first_outcomes(self.block.phases, self.replications, len(self.names.phases))

    @property
    def states(self) -> Array:
        """(replications, phases) what became of each phase in the first episode that called it.

        Numbers that stand for the words `tables.first_calls.STATES`.
        """
        return self.firsts["state"]

    @property
    def outcomes(self) -> "pd.DataFrame":
        """One row a replication: counts, hours, severity, km2, and 0 or 1 for no or yes.

        docs/tables.md has the unit and meaning of each column.
        """
        return frames.outcome_table(self.block.outcomes)

    @property
    def phases(self) -> "pd.DataFrame":
        """One row for each phase of each episode, indexed by replication.

        `clock`: hours since the ceasefire took effect. `called`, `started`, `due`: hours on that
        clock. `accumulation` to `not_before`: the hours until the start by what they were spent on.
        `troops_24` and so on: troops there by that many hours. docs/tables.md has them all.
        """
        self.need_rows()
        return frames.phase_table(self.block.phases, self.names)

    def first_calls(self, phase: int) -> Array:
        """Rows of PHASE_OUTCOME: a phase in the first episode of each history that called it."""
        self.need_rows()
        phases = self.block.phases
        return first_calls(phases[phases["phase"] == phase])

    @property
    def answers(self) -> "pd.DataFrame":
        """One row for each answer of a guarantor, indexed by replication.

        `comes`: whether it agreed. `decided`, and `ground` to `intelligence`: hours on the clock of
        the answer and of each arrival; NaN for what did not arrive. docs/tables.md has them all.
        """
        self.need_rows()
        return frames.answer_table(self.block.answers, self.names)

    def need_rows(self) -> None:
        """Raise `EscalationError` where the rows of phases and answers were not kept."""
        if self.kept_firsts is not None:
            raise EscalationError("Phases and answers were not kept: run again with rows=True.")

    def rows(self, replication: int) -> Array:
        """The trace of one replication as numbers (`engine.trace.ROW`); it is played again."""
        return trace(self.parameters, replication, self.names)

    def trace(self, replication: int) -> "pd.DataFrame":
        """The trace of one replication in words; it is played again."""
        return frames.trace_table(self.rows(replication), self.names)
