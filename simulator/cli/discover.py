"""`discover`: under which values of what is uncertain something happens."""

from dataclasses import dataclass
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import give, stoppable
from simulator.cli.text import note

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
SetsOption = Annotated[
    int,
    typer.Option(
        "--sets", metavar="SETS", min=2, max=40_000,
        help="How many sets to draw; half of them find the boxes, half test them.",
    ),
]  # fmt: skip
Replications = Annotated[
    int,
    typer.Option(
        "--replications", "-n", metavar="N", min=2, max=100_000,
        help="How many histories to play of each set.",
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """In which scenario, and what happens there."""

    file: options.File
    when: When


@dataclass(frozen=True)
class Sample:
    """How much is played, and on which luck."""

    sets: SetsOption = 400
    replications: Replications = 20
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
    from simulator.play.engines import only_simpy

    scenario = options.scenario(asked.file, terms)
    if terms.python:
        note(only_simpy([scenario]), printing.quiet)
    with stoppable(None, printing.quiet, can_go_on=False) as progress:
        found = discover(
            scenario,
            asked.when,
            sets=sample.sets,
            replications=sample.replications,
            seed=sample.seed,
            workers=playing.workers,
            engine=playing.engine,
            progress=progress,
            anyway=terms.anyway,
        )
    give(found, printing, folder)
