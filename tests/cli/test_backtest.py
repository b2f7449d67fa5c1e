"""The command that sets public cases against the simulator."""

import csv
import json
from pathlib import Path

import pytest

from .conftest import Command

POLAND = ("backtest", "poland-2025", "-n", "12", "--uncertain", "0")
DRAWN = POLAND[:-2]


def test_it_prints_a_line_for_each_figure_and_lists_the_misses(command: Command) -> None:
    ended = command(*POLAND)
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert lines[0] == "12 histories of each scenario, seed 0"
    found = [line.split() for line in lines if line.startswith("drones, as reported later")]
    name = ["drones,", "as", "reported", "later"]
    assert found == [[*name, "21-23", "19", "19", "19", "more", "3", "21", "20.5"]]
    assert any(line.startswith("* drones, as reported the next") for line in lines)
    assert "more than the 90 % band (19; held out)" in " ".join(ended.out.split())
    assert "Held out: 0 of 1 figures lie in the 50 % band" in ended.out
    assert max(map(len, lines)) <= 100


def test_as_json_it_is_the_record_of_the_library(command: Command) -> None:
    found = json.loads(command(*POLAND, "--json").out)
    assert (found["replications"], found["seed"]) == (12, 0)
    assert [one["case"] for one in found["cases"]] == ["poland-2025"]
    assert found["reactions"] == []
    later = next(one for one in found["forecasts"] if one["what"] == "drones, as reported later")
    assert (later["low"], later["high"], later["median"]) == (21, 23, 19)
    assert later["crps_last"] == 21
    assert later["log"] < 0


def test_a_folder_gets_the_table_the_record_and_the_picture(
    tmp_path: Path, command: Command
) -> None:
    ended = command(*POLAND, "--out", tmp_path / "new")
    assert ended.code == 0
    written = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert written == ["backtest.json", "coverage.csv", "forecasts.csv", "forecasts.png"]
    record = json.loads((tmp_path / "new" / "backtest.json").read_text(encoding="utf-8"))
    assert record == json.loads(command(*POLAND, "--json").out)
    with (tmp_path / "new" / "forecasts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["verdict"] for row in rows if row["what"] == "drones, as reported later"] == [
        "miss: more"
    ]
    assert f"wrote {tmp_path / 'new' / 'forecasts.png'}" in ended.err


def test_what_nobody_knows_is_drawn_unless_it_says_otherwise(
    tmp_path: Path, command: Command
) -> None:
    ended = command(*DRAWN, "--out", tmp_path)
    assert ended.code == 0
    first = " ".join(ended.out.split())
    assert first.startswith("12 histories of each scenario over 12 sets of what nobody knows, and")
    record = json.loads((tmp_path / "backtest.json").read_text(encoding="utf-8"))
    drawn = {one["what"]: one["high90"] - one["low90"] for one in record["forecasts"]}
    plain = json.loads(command(*POLAND, "--json").out)["forecasts"]
    in_force = {one["what"]: one["high90"] - one["low90"] for one in plain}
    later = "drones, as reported later"
    assert (in_force[later], drawn[later] > 20) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("warsaw",), "there is no case 'warsaw'"),
        (("poland-2025", "--write", "page.md"), "name a page that ends in .md, and no case"),
        (("--write", "page.txt"), "name a page that ends in .md"),
        (("--happened", "nowhere"), "cases.csv: cannot be read: No such file"),
        (("poland-2025", "--engine", "steam"), "unknown engine 'steam'"),
        (("-n", "0"), "--replications"),
    ],
)
def test_bad_input_ends_with_2_and_says_what_is_wrong(
    arguments: tuple[str, ...], said: str, command: Command
) -> None:
    ended = command("backtest", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in " ".join(ended.err.split())
    assert "Traceback" not in ended.err
