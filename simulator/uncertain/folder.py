"""The folder of uncertain sets, written once all of them have been played, and read back.

manifest.json              seed, sets, histories of each, versions, hashes, the command to repeat it
<arm>/input/scenario.yaml  the scenario, with whatever it extends or replays
<arm>/outcomes.parquet     a row a history: its set, its number in it, and every outcome
uncertain.json, tables/    what came of it, in words and numbers; made from these results
parts/                     finished blocks, from which a run that was stopped goes on
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from simulator.files import put, sweep
from simulator.store import manifest
from simulator.store.blocks import MANIFEST
from simulator.store.disk import digest, from_parquet, to_parquet, writing
from simulator.store.folder import inputs, slugs, write_inputs
from simulator.store.read import read_files, scenario_in
from simulator.uncertain.keep import study_of
from simulator.uncertain.outcomes import OverSets, Piece, from_table, joined, to_table
from simulator.uncertain.sets import Sets

SETS = "uncertain sets"
"""What the manifest says of them; that of a run has no such entry."""
OUTCOMES = "outcomes.parquet"


class Stored(NamedTuple):
    """What a folder keeps of scenarios that were played with sets."""

    arms: Mapping[str, Sets]
    outcomes: Mapping[str, Sequence[OverSets]]
    histories: int
    """Of each set."""
    changed: tuple[str, ...] = ()
    """What was set in all scenarios, as PATH=VALUE."""


def write(folder: Path, found: Stored) -> Path:
    """Write scenarios and outcomes, and then the manifest that vouches for them; the manifest.

    Raises `OutputError`.
    """
    write_inputs(folder, {arm: sets.scenario for arm, sets in found.arms.items()})
    arms = {}
    for arm, slug in slugs(found.arms).items():
        scenario = found.arms[arm].scenario
        content = to_parquet(to_table(_in_one(found.outcomes[arm], found.histories)))
        with writing(folder, goes_on=True):
            sweep(folder / slug)
            put(folder / slug / OUTCOMES, content)
        files = {OUTCOMES: content} | inputs(scenario)
        arms[arm] = manifest.arm(scenario, slug, {one: digest(files[one]) for one in files})
    with writing(folder, goes_on=True):
        put(folder / MANIFEST, manifest.sealed_text(_entry(found, arms)).encode())
    return folder / MANIFEST


def _in_one(outcomes: Sequence[OverSets], histories: int) -> Piece:
    """All sets of an arm as one piece."""
    names = tuple(one.outcome for one in outcomes)
    count = len(outcomes[0].values) if outcomes else 0
    return Piece(
        0, histories, (names,) * count, {one.outcome: one.unit for one in outcomes},
        {one.outcome: one.values for one in outcomes},
    )  # fmt: skip


def _entry(found: Stored, arms: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    first = next(iter(found.arms.values()))
    command = manifest.again(list(arms.values()), first.seed, found.histories, ())
    return {
        "about": manifest.ABOUT,
        "again": f"{command} --uncertain {first.count}" if command else "",
        "seed": first.seed,
        "replications": found.histories,
        **manifest.made_by(study_of(found.arms, found.histories)),
        SETS: {"sets": first.count, "changes": list(found.changed)},
        "arms": dict(arms),
    }


def read(folder: Path, entry: Mapping[str, Any]) -> Stored:
    """What was written to a folder with this manifest.

    Raises `ScenarioError` with a line for each file that is missing or is not what was written.
    """
    count = entry[SETS]["sets"]
    arms, outcomes = {}, {}
    for arm, told in entry["arms"].items():
        contents = read_files(folder, told)
        arms[arm] = Sets(scenario_in(folder, told), count, entry["seed"])
        outcomes[arm] = joined([from_table(from_parquet(contents[OUTCOMES]))], count)
    return Stored(arms, outcomes, entry["replications"], tuple(entry[SETS]["changes"]))
