"""The page on real events: its words are those of the mapping, its example is what it says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from simulator.cli import main
from simulator.data.layouts import load, presets
from simulator.data.mapping import Mapping
from simulator.scenario.shape import branches, is_word

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)


def blocks(language: str) -> list[str]:
    return [text for name, text in BLOCKS if name == language]


def words(word: type[BaseModel], above: str = "") -> Iterator[str]:
    """A row of the page for each word, and for the words that it takes."""
    for name, field in word.model_fields.items():
        path = f"{above}{field.alias or name}"
        wanted = " (must be there)" if field.is_required() else ""
        meaning = " ".join((field.description or "").split())
        yield f"| `{path}` | {meaning}{wanted} |"
        inner = [one for one in branches(field.annotation) if is_word(one)]
        if inner and path != "end":
            yield from words(inner[0], f"{path}.")


def test_the_page_has_every_word_of_a_mapping_as_the_mapping_explains_it():
    listed = [line for line in PAGE.splitlines() if line.startswith("| `")]
    told = list(words(Mapping))
    assert [line for line in listed if line in told] == told
    assert all("|  |" not in line for line in told)


def test_the_page_names_every_preset():
    listed = re.findall(r"^\| `(\w+)` \| ", PAGE, re.MULTILINE)
    assert set(presets()) <= set(listed)


def test_the_example_of_the_page_answers_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    rows, answer = blocks("text")[:2]
    Path("shelling.csv").write_text(rows, encoding="utf-8")
    Path("shelling.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    assert main(["events", "shelling.csv", "--mapping", "shelling.yaml"]) == 0
    assert capsys.readouterr().out == answer


def test_the_mapping_of_the_page_that_extends_a_preset_loads(tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text(blocks("yaml")[1], encoding="utf-8")
    mapping = load(path)
    assert mapping.zone == "Europe/Kyiv"
    assert mapping.kind
    assert mapping.kind.values["Air/drone strike"] == "drone"


def test_a_refusal_is_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    days = "".join(f"{day} December 2022\n" for day in (26, 27, 28))
    Path("acts.csv").write_text(f"day\n{days}", encoding="utf-8")
    Path("acts.yaml").write_text("source: me\nstart: day\nkind: drone\n", encoding="utf-8")
    command = "$ escalation events acts.csv --mapping acts.yaml\n"
    told = PAGE.split(command)[1].split("```")[0]
    assert main(["events", "acts.csv", "--mapping", "acts.yaml"]) == 2
    assert capsys.readouterr().err == told
