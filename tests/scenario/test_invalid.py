"""Every file in tests/scenarios/invalid holds, in its first lines, the messages it must produce."""

from pathlib import Path

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.load import load, load_text

FOLDER = Path(__file__).parents[1] / "scenarios" / "invalid"
FILES = sorted(FOLDER.glob("*.yaml"))
MARK = "# message: "


def wanted(path: Path) -> list[str]:
    """The messages that a file says it must produce."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(MARK) for line in lines if line.startswith(MARK)]


def messages(path: Path) -> list[str]:
    """The messages that it produces, with files named from the folder."""
    with pytest.raises(ScenarioError) as caught:
        load(path)
    return [str(problem).removeprefix(f"{path.parent}/") for problem in caught.value.problems]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_invalid_scenario_produces_the_messages_that_it_holds(path: Path) -> None:
    assert wanted(path)
    assert messages(path) == wanted(path)


def test_there_are_many_of_them() -> None:
    assert len(FILES) >= 150


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_message_has_a_line_and_ends_neither_bare_nor_in_a_traceback(path: Path) -> None:
    for message in wanted(path):
        place, _, said = message.partition(": ")
        assert place.split(" ")[0].rpartition(":")[2].isdigit()
        assert said
        assert "Error" not in said
        assert "pydantic" not in said


def invalid(text: str | bytes) -> str:
    """The one message on a text."""
    with pytest.raises(ScenarioError) as caught:
        load_text(text, "north.yaml")
    (problem,) = caught.value.problems
    return str(problem)


def test_bytes_that_are_not_utf_8_are_told_by_their_line() -> None:
    text = "name: North\nquestion: Gefährlich?\n".encode("latin-1")
    assert invalid(text) == "north.yaml:2: this is not UTF-8 text. Save the file as UTF-8."


def test_a_mark_of_the_byte_order_is_no_fault() -> None:
    assert load_text(b"\xef\xbb\xbfname: North\n").name == "North"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_without_end_is_refused_and_does_not_crash(opening: str) -> None:
    assert "more than 32 levels deep" in invalid("name: " + opening * 50_000) or opening == "- "


def test_a_file_of_too_many_megabytes_is_refused() -> None:
    assert invalid("# x\n" * 400_000) == "north.yaml: the file is larger than 1000 kB."


def test_a_nul_is_told_by_its_line() -> None:
    assert (
        invalid("name: North\nquestion: \0\n") == "north.yaml:2: the character U+0000 is not text."
    )
