"""`diff`: in what two scenarios differ once defaults and `extends` are played out."""

from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.text import note, say, say_json, table

NAME = "diff"
EXAMPLE = """\
\b
Example:
  escalation diff scenarios/one-drone.yaml scenarios/twenty-strikes.yaml
"""


def command(
    left: Annotated[Path, typer.Argument(metavar="A", help="A scenario file.")],
    right: Annotated[Path, typer.Argument(metavar="B", help="Another.")],
    words: Annotated[
        bool, typer.Option("--words", help="Compare names, questions and sources too.")
    ] = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Show in what two scenarios differ.

    Defaults and extended files are played out first, so that only what differs in meaning is shown.
    """
    from simulator.scenario.diff import diff

    found = diff(options.scenario(left), options.scenario(right), words)
    if json:
        say_json(found)
    elif found:
        rows = [[one.path, one.left or "-", one.right or "-"] for one in found]
        say(table(["path", str(left), str(right)], rows))
    else:
        note("The two mean the same.", quiet)
