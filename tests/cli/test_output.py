"""The pictures that commands leave in a folder: their form, and what is said of them."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.plots import lettering
from simulator.study.compare import compare

from .conftest import SMALL, Command

STARTS = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


@pytest.mark.parametrize("form", STARTS)
def test_pictures_are_of_the_form_asked_for_and_the_same_bytes_each_time(
    form: str, small: Path, tmp_path: Path, command: Command
) -> None:
    said = [
        command("run", small, "-n", 3, "--out", tmp_path / name, "--format", form).err
        for name in ("one", "two")
    ]
    one, two = (sorted((tmp_path / name / "figures").iterdir()) for name in ("one", "two"))
    assert [path.suffix for path in one] == [f".{form}"] * len(one) != []
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    assert all(path.read_bytes().startswith(STARTS[form]) for path in one)
    assert f"timeline.{form}" in said[0]


@pytest.mark.parametrize("name", ["run", "compare"])
def test_no_file_of_a_study_is_written_twice(
    name: str, small: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(SMALL.replace("at_least: 3", "at_least: 9"), encoding="utf-8")
    times: Counter[Path] = Counter()
    replace = os.replace

    def counted(source: Path, target: Path) -> None:
        times[Path(target).relative_to(tmp_path.resolve() / "out")] += 1
        replace(source, target)

    monkeypatch.setattr("os.replace", counted)
    files = [small] if name == "run" else [small, other]
    command(name, *files, "-n", 3, "--out", tmp_path / "out", "--format", "svg")
    there = {path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*.*")}
    assert {path for path in there if path.name != ".lock"} == set(times)
    assert set(times.values()) == {1}, times


@pytest.mark.parametrize("name", ["run", "compare", "replay", "check", "backtest"])
def test_a_form_that_is_not_there_is_refused_by_every_command(name: str, command: Command) -> None:
    ended = command(name, "--format", "jpg")
    assert ended.code == 2
    assert "'jpg' is not one of 'png', 'svg', 'pdf'" in " ".join(ended.err.split())


@pytest.fixture
def no_other_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that has none of the fonts for scripts that the pictures' own font lacks."""
    kept = (lettering.families, lettering.width_of, lettering._written)
    monkeypatch.setattr(lettering, "FALLBACKS", ())
    for one in kept:
        one.cache_clear()
    yield
    for one in kept:
        one.cache_clear()


def test_signs_without_a_glyph_are_named_once_and_others_not(
    small: Path, tmp_path: Path, command: Command, no_other_fonts: None
) -> None:
    foreign = tmp_path / "foreign.yaml"
    foreign.write_text(SMALL.replace("name: ", "name: हिन्दी Київ ", 1), encoding="utf-8")
    plain, boxes = (
        command("run", path, "-n", 2, "--out", tmp_path / path.stem) for path in (small, foreign)
    )
    assert "boxes" not in plain.err
    (line,) = [line for line in boxes.err.splitlines() if "boxes" in line]
    assert line.startswith("In the pictures, characters of Devanagari are boxes")
    quiet = command("run", foreign, "-n", 2, "--quiet", "--out", tmp_path / "quiet")
    assert (quiet.code, quiet.err) == (0, "")


def test_a_comparison_shows_the_history_that_its_text_tells_one_to_open(
    small: Path, tmp_path: Path, command: Command
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(SMALL.replace("at_least: 3", "at_least: 999"), encoding="utf-8")
    out = tmp_path / "both"
    ended = command("compare", small, other, "-n", 9, "--out", out, "--format", "svg")
    opened = [line for line in ended.out.splitlines() if "--replication" in line]
    (asked,) = {line.split("--replication ")[1].strip() for line in opened}
    figure = compare(small, other, replications=9).plot.same_war()
    assert f"replication {asked}, seed 0" in figure.texts[1].get_text()
