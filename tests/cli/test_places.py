"""Where one may not write, or where the disk is full: the same answer, or one clear message."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import ROOT, SMALL

RUN = (sys.executable, "-m", "simulator", "run")
Shell = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A scenario, and what `run --json` says of it where all is well."""
    path = tmp_path_factory.mktemp("scenario") / "small.yaml"
    path.write_text(SMALL)
    said = subprocess.run(asked(path), cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert json.loads(said)["outcomes"]
    return path, said


def asked(path: Path) -> list[str]:
    return [*RUN, str(path), "-n", "20", "--json"]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Runs a script that may mount what nobody else sees; $1 is a folder, "$@" after it the rest.

    Skipped where the system does not let us.
    """
    own = ["unshare", "--mount", "--map-root-user", "sh", "-c"]

    def run(script: str, *words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*own, script, "sh", *map(str, words)],
            cwd=ROOT,
            env={k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "MPL"))},
            capture_output=True,
            text=True,
        )

    if not shutil.which("unshare") or run('mount -t tmpfs none "$1"', tmp_path).returncode:
        pytest.skip("no folder can be mounted here for a test alone (unshare --mount)")
    return run


HOMES = {
    "read-only": 'mount -t tmpfs -o ro none "$1"; ! touch "$1/x" 2>/dev/null || exit 9',
    "full": 'mount -t tmpfs -o size=4k none "$1"; ! cat /dev/zero 2>/dev/null >"$1/x" || exit 9',
}


@pytest.mark.parametrize("home", HOMES)
def test_a_home_in_which_nothing_can_be_written_changes_nothing(
    home: str, answer: tuple[Path, str], tmp_path: Path, shell: Shell
) -> None:
    path, said = answer
    script = f'{HOMES[home]}; export HOME="$1" TMPDIR="$1"; shift; exec "$@"'
    ended = shell(script, tmp_path, *asked(path))
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, said, "")


def test_a_full_disk_is_said_and_the_same_command_goes_on_once_there_is_room(
    answer: tuple[Path, str], tmp_path: Path, shell: Shell
) -> None:
    path, said = answer
    script = (
        'at=$1; shift; mount -t tmpfs -o size=64k none "$at"; "$@" --out "$at/out"; '
        'echo "ended with $?"; mount -o remount,size=64m "$at"; "$@" --quiet --out "$at/out"'
    )
    ended = shell(script, tmp_path, *asked(path))
    before, after = ended.stdout.split("ended with 73\n")
    assert before in ("", said)
    assert after == said
    assert "No space left on device" in ended.stderr
    assert "make room there" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_two_first_runs_at_once_give_the_same_answer(
    answer: tuple[Path, str], tmp_path: Path
) -> None:
    path, said = answer
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "MPL"))}
    environment["HOME"] = str(tmp_path)
    both = [
        subprocess.Popen(asked(path), cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [one.communicate()[0] for one in both] == [said, said]
    assert [one.returncode for one in both] == [0, 0]
