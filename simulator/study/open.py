"""Opens a folder of results: a run, a comparison or a sweep as it was when it was written."""

from dataclasses import replace
from pathlib import Path

from simulator.play.targets import recalled
from simulator.results.run import Run
from simulator.store.read import read_histories, read_manifest
from simulator.study.comparison import Comparison
from simulator.sweeps.folder import SWEEP, read
from simulator.sweeps.result import Sweep


def open(folder: str | Path) -> Run | Comparison | Sweep:
    """Read back the run, comparison or sweep that `--out`, `out=` or `.write` left in a folder.

    Parameters
    ----------
    folder
        The folder with `manifest.json` in it. Every file is checked against the hash stored there.

    Returns
    -------
    Run, Comparison or Sweep
        As when it was played.

    Raises
    ------
    ScenarioError
        The folder holds no results, unfinished ones, or results of uncertain sets; files are
        missing or were changed; or the results are of another version of the model or engine, whose
        histories, played again, would not be those of the tables.
    """
    entry = read_manifest(folder)
    if SWEEP in entry:
        return Sweep(read(Path(folder), entry))
    found = read_histories(folder, entry)
    scenarios = {arm: histories.scenario for arm, histories in found.items()}
    precision = recalled(entry["until"], scenarios) if "until" in entry else None
    runs = {
        arm: Run.of(replace(histories, precision=precision)) for arm, histories in found.items()
    }
    return Comparison(runs) if len(runs) > 1 else next(iter(runs.values()))
