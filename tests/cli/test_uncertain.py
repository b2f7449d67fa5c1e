"""`--uncertain`: what is printed of it, written, and refused."""

import json
from pathlib import Path

import pytest

from simulator import compare, run

from .conftest import SMALL, Command

RANGE = "uncertain: {violations.fire.rate: {uniform: [2 per day, 12 per day]}}\n"
HOW = ("--uncertain", "6", "-n", "5", "--engine", "simpy")


@pytest.fixture
def unsure(tmp_path: Path) -> Path:
    path = tmp_path / "unsure.yaml"
    path.write_text(SMALL + RANGE)
    return path


def test_run_prints_the_page_of_the_result_and_its_record(unsure: Path, command: Command) -> None:
    result = run(unsure, 5, uncertain=6, engine="simpy")
    ended = command("run", unsure, *HOW)
    assert (ended.code, ended.out, ended.err) == (0, f"{result.text}\n", "")
    assert ended.out.startswith("Small: 6 sets of 1 uncertain value, 5 histories of 10 days each")
    assert max(map(len, ended.out.splitlines())) <= 100
    assert json.loads(command("run", unsure, *HOW, "--json").out) == result.record()


def test_compare_prints_in_how_many_sets_a_sign_holds(unsure: Path, command: Command) -> None:
    tight = unsure.with_name("tight.yaml")
    tight.write_text("extends: unsure.yaml\nname: Tight\nthreshold: {of: artillery}\n")
    result = compare(unsure, tight, replications=5, uncertain=6, engine="simpy")
    ended = command("compare", unsure, tight, *HOW)
    assert (ended.code, ended.out, ended.err) == (0, f"{result.text}\n", "")
    assert "Under 'Tight' against 'Small', in every set: " in " ".join(ended.out.split())


def test_compare_names_what_was_set_in_all_of_them(unsure: Path, command: Command) -> None:
    words = ("compare", unsure, unsure, *HOW, "--set", "together=30 %")
    assert "Changed in all of them: together=30 %" in command(*words).out
    assert json.loads(command(*words, "--json").out)["changes"] == ["together=30 %"]


def test_the_files_in_the_folder_are_named(unsure: Path, tmp_path: Path, command: Command) -> None:
    out = tmp_path / "out"
    ended = command("run", unsure, *HOW, "--out", out)
    assert ended.code == 0
    written = ["manifest.json", "uncertain.json"]
    written += [f"tables/{name}.csv" for name in ("outcomes", "sets", "by-set")]
    written.append("figures/bands.png")
    assert ended.err.splitlines() == [f"wrote {out / name}" for name in written]
    assert json.loads((out / "uncertain.json").read_text(encoding="utf-8"))["sets"] == 6


def test_what_is_set_is_not_drawn_over(unsure: Path, command: Command) -> None:
    ended = command("run", unsure, *HOW, "--set", "violations.fire.rate=3 per day")
    assert ended.code == 2
    assert "declares nothing uncertain. Add ranges under 'uncertain'" in ended.err


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (("--uncertain", "1"), "greater than or equal to 2"),
        (("--uncertain", "many"), "should be a valid integer"),
        ((*HOW, "--until", "acts ± 3"), "until: it cannot be combined with uncertain sets"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    unsure: Path, command: Command, more: tuple[str, ...], message: str
) -> None:
    ended = command("run", unsure, *more)
    assert (ended.code, ended.out) == (2, "")
    assert message in " ".join(ended.err.split())
