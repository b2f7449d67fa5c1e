"""Where compiled code is kept, and that it can be switched off."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import simulator
from simulator import jit

ROOT = Path(simulator.__file__).parents[1]


def told(statement, **changes):
    """What a fresh interpreter prints after importing simulator.jit."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NUMBA_")}
    environment |= {"PYTHONPATH": str(ROOT)} | changes
    code = f"import os, simulator.jit as j; print({statement})"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_cache_is_in_the_users_cache_folder_and_named_by_the_sources(tmp_path):
    folder = told("j.numba.config.CACHE_DIR", XDG_CACHE_HOME=str(tmp_path))
    assert Path(folder) == tmp_path / "escalation-timeline" / jit.compiled_hash()


def test_a_cache_folder_that_the_user_named_is_kept(tmp_path):
    assert told("j.numba.config.CACHE_DIR", NUMBA_CACHE_DIR=str(tmp_path)) == str(tmp_path)


def test_a_folder_inherited_from_a_run_of_other_sources_is_named_anew(tmp_path):
    old = tmp_path / "escalation-timeline" / "0123456789abcdef"
    folder = told(
        "j.numba.config.CACHE_DIR", XDG_CACHE_HOME=str(tmp_path), NUMBA_CACHE_DIR=str(old)
    )
    assert Path(folder).name == jit.compiled_hash()


def test_a_cache_that_cannot_be_written_gives_way_to_a_folder_that_goes_at_the_end(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    named = "folder := os.environ['NUMBA_CACHE_DIR'], os.path.isdir(folder)"
    folder, was_there = told(named, XDG_CACHE_HOME=str(blocked), TMPDIR=str(tmp_path)).split()
    assert Path(folder).parent == tmp_path
    assert was_there == "True"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_relative_cache_folder_is_ignored_as_the_standard_says(tmp_path):
    folder = told("j.numba.config.CACHE_DIR", XDG_CACHE_HOME="here", HOME=str(tmp_path))
    assert Path(folder).parent == tmp_path / ".cache" / "escalation-timeline"


def test_settings_that_numba_refuses_are_named(tmp_path):
    with pytest.raises(subprocess.CalledProcessError) as refused:
        told("j", NUMBA_NUM_THREADS="0", XDG_CACHE_HOME=str(tmp_path))
    last = refused.value.stderr.splitlines()[-1]
    assert "ScenarioError: environment (NUMBA_NUM_THREADS=0): Numba does not start" in last


def test_numba_imported_first_still_gets_our_folder(tmp_path):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NUMBA_")}
    environment |= {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path)}
    code = "import numba, simulator.jit; print(numba.config.CACHE_DIR)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()).parent == tmp_path / "escalation-timeline"


@pytest.fixture
def package(tmp_path, monkeypatch) -> Path:
    """A package with a model, a compiled function in another folder, and a file without one."""
    for place, text in {
        "jit.py": "",
        "handles.py": "",
        "model/rule.py": "LIMIT = 1\n",
        "fit/drift.py": "from simulator.jit import jit\n",
        "cli/run.py": "",
    }.items():
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text(text, encoding="utf-8")
    monkeypatch.setattr(jit, "_PACKAGE", tmp_path)
    return tmp_path


def now() -> tuple[str, str]:
    return jit.source_hash(), jit.compiled_hash()


def hashes_after(edited: Path) -> list[bool]:
    """Whether the hash that results are known by, and that of the cache, change with an edit."""
    before = now()
    edited.write_text(edited.read_text(encoding="utf-8") + "\nMORE = 2\n", encoding="utf-8")
    return [old != new for old, new in zip(before, now(), strict=True)]


@pytest.mark.parametrize("place", ["model/rule.py", "handles.py", "jit.py"])
def test_an_edit_of_the_model_makes_other_results_and_another_cache(package, place):
    assert hashes_after(package / place) == [True, True]


def test_a_model_file_of_another_name_makes_other_results(package):
    before = jit.source_hash()
    (package / "model" / "rule.py").rename(package / "model" / "plan.py")
    assert jit.source_hash() != before


def test_an_edit_of_compiled_code_anywhere_renames_the_cache_and_leaves_results(package):
    assert hashes_after(package / "fit" / "drift.py") == [False, True]


def test_an_edit_of_plain_python_outside_the_model_leaves_the_cache(package):
    assert hashes_after(package / "cli" / "run.py") == [False, False]


def test_compiled_code_can_be_switched_off():
    statement = "j.jit(lambda x: x + 1).__class__.__name__"
    assert told(statement, NUMBA_DISABLE_JIT="1") == "function"


def twice(seven: Path, cache: Path, before: str = "") -> list[str]:
    """What a fresh interpreter says of a compiled function: twice 7, and whether it was kept."""
    if not seven.exists():
        seven.write_text("from simulator.jit import jit\n\n@jit\ndef twice(x):\n    return 2 * x\n")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NUMBA_")}
    environment |= {"PYTHONPATH": f"{ROOT}{os.pathsep}{seven.parent}", "XDG_CACHE_HOME": str(cache)}
    code = (
        f"from seven import twice\n{before}\nprint(twice(7), sum(twice.stats.cache_hits.values()))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize("ending", [".nbi", ".nbc"])
@pytest.mark.parametrize("damage", ["empty", "half", "garbled"])
def test_compiled_code_that_was_damaged_is_made_again_and_kept(tmp_path, ending, damage):
    source = tmp_path / "seven.py"
    assert twice(source, tmp_path) == ["14", "0"]
    (kept,) = tmp_path.rglob(f"*{ending}")
    whole = kept.read_bytes()
    damaged = {"empty": b"", "half": whole[: len(whole) // 2], "garbled": b"\x93" + whole[::-1]}
    kept.write_bytes(damaged[damage])
    assert [twice(source, tmp_path) for _ in range(2)] == [["14", "0"], ["14", "1"]]


def test_a_full_disk_for_compiled_code_stops_nothing(tmp_path):
    full = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))"
    assert [twice(tmp_path / "seven.py", tmp_path, full) for _ in range(2)] == [["14", "0"]] * 2
    assert [path for path in tmp_path.rglob("*") if ".tmp" in path.name] == []
