"""`validate`: every fault of every file at once."""

from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.text import say, say_json
from simulator.errors import Problem, ScenarioError

NAME = "validate"
EXAMPLES = ("escalation validate north.yaml", "escalation validate *.yaml")


def command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Scenario files.")],
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Check scenario files.

    Prints every mistake in every file, each with its line and a remedy.
    """
    found = {file: problems(file) for file in files}
    if json:
        say_json(
            [
                {"file": str(file), "ok": not faults, "problems": faults}
                for file, faults in found.items()
            ]
        )
    elif not quiet:
        for file in (file for file, faults in found.items() if not faults):
            say(f"{file}: ok")
    if any(found.values()):
        raise ScenarioError(fault for faults in found.values() for fault in faults)


def problems(file: Path) -> list[Problem]:
    """What is wrong with one file."""
    try:
        options.scenario(file)
    except ScenarioError as error:
        return error.problems
    return []
