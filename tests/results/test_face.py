"""A command prints and writes what a result says and writes itself, and nothing else."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from matplotlib.figure import Figure

from simulator import (
    backtest,
    branch,
    check_events,
    compare,
    curve,
    discover,
    drivers,
    fit_events,
    frontier,
    grey_zone,
    levers,
    map_out,
    rank,
    read_events,
    replay,
    run,
    sweep,
)
from simulator.cli import main
from simulator.fits.counts import families
from simulator.results.face import Result
from simulator.results.finding import Finding
from simulator.scenario.form import to_yaml
from tests.plots.layout import faults

ONE: dict[str, Any] = {
    "name": "One",
    "horizon": "10 days",
    "limits": "It shows little.",
    "violations": {"fire": {"kind": "artillery", "rate": "2 per day"}},
    "threshold": {"of": "artillery", "at_least": 1, "within": "24 h"},
    "watch": {"six": {"of": "artillery", "at_least": 6, "within": "24 h"}},
    "plan": {"phases": [{"name": "first", "by": "24 h", "owed_by": "x"}]},
}
SIX = {**ONE, "name": "Six", "threshold": ONE["watch"]["six"]}
MAPPING = """\
source: A made-up mission
zone: UTC
start: day
count: acts
kind: artillery
"""
UNSURE = {**ONE, "uncertain": {"violations.fire.rate": {"uniform": ["1 per day", "9 per day"]}}}
NAMES = ["run", "compare", "uncertain run", "uncertain compare", "replay", "check", "backtest"]
STUDIES = ["curve", "map", "grey-zone", "drivers", "frontier", "rank", "discover", "branch"]
STUDIES += ["levers", "uncertain map", "uncertain curve"]
NAMES += ["sweep", *STUDIES]
AXIS = "threshold.at_least=1,3,9"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("scenarios")
    paths = tuple(folder / f"{one['name']}.yaml" for one in (ONE, SIX))
    for path, scenario in zip(paths, (ONE, SIX), strict=True):
        path.write_bytes(to_yaml(scenario).encode())
    (folder / "unsure.yaml").write_bytes(to_yaml(UNSURE).encode())
    counts = [4, 0, 9, 31, 2, 1, 17, 0, 5, 6] * 3
    lines = [f"2024-03-{day:02},{count}" for day, count in enumerate(counts, start=1)]
    (folder / "counts.csv").write_text("day,acts\n" + "\n".join(lines) + "\n")
    (folder / "mapping.yaml").write_text(MAPPING)
    return paths


@cache
def asked(name: str, files: tuple[Path, ...]) -> tuple[Result, list[str]]:
    """A result, and the words of the command that gives it."""
    how = ["-n", "8", "--seed", "4", "--engine", "simpy"]
    if name == "run":
        return run(files[0], 8, 4, engine="simpy"), ["run", str(files[0]), *how]
    if name == "compare":
        found = compare(*files, replications=8, seed=4, engine="simpy")
        return found, ["compare", *map(str, files), *how]
    if name == "map":
        axes = ["threshold.at_least=1,3", "plan.phases.first.by=1 h,24 h"]
        found = map_out(files[0], *axes, replications=8, seed=4, engine="simpy")
        return found, ["map", str(files[0]), *how, "--x", axes[0], "--y", axes[1]]
    if name == "grey-zone":
        found = grey_zone(files[0], rules=[files[1]], replications=8, seed=4)
        return found, [name, str(files[0]), *how[:4], "--rules", str(files[1])]
    if name == "frontier":
        found = frontier(files[0], rules=[files[1]], most=9, replications=8, seed=4)
        return found, [name, str(files[0]), *how[:4], "--rules", str(files[1]), "--most", "9"]
    if name == "curve":
        rules = [files[1]]
        found = curve(files[0], "count=1,3", rules=rules, replications=8, seed=4, engine="simpy")
        return found, [
            "curve",
            str(files[0]),
            *how,
            "--along",
            "count=1,3",
            "--rules",
            f"{rules[0]}",
        ]
    if name == "drivers":
        unsure = files[0].with_name("unsure.yaml")
        moved = drivers(unsure, samples=8, replications=8, seed=4, engine="simpy")
        return moved, ["drivers", str(unsure), *how, "--samples", "8"]
    if name == "rank":
        unsure = [files[0].with_name("unsure.yaml"), files[1]]
        ranks = rank(*unsure, sets=6, replications=8, seed=4, engine="simpy")
        return ranks, ["rank", *map(str, unsure), *how, "--sets", "6"]
    if name == "discover":
        unsure = files[0].with_name("unsure.yaml")
        asked_for = "breaches > 100"
        boxes = discover(unsure, asked_for, sets=48, replications=8, seed=4, engine="simpy")
        return boxes, ["discover", str(unsure), "--when", asked_for, *how, "--sets", "48"]
    if name == "levers":
        return levers(files[0], replications=8, seed=4, engine="simpy"), [name, str(files[0]), *how]
    if name == "branch":
        parted = branch(
            files[0], "4 days", {"threshold.at_least": 6}, continuations=8, replication=2, seed=4
        )
        more = ["--at", "4 days", "--set", "threshold.at_least=6", "-r", "2"]
        return parted, [name, str(files[0]), *more, *how[:4]]
    if name == "sweep":
        found_at = sweep(files[0], ["threshold.at_least=1,2"], "grid", 8, 4, engine="simpy")
        return found_at, ["sweep", str(files[0]), *how, "--vary", "threshold.at_least=1,2"]
    if name.startswith("uncertain"):
        return asked_of_sets(name.partition(" ")[2], files[0].with_name("unsure.yaml"), how)
    if name == "backtest":
        found = backtest("poland-2025", replications=8, seed=4, engine="simpy")
        return found, ["backtest", "poland-2025", *how]
    return asked_of_events(name, *files)


def asked_of_sets(name: str, file: Path, how: list[str]) -> tuple[Result, list[str]]:
    """The same of 6 uncertain sets, of a scenario or of it and itself."""
    if name == "run":
        result: Result = run(file, 8, 4, uncertain=6, engine="simpy")
        return result, ["run", str(file), *how, "--uncertain", "6"]
    how = [*how, "--uncertain", "6"]
    if name == "map":
        result = map_out(file, AXIS, replications=8, seed=4, uncertain=6, engine="simpy")
        return result, ["map", str(file), *how, "--x", AXIS]
    if name == "curve":
        along = "count=1,3,9"
        result = curve(file, along, replications=8, seed=4, uncertain=6, engine="simpy")
        return result, ["curve", str(file), *how, "--along", along]
    result = compare(file, file, replications=8, seed=4, uncertain=6, engine="simpy")
    return result, ["compare", str(file), str(file), *how]


def asked_of_events(name: str, one: Path, six: Path) -> tuple[Result, list[str]]:
    """The same for what is asked of a file of events."""
    events, mapping = one.with_name("counts.csv"), one.with_name("mapping.yaml")
    reading, given = read_events(events, mapping), ["--mapping", str(mapping)]
    if name == "fit":
        return fit_events(reading), ["fit", str(events), *given]
    given = [name, str(one), "--events", str(events), *given, "-n", "40", "--seed", "4"]
    if name == "check":
        return check_events(one, reading, histories=40, seed=4), given
    found = replay(one, reading, [one, six], 4, replications=40)
    return found, [*given, "--rules", f"{one},{six}"]


@pytest.mark.parametrize("name", [*NAMES, "fit"])
def test_the_command_prints_the_text_of_the_result_or_its_record(
    name: str,
    files: tuple[Path, ...],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(families, "FAMILIES", families.FAMILIES[:2])  # the quick ones
    result, words = asked(name, files)
    main(words)
    printed = capsys.readouterr().out
    opened = [part for part in printed.split("\n\n") if part.startswith("To see why")]
    assert len(opened) == (name == "compare")
    for part in opened:  # names files, of which the result knows nothing
        printed = printed.replace(f"{part}\n\n", "")
    assert printed == f"{result.text}\n"
    main([*words, "--json"])
    assert json.loads(capsys.readouterr().out) == result.record()


@pytest.mark.parametrize("name", NAMES)
def test_the_command_leaves_the_folder_that_the_result_writes(
    name: str, files: tuple[Path, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result, words = asked(name, files)
    written = result.write(tmp_path / "one", "svg")
    main([*words, "--out", str(tmp_path / "two"), "--format", "svg"])
    said = capsys.readouterr().err.splitlines()
    assert said == [
        f"wrote {tmp_path / 'two' / one.relative_to(tmp_path / 'one')}" for one in written
    ]
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert {one.suffix for one in written} >= {".csv", ".svg"}


@pytest.mark.parametrize("name", STUDIES)
def test_a_study_says_what_its_scenarios_cannot_show_and_that_it_is_no_forecast(
    name: str, files: tuple[Path, ...]
) -> None:
    result, _ = asked(name, files)
    said = " ".join(result.text.split())
    assert "Limits of 'One" in said
    assert said.count("It shows little.") == 1
    assert said.count("not a forecast") == 1


@pytest.mark.parametrize("name", STUDIES)
def test_no_text_of_a_study_s_pictures_overlaps_or_is_cut_off(
    name: str, files: tuple[Path, ...]
) -> None:
    result, _ = asked(name, files)
    assert isinstance(result, Finding)
    for draw in result._pictures().values():
        figure = draw()
        assert isinstance(figure, Figure)
        assert faults(figure) == []


def contents(folder: Path) -> dict[str, bytes]:
    """Each file of a folder, but for the blocks, which come as they were played."""
    found = [path for path in folder.rglob("*") if path.is_file() and "parts" not in path.parts]
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@pytest.mark.parametrize("name", NAMES)
def test_a_record_holds_nothing_that_json_cannot(name: str, files: tuple[Path, ...]) -> None:
    record = asked(name, files)[0].record()
    assert json.loads(json.dumps(record, allow_nan=False)) == record


def test_a_later_run_goes_on_from_what_a_result_wrote(tmp_path: Path) -> None:
    run(ONE, 6, 4, engine="simpy").write(tmp_path, "svg")
    done = []
    run(ONE, 8, 4, engine="simpy", out=tmp_path, progress=lambda *call: done.append(call[0]))
    assert done[0] == 6
