"""A sweep that is killed, again and again at any moment, ends as if nobody had."""

import random
import subprocess
import sys
from pathlib import Path

from simulator import open as open_folder
from simulator.scenario.form import to_yaml

from .test_play import WAR

KILLS = 20
KILLER = """
import os, random, signal, sys, time
from pathlib import Path
import simulator
from simulator.sweeps import cost

file, folder, kills, seed = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
VARY = {"threshold.at_least": "1..8 by 1", "plan.phases.answer.by": ["12 h", "36 h"]}
cost.BLOCK_HISTORIES = 60
simulator.run(file, 2, workers=1)  # the engine is loaded once for all
journal = folder / "parts" / "journal.jsonl"
moments = random.Random(seed)

def lines():
    return journal.read_bytes().count(b"\\n") if journal.exists() else 0

def start():
    # A copy of this process, which has everything imported: killing it is what is tried here.
    if (process := os.fork()) == 0:
        simulator.sweep(file, VARY, replications=300, out=folder)
        os._exit(0)
    return process

for _ in range(kills):
    had, process = lines(), start()
    while lines() == had:  # let it begin, so that it is killed at its work
        time.sleep(0.001)
    time.sleep(moments.uniform(0.0, 0.05))
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    print(os.WIFSIGNALED(status), lines())
_, status = os.waitpid(start(), 0)
sys.exit(status)
"""


def kill(file: Path, folder: Path, times: int) -> list[list[str]]:
    """Play the sweep in this folder, killed so many times: how each ended, and what was kept."""
    words = [str(file), str(folder), str(times), str(random.Random(20261128).randrange(2**32))]
    command = [sys.executable, "-c", KILLER, *words]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    return [line.split() for line in ended.stdout.splitlines()]


def test_a_sweep_killed_with_9_at_random_has_the_files_of_one_that_was_not(tmp_path: Path) -> None:
    file = tmp_path / "war.yaml"
    file.write_bytes(to_yaml(WAR).encode())
    assert kill(file, tmp_path / "whole", 0) == []
    kills = kill(file, tmp_path / "killed", KILLS)
    kept = [int(lines) for _, lines in kills]
    assert sum(killed == "True" for killed, _ in kills) >= KILLS * 3 // 4
    assert kept == sorted(kept)
    whole, other = (open_folder(tmp_path / name) for name in ("whole", "killed"))
    assert other.hash == whole.hash
    for name in ("answers.csv", "answers.parquet", "design.csv", "manifest.json"):
        assert (tmp_path / "killed" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
