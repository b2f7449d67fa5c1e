"""`grey-zone`: what each rule gives away to an adversary who has read it."""

from dataclasses import dataclass
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import give
from simulator.cli.studying import studying

NAME = "grey-zone"
EXAMPLES = (
    "escalation grey-zone reported-plan",
    "escalation grey-zone reported-plan --rules one-drone,twenty-strikes --out results/grey",
    "escalation grey-zone mine.yaml --kinds drone,missile --attempts 10",
)
Kinds = Annotated[
    str | None,
    typer.Option(
        metavar="KIND,...", show_default=False,
        help="Kinds of act that the adversary may use (default: those of its patterns that go on "
        "short of its gravest posture).",
    ),
]  # fmt: skip
Attempts = Annotated[
    float,
    typer.Option(metavar="N", help="Acts a day of each kind that it may try."),
]
Replications = Annotated[
    int,
    typer.Option(
        "--replications", "-n", metavar="N", min=2, max=options.MOST_REPLICATIONS,
        help="How many histories the figures are of, for each rule and adversary; the search "
        "plays its own.",
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Tried:
    """Against which rules of which scenario what is tried."""

    file: options.File
    rules: options.Rules = None
    kinds: Kinds = None
    attempts: Attempts = 48.0


@dataclass(frozen=True)
class Sample:
    """How many histories the figures are of, and on which luck."""

    replications: Replications = 500
    seed: options.Seed = 0


def command(
    tried: Tried,
    sample: Sample,
    folder: options.Folder,
    playing: options.Playing,
    terms: options.Terms,
    printing: options.Printing,
) -> None:
    """Show what a rule gives away once read.

    Searches, for each rule, what an adversary does who knows it: stays just under the limit, or
    under a multiple of it that monitors miss, changes the kind of act, goes quiet before deadlines,
    acts when reports are slow. It reports the harm done while no episode is open, per 30 days,
    beside the harm under the scenario's own pattern, on luck that the search has not seen. --out
    writes each best response as a scenario that runs.
    """
    from simulator.greyzone.grey_zone import grey_zone

    scenario = options.scenario(tried.file, terms)
    names = options.named_rules(tried.rules)
    kinds = None if tried.kinds is None else [one.strip() for one in tried.kinds.split(",")]
    with studying([scenario], playing, terms, printing) as how:
        found = grey_zone(
            scenario,
            rules=names or None,
            kinds=kinds,
            attempts=tried.attempts,
            replications=sample.replications,
            seed=sample.seed,
            **how,
        )
    give(found, printing, folder)
