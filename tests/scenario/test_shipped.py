"""Names of what is shipped: what each means from any folder, and what a wrong one is told."""

from pathlib import Path

import pytest

from simulator.data.read import read
from simulator.errors import EventDataError, ScenarioError
from simulator.scenario.load import load, load_mapping, load_text
from simulator.scenario.shipped import shipped, shipped_events

REPLAYED = "osce_smm_donbas_2020_2021"


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which one stands."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refusal(source: object) -> str:
    with pytest.raises(ScenarioError) as caught:
        load(source)  # type: ignore[arg-type]
    return str(caught.value)


def test_every_shipped_scenario_loads_by_its_name_from_any_folder(elsewhere: Path) -> None:
    for name, file in shipped().items():
        assert load(name) == load(file)


def test_a_family_goes_by_its_plain_name_unless_another_scenario_has_it(elsewhere: Path) -> None:
    assert load("salvo-raid") == load("families/salvo-raid")
    assert load("probe-and-pause").name == "Probe and pause"
    assert load("families/probe-and-pause").name == "Family probe-and-pause"


def test_a_file_that_is_there_comes_before_a_shipped_scenario_of_its_name(elsewhere: Path) -> None:
    (elsewhere / "one-drone").write_text("name: Mine\n")
    assert load("one-drone").name == "Mine"


def test_a_folder_of_results_does_not_hide_a_shipped_scenario_of_its_name(elsewhere: Path) -> None:
    (elsewhere / "one-drone").mkdir()
    assert load("one-drone").name == "One drone"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("one-dron", "there is no scenario 'one-dron'; did you mean 'one-drone'?"),
        ("salvo-rade", "there is no scenario 'salvo-rade'; did you mean 'salvo-raid'?"),
        ("xyz", "there is no scenario 'xyz'."),
    ],
)
def test_a_name_that_nothing_has_is_told_where_names_are_listed(
    name: str, told: str, elsewhere: Path
) -> None:
    assert refusal(name) == f"{name}: {told} `escalation scenarios` lists them."


def test_a_missing_file_is_told_that_a_shipped_scenario_has_its_name(elsewhere: Path) -> None:
    told = "there is no such file; the shipped one is 'one-drone', without an extension."
    assert refusal("scenarios/one-drone.yaml") == f"scenarios/one-drone.yaml: {told}"
    assert refusal("mine.yaml") == "mine.yaml: there is no such file."


def test_a_file_extends_a_shipped_scenario_by_name_from_any_folder(elsewhere: Path) -> None:
    (elsewhere / "mine.yaml").write_text("extends: one-drone\nthreshold: {at_least: 7}\n")
    mine, base = load("mine.yaml"), load("one-drone")
    assert mine.threshold.at_least == 7  # type: ignore[union-attr]
    assert mine.guarantors == base.guarantors
    assert load_text("extends: one-drone") == load_mapping({"extends": "one-drone"}) == base


def test_a_file_beside_it_is_extended_before_a_shipped_scenario(elsewhere: Path) -> None:
    (elsewhere / "one-drone").write_text("name: Beside\n")
    (elsewhere / "mine.yaml").write_text("extends: one-drone\n")
    assert load("mine.yaml").name == "Beside"


def test_an_extended_name_that_nothing_has_is_told_with_its_line(elsewhere: Path) -> None:
    (elsewhere / "mine.yaml").write_text("name: Mine\nextends: one-dron\n")
    assert refusal("mine.yaml").startswith(
        "mine.yaml:2 extends: there is no scenario 'one-dron'; did you mean 'one-drone'?"
    )


def test_shipped_events_are_replayed_by_name_whoever_extends_the_scenario(elsewhere: Path) -> None:
    (elsewhere / "mine.yaml").write_text("extends: replay-donbas-2020\n")
    mine = load("mine.yaml")
    assert mine == load("replay-donbas-2020")
    replayed = [one.events for one in mine.violations.values() if one.events is not None]
    assert {events.file for events in replayed} == {REPLAYED}


def test_what_lies_outside_the_folder_stays_unread_though_what_is_shipped_is_not(
    elsewhere: Path,
) -> None:
    (elsewhere / "other.yaml").write_text("name: Other\n")
    inner = elsewhere / "inner"
    inner.mkdir()
    (inner / "mine.yaml").write_text("extends: ../other.yaml\n")
    assert "lies outside" in refusal(inner / "mine.yaml")


def test_shipped_events_are_read_by_name_from_any_folder(elsewhere: Path) -> None:
    by_file = read(shipped_events()[REPLAYED])
    assert read(REPLAYED).summary == by_file.summary


def test_events_of_a_name_that_nothing_has_are_told_of_the_nearest(elsewhere: Path) -> None:
    with pytest.raises(EventDataError, match=f"did you mean '{REPLAYED}'"):
        read("osce_smm_donbas_2020_2")


def test_every_shipped_scenario_is_read_back_from_its_yaml(elsewhere: Path) -> None:
    for name in shipped():
        assert load_text(load(name).yaml) == load(name)
