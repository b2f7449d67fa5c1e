"""A user has no compiler: every command gives the same without Numba and llvmlite."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT

ONE, FIVE = (ROOT / "scenarios" / f"{name}.yaml" for name in ("one-drone", "five-drones"))
OSCE = ROOT / "scenarios" / "data" / "osce_smm_donbas_2020_2021.csv"
COUNTS = ("--events", "counts.csv", "--mapping", "mapping.yaml")
COMMANDS = {
    "run": (ONE, "-n", 4),
    "compare": (ONE, FIVE, "-n", 4),
    "explain": (ONE,),
    "trace": (ONE,),
    "replay": (ONE, "--events", OSCE, "--rules", "twenty-strikes", "-n", 2),
    "fit": (*COUNTS[1:], "--json"),
    "check": ("fire.yaml", *COUNTS, "-n", 40),
    "backtest": ("poland-2025", "-n", 4, "--uncertain", 2),
}
SESSION = """
import json, sys
for name in sys.argv[1:]:
    sys.modules[name] = None  # to import it is an error from here on
from simulator.cli import main
for line in sys.stdin:
    main(json.loads(line))
    print("\\0", end="", flush=True)
"""
END = "\0"


@pytest.fixture
def counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of thirty days, its mapping, and a pattern, in the working folder."""
    acts = [4, 0, 9, 31, 2, 1, 17, 0, 5, 6] * 3
    lines = [f"2024-03-{day:02},{count}" for day, count in enumerate(acts, start=1)]
    (tmp_path / "counts.csv").write_text("day,acts\n" + "\n".join(lines) + "\n")
    (tmp_path / "mapping.yaml").write_text(
        "source: A mission's reports\nzone: UTC\nstart: day\ncount: acts\nkind: artillery\n"
    )
    (tmp_path / "fire.yaml").write_text(
        "name: Fire\nhorizon: 10 days\n"
        "violations:\n  fire: {kind: artillery, rate: 7.5 per day, overdispersion: 0.6}\n"
    )
    monkeypatch.chdir(tmp_path)


def session(lines: list[list[str]], *missing: str) -> tuple[list[str], str]:
    """What each command prints in one new interpreter without these packages, and its errors.

    New for both sides: the last digits of a fit depend on where BLAS finds its arrays in memory.
    """
    ended = subprocess.run(
        [sys.executable, "-c", SESSION, *missing],
        input="\n".join(map(json.dumps, lines)),
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    return ended.stdout.split(END)[: len(lines)], ended.stderr


@pytest.mark.usefixtures("counts")
def test_every_command_gives_the_same_where_numba_is_not_installed() -> None:
    asked = [[verb, *map(str, words)] for verb, words in COMMANDS.items()]
    with_it, _ = session(asked)
    without, _ = session(asked, "numba", "llvmlite")
    assert all(with_it)
    assert dict(zip(COMMANDS, without, strict=True)) == dict(zip(COMMANDS, with_it, strict=True))


@pytest.mark.usefixtures("counts")
def test_the_engine_that_numba_compiles_is_then_refused_with_what_would_do() -> None:
    told, errors = session([["run", str(ONE), "--engine", "native"]], "numba", "llvmlite")
    assert told == [""]
    assert errors.endswith(
        "engine: 'native' compiles with Numba, which is not installed. Leave the engine out, or "
        "install escalation-timeline[native].\n"
    )
