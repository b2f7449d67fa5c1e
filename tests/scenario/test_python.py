from pathlib import Path

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.load import load_mapping
from simulator.scenario.python import named_again, with_python
from simulator.scenario.reading import LARGEST_FILE
from simulator.scenario.vary import vary

FIRE = {"name": "Fire", "violations": {"fire": {"kind": "drone", "rate": "1 per day"}}}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "own.py"
    path.write_text("LOUD = print('executed')\n\ndef night(sight):\n    yield 1\n")
    return path


def test_nothing_is_executed_when_a_function_is_named(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = with_python(load_mapping(FIRE), f"fire={file}:night")
    assert written.programs["fire"] == (str(file), "night", file.read_text())
    assert capsys.readouterr().out == ""


def test_the_scenario_itself_stays_as_it_was(file: Path) -> None:
    plain = load_mapping(FIRE)
    written = with_python(plain, f"fire={file}:night")
    assert plain.programs == {}
    assert plain == load_mapping(FIRE) != written


def test_a_varied_scenario_keeps_the_functions_of_the_patterns_that_it_keeps(file: Path) -> None:
    written = with_python(load_mapping(FIRE), f"fire={file}:night")
    assert vary(written, "horizon", "3 days").programs == written.programs
    assert vary(written, "violations", {}).programs == {}


def test_what_was_named_can_be_named_again(file: Path) -> None:
    written = with_python(load_mapping(FIRE), f"fire={file}:night")
    option, place = named_again(written)
    assert option == "--python"
    assert with_python(load_mapping(FIRE), place) == written


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (
            "fire",
            "--python: 'fire' does not name a function for a pattern. Write "
            "PATTERN=FILE.py:FUNCTION",
        ),
        ("fire=own.py", "--python: 'fire=own.py' does not name a function for a pattern."),
        ("fire=own.py:1", "--python: 'fire=own.py:1' does not name a function for a pattern."),
        ("fires={}:night", "--python: there is no pattern 'fires' in 'Fire'; did you mean 'fire'?"),
        ("rain={}:night", "--python: there is no pattern 'rain' in 'Fire'; there are fire."),
        ("fire=none.py:night", "none.py: the file cannot be read: No such file or directory."),
        ("fire={}:nigth", "there is no function 'nigth'; did you mean 'night'?"),
        ("fire={}:LOUD", "there is no function 'LOUD'; there are night."),
    ],
)
def test_what_is_not_there_is_named(place: str, message: str, file: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        with_python(load_mapping(FIRE), place.format(file))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"def night(sight):\nyield 1\n", "own.py:2: this is not Python: expected an indented"),
        (b"def night(sight): \xff\n", "own.py: this is not Python text in UTF-8: 'utf-8' codec"),
        (b"def night(sight): \0\n", "own.py: this is not Python"),
        (b"#" * (LARGEST_FILE + 1), "own.py: this file is larger than a megabyte."),
    ],
)
def test_a_file_that_is_not_python_is_named(content: bytes, message: str, file: Path) -> None:
    file.write_bytes(content)
    with pytest.raises(ScenarioError) as caught:
        with_python(load_mapping(FIRE), f"fire={file}:night")
    assert message in str(caught.value)
