"""Reads a folder of results back, once all that its manifest vouches for is as it was written."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from simulator.errors import Problem, ScenarioError
from simulator.model.encode import names_of
from simulator.scenario.load import load
from simulator.store import in_words as stored, programs
from simulator.store.blocks import MANIFEST, unsealed
from simulator.store.disk import digest, from_parquet
from simulator.store.folder import INPUT, TABLES
from simulator.tables.histories import Histories


def read_folder(folder: str | Path) -> dict[str, Histories]:
    """The runs in a folder of results, by the names of their scenarios.

    Raises `ScenarioError` with a line for each file that is missing or is not what was written.
    """
    place = Path(folder)
    try:
        entry = unsealed((place / MANIFEST).read_bytes())
    except OSError as error:
        _refuse(
            place / MANIFEST,
            f"cannot be read: {error.strerror or error}. "
            "Only a run that has ended leaves a manifest; start an unfinished one again.",
        )
    if entry is None:
        _refuse(
            place / MANIFEST, "was changed after it was written, so nothing here is vouched for."
        )
    contents = {arm: _read_arm(place, told) for arm, told in entry["arms"].items()}
    return {
        arm: _histories(
            place / told["folder"], contents[arm], entry["seed"], told.get("written", {})
        )
        for arm, told in entry["arms"].items()
    }


def _read_arm(place: Path, told: Mapping[str, Any]) -> dict[str, bytes]:
    """The files of an arm, each as it was written."""
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


def _histories(
    home: Path, contents: Mapping[str, bytes], seed: int, written: Mapping[str, str]
) -> Histories:
    """The histories that these files hold; `written`: its patterns in Python, by the manifest."""
    tables = (from_parquet(contents[f"{name}.parquet"]) for name in TABLES)
    scenario = programs.not_named_again(load(home / INPUT), written)
    block = stored.block(dict(zip(TABLES, tables, strict=True)), names_of(scenario))
    return Histories(scenario, seed, block)


def _refuse(path: Path, message: str) -> NoReturn:
    raise ScenarioError([Problem(str(path), None, "", message)])
