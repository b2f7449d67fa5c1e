"""A branch: what may follow one history from an hour on, and what may be asked of it."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.branches.played import Trunk, continued
from simulator.model import terms
from simulator.model.parameters import Array, Parameters
from simulator.results.cells import outcomes
from simulator.results.finding import Finding
from simulator.results.headline import of_changes, of_values, values_of
from simulator.scenario.quantities import format_duration
from simulator.scenario.schema import Scenario
from simulator.study.cells import READING, grid
from simulator.study.headline import changes_of
from simulator.study.rows import Row, rows_of, table_of
from simulator.tables.frames import trace_table
from simulator.tables.histories import Histories
from simulator.tables.measures import estimates
from simulator.tables.page import Grid, Part, Title
from simulator.tables.wording import counted, listed, moment

if TYPE_CHECKING:
    import pandas as pd

    from simulator.plots.style import Picture

WHOLE = (
    "Outcomes are of the whole history, the hours before the branch included: what had happened by "
    "then is in every continuation."
)
LIMITS = (
    "What this does not show: the continuations are of one simulated history, not of the real "
    "situation that it resembles. All know what only the simulator can know at that hour: the next "
    "act of each pattern, reports and verifications that are under way, and answers and means that "
    "are on their way come as they would have in every continuation; so just after the hour they "
    "are more alike than anyone there could foresee. The intervals say how well the continuations "
    "are counted, and nothing of what nobody knows about the scenario."
)


class Branch(Finding):
    """Continuations of one history: as the scenario was, and as it was changed at the hour."""

    NAME = "branch"

    def __init__(
        self,
        runs: Mapping[str, Histories],
        trunk: Trunk,
        then: Parameters | None,
        changes: Mapping[str, Any],
    ) -> None:
        """`runs`: by arm, the scenario as it was first; `then`: the parameters of the other."""
        self.runs = dict(runs)
        self.trunk = trunk
        self.then = then
        self.changes = dict(changes)

    @property
    def continuations(self) -> int:
        """How many continuations there are of each arm."""
        return self._first.replications

    @property
    def seed(self) -> int:
        """The seed of the history."""
        return self._first.seed

    @cached_property
    def rows(self) -> Array:
        """The trace (`trace.ROW`) of the history with the luck and the scenario that it had."""
        return continued(self.trunk, 0, None)

    def trace(self, branch: int = 0) -> "pd.DataFrame":
        """The trace of a continuation in words, of the changed scenario where there is one.

        Continuation 0 goes on with the luck that the history had.
        """
        return trace_table(continued(self.trunk, branch, self.then), self._first.names)

    @cached_property
    def compared(self) -> list[Row]:
        """Every outcome of each arm, and how the changed one differs, continuation by
        continuation."""
        return rows_of(self.runs)

    @property
    def table(self) -> "pd.DataFrame":
        """Every outcome with its 95 % interval; with a change also the paired difference."""
        import pandas as pd

        if self.then is None:
            return pd.DataFrame(estimates(self._first))
        return table_of(self.compared)

    @property
    def heading(self) -> str:
        """'One drone: replication 4 to 72 h (day 4, ...), and 500 continuations, seed 0'."""
        minute = self.trunk.minute
        when = f"{format_duration(minute)} ({moment(minute, self._first.scenario.starts)})"
        name = self._first.scenario.name
        many = counted(self.continuations, "continuation", "continuations")
        each = " each" if self.then is not None else ""
        one = f"{name}: replication {self.trunk.replication} to {when}"
        return f"{one}, {many}{each}, seed {self.seed}"

    @property
    def change(self) -> str:
        """What holds from the hour on, as 'adversary.posture = assault'; "" without a change."""
        return listed([f"{path} = {value}" for path, value in self.changes.items()])

    @property
    def headline(self) -> str:
        """What follows, or what the change alters, in one or two sentences to quote."""
        at = format_duration(self.trunk.minute)
        many = counted(self.continuations, "continuation", "continuations")
        lead = f"In {many} of one history from {at} on"
        if self.then is None:
            return of_values(f"{lead} under '{self._first.scenario.name}'", values_of(self._first))
        first, *others = self.runs
        return of_changes(lead, first, others, changes_of(self.compared, first, self.continuations))

    @property
    def so_far(self) -> str:
        """What the history had come to by the hour."""
        rows = self.rows[self.rows["minute"] < self.trunk.minute]
        what, names = rows["what"], self._first.names
        if len(rows) and what[0] == terms.NOT_SIGNED:
            return "In this history there is no ceasefire, so that nothing follows."
        counts = [
            counted(int(np.sum(what == terms.VIOLATION)), "act", "acts"),
            counted(int(np.sum(what == terms.BREACH)), "breach", "breaches"),
        ]
        posture = names.postures[int(rows["subject"][what == terms.POSTURE][-1])]
        started = {names.phases[k] for k in rows["subject"][what == terms.START]}
        phases = listed([f"'{one}'" for one in names.phases if one in started]) or "no phase"
        return (
            f"By {format_duration(self.trunk.minute)} the history had {listed(counts)}, {phases} "
            f"had started, and the adversary's posture was {posture}. All continuations share that."
        )

    @property
    def parts(self) -> list[Part]:
        """The table, what had happened by the hour, the finding, and what it does not show."""
        names = [f"{letter}: {arm}" for letter, arm in zip("AB", self.runs, strict=False)]
        changed = self.then is not None
        return [
            Title([self.heading, *(names if changed else [])]),
            self._grid(),
            *([READING.replace("histories", "continuations")] if changed else []),
            WHOLE,
            *self._ending,
        ]

    @property
    def _about(self) -> dict[str, Scenario]:
        return {self._first.scenario.name: self._last.scenario}

    @property
    def _details(self) -> str:
        return f"{self.so_far}\n\n{LIMITS}"

    def _values(self) -> dict[str, Any]:
        return {
            "scenario": self._first.scenario.name,
            "replication": self.trunk.replication,
            "seed": self.seed,
            "at": format_duration(self.trunk.minute),
            "minute": self.trunk.minute,
            "continuations": self.continuations,
            "changes": self.changes,
            "outcomes": self.table.to_dict("records"),
            "so_far": self.so_far,
            "limits": self._first.scenario.limits,
        }

    @property
    def plot(self) -> "BranchPlots":
        """The picture: `timelines`."""
        return BranchPlots(self)

    def _tables(self) -> dict[str, "pd.DataFrame"]:
        tables = {"outcomes": self.table}
        for word, run in zip(("as-it-was", "changed"), self.runs.values(), strict=False):
            tables[f"continuations-{word}"] = run.outcomes.reset_index(names="continuation")
        return tables

    def _pictures(self) -> "dict[str, Callable[[], Picture]]":
        return {"timelines": self.plot.timelines}

    @property
    def _first(self) -> Histories:
        return next(iter(self.runs.values()))

    @property
    def _last(self) -> Histories:
        return list(self.runs.values())[-1]

    def _grid(self) -> Grid:
        if self.then is None:
            return outcomes(estimates(self._first))
        letters = dict(zip(self.runs, "AB", strict=False))
        rows = [one._replace(arm=letters[one.arm]) for one in self.compared]
        return grid(rows, [*letters.values()], self.continuations)


class BranchPlots:
    """What may be drawn of a branch."""

    def __init__(self, branch: Branch) -> None:
        self.branch = branch

    def timelines(self, branch: int | None = None) -> "Picture":
        """The history as it was, and one continuation of it: the trunk that they share, and the
        hour at which they part.

        `branch`: which continuation; by default 0, the history's own luck, with a change, and 1
        without.
        """
        from simulator.plots.same_war import Arm, same_war
        from simulator.results.pictures import figure_of

        one, last = self.branch, self.branch._last
        chosen = (0 if one.then is not None else 1) if branch is None else branch
        at = format_duration(one.trunk.minute)
        rows = continued(one.trunk, chosen, one.then)
        first = Arm("as it was", one.rows, one._first.names, one._first.scenario)
        luck = "on its own luck" if chosen == 0 else f"on the luck of continuation {chosen}"
        kind = "changed" if one.then is not None else "as it was"
        other = Arm(f"{kind} from {at} on, {luck}", rows, last.names, last.scenario)
        then = f"then {one.change}" if one.then is not None else "then other luck"
        title = f"The same history to {at}, {then}"
        return figure_of(same_war([first, other], subtitle=one.heading, title=title)[0])
