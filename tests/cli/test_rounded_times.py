"""Rounded clock times: every command that reads timed acts says so."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from .conftest import Command

STARTS = datetime(2023, 1, 1)
ROUNDED = "Clock times are rounded to 15 minutes."


@pytest.fixture
def acts(tmp_path: Path) -> tuple[str, ...]:
    """A hundred days of steady acts, their times rounded to 15 minutes, and how they are read."""
    luck = Random(1)
    minutes = sorted(15 * luck.randrange(9600) for _ in range(200))
    file, mapping = tmp_path / "acts.csv", tmp_path / "mapping.yaml"
    rows = [f"{STARTS + timedelta(minutes=at):%Y-%m-%d %H:%M},{i}" for i, at in enumerate(minutes)]
    file.write_text("\n".join(["when,number", *rows, ""]))
    mapping.write_text("source: me\nzone: UTC\nstart: when\nkind: drone\n")
    return str(file), "--mapping", str(mapping)


@pytest.fixture
def pattern(tmp_path: Path) -> Path:
    file = tmp_path / "pattern.yaml"
    file.write_text(
        "name: steady\nquestion: what?\nhorizon: 100 days\nstarts: Sunday 00:00\n"
        "violations:\n  acts: {kind: drone, rate: 2 per day}\n"
    )
    return file


def test_events_says_how_exact_the_times_are(acts: tuple[str, ...], command: Command) -> None:
    told = " ".join(command("events", *acts).out.split())
    assert "clock times 100 % rounded to 15 min" in told
    assert ROUNDED in told


def test_a_fit_says_it_first_of_all_warnings_and_writes_it_into_the_scenario(
    acts: tuple[str, ...], command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from simulator.fits.timed import families

    monkeypatch.setattr(families, "FAMILIES", families.FAMILIES[:2])
    written = tmp_path / "fitted.yaml"
    told = command("fit", *acts, "-o", written).out
    assert told[told.index("Warning: ") :].startswith(f"Warning: {ROUNDED}")
    assert ROUNDED in " ".join(written.read_text(encoding="utf-8").split())


def test_a_check_says_what_a_failure_may_come_of(
    acts: tuple[str, ...], pattern: Path, command: Command
) -> None:
    told = " ".join(command("check", pattern, "--events", *acts, "-n", "40").out.split())
    assert f"{ROUNDED} Each such act is placed at random on one of the minutes" in told
    assert "FAIL gaps" not in told


def test_a_replay_says_that_breaches_are_no_more_exact_and_names_rules_that_look_at_less(
    acts: tuple[str, ...], command: Command, tmp_path: Path
) -> None:
    rule = tmp_path / "quick.yaml"
    rule.write_text("name: quick\nquestion: what?\nthreshold: {at_least: 2, within: 20 min}\n")
    told = command("replay", rule, "--events", *acts).out
    assert f"{ROUNDED} Breaches and calls are known only to that precision." in told
    assert (
        "'the threshold' looks at 20 min, which is too short for times rounded like this." in told
    )
