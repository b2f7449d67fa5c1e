import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.errors import Interrupted
from simulator.tables.safe_text import clean

from .conftest import ROOT, Command, spawned

INVALID = ROOT / "tests" / "scenarios" / "invalid"


@pytest.mark.parametrize("name", ["unknown-kind", "tab", "anchor-bomb", "extends-itself"])
@pytest.mark.parametrize("verb", ["validate", "run", "sources", "trace", "explain"])
def test_an_invalid_scenario_ends_with_2_its_messages_and_nothing_else(
    verb: str, name: str, command: Command
) -> None:
    path = INVALID / f"{name}.yaml"
    first = path.read_text(encoding="utf-8").partition("# message: ")[2].partition("\n")[0]
    assert command(verb, path) == (2, "", f"{path.parent}/{first}\n")


@pytest.mark.parametrize("verb", ["validate", "run", "sources", "trace", "explain"])
def test_a_file_that_is_not_there_ends_with_2(verb: str, command: Command) -> None:
    assert command(verb, "none.yaml") == (2, "", "none.yaml: there is no such file.\n")


def test_a_bug_ends_with_70_and_leaves_its_traceback_in_a_log(
    small: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the front is \x1b[31mgone")

    monkeypatch.setattr("simulator.scenario.sources.ledger", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ended = command("sources", small)
    assert (ended.code, ended.out) == (70, "")
    assert ended.err.startswith("RuntimeError: the front is gone\nThis is a bug; please report it")
    assert "Traceback" not in ended.err
    log = Path(ended.err.split()[-1])
    assert "Traceback" in log.read_text()
    assert "in broken" in log.read_text()


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (Interrupted("stopped; start it again to go on"), 75, "stopped; start it again to go on\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_a_study_that_is_stopped_says_whether_it_can_go_on(
    raised: BaseException,
    code: int,
    said: str,
    small: Path,
    command: Command,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr("simulator.study.api.run", stopped)
    assert command("run", small) == (code, "", said)


def test_ctrl_c_with_a_folder_says_how_to_go_on(
    small: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("simulator.study.api.run", stopped)
    said = f"stopped; the same command goes on from what is in {tmp_path}\n"
    assert command("run", small, "--out", tmp_path) == (75, "", said)


def test_what_cannot_be_written_ends_with_73(small: Path, command: Command) -> None:
    taken = small.read_text()
    assert command("new", small).code == 73
    assert small.read_text() == taken
    assert command("new", small).err == f"{small}: exists already; nothing was written.\n"
    folder = command("new", small.parent)
    assert folder.err == f"{small.parent}: is a folder; name a file; nothing was written.\n"
    assert command("new", small.parent / "no" / "x.yaml").code == 73
    assert command("run", small, "-n", "1", "--out", small).code == 73
    ended = command("trace", small, "-o", small.parent)
    assert (ended.code, ended.out) == (73, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_standard_output_ends_with_73() -> None:
    with open("/dev/full", "w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "simulator", "schema"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 73
    assert ended.stderr == "cannot write: No space left on device\n"


def test_a_reader_that_goes_away_is_no_fault() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        ended = subprocess.run(
            [sys.executable, "-m", "simulator", "schema"],
            cwd=ROOT,
            stdout=pipe,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_name_cannot_play_tricks_on_a_terminal(tmp_path: Path, command: Command) -> None:
    ended = command("validate", tmp_path / "\x1b]0;owned\x07\x1b[2Jevil\u202e.yaml")
    assert ended.code == 2
    assert ended.err == f"{tmp_path}/evil.yaml: there is no such file.\n"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("bell\x07 back\x08 nul\x00 c1\x9b31m", "bell back nul c131m"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("türkiye", "türkiye"),
    ],
)
def test_clean_text_holds_no_controls(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_no_encoding_of_the_terminal_is_a_fault(encoding: str) -> None:
    ended = spawned("sources", "scenarios/reported-plan.yaml", PYTHONIOENCODING=encoding)
    assert ended.returncode == 0
    assert not re.search("[^\x00-\x7f]", ended.stdout) or encoding != "ascii"


@pytest.mark.parametrize("closed", ["1", "2", "1 2"])
def test_a_stream_that_the_caller_closed_is_no_fault(
    small: Path, tmp_path: Path, closed: str
) -> None:
    code = (
        "import os, sys\n"
        f"[os.close(int(one)) for one in {closed.split()}]\n"
        "os.execv(sys.executable, [sys.executable, '-m', 'simulator', *sys.argv[1:]])\n"
    )
    out = tmp_path / "out"
    command = [sys.executable, "-c", code, "run", str(small), "-n", "2", "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout if "1" in closed else done.stderr) == (0, "")
    assert (out / "manifest.json").is_file()
