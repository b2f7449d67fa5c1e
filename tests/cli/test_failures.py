import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.errors import Interrupted
from simulator.tables.safe_text import clean

from .conftest import ROOT, SMALL, Command, spawned

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
        (
            KeyboardInterrupt(),
            130,
            "stopped before any history ended. Nothing is kept; with --out FOLDER the same command "
            "can go on later.\n",
        ),
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

    monkeypatch.setattr("simulator.study.run.run", stopped)
    assert command("run", small) == (code, "", said)


def test_ctrl_c_says_how_much_was_finished_and_how_to_keep_it(
    small: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*given: object, **named: Callable[[int, int, str], None]) -> None:
        progress = named.get("progress") or next(one for one in given if callable(one))
        progress(1200, 10000, "")
        raise KeyboardInterrupt

    said = (
        "stopped after 1,200 of 10,000 histories. None are kept; with --out FOLDER the same "
        "command can go on later.\n"
    )
    for verb, function in (("run", "run.run"), ("compare", "compare.compare")):
        monkeypatch.setattr(f"simulator.study.{function}", stopped)
        assert command(verb, small, *([small] if verb == "compare" else [])) == (130, "", said)


def test_ctrl_c_in_any_other_command_says_that_it_stopped(
    small: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("simulator.scenario.sources.ledger", stopped)
    assert command("sources", small) == (130, "", "stopped\n")


def test_ctrl_c_with_a_folder_says_how_to_go_on(
    small: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("simulator.study.run.run", stopped)
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


C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def test_the_c_locale_takes_and_prints_any_name(tmp_path: Path) -> None:
    path = tmp_path / "Україна.yaml"
    text = SMALL.replace("name: Small", "name: Україна").replace("fire:", "вогонь:")
    path.write_text(text.replace("name: first", "name: перша"), encoding="utf-8")
    words = ("--phase", "перша", "--set", "violations.вогонь.rate=9 per day")
    ended = spawned("explain", path, *words, **C_LOCALE)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("Україна (вогонь rate 9 per day), replication 0")
    assert "перша" in ended.stdout


def test_the_c_locale_takes_a_plus_minus_and_shows_the_file_that_is_not_there() -> None:
    ended = spawned("run", "none-é.yaml", "--until", "assault ± 3 %", **C_LOCALE)
    assert ended.stderr == "none-é.yaml: there is no such file.\n"
    ended = spawned("run", "one-drone", "--until", "assault ± -3 %", **C_LOCALE)
    assert "until: ± -3 % can never be reached." in ended.stderr


def test_an_encoding_that_was_asked_for_is_kept_and_says_what_it_can() -> None:
    ended = spawned("run", "--help", PYTHONIOENCODING="ascii")
    assert '--until "assault +- 3 %"' in ended.stdout
    ended = spawned("run", "Türkiye − жовтень.yaml", PYTHONIOENCODING="ascii")
    october = r"\u0436\u043e\u0432\u0442\u0435\u043d\u044c"
    assert ended.stderr == f"Turkiye - {october}.yaml: there is no such file.\n"


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
