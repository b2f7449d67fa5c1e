"""`map`: outcomes over one number of a scenario, or over two."""

from dataclasses import dataclass
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import give
from simulator.cli.studying import studying

NAME = "map"
EXAMPLES = (
    "escalation map reported-plan",
    'escalation map reported-plan --x "plan.phases.coalition.by=12 h..240 h by 12 h"',
    'escalation map reported-plan --x "together=0 %..100 %" --y "horizon=30 days,60 days" '
    "--against",
    "escalation map reported-plan --uncertain 40",
)
X = Annotated[
    str | None,
    typer.Option(
        "--x", metavar="PATH=VALUES", show_default=False,
        help="What varies across: values with commas, or a range such as 12 h..240 h by 12 h "
        "(default: the scenario's own threshold). PATH & PATH=... varies both alike.",
    ),
]  # fmt: skip
Y = Annotated[
    str | None,
    typer.Option(
        "--y", metavar="PATH=VALUES", show_default=False,
        help="What varies upwards, for a map of two axes.",
    ),
]  # fmt: skip
Outcome = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME", show_default=False,
        help="An outcome to show, named as in the table of 'run'; repeat for several (default: "
        "up to four, or two with --y, that change).",
    ),
]  # fmt: skip
AgainstPlan = Annotated[
    bool,
    typer.Option("--against", help="Show differences from the plan as written, pair by pair."),
]
Replications = Annotated[
    int | None,
    typer.Option(
        "--replications", "-n", metavar="N", min=2, max=options.MOST_REPLICATIONS,
        show_default=False,
        help="How many histories to play at each point (default: 500, or 200 with two axes), or "
        "with --uncertain of each set there (default: 20, or 5).",
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Over:
    """Of which scenario, over what, a map is made, and what it shows."""

    file: options.File
    x: X = None
    y: Y = None
    outcome: Outcome = None
    against: AgainstPlan = False


@dataclass(frozen=True)
class Sample:
    """How many histories of each point are played, on which luck, and with which values."""

    replications: Replications = None
    seed: options.Seed = 0
    uncertain: options.SetsAtPoints = None


def command(
    over: Over,
    sample: Sample,
    folder: options.Folder,
    playing: options.Playing,
    terms: options.Terms,
    printing: options.Printing,
) -> None:
    """Map outcomes over one number or two.

    Plays the scenario at every value, all on the same luck. With one axis it says where each
    outcome bends, and beyond which value it no longer changes measurably; with two, which axis it
    depends on, and which points differ beyond chance from the plan as written. Shipped scenarios
    that lie on the map are marked. --out draws it.

    --uncertain draws the same sets of values at every point, separates chance from what nobody
    knows, and says in how many of the sets a finding holds.
    """
    from simulator.maps.map_out import map_out

    if over.y is not None and over.x is None:
        raise typer.BadParameter("name what varies across too (--x)", param_hint="--y")
    scenario = options.scenario(over.file, terms)
    with studying([scenario], playing, terms, printing) as how:
        found = map_out(
            scenario,
            *(axis for axis in (over.x, over.y) if axis is not None),
            outcomes=over.outcome,
            against=over.against,
            uncertain=sample.uncertain,
            replications=sample.replications,
            seed=sample.seed,
            **how,
        )
    give(found, printing, folder)
