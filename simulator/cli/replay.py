"""`replay`: a plan and its rules over real events."""

from dataclasses import dataclass
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import give

NAME = "replay"
EXAMPLES = (
    "escalation replay reported-plan --events osce_smm_donbas_2020_2021 "
    "--rules one-drone,five-drones,one-strike,twenty-strikes",
    "escalation replay reported-plan --events osce_smm_donbas_2020_2021 --uncertain 50",
    "escalation replay mine.yaml --events mine.csv --mapping mine-columns.yaml --out results/mine",
)
Rules = Annotated[
    str | None,
    typer.Option(
        metavar="NAME,...", show_default=False,
        help="Shipped scenarios or files whose thresholds to compare (default: the scenario's own "
        "threshold and the rules it watches).",
    ),
]  # fmt: skip
Monitoring = Annotated[
    str,
    typer.Option(
        metavar="perfect|as-it-was",
        help="perfect: every act in the file is seen at once and counts. as-it-was: acts pass "
        "through the scenario's monitoring.",
    ),
]
LongPeriods = Annotated[
    str,
    typer.Option(
        metavar="left-out|spread",
        help="How to treat a count that covers more than a day. spread: evenly over its days, "
        "which is an assumption.",
    ),
]
Kinds = Annotated[
    str,
    typer.Option(
        metavar="auto|raw|told",
        help="raw: every rule counts all acts. told: each rule counts only the kinds it names. "
        "auto: raw if the file holds a single kind.",
    ),
]

Replications = Annotated[
    int | None,
    typer.Option(
        "--replications", "-n", metavar="N", min=1, max=100_000, show_default=False,
        help="How many histories to play for the phases' outcomes (default: 100); with "
        "--uncertain, of each set (default: 10).",
    ),
]  # fmt: skip
Uncertain = Annotated[
    int | None,
    typer.Option(
        metavar="SETS", min=2, show_default=False,
        help="Draw this many sets of values (such as 50) of what the plan declares uncertain and "
        "the events do not settle, and report which answers depend on it.",
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Counting:
    """Which rules count the acts, and how."""

    rules: Rules = None
    monitoring: Monitoring = "perfect"
    long_periods: LongPeriods = "left-out"
    kinds: Kinds = "auto"


@dataclass(frozen=True)
class Sample:
    """Which history is shown, and how many tell what became of the phases."""

    replication: options.Replication = 0
    replications: Replications = None
    seed: options.Seed = 0
    uncertain: Uncertain = None


def command(
    against: options.Against,
    counting: Counting,
    sample: Sample,
    *,
    folder: options.Folder,
    changes: options.Set = None,
    printing: options.Printing,
) -> None:
    """Play a plan over real events.

    Reports on how many of the days with data each rule would have been met, how long the episodes
    would have lasted, which phases would have been called, and how they would have ended. The
    history is as long as the data, and the scenario's own violations and adversary are left out.
    """
    from simulator.data.read import read
    from simulator.play.progress import shown
    from simulator.replays.replay import replay

    scenario = options.scenario(against.file, options.Changes(changes))
    names = options.named_rules(counting.rules)
    with shown(printing.quiet) as progress:
        found = replay(
            scenario,
            read(against.events, against.mapping),
            names,
            **vars(sample),
            monitoring=counting.monitoring,
            long_periods=counting.long_periods,
            kinds=counting.kinds,
            progress=progress,
        )
    give(found, printing, folder)
