"""A run: all replications of one scenario under one seed, and what may be asked of it."""

from functools import cached_property
from typing import TYPE_CHECKING

from simulator.engine.simulate import trace
from simulator.engine.tally import Block
from simulator.errors import EscalationError
from simulator.model.encode import encode, names_of
from simulator.model.parameters import Array, Names, Parameters
from simulator.results.precision import Precision
from simulator.scenario.schema import Scenario
from simulator.tables import frames
from simulator.tables.first_calls import first_calls, first_outcomes

if TYPE_CHECKING:
    import pandas as pd

    from simulator.results.pictures import RunPlots


class Run:
    """What a scenario came to in its replications 0, 1, ...; tables in words are pandas frames."""

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        block: Block,
        precision: Precision | None = None,
        compiled: bool = False,
        firsts: Array | None = None,
    ) -> None:
        self.scenario = scenario
        self.seed = seed
        self.block = block
        self.precision = precision
        """What was to be known how precisely, if that decided how many histories there are."""
        self.compiled = compiled
        """Which engine plays a history again; it makes no difference to it."""
        self._firsts = firsts

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
        return encode(self.scenario, self.seed, self.compiled)

    @cached_property
    def firsts(self) -> Array:
        """(replications, phases) `tables.first_calls.FIRST_OUTCOME`: the first call of each."""
        if self._firsts is not None:
            return self._firsts
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
        `troops_24` and so on: troops there by so many hours. docs/tables.md has them all.
        """
        self._need_rows()
        return frames.phase_table(self.block.phases, self.names)

    def first_calls(self, phase: int) -> Array:
        """Rows of PHASE_OUTCOME: a phase in the first episode of each history that called it."""
        self._need_rows()
        phases = self.block.phases
        return first_calls(phases[phases["phase"] == phase])

    @property
    def answers(self) -> "pd.DataFrame":
        """One row for each answer of a guarantor, indexed by replication.

        `comes`: whether it agreed. `decided`, and `ground` to `intelligence`: hours on the clock of
        the answer and of each arrival; NaN for what did not arrive. docs/tables.md has them all.
        """
        self._need_rows()
        return frames.answer_table(self.block.answers, self.names)

    def _need_rows(self) -> None:
        """Raise `EscalationError` where the rows of phases and answers were not kept."""
        if self._firsts is not None:
            raise EscalationError("Phases and answers were not kept: run again with rows=True.")

    def rows(self, replication: int) -> Array:
        """The trace of one replication as numbers (`engine.trace.ROW`); it is played again."""
        return trace(self.parameters, replication)

    def trace(self, replication: int) -> "pd.DataFrame":
        """The trace of one replication in words; it is played again."""
        return frames.trace_table(self.rows(replication), self.names)

    @property
    def warnings(self) -> list[str]:
        """What to beware of in the outcomes, in sentences."""
        from simulator.results.beware import late_calls

        return [*map(str, self.scenario.warnings), *late_calls(self)]

    @property
    def summary(self) -> "pd.DataFrame":
        """Every outcome that is shown, with its 95 % interval and how many histories it is of."""
        import pandas as pd

        from simulator.results.measures import estimates

        return pd.DataFrame(estimates(self))

    def __repr__(self) -> str:
        """<Run of One drone: 200 histories of 90 days, seed 0>."""
        from simulator.results.cells import heading

        return f"<Run of {heading(self)}>"

    def _repr_html_(self) -> str:
        from html import escape

        from simulator.results.cells import heading, outcomes
        from simulator.results.measures import estimates
        from simulator.results.reading import notes

        table = outcomes(estimates(self)).html()
        precise = self.precision._repr_html_() if self.precision else ""
        beware = [f"Beware: {one}" for one in self.warnings]
        below = [*notes([self]), *beware, self.scenario.limits]
        told = "".join(f"<p>{escape(one)}</p>" for one in below)
        return f"<p><b>{escape(heading(self))}</b></p>{precise}{table}{told}"

    @property
    def plot(self) -> "RunPlots":
        """The pictures of this run."""
        from simulator.results.pictures import RunPlots

        return RunPlots(self)
