"""`validate`: every fault of every file at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from simulator.cli import options
from simulator.cli.text import say, say_json
from simulator.errors import Problem, ScenarioError
from simulator.tables.json_values import plain

NAME = "validate"
EXAMPLES = ("escalation validate north.yaml", "escalation validate *.yaml")


def command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Scenario files.")],
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Check scenario files.

    Prints every mistake in every file, each with its line and a remedy, and warns of anything that
    runs but is unlikely to be intended, such as a deadline that nobody can meet.
    """
    checked = [check(file) for file in files]
    if json:
        say_json(plain([one._asdict() | {"ok": one.ok, "file": one.file} for one in checked]))
    elif not quiet:
        for one in checked:
            if one.ok:
                say(f"{one.file}: ok")
            for warning in one.warnings:
                say(f"Warning: {warning}")
    if not all(one.ok for one in checked):
        raise ScenarioError(fault for one in checked for fault in one.problems)


class Checked(NamedTuple):
    """What is to be said of one file."""

    file: Path
    problems: Sequence[Problem]
    warnings: Sequence[Problem]

    @property
    def ok(self) -> bool:
        """Whether it plays."""
        return not self.problems


def check(file: Path) -> Checked:
    """What is wrong with one file, or what to beware of in it."""
    try:
        return Checked(file, (), options.scenario(file).warnings)
    except ScenarioError as error:
        return Checked(file, error.problems, ())
