"""`sources`: every number of a scenario and what backs it."""

from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli import options
from simulator.cli.text import note, say, say_json
from simulator.tables.json_values import plain
from simulator.tables.layout import paragraph

if TYPE_CHECKING:
    from simulator.scenario.sources import Entry

NAME = "sources"
EXAMPLES = (
    "escalation sources reported-plan",
    "escalation sources reported-plan --unsourced",
)


def command(
    file: options.File,
    says: Annotated[bool, typer.Option("--says", help="Show what each source says.")] = False,
    unsourced: Annotated[
        bool, typer.Option("--unsourced", help="Show only numbers without a source.")
    ] = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """List every number and its source.

    Lists every number that is not a default, with its source, how reliable that is, and its range
    if it is uncertain.
    """
    from simulator.scenario.sources import ledger

    entries = ledger(options.scenario(file))
    bare = [entry for entry in entries if entry.status == "unsourced"]
    shown = bare if unsourced else entries
    if json:
        say_json(plain(shown))
    else:
        for entry in shown:
            say(in_words(entry, says))
    numbers = len({entry.path for entry in entries})
    note(f"{numbers} numbers, {len(bare)} of them without a source.", quiet)


def in_words(entry: "Entry", says: bool) -> str:
    """A number in one line, and what backs it in the next."""
    number = f"{entry.path}: {entry.value}{f' (may be {entry.range})' if entry.range else ''}"
    if entry.status == "unsourced":
        return f"{number}\n    NO SOURCE"
    source = f"{entry.by} ({entry.year}, sure: {entry.sure}){f': {entry.says}' if says else ''}"
    return f"{number}\n{paragraph(source, indent=4)}"
