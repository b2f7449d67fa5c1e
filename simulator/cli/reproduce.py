"""`reproduce`: stored results, played again."""

from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import stoppable
from simulator.cli.text import say, say_json

NAME = "reproduce"
EXAMPLES = (
    "escalation compare one-drone twenty-strikes --out results/both",
    "escalation reproduce results/both",
)
FAULT = "The same code must play the same histories: please report this, with the folder."


def command(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The --out folder of run, compare or sweep.")
    ],
    playing: options.Playing,
    *,
    python: options.Python = None,
    anyway: options.Anyway = False,
    printing: options.Printing,
) -> None:
    """Play stored results again, bit by bit.

    Takes the scenarios, the seed and the number of histories from the folder, which stays as it is,
    and says of each table whether it comes out the same, or which history is the first to differ;
    of a sweep, which point.
    Ends with exit code 70 if any table differs.
    """
    from simulator.errors import EscalationError
    from simulator.study.reproduce import reproduce

    with stoppable(None, printing.quiet, can_go_on=False) as progress:
        found = reproduce(
            folder,
            python or (),
            workers=playing.workers,
            engine=playing.engine,
            progress=progress,
            anyway=anyway,
        )
    if printing.json:
        say_json(found.record())
    else:
        say(found.text)
    if not found.same:
        raise EscalationError(f"{folder}: {found.headline} {FAULT}")
