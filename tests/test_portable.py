"""Nothing needs what only Linux has; Windows, which cannot be run here, is played by hiding it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import simulator
from simulator.play import execute, pool

ROOT = Path(simulator.__file__).parents[1]
SCENARIO = ROOT / "scenarios" / "one-drone.yaml"

ELSEWHERE = """
import os, select, signal, socket, sys
for name in ("fcntl", "resource", "termios", "pwd", "grp"):
    sys.modules[name] = None
for module, names in {
    os: ("sched_getaffinity", "process_cpu_count", "fork", "getuid", "geteuid"),
    select: ("poll", "epoll", "POLLRDHUP"),
    signal: ("SIGHUP", "SIGPIPE"),
}.items():
    for name in names:
        if hasattr(module, name):
            delattr(module, name)
real = os.open
def open_files_only(path, *rest, **named):
    if os.path.isdir(path):
        raise PermissionError(13, "Permission denied", path)
    return real(path, *rest, **named)
os.open = open_files_only
"""


def ended(code: str) -> str:
    """What a fresh interpreter, without what other systems lack, prints; it must end well."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "ignore", "-c", ELSEWHERE + code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_module_can_be_imported_where_linuxs_own_parts_are_missing():
    names = ended(
        "import pkgutil, importlib, simulator\n"
        "for module in pkgutil.walk_packages(simulator.__path__, 'simulator.'):\n"
        "    if module.name != 'simulator.__main__':\n"
        "        print(importlib.import_module(module.name).__name__)\n"
    )
    assert "simulator.play.worker" in names.split()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_study_with_a_folder_runs_where_linuxs_own_parts_are_missing(tmp_path, workers):
    code = (
        "from simulator.cli import main\n"
        f"sys.exit(main(['run', {str(SCENARIO)!r}, '-n', '4', '--engine', 'simpy',\n"
        f"    '--workers', '{workers}', '--out', {str(tmp_path / 'out')!r}]))\n"
    )
    assert "4 histories" in ended(code)
    assert (tmp_path / "out" / "manifest.json").is_file()


def test_processors_are_counted_where_a_system_does_not_say_which_are_ours(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 7)
    assert execute.processors() == 7
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert execute.processors() == 1


def test_where_no_process_can_be_started_the_same_histories_are_played_here(monkeypatch):
    scenario = simulator.load(SCENARIO)
    alone = simulator.run(scenario, 6, engine="simpy", workers=1)
    monkeypatch.setattr(pool, "POSSIBLE", False)
    monkeypatch.setattr(pool.subprocess, "Popen", None)
    here = simulator.run(scenario, 6, engine="simpy", workers=2)
    assert here.outcomes.equals(alone.outcomes)
