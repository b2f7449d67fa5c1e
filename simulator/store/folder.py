"""A folder of results that explains itself: tables in words, what was played, how to play it again.

manifest.json              seed, replications, versions, hashes, and the command to repeat it
<arm>/input/scenario.yaml  the scenario, with whatever it extends or replays, and patterns in Python
<arm>/outcomes.parquet     a row a replication
<arm>/phases.parquet       a row for each phase of each episode
<arm>/answers.parquet      a row for each answer of a guarantor
headline.txt               what came out, in words
parts/                     finished blocks, from which a run that was stopped goes on
"""

import re
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.files import put, sweep
from simulator.scenario.form import as_written, to_yaml
from simulator.scenario.schema import Scenario
from simulator.store import in_words as stored, manifest, programs
from simulator.store.arrow import nest
from simulator.store.blocks import MANIFEST, Parts
from simulator.store.disk import digest, to_parquet, writing
from simulator.store.fingerprint import event_files, fingerprint
from simulator.tables.histories import Histories
from simulator.tables.safe_text import clean, csv_cell

if TYPE_CHECKING:
    import pandas as pd

TABLES = ("outcomes", "phases", "answers")
INPUT = "input/scenario.yaml"
WORDS = "headline.txt"
TAKEN = ("parts", "figures", "tables")
LONGEST_NAME = 60


def slugs(arms: Mapping[str, Any]) -> dict[str, str]:
    """A folder name for each arm, safe on every system, none twice."""
    given: dict[str, str] = {}
    taken = set(TAKEN)
    for arm in arms:
        plain = re.sub(r"[^a-z0-9]+", "-", arm.lower()).strip("-")[:LONGEST_NAME] or "arm"
        names = (plain if i == 1 else f"{plain}-{i}" for i in range(1, len(arms) + len(taken) + 2))
        given[arm] = next(name for name in names if name not in taken)
        taken.add(given[arm])
    return given


def write_inputs(folder: Path, scenarios: Mapping[str, Scenario]) -> None:
    """Put each scenario in its arm's folder, with the events that it replays."""
    for arm, slug in slugs(scenarios).items():
        with writing(folder, goes_on=True):
            for name, content in inputs(scenarios[arm]).items():
                path = folder / slug / name
                path.parent.mkdir(parents=True, exist_ok=True)
                sweep(path.parent)
                put(path, content)


def write_scenarios(folder: Path, scenarios: Mapping[str, Scenario]) -> list[Path]:
    """Put each scenario into a file of its own that runs, beside the events that they replay.

    Returns the files of the scenarios. Raises `OutputError`.
    """
    contents = {
        name: path.read_bytes()
        for scenario in scenarios.values()
        for name, path in event_files(scenario).items()
    }
    files = {f"{slug}.yaml": scenarios[arm] for arm, slug in slugs(scenarios).items()}
    contents |= {name: to_yaml(as_written(one)).encode() for name, one in files.items()}
    with writing(folder):
        for name, content in contents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            put(path, content)
    return [folder / name for name in files]


def inputs(scenario: Scenario) -> dict[str, bytes]:
    """The files that a scenario consists of once all that it extends is laid into it."""
    events = {f"input/{name}": path.read_bytes() for name, path in event_files(scenario).items()}
    written = programs.files(scenario)
    return {**events, **written, INPUT: to_yaml(as_written(scenario)).encode()}


def write_study(folder: Path, runs: Mapping[str, Histories]) -> Path:
    """Write all of a study whose histories are in memory, as if they had been played with `out`.

    Returns the manifest. Raises `OutputError` for a folder that holds something else, and
    `EscalationError` where the rows of phases and answers were not kept.
    """
    for run in runs.values():
        run.need_rows()
    scenarios = {arm: run.scenario for arm, run in runs.items()}
    seed = next(iter(runs.values())).seed
    study = fingerprint(scenarios, {arm: run.parameters for arm, run in runs.items()}, seed)
    with closing(Parts(folder, study, slugs(runs))) as parts:
        write_inputs(folder, scenarios)
        for arm, run in runs.items():
            if all(place[0] != arm for place in parts.found):
                parts.add((arm, 0, run.replications), nest(run.block))
        return write_results(folder, runs, study)


def write_results(folder: Path, runs: Mapping[str, Histories], study: Mapping[str, str]) -> Path:
    """Write the tables of the runs, and then the manifest that vouches for them; the manifest."""
    arms = {}
    for arm, slug in slugs(runs).items():
        run = runs[arm]
        contents = {f"{name}.parquet": to_parquet(stored.table(run, name)) for name in TABLES}
        with writing(folder, goes_on=True):
            sweep(folder / slug)
            for name, content in contents.items():
                put(folder / slug / name, content)
        files = contents | inputs(run.scenario)
        hashes = {name: digest(content) for name, content in files.items()}
        arms[arm] = manifest.arm(run.scenario, slug, hashes)
    first = next(iter(runs.values()))
    text = manifest.text(arms, first.seed, first.replications, study, first.precision)
    with writing(folder, goes_on=True):
        sweep(folder)
        put(folder / MANIFEST, text.encode())
    return folder / MANIFEST


def to_csv(frame: "pd.DataFrame") -> str:
    """The frame as CSV text; a cell that a spreadsheet would take for a formula is defused."""
    shown = frame.reset_index() if frame.index.names != [None] else frame.copy()
    for place, name in enumerate(shown.columns):
        if shown[name].dtype.kind not in "biufM":
            shown.isetitem(place, [csv_cell(cell) for cell in shown.iloc[:, place]])
    shown.columns = [csv_cell(name) for name in shown.columns]
    return str(shown.to_csv(index=False, lineterminator="\n"))


def write_csv(frame: "pd.DataFrame", path: str | Path) -> Path:
    """Write the frame as CSV, as `to_csv` gives it; the file."""
    place = Path(path)
    with writing(place.parent):
        place.parent.mkdir(parents=True, exist_ok=True)
        put(place, to_csv(frame).encode())
    return place


def write_words(text: str, folder: Path) -> Path:
    """Put what a result says in words beside its tables, in headline.txt; the file."""
    with writing(folder):
        put(folder / WORDS, f"{clean(text)}\n".encode())
    return folder / WORDS
