"""`fit`: families of patterns fitted to real events."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import give
from simulator.cli.text import note, write

NAME = "fit"
EXAMPLES = (
    "escalation fit osce_smm_donbas_2020_2021 -o pattern.yaml",
    "escalation run pattern.yaml -n 5",
    "escalation fit mine.csv --mapping mine.yaml --kind drone --region north",
)
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", show_default=False,
        help="Write the chosen family to this file, as a scenario.",
    ),
]  # fmt: skip


def command(
    file: options.Events,
    *,
    mapping: options.Mapping = None,
    acts: options.Acts,
    output: Output = None,
    printing: options.Printing,
) -> None:
    """Fit patterns to real events.

    Fits each family of patterns, scores it on blocks of time held out of the fit, and chooses the
    simplest family within one standard error of the best. The scenario that -o writes can be run
    as it stands and names its sources.
    """
    from simulator.data.read import read
    from simulator.fits.fit_events import fit_events

    watched = sys.stderr.isatty() and not printing.quiet
    heard = note if watched else None
    reading = read(file, mapping)
    fitted = fit_events(reading, acts.kind, acts.region, acts.form, acts.truce, heard)
    give(fitted, printing)
    if output is not None:
        write(output, fitted.yaml)
        note(f"wrote {output}; next: escalation run {output}", printing.quiet)
