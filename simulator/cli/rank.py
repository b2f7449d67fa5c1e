"""`rank`: rules ranked under everything that is uncertain."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import give
from simulator.cli.studying import studying

NAME = "rank"
EXAMPLES = (
    "escalation rank one-drone five-drones twenty-strikes",
    'escalation rank one-drone twenty-strikes --limit "false breaches < 1" '
    '--limit "national response: in time >= 90 %"',
    'escalation rank mine.yaml other.yaml --by "assault answered in time" --out results/ranks',
)
Files = Annotated[
    list[Path],
    typer.Argument(metavar="SCENARIO", help="Two or more: shipped scenarios by name, or files."),
]
By = Annotated[
    list[str] | None,
    typer.Option(
        metavar="OUTCOME", show_default=False,
        help="Rank by this outcome, named as in the table of 'run'; repeat for several (default: "
        "false breaches, the first phase in time, severity before an answer, assaults answered).",
    ),
]  # fmt: skip
Limit = Annotated[
    list[str] | None,
    typer.Option(
        metavar="'OUTCOME < NUMBER'", show_default=False,
        help="A limit that a rule should keep, such as 'false breaches < 1'; repeat for several. "
        "Says in what share of the sets each rule keeps each, and all of them.",
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """Which scenarios are ranked, and by what."""

    files: Files
    by: By = None
    limit: Limit = None


@dataclass(frozen=True)
class Sample:
    """How much is played, and on which luck."""

    sets: options.SetsDrawn = 200
    replications: options.OfEachSet = 20
    seed: options.Seed = 0


def command(
    asked: Asked,
    sample: Sample,
    folder: options.Folder,
    playing: options.Playing,
    terms: options.Terms,
    printing: options.Printing,
) -> None:
    """Rank rules under everything uncertain.

    Draws sets of values from what the scenarios declare uncertain, and plays every scenario with
    the same values on the same luck. Ranks them by the mean, the worst tenth of the sets and the
    regret, says how sure the order is and on which number it turns, and in what share of the sets
    each keeps the limits that you name. --out draws it.
    """
    from simulator.ranks.rank import rank
    from simulator.scenario.variants import without_change

    if len(asked.files) < 2:
        raise typer.BadParameter("name at least two scenarios", param_hint="'SCENARIO...'")
    scenarios = [without_change(options.scenario(file, terms)) for file in asked.files]
    with studying(scenarios, playing, terms, printing) as how:
        found = rank(
            *scenarios,
            by=asked.by,
            limits=asked.limit or (),
            sets=sample.sets,
            replications=sample.replications,
            seed=sample.seed,
            **how,
        )
    give(found, printing, folder)
