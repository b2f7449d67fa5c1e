"""`frontier`: the rules among which none is better in everything."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import give, name_files
from simulator.cli.studying import studying

NAME = "frontier"
EXAMPLES = (
    "escalation frontier reported-plan",
    "escalation frontier reported-plan --write rules --out results/frontier",
    'escalation frontier mine.yaml --vary "plan.stand_down=24 h,72 h" --rules mine-strict.yaml',
)
Vary = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PATH=VALUES", show_default=False,
        help="An option of the plan, such as 'plan.stand_down=24 h,72 h'; every rule is tried with "
        "each value. Repeat for several.",
    ),
]  # fmt: skip
Most = Annotated[
    int,
    typer.Option(
        metavar="N", min=1, help="How many rules to try: all, or so many drawn at random."
    ),
]
Rules = Annotated[
    str | None,
    typer.Option(
        metavar="NAME,...", show_default=False,
        help="Shipped scenarios or files whose thresholds are to be beaten (default: one-drone and "
        "twenty-strikes).",
    ),
]  # fmt: skip
Replications = Annotated[
    int,
    typer.Option(
        "--replications", "-n", metavar="N", min=2, max=options.MOST_REPLICATIONS,
        help="How many histories each figure is of, and the last round of the race.",
    ),
]  # fmt: skip
GreyZone = Annotated[
    bool,
    typer.Option(
        "--grey-zone",
        help="Take as harm that in the grey zone, once the adversary has read the rule and keeps "
        "one act below it. It takes about five times as long.",
    ),
]
Write = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER", show_default=False,
        help="Write each rule of the frontier to this folder, as a scenario that runs.",
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Raced:
    """Which rules are raced in which scenario."""

    file: options.File
    rules: Rules = None
    vary: Vary = None
    most: Most = 2000
    grey_zone: GreyZone = False
    write: Write = None


@dataclass(frozen=True)
class Sample:
    """How many histories the figures are of, and on which luck."""

    replications: Replications = 2000
    seed: options.Seed = 0


def command(
    raced: Raced,
    sample: Sample,
    folder: options.Folder,
    playing: options.Playing,
    terms: options.Terms,
    printing: options.Printing,
) -> None:
    """Find the rules that no other beats.

    Races rules of up to three clauses (kinds, counts, windows, severity, days running, running
    scores) on the same luck: all on a hundredth of the histories, the best tenth on a tenth, the
    best of these on all. What is left is played again on luck that the race has not seen. It
    reports false breaches, hours to an answer and severity borne before it, and says whether a rule
    is better than the named ones in all three.
    """
    from simulator.frontiers.frontier import frontier

    scenario = options.scenario(raced.file, terms)
    names = options.named_rules(raced.rules)
    with studying([scenario], playing, terms, printing) as how:
        found = frontier(
            scenario,
            rules=names or None,
            vary=raced.vary or (),
            most=raced.most,
            grey_zone=raced.grey_zone,
            replications=sample.replications,
            seed=sample.seed,
            **how,
        )
    give(found, printing, folder)
    if raced.write is not None:
        name_files(found.write_scenarios(raced.write), printing)
