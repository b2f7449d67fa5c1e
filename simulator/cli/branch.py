"""`branch`: what may follow one history from an hour on."""

from dataclasses import dataclass
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import give, stoppable

NAME = "branch"
EXAMPLES = (
    'escalation branch reported-plan --replication 3 --at "72 h"',
    'escalation branch reported-plan -r 3 --at "72 h" --set adversary.posture=assault',
    'escalation branch one-drone -r 4 --at "10 days" --set threshold.at_least=5 -n 200',
)
At = Annotated[
    str,
    typer.Option(
        metavar="DURATION", show_default=False,
        help="How long after the ceasefire took effect the history branches, such as '72 h'.",
    ),
]  # fmt: skip
Continuations = Annotated[
    int,
    typer.Option(
        "--continuations", "-n", metavar="N", min=2, max=options.MOST_REPLICATIONS,
        help="How many continuations to play.",
    ),
]  # fmt: skip
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="PATH=VALUE", show_default=False,
        help="Change a value from that hour on, such as adversary.posture=assault. Repeat to "
        "change several.",
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Where:
    """Of which history, and from when on."""

    file: options.File
    at: At
    replication: options.Replication = 0
    seed: options.Seed = 0


@dataclass(frozen=True)
class On:
    """What follows: how often, and what is changed."""

    values: Set = None
    continuations: Continuations = 500
    anyway: options.Anyway = False


def command(where: Where, on: On, folder: options.Folder, printing: options.Printing) -> None:
    """Play on from an hour of one history.

    Everything before the hour is the same to the bit; after it each continuation has fresh luck.
    With --set another rule, plan, promise or posture holds from the hour on, and the continuations
    are compared with those of the scenario as it was, on the same luck. --out draws two timelines
    that share their beginning.
    """
    from simulator.branches.branch import branch
    from simulator.scenario.vary import set_from_text

    scenario = options.scenario(where.file)
    changes = dict(set_from_text(text) for text in on.values or ())
    with stoppable(None, printing.quiet, can_go_on=False) as progress:
        found = branch(
            scenario,
            where.at,
            changes,
            replication=where.replication,
            continuations=on.continuations,
            seed=where.seed,
            progress=progress,
            anyway=on.anyway,
        )
    give(found, printing, folder)
