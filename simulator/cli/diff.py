"""`diff`: how two scenarios differ once defaults and `extends` are filled in."""

from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.text import note, say, say_json
from simulator.tables.json_values import plain
from simulator.tables.layout import table

NAME = "diff"
EXAMPLES = ("escalation diff one-drone twenty-strikes",)


def command(
    left: Annotated[Path, typer.Argument(metavar="A", help="A scenario, by name or file.")],
    right: Annotated[Path, typer.Argument(metavar="B", help="The other.")],
    words: Annotated[
        bool, typer.Option("--words", help="Also compare names, questions and sources.")
    ] = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Show how two scenarios differ.

    Defaults and extended files are filled in first, so that only differences in meaning are shown.
    """
    from simulator.scenario.diff import diff

    found = diff(options.scenario(left), options.scenario(right), words)
    if json:
        say_json(plain(found))
    elif found:
        rows = [[one.path, one.left or "-", one.right or "-"] for one in found]
        say(table(["path", str(left), str(right)], rows))
    else:
        note("The two scenarios are equivalent.", quiet)
