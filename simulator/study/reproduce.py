"""Plays the results in a folder again, to see whether they come out the same."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Unpack

from simulator.play.execute import play
from simulator.play.how import How
from simulator.scenario.python import with_python
from simulator.store.alike import apart
from simulator.store.folder import TABLES
from simulator.store.read import read_histories, read_manifest
from simulator.study.reproduction import POINT, SET, Compared, Reproduction
from simulator.sweeps.answers import apart as points_apart
from simulator.sweeps.folder import SWEEP, read
from simulator.sweeps.play import Played, play_points
from simulator.sweeps.points import Points
from simulator.tables.histories import Histories
from simulator.uncertain.folder import SETS, Stored, read as read_sets
from simulator.uncertain.outcomes import apart as sets_apart
from simulator.uncertain.play import play_sets
from simulator.uncertain.sets import Sets


def reproduce(folder: str | Path, python: Sequence[str] = (), **how: Unpack[How]) -> Reproduction:
    """Play a run, comparison or sweep that `--out` or `out=` left in a folder again, and compare.

    Parameters
    ----------
    folder
        The folder with `manifest.json` in it. Nothing in it is changed.
    python
        'PATTERN=FILE.py:FUNCTION' for each pattern that a Python function drives: a folder keeps
        the function and never executes it by itself.
    how
        `workers`, `engine`, `progress` and `anyway`, as in `run`.

    Returns
    -------
    Reproduction
        Which tables are the same to the bit, and where the others differ. Of a sweep it is one
        table, of points: their answers, and the hash of their histories; of uncertain sets one of
        each scenario, of sets: every outcome of their histories.

    Raises
    ------
    ScenarioError
        As `open`: the folder holds no results, they are of another version of the model or engine,
        or a file is not what was written.
    EscalationError
        A history that is stored cannot be played again.
    """
    entry = read_manifest(folder)
    options: Any = {**how, "out": None, "rows": True}
    if SWEEP in entry:
        return _of_sweep(Path(folder), read(Path(folder), entry), python, options)
    if SETS in entry:
        return _of_sets(Path(folder), read_sets(Path(folder), entry), python, options)
    stored = read_histories(folder, entry)
    scenarios = {
        arm: with_python(histories.scenario, *python) if python else histories.scenario
        for arm, histories in stored.items()
    }
    played = play(scenarios, entry["replications"], entry["seed"], **options)
    return Reproduction(
        Path(folder), entry["replications"], entry["seed"], _compared(stored, played)
    )


def _compared(stored: Mapping[str, Histories], played: Mapping[str, Histories]) -> list[Compared]:
    """Each table of each scenario, against the one that was played again."""
    found = []
    for arm, histories in stored.items():
        for name in TABLES:
            one, other = (getattr(run.block, name) for run in (histories, played[arm]))
            unlike = apart(one, other, histories.replications)
            found.append(Compared(arm, name, len(one), unlike))
    return found


def _of_sweep(folder: Path, stored: Played, python: Sequence[str], options: Any) -> Reproduction:
    """The answers of a sweep, against those that are played again."""
    points, count, seed = stored.points, stored.replications, stored.seed
    scenario = with_python(points.scenario, *python) if python else points.scenario
    again = Points(scenario, points.design, points.shard, points.sets)
    played = play_points(again, count, seed, **options)
    unlike = points_apart(points.design, stored.answers, played.answers)
    rows = Compared(scenario.name, "answers", len(stored.answers), unlike, POINT)
    return Reproduction(folder, count, seed, [rows])


def _of_sets(folder: Path, stored: Stored, python: Sequence[str], options: Any) -> Reproduction:
    """The outcomes of uncertain sets, against those that are played again."""
    arms = {
        arm: Sets(with_python(sets.scenario, *python), sets.count, sets.seed) if python else sets
        for arm, sets in stored.arms.items()
    }
    played = play_sets(arms, stored.histories, **options)
    compared = [
        Compared(
            arm, "outcomes", sets.count * stored.histories,
            sets_apart(stored.outcomes[arm], played[arm]), SET,
        )
        for arm, sets in arms.items()
    ]  # fmt: skip
    seed = next(iter(arms.values())).seed
    return Reproduction(folder, stored.histories, seed, compared)
