"""The site: what is generated for it, and the check of its links."""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import nbformat
import pytest

import simulator
from simulator.cli.app import app

ROOT = Path(__file__).parents[1]
RED_DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OH"
    "wAAAABJRU5ErkJggg=="
)


def of_the_site(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A file of docs/site, which is no package."""
    monkeypatch.syspath_prepend(ROOT / "docs" / "site")
    try:
        return import_module(name)
    finally:
        sys.modules.pop(name, None)


def test_a_link_to_a_page_or_an_anchor_that_is_not_there_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = of_the_site("links", monkeypatch)
    there = '<a href="other.html#there">x</a><a href="https://example.org/none">y</a>'
    (tmp_path / "index.html").write_text(f'{there}<a href="#top">z</a><p id="top">')
    (tmp_path / "other.html").write_text('<h1 id="there">')
    assert links.broken(tmp_path) == []
    (tmp_path / "bad.html").write_text('<a href="other.html#gone">x</a><img src="none.png">')
    assert links.broken(tmp_path) == ["bad.html: other.html#gone", "bad.html: none.png"]


def test_the_reference_has_every_command_and_every_call(monkeypatch: pytest.MonkeyPatch) -> None:
    reference = of_the_site("reference", monkeypatch)
    commands, calls = reference.commands(), reference.calls()
    assert [f"## escalation {c.name}\n" in commands for c in app.registered_commands].count(
        False
    ) == 0
    assert all(f"## {name}\n" in calls for name in dir(simulator) if not name.startswith("_"))


def test_the_words_of_a_scenario_stand_with_what_editors_show(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = of_the_site("reference", monkeypatch).words()
    assert "| `at_least` | " in words
    assert "| `posture` | The posture at the start. | `harassment` |" in words
    assert "| `horizon` |" in words.partition("## Adversary")[0]


def test_a_notebook_is_a_page_with_its_text_code_tables_and_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = of_the_site("notebook_pages", monkeypatch)
    v4 = nbformat.v4
    outputs = [
        v4.new_output("stream", text="```said```"),
        v4.new_output("display_data", data={"image/png": RED_DOT, "text/plain": "<Figure>"}),
        v4.new_output("execute_result", data={"text/html": "<table></table>"}),
    ]
    cells = [v4.new_markdown_cell("# Why?"), v4.new_code_cell("1 + 1", outputs=outputs)]
    nbformat.write(v4.new_notebook(cells=cells), tmp_path / "why.ipynb")
    pages.as_page(tmp_path / "why.ipynb", tmp_path / "pages")
    page = (tmp_path / "pages" / "why.md").read_text()
    assert page.startswith("# Why?\n\n``````python\n1 + 1\n``````\n\n``````text\n```said```\n")
    assert "``````{raw} html\n<table></table>\n" in page
    assert "](why-1-1.png)" in page
    assert (tmp_path / "pages" / "why-1-1.png").read_bytes().startswith(b"\x89PNG")


def test_a_notebook_that_failed_is_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    v4 = nbformat.v4
    failed = v4.new_output("error", ename="KeyError", evalue="no such arm", traceback=[])
    notebook = v4.new_notebook(cells=[v4.new_code_cell("x", outputs=[failed])])
    nbformat.write(notebook, tmp_path / "why.ipynb")
    with pytest.raises(ValueError, match="no such arm"):
        of_the_site("notebook_pages", monkeypatch).as_page(tmp_path / "why.ipynb", tmp_path)


def test_the_headline_of_the_readme_is_the_one_that_the_notebook_got() -> None:
    quoted = " ".join(
        line.removeprefix("> ")
        for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("> ")
    )
    notebook = nbformat.read(ROOT / "notebooks" / "one-drone-or-twenty-strikes.ipynb", 4)
    printed = [
        " ".join(output.text.split())
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "stream"
    ]
    assert quoted
    assert any(text.startswith(quoted) for text in printed)
