"""What results depend on, as hashes: only results with the same fingerprint may share a folder."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simulator.model.parameters import Parameters
from simulator.scenario.diff import WORDS
from simulator.scenario.form import in_full
from simulator.scenario.schema import Scenario
from simulator.scenario.shipped import events_path
from simulator.sources import source_hash
from simulator.store.disk import digest

FORMAT = "1"
"""Of the files in a folder of results; changes with them."""


def canonical(tree: Any) -> bytes:
    """JSON text that is the same for the same tree."""
    return json.dumps(tree, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def scenario_hash(scenario: Scenario) -> str:
    """A hash of all that a scenario means, whatever its words say about it."""
    meant = {key: value for key, value in in_full(scenario).items() if key not in WORDS}
    return digest(canonical(meant))


def parameters_hash(parameters: Parameters) -> str:
    """A hash of a scenario as arrays, with its seed and with the events that it replays.

    It does not depend on the engine, as the histories do not.
    """
    world = parameters.world.copy()
    world["engine"] = 0
    hashed = hashlib.sha256()
    for name, array in parameters.replace(world=world).arrays().items():
        hashed.update(f"{name} {array.dtype.descr} {array.shape} ".encode())
        hashed.update(array.tobytes())
    return hashed.hexdigest()


def event_files(scenario: Scenario) -> dict[str, Path]:
    """The CSV files that a scenario replays, by the names that it gives them."""
    named = [one.events.file for one in scenario.violations.values() if one.events is not None]
    return {name: events_path(name, scenario.folder) for name in named}


def fingerprint(
    scenarios: Mapping[str, Scenario], parameters: Mapping[str, Parameters], seed: int
) -> dict[str, str]:
    """What a folder of results must agree in, under the words that people know it by."""
    arms = {}
    for name, scenario in scenarios.items():
        arms[f"scenario '{name}'"] = scenario_hash(scenario)
        arms[f"numbers of '{name}'"] = parameters_hash(parameters[name])
    program = versions()
    return {"format": program["format"], "seed": str(seed), "code": program["code"]} | arms


def versions() -> dict[str, str]:
    """What a fingerprint says of the program: the format of its files, and its model and engine."""
    return {"format": FORMAT, "code": source_hash()}


def differences(theirs: Mapping[str, str], ours: Mapping[str, str]) -> list[str]:
    """The words in which two fingerprints differ; what only follows from others is left out."""
    words = [word for word in {**theirs, **ours} if theirs.get(word) != ours.get(word)]
    plain = [word for word in words if not word.startswith(("numbers of", "points"))]
    return plain or words
