"""`levers`: what a shorter delay, one guarantor fewer or more, or other troops would change."""

from dataclasses import dataclass
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import give
from simulator.cli.studying import studying

NAME = "levers"
EXAMPLES = (
    "escalation levers reported-plan",
    'escalation levers reported-plan --shorten "100 %" --outcome "coalition: in time"',
    "escalation levers mine.yaml -n 4000 --out results/levers",
)
Outcome = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME", show_default=False,
        help="An outcome to report, named as in the table of 'run', or 'PHASE: hours from the "
        "call'; repeat for several (default: how soon the breach and each phase come, phases and "
        "assaults answered in time, false breaches, and severity before an answer).",
    ),
]  # fmt: skip
Shorten = Annotated[
    str,
    typer.Option(
        metavar="SHARE",
        help="By what share each delay is shorter; '100 %' takes it away, as a standing mandate "
        "would.",
    ),
]
Replications = Annotated[
    int,
    typer.Option(
        "--replications", "-n", metavar="N", min=2, max=options.MOST_REPLICATIONS,
        help="How many histories to play of each change.",
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """Of which plan what is reported."""

    file: options.File
    outcome: Outcome = None
    shorten: Shorten = "10 %"


@dataclass(frozen=True)
class Sample:
    """How many histories of each change are played, and on which luck."""

    replications: Replications = 1000
    seed: options.Seed = 0


def command(
    asked: Asked,
    sample: Sample,
    folder: options.Folder,
    playing: options.Playing,
    terms: options.Terms,
    printing: options.Printing,
) -> None:
    """Find what would change the answer.

    Plays the plan with one thing changed at a time, on the same luck: each delay a little shorter
    (hours gained for each hour shortened), without each guarantor and with each that surely agrees,
    and with fewer and more troops of other states. Reports each change with its 95 % interval, and
    names those that cannot be told from chance. --out draws them.
    """
    from simulator.leverage.levers import levers
    from simulator.scenario.variants import without_change

    scenario = without_change(options.scenario(asked.file, terms))
    with studying([scenario], playing, terms, printing) as how:
        found = levers(
            scenario,
            outcomes=asked.outcome,
            shorten=asked.shorten,
            replications=sample.replications,
            seed=sample.seed,
            **how,
        )
    give(found, printing, folder)
