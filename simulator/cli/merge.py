"""`merge`: the shards of a sweep, put together."""

from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import name_files, noted, print_result

NAME = "merge"
EXAMPLES = (
    'escalation sweep one-drone --vary "threshold.at_least=1..20 by 1" --shard 1/2 --out results/a',
    'escalation sweep one-drone --vary "threshold.at_least=1..20 by 1" --shard 2/2 --out results/b',
    "escalation merge results/a results/b --out results/whole",
)


def command(
    folders: Annotated[
        list[Path],
        typer.Argument(metavar="FOLDER", help="The folder of each shard, in any order."),
    ],
    folder: options.Folder,
    printing: options.Printing,
) -> None:
    """Put the shards of a sweep together.

    Prints what the undivided sweep would have printed, with the same hash of all histories, and
    writes the folder that it would have written. A shard that is missing or duplicated, or that
    is of another sweep is refused.
    """
    from simulator.sweeps.folder import files_of
    from simulator.sweeps.merge import merge

    found = merge(*folders, out=folder.out)
    print_result(found, printing)
    if folder.out is not None:
        with noted(printing.quiet):
            written = [*files_of(folder.out), *found.add_pictures(folder.out, folder.format)]
            name_files(written, printing)
