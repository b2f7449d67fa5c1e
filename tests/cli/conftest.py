"""What tests of the command line need."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from simulator.cli import main

ROOT = Path(__file__).parents[2]
SMALL = """\
name: Small
horizon: 10 days
limits: It shows little.
violations:
  fire: {kind: artillery, rate: 6 per day}
threshold: {of: artillery, at_least: 3, within: 24 h}
plan:
  phases:
    - {name: first, by: 24 h, owed_by: x, warns: true}
"""


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Ended]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command within this process."""

    def run(*arguments: object) -> Ended:
        code = main([str(one) for one in arguments])
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return run


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small scenario file."""
    path = tmp_path / "small.yaml"
    path.write_text(SMALL)
    return path


def spawned(
    *arguments: object, python: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs a command as a person does, in a process of its own."""
    return subprocess.run(
        [sys.executable, *python, "-m", "simulator", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        check=False,
    )
