"""The manifest of a folder of results: what was played, with what, and how to play it again."""

import json
import platform
import shlex
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from simulator.scenario.form import in_full
from simulator.scenario.schema import Scenario
from simulator.store import programs
from simulator.store.blocks import sealed
from simulator.store.fingerprint import event_files, scenario_hash
from simulator.tables.precision import Precision

PACKAGE = "escalation-timeline"
PACKAGES = (PACKAGE, "numpy", "pandas", "pyarrow", "pydantic", "simpy", "wasmtime")
ABOUT = (
    "Results of escalation-timeline. Numbers in the tables depend only on the scenario, the seed "
    "and the code, not on the engine or the number of workers. Hours are on the plan's clock; "
    "null means that a number does not apply. "
    "Each arm's folder holds its scenario, with whatever it extends or replays, and its tables. "
    "parts/ holds the same results in blocks, to which later runs add; it may be deleted. "
    "headline.txt, tables/ and figures/, where there are any, were made from these results."
)


def arm(scenario: Scenario, folder: str, hashes: Mapping[str, str]) -> dict[str, Any]:
    """What is recorded of one arm."""
    return {
        "folder": folder,
        "scenario": in_full(scenario),
        "scenario_hash": scenario_hash(scenario),
        "replayed": {name: hashes[f"input/{name}"] for name in event_files(scenario)},
        **({"written": programs.recorded(scenario)} if scenario.programs else {}),
        "sha256": dict(hashes),
    }


def text(
    arms: Mapping[str, Mapping[str, Any]],
    seed: int,
    replications: int,
    study: Mapping[str, str],
    precision: Precision | None = None,
) -> str:
    """The manifest as JSON."""
    most = precision.most if precision else replications
    until = precision.asked if precision else []
    entry = {
        "about": ABOUT,
        "again": again(list(arms.values()), seed, most, until),
        "seed": seed,
        "replications": replications,
        **({"until": precision.record()} if precision else {}),
        **made_by(study),
        "arms": dict(arms),
    }
    return sealed_text(entry)


def made_by(study: Mapping[str, str]) -> dict[str, Any]:
    """What is recorded of the program that made some results, and of what they depend on."""
    return {
        "code": study["code"],
        "python": platform.python_version(),
        "versions": {name: version_of(name) for name in PACKAGES},
        "fingerprint": dict(study),
    }


def sealed_text(entry: Mapping[str, Any]) -> str:
    """The entry as JSON with a checksum of itself."""
    return json.dumps(sealed(entry), ensure_ascii=False, indent=1) + "\n"


def again(
    arms: Sequence[Mapping[str, Any]], seed: int, replications: int, until: Iterable[str]
) -> str:
    """The command that plays this again, to be given in the folder of the results.

    What it names of patterns in Python holds for all arms; "" where that is not so.
    """
    written = [programs.hashes(one) for one in arms]
    if any(one != written[0] for one in written):
        return ""
    files = [f"{one['folder']}/input/scenario.yaml" for one in arms]
    verb = "run" if len(files) == 1 else "compare"
    options = ["--replications", str(replications), "--seed", str(seed), "--out", "again"]
    options += [word for one in until for word in ("--until", one)]
    options += programs.options(arms[0].get("written", {}), arms[0]["folder"])
    return shlex.join(["escalation", verb, *files, *options])


def version_of(package: str) -> str:
    """The version of a package that is installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
