"""The page that says what the columns of a run's tables are."""

import re
from pathlib import Path

import numpy as np
import pytest

from simulator.results.run import Run
from simulator.study.run import run

PAGE = (Path(__file__).parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")
PARTS = ("accumulation", "report", "waiting", "verification", "decision", "arrival", "not_before")


@pytest.fixture(scope="module")
def played() -> Run:
    return run("one-drone", 10, 0, engine="simpy")


@pytest.mark.parametrize("name", ["outcomes", "phases", "answers"])
def test_the_page_names_every_column_in_the_order_of_the_table(name: str, played: Run) -> None:
    section = PAGE.partition(f"## run.{name}:")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \| \w", section, re.MULTILINE) == list(
        getattr(played, name).columns
    )


def test_the_parts_of_a_delay_add_up_to_the_hours_on_the_clock(played: Run) -> None:
    started = played.phases[played.phases["started"].notna()]
    assert len(started) > 10
    assert np.allclose(started[list(PARTS)].sum(axis=1), started["started"])


def test_episodes_are_counted_from_0_as_the_page_says(played: Run) -> None:
    assert played.phases["episode"].min() == played.answers["episode"].min() == 0


def test_a_state_of_the_page_is_a_state_of_the_table(played: Run) -> None:
    line = next(line for line in PAGE.splitlines() if line.startswith("| `state`"))
    assert set(played.phases["state"]) <= set(re.findall(r"`([a-z ]+)`", line))
