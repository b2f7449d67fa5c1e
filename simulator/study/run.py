"""Runs a scenario: the first thing that anyone does with it."""

from collections.abc import Sequence
from pathlib import Path

from simulator.play.execute import HISTORIES, play
from simulator.play.progress import Progress
from simulator.play.until import play_until
from simulator.results.run import Run
from simulator.scenario.load import Given, load


def run(
    scenario: Given,
    replications: int | None = None,
    seed: int = 0,
    workers: int | None = None,
    out: str | Path | None = None,
    progress: Progress | None = None,
    engine: str = "auto",
    until: str | Sequence[str] | None = None,
    rows: bool = True,
) -> Run:
    """Play a scenario (a name, a file, a mapping, or one loaded) so many times, 200 if not said.

    With `until`, such as "false breaches ± 0.01" or several of these, it is played until these are
    known so precisely, `replications` times at most (100,000 if not said); see `Run.precision`.

    `out` names a folder for the results. Started again with the same scenario and seed, a run
    goes on from what the folder holds already. Without `rows` (and `out`) the tables of phases and
    answers are not kept, so that a million histories fit into a gigabyte.
    """
    loaded = load(scenario)
    folder = Path(out) if out is not None else None
    arms = {loaded.name: loaded}
    if until is not None:
        found = play_until(arms, until, replications, seed, workers, folder, progress, engine, rows)
        return found[loaded.name]
    count = HISTORIES if replications is None else replications
    return play(arms, count, seed, workers, folder, progress, engine, rows)[loaded.name]
