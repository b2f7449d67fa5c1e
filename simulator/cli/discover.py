"""`discover`: under which values of what is uncertain something happens."""

from dataclasses import dataclass
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import give
from simulator.cli.studying import studying

NAME = "discover"
EXAMPLES = (
    'escalation discover reported-plan --when "coalition late or lapsed"',
    'escalation discover one-drone --when "false breaches >= 3" --out results/false',
    'escalation discover mine.yaml --when "assault and not direct clash" --sets 800',
)
When = Annotated[
    str,
    typer.Option(
        metavar="CONDITION",
        help="What happens in a history: a phase and its states ('coalition late or lapsed'), a "
        "number ('false breaches >= 3'), what happens or not ('assault', 'not direct clash'); "
        "several joined by 'and'.",
    ),
]


@dataclass(frozen=True)
class Asked:
    """In which scenario, and what happens there."""

    file: options.File
    when: When


@dataclass(frozen=True)
class Sample:
    """How much is played, and on which luck."""

    sets: options.SetsDrawn = 400
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
    """Find when something happens.

    Draws sets of values from what the scenario declares uncertain, and looks for boxes of values in
    which it happens more often (scenario discovery, by PRIM): each in a sentence with its coverage
    and density; and parts all sets in a small tree (CART). Half of the sets find box and tree, the
    other half tests them, and limits and splits that it does not confirm are dropped. --out draws
    the tree, and the trade-off of coverage and density.
    """
    from simulator.discovery.discover import discover

    scenario = options.scenario(asked.file, terms)
    with studying([scenario], playing, terms, printing) as how:
        found = discover(
            scenario,
            asked.when,
            sets=sample.sets,
            replications=sample.replications,
            seed=sample.seed,
            **how,
        )
    give(found, printing, folder)
