import re
import shlex

import pytest

from simulator.cli.app import app
from simulator.cli.help import folded

from .conftest import Command, spawned

COMMANDS = (
    "new", "validate", "run", "compare", "sweep", "merge", "curve", "grey-zone", "frontier", "map",
    "discover",
    "rank",
    "drivers", "levers", "branch",
    "report", "explore", "explain", "trace", "events", "fit", "check", "replay", "backtest",
    "reproduce", "sources", "diff", "schema", "scenarios",
)  # fmt: skip
HEAVY = {
    "numpy",
    "numba",
    "wasmtime",
    "pandas",
    "matplotlib",
    "scipy",
    "pyarrow",
    "rich.progress",
    "simpy",
}


def imported(stderr: str) -> set[str]:
    """The modules that `python -X importtime` saw, and the packages that they lie in."""
    names = re.findall(r"\| +([\w.]+)$", stderr, re.MULTILINE)
    return {part for name in names for part in (name, name.split(".")[0])}


def test_these_are_all_commands() -> None:
    assert sorted(one.name or "" for one in app.registered_commands) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_has_an_example(name: str, command: Command) -> None:
    ended = command(name, "--help")
    assert ended.code == 0
    assert f"escalation {name}" in ended.out.partition("Example")[2]
    assert max(map(len, ended.out.splitlines())) <= 100


def words(lines: list[str]) -> list[str]:
    """The words, without the backslashes by which a shell command goes on."""
    return [word for line in lines for word in line.split() if word != "\\"]


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_no_help_is_cut_or_broken_inside_a_word(
    name: str, columns: int, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    wide = command(*name.split(), "--help").out.splitlines()
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = command(*name.split(), "--help").out.splitlines()
    assert max(map(len, lines)) <= min(columns, 100)
    assert not [line for line in lines[1:] if line.endswith("...")]
    assert not [line for line in lines if line.lstrip().startswith("%")]
    assert words(lines) == words(wide)


def test_an_example_is_folded_as_a_shell_takes_it() -> None:
    example = 'escalation run a.yaml -n 5 --until "assault ± 3 %"'
    assert folded(example, 40).splitlines() == [
        "escalation run a.yaml -n 5 \\",
        '    --until "assault ± 3 %"',
    ]
    assert shlex.split(folded(example, 30).replace("\\\n", "")) == shlex.split(example)


@pytest.mark.parametrize("name", COMMANDS)
def test_h_says_what_help_says(name: str, command: Command) -> None:
    assert command(name, "-h") == command(name, "--help")


def test_the_help_of_the_app_documents_the_exit_codes(command: Command) -> None:
    out = command("--help").out
    listed = out.partition("Exit codes:")[2].partition("Start here:")[0]
    assert re.findall(r"^ +(\d+) ", listed, re.MULTILINE) == [
        "0",
        "2",
        "69",
        "70",
        "73",
        "75",
        "130",
    ]


def test_the_version_names_the_version(command: Command) -> None:
    ended = command("--version")
    assert ended.code == 0
    assert re.fullmatch(r"escalation \S+( \(commit [0-9a-f]+\))?\n", ended.out)


def test_help_imports_nothing_heavy() -> None:
    ended = spawned("--help", python=("-X", "importtime"))
    assert ended.returncode == 0
    assert imported(ended.stderr) & (HEAVY | {"pydantic", "yaml"}) == set()


def test_validate_imports_nothing_that_only_a_run_needs() -> None:
    ended = spawned("validate", "scenarios/reported-plan.yaml", python=("-X", "importtime"))
    assert ended.returncode == 0
    assert "yaml" in imported(ended.stderr)
    assert imported(ended.stderr) & HEAVY == set()


def test_a_misspelt_command_is_told_from_its_neighbours(command: Command) -> None:
    ended = command("validat", "x.yaml")
    assert (ended.code, ended.out) == (2, "")
    assert "'validate'" in ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("run",),
        ("run", "x.yaml", "--nonsense"),
        ("run", "x.yaml", "-n", "0"),
        ("run", "x.yaml", "--seed", "-1"),
        ("trace", "x.yaml", "-r", "many"),
    ],
)
def test_bad_usage_ends_with_2_and_prints_no_data(
    arguments: tuple[str, ...], command: Command
) -> None:
    ended = command(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_the_commands(shell: str) -> None:
    asked = {
        "_ESCALATION_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": "escalation va",
        "COMP_CWORD": "1",
        "_TYPER_COMPLETE_ARGS": "escalation va",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    ended = spawned(**asked)
    assert "validate" in ended.stdout
    assert "Traceback" not in ended.stderr


def test_the_help_of_a_terminal_without_colour_has_no_escape_codes() -> None:
    ended = spawned("run", "--help", NO_COLOR="1", FORCE_COLOR="")
    assert "\x1b" not in ended.stdout + ended.stderr
