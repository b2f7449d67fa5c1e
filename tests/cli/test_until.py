"""`--until`: what is printed of it, and how it is refused."""

import json
from pathlib import Path

import pytest

from simulator.play import until as precision

from .conftest import SMALL, Command


def test_run_says_above_the_table_what_was_asked_and_what_came_of_it(
    small: Path, command: Command
) -> None:
    ended = command("run", small, "--until", "breaches ± 3", "--until", "first: lapsed +- 10 %")
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0] == "Small: 64 histories of 10 days, seed 0"
    assert lines[2] == "Reached at 64 histories; 100,000 were allowed."
    assert lines[3].startswith("  breaches, per 30 days: ")
    assert lines[3].endswith("), target ± 3")
    assert lines[4] == "  first: lapsed: 0.0 % (0.0 to 6.6 %), target ± 10 %"
    assert lines[5].startswith("Each of these intervals has 95 % coverage, even though they were")
    assert "outcome (shares are of histories)" in ended.out
    assert max(map(len, lines)) <= 100


def test_the_number_of_replications_is_then_the_maximum(small: Path, command: Command) -> None:
    lines = command("run", small, "-n", "70", "--until", "breaches ± 0.1").out.splitlines()
    assert lines[0].startswith("Small: 70 histories")
    assert lines[2] == "Not reached: the maximum of 70 histories came first."
    assert any(line.endswith("histories may be enough.") for line in lines)
    ended = command("run", small, "-n", "64", "--until", "breaches ± 10")
    assert "Reached at the maximum of 64 histories." in ended.out


def test_as_json_it_is_told_in_full(small: Path, command: Command) -> None:
    ended = command("run", small, "-n", "20", "--until", "median hours_to_breach ± 1 h", "--json")
    told = json.loads(ended.out)
    assert told["replications"] == told["until"]["replications"] == told["until"]["most"] == 20
    (found,) = told["until"]["found"]
    assert (found["asked"], found["quantile"]) == ("median hours_to_breach ± 1 h", 0.5)
    assert found["low"] <= found["value"] <= found["high"]
    assert found["width"] == max(found["high"] - found["value"], found["value"] - found["low"])
    assert (found["wanted"], found["reached"], found["histories"]) == (1.0, False, 20)
    assert "until" not in json.loads(command("run", small, "-n", "2", "--json").out)


def test_an_outcome_without_an_interval_says_why(small: Path, command: Command) -> None:
    text = SMALL.replace("rate: 6", "rate: 0.3").replace("at_least: 3", "at_least: 2")
    small.write_text(text)
    out = " ".join(command("run", small, "-n", "40", "--until", "breaches ± 0.1").out.split())
    assert "(no interval so far: the values are too few, too much alike, or too skewed)" in out
    assert "How many histories would be enough is not known." in out


def test_compare_is_until_the_difference_is_known(
    small: Path, tmp_path: Path, command: Command
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(SMALL.replace("Small", "Seldom").replace("rate: 6", "rate: 3"))
    ended = command("compare", small, other, "--until", "breaches ± 3")
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert lines[2:4] == ["64 pairs of histories, seed 0", ""]
    assert lines[4] == "Reached at 64 histories; 100,000 were allowed."
    assert lines[5].startswith("  breaches, difference under 'Seldom', per 30 days: -")
    told = json.loads(command("compare", small, other, "--until", "breaches ± 3", "--json").out)
    assert told["until"]["found"][0]["arm"] == "Seldom"
    assert command("compare", small, other, "--json").out == command(
        "compare", small, other, "--json", "-n", "200"
    ).out  # fmt: skip


@pytest.mark.parametrize("verb", ["run", "compare"])
def test_what_cannot_be_asked_ends_with_2_and_what_would_do(
    verb: str, small: Path, command: Command
) -> None:
    files = [small] if verb == "run" else [small, small]
    ended = command(verb, *files, "--until", "breeches ± 1", "--until", "first: late ± 3 km2")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "until: there is no outcome 'breeches'; did you mean 'breaches'?\n"
        "until: '3 km2' does not fit 'first: late', whose unit is 'share of histories'. "
        "Write a width such as '1 %' or '5 % of value'.\n"
    )


def test_what_never_varies_ends_with_2(
    small: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precision, "ENOUGH", 64)
    ended = command("run", small, "--until", "false breaches ± 0.01")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("until: 'false breaches' is 0 in each of 64 histories. An outcome")
