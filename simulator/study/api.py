"""Runs a scenario: the first thing that anyone does with it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simulator.results.run import Run
from simulator.scenario.load import load
from simulator.scenario.schema import Scenario
from simulator.study.execute import play
from simulator.study.progress import Progress


def run(
    scenario: str | Path | Mapping[str, Any] | Scenario,
    replications: int = 100,
    seed: int = 0,
    workers: int | None = None,
    out: str | Path | None = None,
    progress: Progress | None = None,
    engine: str = "auto",
) -> Run:
    """Play a scenario (a file, a mapping, or one already loaded) so many times.

    `out` names a folder for the results. Started again with the same scenario and seed, a run
    goes on from what the folder holds already.
    """
    loaded = load(scenario)
    folder = Path(out) if out is not None else None
    arms = {loaded.name: loaded}
    return play(arms, replications, seed, workers, folder, progress, engine)[loaded.name]
