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
    assert Path(folder) == tmp_path / "escalation-timeline" / jit.source_hash()


def test_a_cache_folder_that_the_user_named_is_kept(tmp_path):
    assert told("j.numba.config.CACHE_DIR", NUMBA_CACHE_DIR=str(tmp_path)) == str(tmp_path)


def test_a_folder_inherited_from_a_run_of_other_sources_is_named_anew(tmp_path):
    old = tmp_path / "escalation-timeline" / "0123456789abcdef"
    folder = told(
        "j.numba.config.CACHE_DIR", XDG_CACHE_HOME=str(tmp_path), NUMBA_CACHE_DIR=str(old)
    )
    assert Path(folder).name == jit.source_hash()


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


def test_any_edit_of_a_model_file_changes_the_hash(tmp_path, monkeypatch):
    source = tmp_path / "model" / "rule.py"
    source.parent.mkdir()
    source.write_text("LIMIT = 1\n", encoding="utf-8")
    monkeypatch.setattr(jit, "_PACKAGE", tmp_path)
    monkeypatch.setattr(jit, "_sources", lambda: sorted(tmp_path.rglob("*.py")))
    before = jit.source_hash()
    source.write_text("LIMIT = 2\n", encoding="utf-8")
    edited = jit.source_hash()
    source.rename(source.with_name("plan.py"))
    assert len({before, edited, jit.source_hash()}) == 3


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
