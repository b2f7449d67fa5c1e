"""Reads a folder of results back, once all that its manifest vouches for is as it was written."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from simulator.errors import Problem, ScenarioError
from simulator.model.encode import names_of
from simulator.scenario.load import load
from simulator.scenario.schema import Scenario
from simulator.store import in_words as stored, programs
from simulator.store.blocks import JOURNAL, MANIFEST, UNCERTAIN, unsealed
from simulator.store.disk import digest, from_parquet
from simulator.store.fingerprint import versions
from simulator.store.folder import INPUT, TABLES
from simulator.store.manifest import PACKAGE, version_of
from simulator.tables.histories import Histories


def read_histories(folder: str | Path, entry: Mapping[str, Any]) -> dict[str, Histories]:
    """The histories in a folder with this manifest, by the names of their scenarios.

    Raises `ScenarioError` with a line for each file that is missing or is not what was written.
    """
    place = Path(folder)
    contents = {arm: read_files(place, told) for arm, told in entry["arms"].items()}
    found = {}
    for arm, told in entry["arms"].items():
        found[arm] = _histories(scenario_in(place, told), contents[arm], entry["seed"])
    return found


def scenario_in(place: Path, told: Mapping[str, Any]) -> Scenario:
    """The scenario of an arm as it was played; its patterns in Python are not executed."""
    return programs.not_named_again(load(place / told["folder"] / INPUT), told.get("written", {}))


def read_manifest(folder: str | Path) -> dict[str, Any]:
    """The manifest of a folder of results.

    Raises `ScenarioError` for what is not such a folder, was not finished, was changed since, or
    was written by another version of the model or engine.
    """
    path = Path(folder) / MANIFEST
    try:
        entry = unsealed(path.read_bytes())
    except OSError as error:
        _refuse(Path(folder), _why_not(Path(folder), error))
    if entry is None:
        _refuse(path, "was changed after it was written, so nothing here is vouched for.")
    theirs, ours = entry["fingerprint"], versions()
    if any(theirs[word] != ours[word] for word in ours):
        _refuse(path, _other_version(entry))
    return entry


def _why_not(folder: Path, error: OSError) -> str:
    """Why there is no manifest to read, and what would do."""
    if not folder.exists():
        return "there is no such folder."
    if not folder.is_dir():
        return "is not a folder. Name the folder that --out, or out=, named."
    if (folder / MANIFEST).exists():
        return f"its {MANIFEST} cannot be read: {error.strerror or error}."
    if (folder / UNCERTAIN).exists():
        return (
            f"holds results of uncertain sets ({UNCERTAIN}) without a {MANIFEST}: they are not "
            "finished, or of a version that could not open them. Start the same command again with "
            "this folder."
        )
    if (folder / "parts" / JOURNAL).exists():
        return (
            f"holds results that are not finished: there is no {MANIFEST}. Start the same command "
            "again with this folder; it goes on from what is there."
        )
    return f"holds no results: there is no {MANIFEST}. Name a folder that --out, or out=, named."


def _other_version(entry: Mapping[str, Any]) -> str:
    """By which version it was written, and what can be done with it."""
    theirs, ours = entry["versions"][PACKAGE], version_of(PACKAGE)
    said = (
        f"was written by version {theirs} with model and engine {entry['code'][:12]}; installed is "
        f"version {ours} with {versions()['code'][:12]}, which may play other histories. Install "
        "that version to open it"
    )
    again = f", or play it again in that folder: {entry['again']}" if entry["again"] else ""
    return f"{said}{again}. Its Parquet files can be read as they are."


def read_files(place: Path, told: Mapping[str, Any]) -> dict[str, bytes]:
    """The files of an arm, each as it was written; `told`: what the manifest says of the arm.

    Raises `ScenarioError` with a line for each that is missing or is not what was written.
    """
    contents = {}
    problems = []
    for name, sha256 in told["sha256"].items():
        path = place / told["folder"] / name
        try:
            contents[name] = path.read_bytes()
            fault = "" if digest(contents[name]) == sha256 else "is not what was written"
        except OSError as error:
            fault = f"cannot be read: {error.strerror or error}"
        if fault:
            problems.append(Problem(str(path), None, "", f"{fault}. Run the study again there."))
    if problems:
        raise ScenarioError(problems)
    return contents


def _histories(scenario: Scenario, contents: Mapping[str, bytes], seed: int) -> Histories:
    """The histories that these files hold."""
    tables = (from_parquet(contents[f"{name}.parquet"]) for name in TABLES)
    block = stored.block(dict(zip(TABLES, tables, strict=True)), names_of(scenario))
    return Histories(scenario, seed, block)


def _refuse(path: Path, message: str) -> NoReturn:
    raise ScenarioError([Problem(str(path), None, "", message)])
