"""The engine file fits the sources that it was built from, or is refused."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from threading import local

import pytest

from simulator.cli import main
from simulator.sources import compiled_hash, marked
from simulator.wasm import file, machine
from simulator.wasm.errors import EngineFileError

ROOT = Path(__file__).parents[2]


def built(where: Path, seed: str, root: Path) -> bytes:
    """The file that a fresh interpreter builds of the package in a folder."""
    command = [sys.executable, "-m", "simulator.wasm.build", str(where)]
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
    subprocess.run(command, cwd=root, env=environment, check=True)
    return where.read_bytes()


def test_built_again_from_the_same_sources_it_has_the_same_bytes(tmp_path: Path) -> None:
    """In another folder and with other hashes of words, on the Python and Numba of the lock."""
    pytest.importorskip("numba")
    elsewhere = tmp_path / "another folder"
    shutil.copytree(
        ROOT / "simulator",
        elsewhere / "simulator",
        ignore=shutil.ignore_patterns("*.pyc", "*.wasm"),
    )
    again = built(tmp_path / "again.wasm", "7", elsewhere)
    assert again == file.ENGINE.read_bytes(), "run `make engine`, and commit the file"


def test_it_names_its_sources() -> None:
    assert file.sources_of(file.ENGINE.read_bytes()) == compiled_hash()


@pytest.mark.parametrize("damage", ["missing", "empty", "half", "other sources"])
def test_a_file_that_does_not_fit_is_refused_in_one_line(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, other = file.ENGINE.read_bytes(), tmp_path / "engine.wasm"
    if damage != "missing":
        texts = {"empty": b"", "half": whole[: len(whole) // 2], "other sources": whole[:-1] + b"?"}
        other.write_bytes(texts[damage])
    monkeypatch.setattr(file, "ENGINE", other)
    with pytest.raises(EngineFileError, match="Run `make engine`"):
        file.engine_bytes()
    machine._ours.cache_clear()
    monkeypatch.setattr(machine, "_threads", local())  # copies of the whole file, which serve again
    monkeypatch.setattr(machine, "_idle", [])
    try:
        assert main(["run", "ten-lines", "-n", "2", "--quiet"]) == EngineFileError.exit_code
    finally:
        machine._ours.cache_clear()
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "make engine" in said.err
    assert "play it again" not in said.err


def test_a_file_that_names_a_folder_of_this_machine_is_not_built() -> None:
    pytest.importorskip("numba")
    import llvmlite

    from simulator.wasm.build import _refuse_paths

    _refuse_paths(b"simulator/model/draws.py")
    source = Path(llvmlite.__file__).parent / "any.py"
    with pytest.raises(ValueError, match="hold paths in"):
        _refuse_paths(f"...{source}...".encode())


def test_code_that_calls_itself_is_not_built() -> None:
    pytest.importorskip("numba")
    from simulator.wasm.build import _refuse_circles

    def defined(name: str, called: str) -> str:
        return f"define internal i32 @{name}(ptr %a) {{\n  %b = call i32 @{called}(ptr %a)\n}}\n"

    _refuse_circles(defined("one", "two") + defined("two", "three"))
    with pytest.raises(ValueError, match="may not call itself: one calls two calls one"):
        _refuse_circles(defined("one", "two") + defined("two", "one"))


@pytest.mark.parametrize("index", ["-1", "2, -n"])
def test_an_index_from_the_end_of_an_array_is_refused(index: str, tmp_path: Path) -> None:
    pytest.importorskip("numba")
    from simulator.wasm.indices import refuse_negative

    refuse_negative(marked())
    source = tmp_path / "rule.py"
    plain = f"def f(a, n):\n    return a[{index}]\n"
    source.write_text(plain)
    refuse_negative([source])
    source.write_text(f"@jit\n{plain}")
    with pytest.raises(ValueError, match=r"rule\.py:3: compiled code counts from the first place"):
        refuse_negative([source])
