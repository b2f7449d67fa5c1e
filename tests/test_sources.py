"""What results and the engine file depend on, as hashes."""

from pathlib import Path

import pytest

from simulator import sources


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with a model, compiled functions in two other folders, and a file without any."""
    for place, text in {
        "jit.py": "",
        "handles.py": "",
        "wasm/entry.py": "",
        "wasm/signature.py": "",
        "wasm/compiler.py": "",
        "wasm/build.py": "",
        "wasm/indices.py": "",
        "wasm/machine.py": "from simulator.wasm.entry import Entry\n",
        "sources.py": "",
        "model/rule.py": "LIMIT = 1\n",
        "fits/drift.py": "from simulator.jit import jit\n",
        "data/placed.py": "from simulator.wasm.entry import entry\n",
        "engine/reference/front.py": "",
        "cli/run.py": "",
    }.items():
        (tmp_path / place).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / place).write_text(text, encoding="utf-8")
    monkeypatch.setattr(sources, "_PACKAGE", tmp_path)
    return tmp_path


def now() -> tuple[str, str]:
    sources.compiled_hash.cache_clear()
    return sources.source_hash(), sources.compiled_hash()


@pytest.fixture(autouse=True)
def forget() -> None:
    sources.compiled_hash.cache_clear()


@pytest.mark.parametrize(
    ("place", "results", "engine_file"),
    [
        ("model/rule.py", True, True),
        ("handles.py", True, True),
        ("jit.py", True, True),
        ("engine/reference/front.py", True, False),
        ("fits/drift.py", False, True),
        ("data/placed.py", False, True),
        ("wasm/compiler.py", False, True),
        ("wasm/signature.py", False, True),
        ("wasm/indices.py", False, True),
        ("wasm/machine.py", False, False),
        ("sources.py", False, False),
        ("cli/run.py", False, False),
    ],
)
def test_an_edit_changes_the_hashes_of_what_depends_on_it(
    package: Path, place: str, results: bool, engine_file: bool
) -> None:
    before, edited = now(), package / place
    edited.write_text(edited.read_text(encoding="utf-8") + "\nMORE = 2\n", encoding="utf-8")
    changed = [old != new for old, new in zip(before, now(), strict=True)]
    sources.compiled_hash.cache_clear()
    assert changed == [results, engine_file]


def test_a_model_file_of_another_name_makes_other_results(package: Path) -> None:
    before = now()
    (package / "model" / "rule.py").rename(package / "model" / "plan.py")
    assert all(old != new for old, new in zip(before, now(), strict=True))
    sources.compiled_hash.cache_clear()


def test_line_endings_change_no_hash(package: Path) -> None:
    before = now()
    rule = package / "model" / "rule.py"
    rule.write_bytes(rule.read_bytes().replace(b"\n", b"\r\n"))
    assert now() == before
    sources.compiled_hash.cache_clear()
