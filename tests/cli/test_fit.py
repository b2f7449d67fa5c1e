import json
from pathlib import Path

import pytest

from simulator.fits.counts import families

from .conftest import Command

MAPPING = """\
source: A mission's reports
zone: UTC
start: day
count: acts
kind: artillery
region: place
"""
ACTS = [4, 0, 9, 31, 2, 1, 17, 0, 5, 3] * 3


@pytest.fixture
def counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A file of thirty days, and the mapping that reads it, in the working folder."""
    lines = [f"2024-03-{day:02},{acts},north" for day, acts in enumerate(ACTS, start=1)]
    (tmp_path / "counts.csv").write_text("day,acts,place\n" + "\n".join(lines) + "\n")
    (tmp_path / "mapping.yaml").write_text(MAPPING)
    monkeypatch.chdir(tmp_path)
    return ["counts.csv", "--mapping", "mapping.yaml"]


@pytest.fixture
def few_families(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the families that are fitted in no time."""
    monkeypatch.setattr(families, "FAMILIES", families.FAMILIES[:2])


def test_the_fit_is_told_and_its_scenario_runs(counts: list[str], command: Command) -> None:
    pattern = "pattern.yaml"
    ended = command("fit", *counts, "-o", pattern)
    assert ended.code == 0
    assert "216 acts of kind artillery, counted periods on 30 days" in ended.out
    assert "over-dispersed days *" in ended.out
    assert max(map(len, ended.out.splitlines())) <= 100
    assert pattern in ended.err
    assert command("run", pattern, "-n", 5).code == 0
    listed = command("sources", pattern)
    assert "A mission's reports (2024, sure: low)" in listed.out
    assert "NO SOURCE" not in listed.out


@pytest.mark.usefixtures("few_families")
def test_json_has_every_family_and_the_intervals_of_the_chosen(
    counts: list[str], command: Command
) -> None:
    told = json.loads(command("fit", *counts, "--region", "north", "--json").out)
    assert told["chosen"] == "over-dispersed days"
    assert len(told["families"]) == 2
    steady = next(one for one in told["families"] if one["family"] == "steady")
    assert steady["values"]["rate"] == pytest.approx(7.2, rel=1e-3)
    k = told["parameters"]["overdispersion"]
    assert k["low"] < k["value"] < k["high"]
    assert told["pattern"]["rate"].endswith("per day")


def test_a_misspelt_region_is_told_from_its_neighbours(counts: list[str], command: Command) -> None:
    ended = command("fit", *counts, "--region", "nrth")
    assert (ended.code, ended.out) == (2, "")
    assert "counts.csv: there is no region 'nrth'; did you mean 'north'?" in ended.err


@pytest.mark.usefixtures("few_families")
def test_a_scenario_that_cannot_be_written_ends_with_73(
    counts: list[str], command: Command
) -> None:
    ended = command("fit", *counts, "-o", "nowhere/pattern.yaml")
    assert ended.code == 73
    assert "cannot be written" in ended.err


def test_a_file_that_is_not_there_ends_with_2(command: Command) -> None:
    ended = command("fit", "nothing.csv")
    assert ended.code == 2
    assert "nothing.csv" in ended.err
