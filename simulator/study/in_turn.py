"""Many scenarios that differ in little, one after another, keeping of each what it came to."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import NamedTuple, TypeVar

from simulator.engine.tally import Block
from simulator.errors import EscalationError
from simulator.model.encode import encode
from simulator.play.blocks import Task
from simulator.play.cost import refuse_what_is_too_costly
from simulator.play.engines import chosen_engine
from simulator.play.execute import processors, silent, workers_of
from simulator.play.how import How, in_full
from simulator.play.stream import Piece, play_stream
from simulator.scenario.schema import Scenario

Kept = TypeVar("Kept")


class _Job(NamedTuple):
    """Some replications of one scenario, ready to be played."""

    scenario: Scenario
    pieces: tuple[Piece]


class InTurn:
    """Plays histories of scenarios that are made ready only when their turn comes.

    A search plays thousands of scenarios: so none is kept longer than it takes, and what is wanted
    of its histories is taken at once.
    """

    def __init__(self, base: Scenario, histories: int, how: How) -> None:
        """`base`: what they are variants of; `histories`: how many will be played in all.

        Raises `ScenarioError` for an engine or a number of workers that cannot be.
        """
        full = in_full(how)
        self.engine = chosen_engine(full["engine"], [base])
        self._workers = workers_of(full) or processors()
        self._report = full["progress"] or silent
        self._anyway = full["anyway"]
        self._total = histories
        self._done = 0

    def refuse_too_costly(self, scenario: Scenario) -> None:
        """Raise `TooCostly` where all histories, each as long as this scenario's, take too long."""
        if not self._anyway:
            ready = {scenario.name: encode(scenario, 0, self.engine)}
            refuse_what_is_too_costly({scenario.name: scenario}, ready, self._total)

    def play(
        self, scenarios: Iterable[Scenario], seed: int, span: range, keep: Callable[[Block], Kept]
    ) -> Iterator[Kept]:
        """What is kept of the replications in `span` of each scenario, in their order.

        Raises `EscalationError` for a history that cannot be played.
        """
        task = Task(0, span.start, span.stop)
        jobs = (_Job(one, ((encode(one, seed, self.engine), task),)) for one in scenarios)
        with closing(play_stream(jobs, self._workers)) as results:
            for job, (played,) in results:
                if played.block is None:
                    assert played.failure is not None
                    why = played.failure.said(job.scenario)
                    which = f"replication {played.failure.first} of seed {seed}"
                    raise EscalationError(f"{job.scenario.name}, {which}: {why}")
                self._done += task.size
                self._report(self._done, self._total, "")
                yield keep(played.block)
