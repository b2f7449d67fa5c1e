"""`check`: would a pattern give series like the real events?"""

from dataclasses import dataclass
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import give

NAME = "check"
EXAMPLES = (
    "escalation fit osce_smm_donbas_2020_2021 -o pattern.yaml",
    "escalation check pattern.yaml --events osce_smm_donbas_2020_2021",
    "escalation check pattern.yaml --events mine.csv --mapping mine.yaml --out results/check",
)
Histories = Annotated[
    int,
    typer.Option(
        "--replications",
        "-n",
        metavar="N",
        min=40,
        max=100_000,
        help="How many series to simulate.",
    ),
]


@dataclass(frozen=True)
class Sample:
    """How many series are simulated, and on which luck."""

    replications: Histories = 200
    seed: options.Seed = 0


def command(
    against: options.Against,
    acts: options.Acts,
    sample: Sample,
    *,
    folder: options.Folder,
    changes: options.Set = None,
    printing: options.Printing,
) -> None:
    """Check a pattern against real events.

    Simulates many series of the scenario's pattern, restricts each to the days that have data, and
    reports for each check whether the real events could plausibly be one of them. A failed check
    names a feature of the events that the pattern lacks.
    """
    from simulator.checks.check_events import check_events
    from simulator.data.read import read

    found = check_events(
        options.scenario(against.file, options.Changes(changes)),
        read(against.events, against.mapping),
        kind=acts.kind,
        region=acts.region,
        form=acts.form,
        truce=acts.truce,
        histories=sample.replications,
        seed=sample.seed,
    )
    give(found, printing, folder)
