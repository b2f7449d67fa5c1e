"""`explore`: a page in which a plan is played again in the reader's browser."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import name_files, noted, stoppable

NAME = "explore"
EXAMPLES = (
    "escalation explore one-drone --compare twenty-strikes -o page.html",
    'escalation explore reported-plan --slide "plan.phases.coalition.by=24 h,48 h,72 h,120 h" '
    "-o page.html",
)
Slide = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PATH=VALUES", show_default=False,
        help="What a reader may move, and its values, as 1,2,5; repeat for several "
        "(default: the counts of the rule, the first deadlines, and five of the numbers that the "
        "scenario declares uncertain).",
    ),
]  # fmt: skip
Compare = Annotated[
    Path | None,
    typer.Option(
        metavar="SCENARIO", show_default=False,
        help="A second plan, between which and the first the reader may choose.",
    ),
]  # fmt: skip
Uncertain = Annotated[
    int | None,
    typer.Option(
        metavar="SETS", min=0, max=1000, show_default=False,
        help="How many sets of values of what the scenarios declare uncertain the page draws at "
        "the turn of a switch, 16 histories of each; 0: none (default: 64, if the page can hold "
        "them).",
    ),
]  # fmt: skip
Page = Annotated[
    Path, typer.Option("-o", "--output", metavar="FILE.html", help="Where to write the page.")
]
Replications = Annotated[
    int | None,
    typer.Option(
        "--replications", "-n", metavar="N", min=2, max=20_000, show_default=False,
        help="How many histories the page plays (default: 1000).",
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """What a page shows, and where it is written."""

    file: options.File
    slide: Slide = None
    compare: Compare = None
    uncertain: Uncertain = None
    page: Page = Path("explorer.html")


@dataclass(frozen=True)
class Sample:
    """How many histories the page plays, and on which luck."""

    replications: Replications = None
    seed: options.Seed = 0


def command(
    shown: Shown, sample: Sample, terms: options.Terms, quiet: options.Quiet = False
) -> None:
    """Make a page that plays the plan again.

    One HTML file, opened from disk, that asks nothing of anybody: whoever reads it moves the
    numbers of the plan, and the engine file in it plays every history again on the same luck, so
    that each answer is a paired comparison with the plan as written. Its table is that of run.
    """
    from simulator.explorer.explore import explore, refuse_other_form

    refuse_other_form(shown.page)
    changed = terms.values or terms.horizon or terms.python or str(shown.file) == "-"
    scenario = options.scenario(shown.file, terms) if changed else shown.file
    with noted(quiet), stoppable(None, quiet, can_go_on=False) as progress:
        found = explore(
            scenario,
            shown.slide or (),
            shown.compare,
            shown.uncertain,
            replications=sample.replications,
            seed=sample.seed,
            progress=progress,
            anyway=terms.anyway,
        )
        name_files([found.write(shown.page)], options.Printing(quiet=quiet))
