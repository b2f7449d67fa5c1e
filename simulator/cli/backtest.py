"""`backtest`: public cases against the simulator."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import give
from simulator.cli.text import note

NAME = "backtest"
MOST = 100_000
"""Histories of each scenario; each figure of each is kept."""
EXAMPLES = (
    "escalation backtest",
    "escalation backtest easter-2025 may-2025 -n 200 --out results/truces",
)
Cases = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="CASE", show_default=False,
        help="Cases such as easter-2025 (default: all cases, and the response times).",
    ),
]  # fmt: skip
Replications = Annotated[
    int,
    typer.Option(
        "--replications", "-n", metavar="N", min=1, max=MOST,
        help="How many histories of each scenario to play.",
    ),
]  # fmt: skip
Uncertain = Annotated[
    int | None,
    typer.Option(
        metavar="SETS", min=0, show_default=False,
        help="Spread the histories over this many sets of values drawn from the ranges that the "
        "scenarios declare (default: 100). 0: only play the values in force.",
    ),
]  # fmt: skip
Happened = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER", show_default=False,
        help="A folder of your own cases, laid out like scenarios/happened.",
    ),
]  # fmt: skip
Page = Annotated[
    Path | None,
    typer.Option(
        "--write", metavar="PAGE.md", show_default=False,
        help="Write a page like docs/backtests.md, and its figures as JSON beside it.",
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """How many histories of each scenario are played, on which luck, and over how many sets."""

    replications: Replications = 500
    seed: options.Seed = 0
    uncertain: Uncertain = None


@dataclass(frozen=True)
class Upkeep:
    """For whoever keeps cases: the folder that holds them, and the page of their results."""

    happened: Happened = None
    page: Page = None


def command(
    *,
    cases: Cases = None,
    sample: Sample,
    folder: options.Folder,
    engine: options.Engine = None,
    upkeep: Upkeep,
    printing: options.Printing,
) -> None:
    """Test scenarios against real cases.

    Plays each public case's scenario many times and sets every figure that was counted or reported
    against the bands of the simulated figures. Misses are listed as openly as hits. What nobody
    knew is drawn, and as many histories are played at the values in force, to compare with.
    """
    from simulator.backtests.backtest import backtest
    from simulator.play.progress import shown

    page = upkeep.page
    if page is not None and (cases or page.suffix != ".md"):
        raise typer.BadParameter("name a page that ends in .md, and no case", param_hint="--write")
    with shown(printing.quiet) as progress:
        found = backtest(
            *(cases or ()),
            replications=sample.replications,
            seed=sample.seed,
            uncertain=sample.uncertain,
            engine=engine,
            happened=upkeep.happened,
            progress=progress,
        )
    give(found, printing, folder)
    if page is not None:
        for path in found.write_page(page):
            note(f"wrote {path}", printing.quiet)
