"""The folder of a sweep: what it says of itself, and the answers, for people and for programs.

manifest.json              seed, histories, versions, hashes, and the command to repeat it
<name>/input/scenario.yaml the scenario, with whatever it extends or replays
design.csv                 a row a point: the values of the paths; `--design` reads it
answers.parquet, .csv      the same with each outcome, its interval, and the hash of its histories
parts/                     finished blocks, from which a sweep that was stopped goes on
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from simulator.errors import Problem, ScenarioError
from simulator.files import put, sweep as sweep_away
from simulator.scenario.load import load
from simulator.scenario.ranges import bare
from simulator.store import programs
from simulator.store.blocks import MANIFEST, refuse_foreign
from simulator.store.disk import digest, to_parquet, writing
from simulator.store.fingerprint import scenario_hash
from simulator.store.folder import INPUT, inputs, slugs, to_csv, write_inputs
from simulator.store.manifest import made_by, sealed_text
from simulator.sweeps.answers import names_of, narrow, wide
from simulator.sweeps.design import from_csv, to_csv as design_csv
from simulator.sweeps.keep import study_of
from simulator.sweeps.kinds import Failed
from simulator.sweeps.play import Played
from simulator.sweeps.points import Points, Shard

SWEEP = "sweep"
"""What the manifest of a sweep has in place of arms."""
DESIGN, ANSWERS, CSV = "design.csv", "answers.parquet", "answers.csv"
ABOUT = (
    "A sweep of escalation-timeline: one scenario at many points, all on the same luck. design.csv "
    "has a row a point with the values of the paths; answers.parquet and answers.csv add each "
    "outcome with its 95 % interval and the hash of its histories; where uncertain sets were "
    "drawn, also the band that holds 90 % of them. Numbers depend only on the scenario, the "
    "points, the seed and the code, not on the engine, the number of workers, a stop in between or "
    "shards. parts/ holds the histories; it may be deleted."
)


def write(folder: Path, found: Played) -> list[Path]:
    """Write all of a sweep but its histories and pictures; the files, the manifest first.

    Raises `OutputError` for a folder that holds something else, or cannot be written.
    """
    points = found.points
    study = study_of(points, found.seed, found.replications)
    refuse_foreign(folder, study)
    write_inputs(folder, {points.scenario.name: points.scenario})
    files = _files(found)
    (home,) = slugs({points.scenario.name: None}).values()
    hashes = {name: digest(content) for name, content in files.items()}
    kept = inputs(points.scenario).items()
    hashes |= {f"{home}/{name}": digest(content) for name, content in kept}
    entry = {
        "about": ABOUT,
        "again": _again(found, home),
        "seed": found.seed,
        "replications": found.replications,
        **made_by(study),
        SWEEP: _described(found, home) | {"sha256": hashes},
    }
    with writing(folder, goes_on=True):
        sweep_away(folder)
        for name, content in files.items():
            put(folder / name, content)
        put(folder / MANIFEST, sealed_text(entry).encode())
    return files_of(folder)


def files_of(folder: Path) -> list[Path]:
    """The files that `write` leaves, those of the scenario left out."""
    return [folder / name for name in (MANIFEST, DESIGN, ANSWERS, CSV)]


def read(folder: Path, entry: Mapping[str, Any]) -> Played:
    """The sweep in a folder with this manifest.

    Raises `ScenarioError` with a line for each file that is missing or is not what was written.
    """
    import pandas as pd

    told = entry[SWEEP]
    contents = vouched(folder, told["sha256"])
    scenario = programs.not_named_again(load(folder / told["folder"] / INPUT), told["written"])
    design = from_csv(contents[DESIGN].decode(), str(folder / DESIGN), bare(scenario))
    design = design._replace(kind=told["design"])
    points = Points(scenario, design, Shard(*told["shard"]), told.get("sets", 0))
    frame = pd.read_parquet(BytesIO(contents[ANSWERS]))
    answers = tuple(narrow(frame, dict(told["outcomes"])))
    failed = tuple(Failed(**one) for one in told["failed"])
    return Played(points, entry["replications"], entry["seed"], answers, failed)


def vouched(folder: Path, hashes: Mapping[str, str]) -> dict[str, bytes]:
    """The files of a folder, each as it was written; else `ScenarioError`."""
    contents, problems = {}, []
    for name, sha256 in hashes.items():
        try:
            contents[name] = (folder / name).read_bytes()
            fault = "" if digest(contents[name]) == sha256 else "is not what was written"
        except OSError as error:
            fault = f"cannot be read: {error.strerror or error}"
        if fault:
            message = f"{fault}. Run the study again there."
            problems.append(Problem(str(folder / name), None, "", message))
    if problems:
        raise ScenarioError(problems)
    return contents


def _files(found: Played) -> dict[str, bytes]:
    """The files beside the manifest, by name."""
    import pyarrow as pa

    frame = wide(found.points.design, found.answers)
    return {
        DESIGN: design_csv(found.points.design).encode(),
        ANSWERS: to_parquet(pa.Table.from_pandas(frame, preserve_index=False)),
        CSV: to_csv(frame).encode(),
    }


def _described(found: Played, home: str) -> dict[str, Any]:
    """What the manifest says of the sweep itself."""
    scenario = found.points.scenario
    return {
        "folder": home,
        "scenario_hash": scenario_hash(scenario),
        "written": programs.recorded(scenario) if scenario.programs else {},
        "design": found.points.design.kind,
        "points": len(found.points.design.points),
        "shard": list(found.points.shard),
        "sets": found.points.sets,
        "outcomes": list(names_of(found.answers).items()),
        "failed": [one._asdict() for one in found.failed],
        "hash": found.hash,
    }


def _again(found: Played, home: str) -> str:
    """The command that plays this again, to be given in its folder."""
    scenario, shard = found.points.scenario, found.points.shard
    words = ["escalation", "sweep", f"{home}/{INPUT}", "--design", DESIGN]
    words += ["--replications", str(found.replications), "--seed", str(found.seed)]
    words += ["--uncertain", str(found.points.sets)] if found.points.sets else []
    words += ["--shard", shard.words] if shard.parts > 1 else []
    words += programs.options(programs.recorded(scenario), home) if scenario.programs else []
    return shlex.join([*words, "--out", "again"])
