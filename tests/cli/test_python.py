"""Patterns in Python from the command line: who plays them, what is kept, what goes wrong."""

import json
import shlex
from pathlib import Path

import pandas as pd
import pytest

from simulator.errors import EscalationError
from simulator.store.read import read_histories, read_manifest

from .conftest import Command

SAID = "is written in Python, which only the SimPy engine plays."


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.py"
    path.write_text(
        "def night(sight):\n    while True:\n"
        "        yield 60 + int(600 * sight.luck())\n        sight.act()\n\n"
        "def broken(sight):\n    yield 60\n    sight.act(1, 2)\n"
    )
    return path


def test_it_is_said_that_simpy_plays(small: Path, own: Path, command: Command) -> None:
    ended = command("run", small, "-n", 4, "--python", f"fire={own}:night")
    assert (ended.code, ended.err) == (0, f"'fire' ({own}:night) {SAID}\n")


def test_the_compiled_engine_is_refused(small: Path, own: Path, command: Command) -> None:
    asked = (small, "-n", 200, "--engine", "file", "--python", f"fire={own}:night", "-q")
    ended = command("run", *asked)
    assert ended == (
        2,
        "",
        f"engine: 'fire' ({own}:night) {SAID} Leave the engine out, or name simpy.\n",
    )


@pytest.mark.parametrize("more", [["-n", 200], ["--until", "breaches ± 5"]])
def test_where_no_engine_is_named_simpy_plays_many_too(
    more: list[object], small: Path, own: Path, command: Command
) -> None:
    asked = (small, "--horizon", "2 days", "--python", f"fire={own}:night", "-q", *more)
    assert command("run", *asked)[::2] == (0, "")


def test_the_number_of_workers_changes_nothing(
    small: Path, own: Path, tmp_path: Path, command: Command
) -> None:
    tables = []
    for workers in (1, 2):
        out = tmp_path / str(workers)
        asked = (
            small,
            "-n",
            30,
            "-j",
            workers,
            "--out",
            out,
            "-q",
            "--python",
            f"fire={own}:night",
        )
        assert command("run", *asked).code == 0
        tables.append(pd.read_parquet(out / "small" / "outcomes.parquet"))
    pd.testing.assert_frame_equal(*tables)


def test_results_keep_the_file_and_how_to_play_it_again(
    small: Path, own: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    assert command("run", small, "-n", 3, "--out", out, "--python", f"fire={own}:night").code == 0
    assert (out / "small/input/pattern-0.py").read_bytes() == own.read_bytes()
    again = shlex.split(json.loads((out / "manifest.json").read_text())["again"])
    monkeypatch.chdir(out)
    assert command(*again[1:], "-q").code == 0
    assert (out / "again/small/outcomes.parquet").read_bytes() == (
        out / "small/outcomes.parquet"
    ).read_bytes()


def test_results_that_are_opened_execute_nothing(
    small: Path, own: Path, tmp_path: Path, command: Command
) -> None:
    out = tmp_path / "out"
    command("run", small, "-n", 3, "--out", out, "--python", f"fire={own}:night")
    (run,) = read_histories(out, read_manifest(out)).values()
    assert len(run.outcomes) == 3
    with pytest.raises(EscalationError, match=r"input/pattern-0.py:night\), which results do not"):
        run.trace(0)


def test_another_text_of_the_file_is_another_study(
    small: Path, own: Path, tmp_path: Path, command: Command
) -> None:
    asked = ("run", small, "-n", 3, "--out", tmp_path / "out", "--python", f"fire={own}:night")
    assert command(*asked).code == 0
    own.write_text(own.read_text().replace("600", "900"))
    ended = command(*asked)
    assert ended.code == 73
    assert "numbers of 'Small'" in ended.err


def test_a_fault_in_it_is_told_with_its_line_and_how_to_see_it_again(
    small: Path, own: Path, command: Command
) -> None:
    ended = command("run", small, "-n", 3, "-q", "--python", f"fire={own}:broken")
    assert (ended.code, ended.out) == (70, "")
    assert f"Small, replication 0: {own}:8: broken: TypeError:" in ended.err
    assert f"trace FILE --python fire={own}:broken --replication 0 --seed 0" in ended.err
    assert "Traceback" not in ended.err


def test_a_comparison_names_it_in_the_command_that_explains(
    small: Path, own: Path, tmp_path: Path, command: Command
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(
        small.read_text().replace("Small", "Other").replace("at_least: 3", "at_least: 9")
    )
    ended = command("compare", small, other, "-n", 10, "--python", f"fire={own}:night")
    assert ended.code == 0
    assert f"--python fire={own}:night --seed 0 --replication" in ended.out
