"""The commands of the README and of the pages, from an empty folder, as somebody types them."""

import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from simulator.cli import main
from simulator.cli.app import app
from simulator.scenario.load import load

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = {one.name for one in app.registered_commands}
FEW = {name: ["-n", "2"] for name in ("run", "compare", "explore", "map", "replay", "sweep")}
FEW |= {"check": ["-n", "40"], "curve": ["-n", "2", "--along", "count=1,9"]}
FEW |= {"branch": ["-n", "2"]}
FEW |= {"drivers": ["-n", "2", "--samples", "8"]}
FEW |= {"grey-zone": ["-n", "2", "--horizon", "2 days", "--kinds", "artillery"]}
FEW |= {"frontier": ["-n", "2", "--horizon", "2 days", "--most", "20"]}
FEW |= {"levers": ["-n", "2"]}
FEW |= {"rank": ["-n", "2", "--sets", "4"]}
FEW |= {"discover": ["-n", "2", "--sets", "48"]}
SLOW = ("fit", "check", "backtest")
"""Played once, as the README has them, and the last not here."""
TWO_SETS = ["--uncertain", "2"]
OWN = re.compile(r"FILE|NAME|THIS|mine|\.csv")
"""A reader's own file: whatever is shipped goes by a name without an ending."""


def commands(page: Path) -> list[list[str]]:
    """The words of each command that a page shows, in a block or within a sentence."""
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    blocks = re.findall(r"^(?:\$ )?(escalation .*)$", text, re.MULTILINE)
    spans = [" ".join(span.split()) for span in re.findall(r"`(escalation [^`]*)`", text)]
    return [shlex.split(one)[1:] for one in dict.fromkeys([*spans, *blocks])]


def is_whole(words: list[str]) -> bool:
    """Whether a command runs as it stands: it has arguments, and none is a reader's own."""
    return len(words) > 1 and not OWN.search(" ".join(words)) or words == ["scenarios"]


def quickly(words: list[str]) -> list[str]:
    """The same with few histories, and few uncertain sets where there are any."""
    return [*words, *FEW.get(words[0], []), *(TWO_SETS if "--uncertain" in words else [])]


def told(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with nothing in it, where one stands."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_commands_are_found_in_sentences_tables_and_blocks() -> None:
    found = [" ".join(words) for words in commands(ROOT / "README.md")]
    assert {"compare one-drone twenty-strikes", "scenarios", "backtest"} <= set(found)
    assert "fit osce_smm_donbas_2020_2021 -o pattern.yaml" in found
    assert any(one.startswith("replay reported-plan --events osce_smm_donbas") for one in found)
    assert sum(is_whole(words) for words in commands(ROOT / "README.md")) >= 12


@pytest.mark.parametrize("page", PAGES, ids=told)
def test_every_command_of_a_page_is_one(page: Path) -> None:
    assert {words[0] for words in commands(page)} <= COMMANDS


@pytest.mark.timeout(900)
def test_the_commands_of_the_readme_run_in_an_empty_folder(
    empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = {}
    for words in filter(is_whole, commands(ROOT / "README.md")):
        code = main(quickly(words))
        said = capsys.readouterr()
        told = said.out or words[0] == "explore"  # which writes a page, and prints nothing
        ended[" ".join(words)] = (code, "" if told and not code else said.err)
    assert {one: end for one, end in ended.items() if end != (0, "")} == {}


@pytest.mark.parametrize("page", PAGES[1:], ids=told)
def test_the_commands_of_a_page_run_in_an_empty_folder(
    page: Path, empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """But for what `fit` would have written first."""
    blocks = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    (empty / "probes.py").write_text("".join(one for one in blocks if "def " in one))
    quick = [words for words in filter(is_whole, commands(page)) if words[0] not in SLOW]
    for words in (words for words in quick if "pattern.yaml" not in words):
        assert main(quickly(words)) == 0, capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(COMMANDS - {"new", "schema"}))
def test_the_examples_of_a_command_name_what_is_there(name: str, empty: Path) -> None:
    """A scenario of an example is shipped, or is called as a reader's own file would be."""
    module = next(one for one in app.registered_commands if one.name == name)
    shown = [shlex.split(line) for line in (module.epilog or "").splitlines()]
    assert shown
    for _, command, *arguments in shown:
        first = arguments[0] if arguments else "."
        named = "." not in first and not first.startswith("-")
        if named and command not in ("events", "fit", "merge", "report", "reproduce"):
            load(first)


def test_the_wheel_holds_what_goes_by_name(tmp_path: Path) -> None:
    """Built as pip builds it, unpacked, and asked in a process that knows no checkout."""
    asked = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(asked, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    assert (tmp_path / "site" / "simulator" / "py.typed").exists()
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r}); import simulator; "
        "from simulator.cli import main; print(simulator.__file__); "
        "sys.exit(main(['validate', 'one-drone', 'salvo-raid', 'replay-donbas-2020'])"
        " or main(['events', 'osce_smm_donbas_2020_2021']))"
    )
    asked = [sys.executable, "-c", code]
    ended = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(str(tmp_path / "site"))
    assert "salvo-raid: ok" in ended.stdout
    assert "44,114" in ended.stdout
