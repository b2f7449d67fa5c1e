"""The list of what is shipped."""

import re
from pathlib import Path

import pytest

from simulator.data.read import read
from simulator.scenario.catalogue import EVENTS, OTHERS, catalogue, scenarios
from simulator.scenario.load import load
from simulator.scenario.shipped import folder, shipped

PAGE = Path(__file__).parents[2] / "docs" / "scenarios.md"


def test_every_shipped_scenario_is_listed_once_under_a_heading_of_its_own() -> None:
    listed = [one.name for one in catalogue()]
    assert sorted(listed) == sorted(shipped())
    assert OTHERS not in {one.group for one in catalogue()}


def test_the_list_says_what_each_scenario_says_of_itself() -> None:
    for one in catalogue():
        scenario = load(one.name)
        assert (one.title, one.question) == (scenario.name, scenario.question)


def test_the_page_of_scenarios_has_the_same_groups_in_the_same_order() -> None:
    """Families are in the order of their own page there, so that they are compared as a set."""
    found: list[tuple[str, list[str]]] = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            found.append((line[3:], []))
        elif row := re.match(r"\| \[[\w-]+\]\(\.\./scenarios/([\w/-]+)\.yaml\) \| (.*\?) \|", line):
            found[-1][1].append(row[1])
    groups = list(dict.fromkeys(one.group for one in catalogue()))
    assert [heading for heading, names in found if names] == groups
    for heading, names in found[: len(groups) - 1]:
        assert names == [one.name for one in catalogue() if one.group == heading]


def test_the_events_that_are_listed_are_read_as_they_are() -> None:
    assert EVENTS
    for name in EVENTS:
        assert read(name).rejected == []


def test_the_events_that_are_not_listed_are_those_that_need_a_mapping() -> None:
    data = {path.stem for path in (folder() / "data").glob("*.csv")}
    assert data == set(EVENTS)


@pytest.mark.parametrize("name", ["one-drone", "families/burst"])
def test_in_a_notebook_the_list_is_a_table_by_name(name: str) -> None:
    table = scenarios()
    assert list(table.columns) == ["group", "title", "question"]
    assert table.loc[name, "question"] == load(name).question
