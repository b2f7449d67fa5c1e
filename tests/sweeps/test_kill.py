"""A sweep that is killed, again and again at any moment, ends as if nobody had."""

import os
import random
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from simulator import open as open_folder
from simulator.scenario.form import to_yaml

from .test_play import WAR

KILLS = 8


@pytest.mark.timeout(600)
def test_a_sweep_killed_with_9_at_random_has_the_files_of_one_that_was_not(tmp_path: Path) -> None:
    file = tmp_path / "war.yaml"
    file.write_bytes(to_yaml(WAR).encode())
    words = ["sweep", str(file), "--vary", "threshold.at_least=1..12 by 1", "-n", "500", "-q"]
    words += ["--vary", "plan.phases.answer.by=12 h..48 h by 12 h"]

    def start(folder: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "simulator", *words, "--out", str(tmp_path / folder)]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, stdout=quiet, start_new_session=True)

    assert start("whole").wait() == 0
    moments, killed, had = random.Random(20261128), 0, []
    journal = tmp_path / "killed" / "parts" / "journal.jsonl"
    for _ in range(KILLS):
        process = start("killed")
        lines = journal.read_bytes().count(b"\n") if journal.exists() else 0
        while process.poll() is None:  # let it begin, so that it is killed at its work
            if journal.exists() and journal.read_bytes().count(b"\n") > lines:
                break
        with suppress(subprocess.TimeoutExpired):
            process.wait(moments.uniform(0.0, 0.2))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        had.append(journal.read_bytes().count(b"\n"))
    assert killed >= KILLS // 2
    assert start("killed").wait() == 0
    whole, other = (open_folder(tmp_path / name) for name in ("whole", "killed"))
    assert other.hash == whole.hash
    for name in ("answers.csv", "answers.parquet", "design.csv", "manifest.json"):
        assert (tmp_path / "killed" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
