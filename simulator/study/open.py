"""Opens a folder of results: whatever was played there, as it was when it was written."""

from dataclasses import replace
from pathlib import Path

from simulator.play.targets import recalled
from simulator.results.run import Run
from simulator.store.read import read_histories, read_manifest
from simulator.study.comparison import Comparison
from simulator.sweeps.folder import SWEEP, read
from simulator.sweeps.result import Sweep
from simulator.uncertain.folder import SETS, Stored, read as read_sets
from simulator.uncertain.result import UncertainResult


def open(folder: str | Path) -> Run | Comparison | Sweep | UncertainResult:
    """Read back what `--out`, `out=` or `.write` of a run, comparison or sweep left in a folder.

    Parameters
    ----------
    folder
        The folder with `manifest.json` in it. Every file is checked against the hash stored there.

    Returns
    -------
    Run, Comparison, Sweep or UncertainResult
        As when it was played; the last where uncertain sets were drawn.

    Raises
    ------
    ScenarioError
        The folder holds no results, or unfinished ones; files are missing or were changed; or the
        results are of another version of the model or engine, whose histories, played again, would
        not be those of the tables.
    """
    entry = read_manifest(folder)
    if SWEEP in entry:
        return Sweep(read(Path(folder), entry))
    if SETS in entry:
        return _of_sets(read_sets(Path(folder), entry))
    found = read_histories(folder, entry)
    scenarios = {arm: histories.scenario for arm, histories in found.items()}
    precision = recalled(entry["until"], scenarios) if "until" in entry else None
    runs = {
        arm: Run.of(replace(histories, precision=precision)) for arm, histories in found.items()
    }
    return Comparison(runs) if len(runs) > 1 else next(iter(runs.values()))


def _of_sets(stored: Stored) -> UncertainResult:
    found = UncertainResult(stored.arms, stored.outcomes, stored.histories)
    found.changed = stored.changed
    return found
