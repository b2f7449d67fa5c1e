"""`drivers`: which numbers move an outcome, and which cannot be told to."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import give
from simulator.cli.studying import studying

NAME = "drivers"
EXAMPLES = (
    "escalation drivers reported-plan",
    'escalation drivers mine.yaml --outcome "coalition: in time" --out results/drivers',
    'escalation drivers one-drone twenty-strikes --outcome "severity before an answer"',
)
Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="SCENARIO [OTHER]",
        help="A shipped scenario by name, or a file. With a second one: what moves the difference "
        "between them, and what knowing each number is worth to the choice.",
    ),
]
Outcome = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME", show_default=False,
        help="An outcome to explain, named as in the table of 'run'; repeat for several (default: "
        "up to five that vary).",
    ),
]  # fmt: skip
Samples = Annotated[
    int | None,
    typer.Option(
        metavar="N", show_default=False,
        help="Rows of Sobol's matrices, a power of two; more make intervals narrower (default: "
        "256, or 128 with two scenarios).",
    ),
]  # fmt: skip
Replications = Annotated[
    int,
    typer.Option(
        "--replications", "-n", metavar="N", min=2, max=100_000,
        help="How many histories to play at each point.",
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """Of which scenarios which outcomes are explained."""

    files: Files
    outcome: Outcome = None


@dataclass(frozen=True)
class Sample:
    """How much is played, and on which luck."""

    samples: Samples = None
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
    """Find which numbers move an outcome.

    Moves every number under 'uncertain' over its range, and each delay without a range from half to
    twice its length: first one after another (Morris), then all at once (Sobol), with indices for
    those that matter. Reports the share of the variance that each explains, how much is chance, and
    the floor below which a number cannot be told from an inert one. --out draws it.
    """
    from simulator.scenario.variants import without_change
    from simulator.sensitivity.drivers import drivers

    if len(asked.files) > 2:
        raise typer.BadParameter("name one scenario, or two", param_hint="'SCENARIO [OTHER]'")
    scenarios = [without_change(options.scenario(file, terms)) for file in asked.files]
    first, *others = scenarios
    with studying(scenarios, playing, terms, printing) as how:
        found = drivers(
            first,
            others[0] if others else None,
            outcomes=asked.outcome,
            samples=sample.samples,
            replications=sample.replications,
            seed=sample.seed,
            **how,
        )
    give(found, printing, folder)
