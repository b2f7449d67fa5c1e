"""Puts the shards of a sweep together again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, NoReturn

from simulator.errors import Problem, ScenarioError
from simulator.store.blocks import Parts
from simulator.store.fingerprint import differences
from simulator.store.folder import write_inputs
from simulator.store.read import read_manifest
from simulator.sweeps import folder as files
from simulator.sweeps.keep import name_of, study_of
from simulator.sweeps.play import Played
from simulator.sweeps.points import WHOLE, Points
from simulator.sweeps.result import Sweep

SHARD = "shard"


class _Part(NamedTuple):
    """One shard, as its folder holds it."""

    folder: Path
    study: dict[str, str]
    played: Played


def merge(*folders: str | Path, out: str | Path | None = None) -> Sweep:
    """Put the shards of a sweep together: the sweep as if it had been played in one piece.

    Parameters
    ----------
    folders
        The `--out` folders of `escalation sweep --shard`, in any order.
    out
        A folder for the whole sweep, by default none. It holds what the folder of an undivided
        sweep would, so the same sweep goes on there with more histories.

    Returns
    -------
    Sweep
        With the hash that the undivided sweep has.

    Raises
    ------
    ScenarioError
        A folder holds no finished shard, or was changed; shards are of different sweeps, one is
        missing, or one comes twice.
    OutputError
        `out` cannot be written, or holds another study; a shard is being written to.
    """
    shards = [_read(Path(folder)) for folder in folders]
    _refuse_strangers(shards)
    first = shards[0].played
    base = first.points
    points = Points(base.scenario, base.design, WHOLE, base.sets)
    answers = sorted(one for shard in shards for one in shard.played.answers)
    failed = sorted(one for shard in shards for one in shard.played.failed)
    whole = Played(points, first.replications, first.seed, tuple(answers), tuple(failed))
    if out is not None:
        _copy(shards, whole, Path(out))
        files.write(Path(out), whole)
    return Sweep(whole)


def _read(folder: Path) -> _Part:
    entry = read_manifest(folder)
    if files.SWEEP not in entry:
        _refuse(folder, "holds no sweep. Name the folders of its shards.")
    return _Part(folder, entry["fingerprint"], files.read(folder, entry))


def _refuse_strangers(shards: Sequence[_Part]) -> None:
    """Refuse shards that are not all of one sweep, each once; raises `ScenarioError`."""
    if not shards:
        raise ScenarioError([Problem("merge", None, "", "name the folders of the shards.")])
    first, seen = shards[0], dict[int, Path]()
    parts = first.played.points.shard.parts
    for one in shards:
        unlike = differences(_undivided(first.study), _undivided(one.study))
        if one.played.points.shard.parts != parts:
            unlike.append("number of shards")
        if one.played.replications != first.played.replications:
            unlike.append("number of histories")
        if one.played.points.sets != first.played.points.sets:
            unlike.append("number of uncertain sets")
        if unlike:
            verb = "differs" if len(unlike) == 1 else "differ"
            _refuse(one.folder, f"its {', '.join(unlike)} {verb} from {first.folder}.")
        number = one.played.points.shard.number
        if number in seen:
            _refuse(one.folder, f"holds shard {number}/{parts}, as {seen[number]} does.")
        seen[number] = one.folder
    if missing := [f"{number}/{parts}" for number in range(1, parts + 1) if number not in seen]:
        which = (
            f"shard {missing[0]} is" if len(missing) == 1 else f"shards {', '.join(missing)} are"
        )
        message = f"{which} missing. Play what is missing, and name its folder too."
        raise ScenarioError([Problem("merge", None, "", message)])


def _undivided(study: Mapping[str, str]) -> dict[str, str]:
    return {word: value for word, value in study.items() if word != SHARD}


def _copy(shards: Sequence[_Part], whole: Played, out: Path) -> None:
    """Put the blocks of all shards into the folder of the whole sweep."""
    names = {name_of(number): name_of(number) for number in whole.points.own}
    scenario = whole.points.scenario
    with closing(
        Parts(out, study_of(whole.points, whole.seed, whole.replications), names)
    ) as parts:
        write_inputs(out, {scenario.name: scenario})
        had = set(parts.found)
        for shard in shards:
            with closing(Parts(shard.folder, shard.study, names)) as theirs:
                for place in theirs.found:
                    if place not in had:
                        parts.add(place, theirs.read(place))


def _refuse(folder: Path, message: str) -> NoReturn:
    raise ScenarioError([Problem(str(folder), None, "", message)])
