"""Every command that reads a file of acts counts the same days, however exact its rows are."""

import json
import re
from pathlib import Path

import pytest

from .conftest import ROOT, Command

YEAR = "2023-01-01,2023-12-31,drone\n"
MONTHS = "2023-03-01,2023-03-31,drone\n2023-06-01,2023-06-30,drone\n"
MAPPING = "source: me\nzone: Europe/Kyiv\nstart: from\nend: until\nkind: {column: what}\n"
RULE = ("--rules", "one-drone")


@pytest.fixture(params=["", YEAR, YEAR + MONTHS], ids=["exact", "one by its year", "three"])
def acts(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, ...]:
    """A year with an act on each sixth day, a last one on its last day, and perhaps vague ones."""
    when = [f"2023-{1 + day // 30:02d}-{1 + day % 30:02d} 12:{day % 60:02d}"
            for day in range(0, 330, 6) if day != 54] + ["2023-12-31 12:00"]  # fmt: skip
    rows = "".join(f"{one},{one},drone\n" for one in when)
    file, mapping = tmp_path / "acts.csv", tmp_path / "mapping.yaml"
    file.write_text(f"from,until,what\n{rows}{request.param}")
    mapping.write_text(MAPPING)
    return str(file), "--mapping", str(mapping)


def test_events_fit_check_and_replay_count_the_same_days(
    acts: tuple[str, ...], command: Command, tmp_path: Path
) -> None:
    pattern = tmp_path / "pattern.yaml"
    events = command("events", *acts)
    fit = command("fit", *acts, "--as", "counts", "-o", pattern)
    check = command("check", pattern, "--events", *acts, "--as", "counts", "-n", "40")
    replay = command("replay", ROOT / "scenarios/one-drone.yaml", "--events", *acts)
    assert re.search(r"^days covered +365$", events.out, re.M)
    assert "counted periods on 365 days." in " ".join(fit.out.split())
    assert "40 simulated series, seen on 365 days" in check.out
    assert "365 days, 365 with data; 55 acts" in replay.out


def test_and_so_do_they_for_programs(
    acts: tuple[str, ...], command: Command, tmp_path: Path
) -> None:
    pattern = tmp_path / "pattern.yaml"
    fit = command("fit", *acts, "--as", "counts", "-o", pattern, "--json")
    check = command("check", pattern, "--events", *acts, "--as", "counts", "-n", "40", "--json")
    replay = command("replay", ROOT / "scenarios/one-drone.yaml", "--events", *acts, "--json")
    counted = [
        json.loads(command("events", *acts, "--json").out)["days_covered"],
        json.loads(fit.out)["days"],
        json.loads(check.out)["counts"],
        json.loads(replay.out)["days_with_data"],
    ]
    assert counted == [365] * 4


def test_one_act_by_its_year_makes_the_share_uncertain_and_nothing_else(
    command: Command, tmp_path: Path
) -> None:
    file, mapping = tmp_path / "acts.csv", tmp_path / "mapping.yaml"
    exact = "".join(f"2023-{m:02d}-0{d},2023-{m:02d}-0{d},drone\n"
                    for m in range(1, 13) for d in (1, 3, 5, 7, 9))  # fmt: skip
    mapping.write_text(MAPPING)
    told = []
    for more in ("", YEAR):
        file.write_text(f"from,until,what\n{exact}2023-12-31,2023-12-31,drone\n{more}")
        given = ("--events", file, "--mapping", mapping, *RULE, "--json")
        ended = command("replay", ROOT / "scenarios/one-drone.yaml", *given)
        told.append(json.loads(ended.out)["rules"][0])
    without, with_it = told
    assert (without["met"], without["met_most"]) == (61, 61)
    assert (with_it.pop("met_most"), with_it.pop("share_most")) == (62, 62 / 365)
    assert with_it == {key: with_it.get(key, 0) and without[key] for key in with_it}


def test_the_table_gives_the_lowest_and_the_highest_number(
    acts: tuple[str, ...], command: Command
) -> None:
    ended = command("replay", ROOT / "scenarios/one-drone.yaml", "--events", *acts, *RULE)
    row = next(line for line in ended.out.splitlines() if line.startswith("One drone  "))
    vague = len(Path(acts[0]).read_text(encoding="utf-8").splitlines()) - 56
    met = "55" if not vague else f"55 to {55 + vague}"
    assert " ".join(row.split()).startswith(f"One drone {met} 365 15 %")
    assert ("The day of " in ended.out) == bool(vague)


def test_a_row_without_a_minute_keeps_a_file_from_being_fitted_by_the_minute(
    command: Command, tmp_path: Path
) -> None:
    file, mapping = tmp_path / "acts.csv", tmp_path / "mapping.yaml"
    file.write_text(f"from,until,what\n2023-01-01 10:00,2023-01-01 10:00,drone\n{YEAR}")
    mapping.write_text(MAPPING)
    ended = command("fit", file, "--mapping", mapping, "--as", "timed")
    assert ended.code == 2
    assert "1 of 2 rows do not give the minute of a single act, the first in line 3" in ended.err
