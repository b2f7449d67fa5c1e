import json
from pathlib import Path

import pytest

from .conftest import ROOT, Command, spawned

OSCE = ROOT / "scenarios" / "data" / "osce_smm_donbas_2020_2021.csv"
PLAN = ROOT / "scenarios" / "reported-plan.yaml"
FOUR = "one-drone,five-drones,one-strike,twenty-strikes"
MAPPING = "source: me\nstart: when\nkind: {column: what}\n"


@pytest.fixture
def events(tmp_path: Path) -> tuple[str, Path, str, Path]:
    """--events and --mapping of a file with two kinds, and a row that cannot be used."""
    file, mapping = tmp_path / "events.csv", tmp_path / "mapping.yaml"
    file.write_text(
        "when,what\n2024-01-01T05:00Z,artillery\n2024-01-01T06:00Z,artillery\n"
        "2024-01-01T07:00Z,artillery\n2024-01-03T05:00Z,missile\nnever,missile\n"
    )
    mapping.write_text(MAPPING)
    return "--events", file, "--mapping", mapping


def test_four_rules_over_the_counts_of_donbas(command: Command) -> None:
    ended = command("replay", PLAN, "--events", OSCE, "--rules", FOUR, "-n", 2)
    assert (ended.code, ended.err) == (0, "")
    rows = [line.split() for line in ended.out.splitlines() if line.endswith("(1,854)")]
    assert [row[2:5] for row in rows] == [
        ["235", "244", "96"],
        ["216", "244", "89"],
        ["235", "244", "96"],
        ["185", "244", "76"],
    ]
    assert "2020-07-27 to 2021-10-27: 458 days, 244 with data; 38,904 acts" in ended.out
    assert "One drone (drone), Five drones (drone)" in ended.out
    assert max(map(len, ended.out.splitlines())) <= 100


def test_json_has_every_day_and_every_episode(command: Command) -> None:
    ended = command(
        "replay", PLAN, "--events", OSCE, "--rules", "twenty-strikes", "-n", 2, "--json"
    )
    told = json.loads(ended.out)
    (rule,) = told["rules"]
    assert (told["days"], told["days_with_data"], rule["met"]) == (458, 244, 185)
    assert len(rule["dates"]) == 185
    assert [rule["first"], rule["last"]] == [rule["dates"][0], rule["dates"][-1]]
    assert len(rule["episodes"]) == 40
    assert {len(episode["phases"]) for episode in rule["episodes"]} == {3}
    assert rule["episodes"][0]["phases"][0] == {
        "phase": "national response",
        "state": "in time",
        "called": rule["episodes"][0]["opened"],
        "started": rule["episodes"][0]["phases"][0]["started"],
    }


def test_events_are_read_by_a_mapping_and_what_is_left_out_is_told(
    small: Path, events: tuple[object, ...], command: Command
) -> None:
    ended = command("replay", small, *events)
    assert (ended.code, ended.err) == (0, "")
    assert "2024-01-01 to 2024-01-03: 3 days, 3 with data; 4 acts" in ended.out
    assert "Rows that cannot be used are left out (1); escalation events " in ended.out
    assert "the threshold         1" in ended.out
    stricter = command("replay", small, *events, "--set", "threshold.at_least=4")
    assert "the threshold         0" in stricter.out


def test_a_rule_that_cannot_be_asked_is_a_dash(
    small: Path, events: tuple[object, ...], command: Command
) -> None:
    ended = command("replay", small, *events, "--rules", "one-drone,one-strike")
    (row,) = [line.split() for line in ended.out.splitlines() if line.startswith("One drone  ")]
    assert row == ["One", "drone", "-", "3", "-", "-", "-", "-"]


def test_with_out_tables_and_a_calendar_are_written(
    small: Path, events: tuple[object, ...], tmp_path: Path, command: Command
) -> None:
    out = tmp_path / "out"
    ended = command("replay", small, *events, "--out", out)
    assert ended.code == 0
    assert [line.split()[-1] for line in ended.err.splitlines()] == [
        str(out / name)
        for name in (
            *(
                f"{table}.{form}"
                for table in ("rules", "phase_shares", "days", "episodes", "phases", "histories")
                for form in ("parquet", "csv")
            ),
            "calendar.png",
            "replay.json",
        )
    ]
    assert command("replay", small, *events, "--out", out, "--quiet").err == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--rules", "one-dron"), "there is no scenario 'one-dron'; did you mean 'one-drone'?"),
        (("--rules", "none.yaml"), "none.yaml: there is no such file."),
        (("--rules", " , "), "name at least one scenario"),
        (("--monitoring", "some"), "'some' is not known here; write perfect or as-it-was."),
        (("--long-periods", "spred"), "'spred' is not known here; did you mean 'spread'?"),
        (("--kinds", "told", "--rules", "one-drone"), "Map its kinds to these, or count all acts"),
        (("--mapping", "nonsense"), "nonsense"),
        (("--events", "none.csv"), "none.csv"),
    ],
)
def test_bad_input_ends_with_2_and_says_what_would_do(
    arguments: tuple[str, ...], message: str, command: Command
) -> None:
    ended = command("replay", PLAN, "--events", OSCE, *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert message in ended.err


def test_a_folder_that_cannot_be_written_ends_with_73(
    small: Path, events: tuple[object, ...], command: Command
) -> None:
    ended = command("replay", small, *events, "--out", small / "below a file")
    assert ended.code == 73
    assert str(small) in ended.err


def test_help_of_replay_imports_nothing_heavy() -> None:
    ended = spawned("replay", "--help", python=("-X", "importtime"))
    assert ended.returncode == 0
    assert "pandas" not in ended.stderr
    assert "wasmtime" not in ended.stderr


def test_phases_are_reported_over_as_many_histories_as_asked_for(command: Command) -> None:
    given = ("replay", PLAN, "--events", OSCE, "--rules", "twenty-strikes")
    few = command(*given, "-n", "3")
    assert "so phases are reported over 3 histories of seed 0" in " ".join(few.out.split())
    told = json.loads(command(*given, "-n", "3", "--json").out)
    national, coalition, _ = told["rules"][0]["phase_shares"]
    assert (national["in_time"], told["replications"]) == (1.0, 3)
    parts = ("in_time", "late", "never_started", "lapsed", "open")
    assert sum(coalition[part] for part in parts) == pytest.approx(1.0)
    assert command(*given, "-n", "0").code == 2
