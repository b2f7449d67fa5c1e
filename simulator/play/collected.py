"""What a study has so far: blocks in memory, in its folder too if it has one, and its failures."""

import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from simulator.engine.simulate import engine_of
from simulator.engine.tally import Block, join
from simulator.errors import EscalationError
from simulator.model.parameters import Array, Parameters
from simulator.play.blocks import Failure, Played
from simulator.scenario.python import named_again
from simulator.scenario.schema import Scenario
from simulator.store import programs
from simulator.store.arrow import between, flat, nest
from simulator.store.blocks import Parts
from simulator.store.fingerprint import fingerprint
from simulator.store.folder import INPUT, slugs, write_inputs, write_results
from simulator.tables.first_calls import first_outcomes
from simulator.tables.histories import Histories
from simulator.tables.precision import Precision

MOST_FAILURES = 10
"""With a folder, where what goes well is kept; without one the first failure is the end."""


class Keep:
    """The blocks of some scenarios under one seed, by the scenarios' numbers."""

    def __init__(
        self,
        scenarios: Mapping[str, Scenario],
        parameters: Mapping[str, Parameters],
        seed: int,
        out: str | Path | None,
        rows: bool = True,
    ) -> None:
        """`rows`: whether phases and answers are kept, or only in which state each phase ended."""
        self.arms = tuple(scenarios)
        self._rows = rows or out is not None
        self._firsts: dict[tuple[str, int, int], Array] = {}
        self._scenarios = scenarios
        self._seed = seed
        self._engine = next((engine_of(p) for p in parameters.values()), None)
        folder = self._folder = Path(out) if out is not None else None
        self._parts: Parts | None = None
        self._blocks: dict[tuple[str, int, int], Block] = {}
        self._failures: list[tuple[str, Failure]] = []
        if folder is not None and scenarios:
            self._study = fingerprint(scenarios, parameters, seed)
            self._parts = Parts(folder, self._study, slugs(scenarios))
            self._blocks |= {one: flat(self._parts.read(one)) for one in self._parts.found}
            try:
                write_inputs(folder, scenarios)
            except BaseException:
                self.close()
                raise

    def had(self, arm: int) -> Iterable[tuple[int, int]]:
        """The ranges of replications that are there of an arm."""
        return [(first, last) for name, first, last in self._blocks if name == self.arms[arm]]

    def take(self, played: Played) -> int:
        """Keep what came of a task; how many replications it adds.

        Raises `EscalationError` once there are too many failures.
        """
        task, block, failure = played
        arm = self.arms[task.arm]
        if failure is not None:
            self._failures.append((arm, failure))
            if self._parts is None or len(self._failures) >= MOST_FAILURES:
                raise self._failed()
        if block is None:
            return 0
        if not self._rows:
            phases = len(self._scenarios[arm].plan.phases)
            self._firsts[arm, task.first, task.last] = firsts_of(block, phases)
            block = Block(block.outcomes, block.phases[:0].copy(), block.answers[:0].copy())
        self._blocks[arm, task.first, task.last] = block
        if self._parts is not None:
            self._parts.add((arm, task.first, task.last), nest(block))
        return task.size

    def _failed(self) -> EscalationError:
        """What failed, each with the line that plays it again."""
        lines = []
        for arm, failure in self._failures:
            last = failure.last - 1
            which = str(failure.first) if last == failure.first else f"{failure.first} to {last}"
            command = ["escalation", "trace", *self._named(arm)]
            command += ["--replication", str(failure.first), "--seed", str(self._seed)]
            lines.append(f"{arm}, replication {which}: {failure.said(self._scenarios[arm])}")
            lines.append(f"  play it again: {shlex.join(command)}")
        if self._folder is not None:
            lines.append(f"All others that were played are kept in {self._folder}.")
        return EscalationError("\n".join(lines))

    def _named(self, arm: str) -> list[str]:
        """A scenario on the command line: its file, if we know it, and its patterns in Python."""
        scenario = self._scenarios[arm]
        if self._folder is None:
            return ["FILE", *named_again(scenario)]
        home = self._folder / slugs(self._scenarios)[arm]
        return [str(home / INPUT), *programs.options(programs.recorded(scenario), str(home))]

    def runs(self, count: int, precision: Precision | None = None) -> dict[str, Histories]:
        """The runs of the first `count` replications; raises if any failed."""
        if self._failures:
            raise self._failed()
        return {
            arm: Histories(
                scenario,
                self._seed,
                self._joined(arm, count),
                precision,
                self._engine,
                None if self._rows else self._joined_firsts(arm, count),
            )
            for arm, scenario in self._scenarios.items()
        }

    def finished(self, count: int, precision: Precision | None = None) -> dict[str, Histories]:
        """The runs of the first so many replications, written to the folder."""
        runs = self.runs(count, precision)
        if self._folder is not None and runs:
            write_results(self._folder, runs, self._study)
        return runs

    def _joined(self, arm: str, count: int) -> Block:
        """The first so many replications of an arm, in their order."""
        return between(join([self._blocks[place] for place in self._places(arm, count)]), 0, count)

    def _joined_firsts(self, arm: str, count: int) -> Array:
        """What became of the phases in the first so many replications of an arm."""
        return np.concatenate([self._firsts[place] for place in self._places(arm, count)])[:count]

    def _places(self, arm: str, count: int) -> list[tuple[str, int, int]]:
        """Where the blocks of the first so many replications of an arm are, in their order."""
        return sorted(place for place in self._blocks if place[0] == arm and place[1] < count)

    def close(self) -> None:
        """Let other processes write to the folder."""
        if self._parts is not None:
            self._parts.close()


def firsts_of(block: Block, phases: int) -> Array:
    """(replications, phases) what became of each phase when it was first called, in two bytes."""
    rows = block.phases.copy()
    rows["replication"] = np.searchsorted(block.outcomes["replication"], rows["replication"])
    return first_outcomes(rows, len(block.outcomes), phases)
