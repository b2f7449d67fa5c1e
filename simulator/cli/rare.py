"""`--rare` of `run` and `compare`: one outcome that hardly ever happens, in place of all."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from simulator.cli.options import Folder, Playing, Printing, Sample, Terms
from simulator.cli.output import give
from simulator.cli.studying import studying

if TYPE_CHECKING:
    from simulator.scenario.schema import Scenario

ALONE = "--rare goes by a number of histories (-n); leave out {0}"


def give_rare(
    scenarios: "Sequence[Scenario]",
    sample: Sample,
    folder: Folder,
    playing: Playing,
    terms: Terms,
    printing: Printing,
) -> None:
    """Count the outcome that --rare names, and give what came of it."""
    from simulator.rarities.rare import rare

    for option, value in (("--until", sample.until), ("--uncertain", sample.uncertain)):
        if value:
            raise typer.BadParameter(ALONE.format(option), param_hint="--rare")
    with studying(scenarios, playing, terms, printing) as how:
        found = rare(
            scenarios,
            sample.rare or "",
            replications=sample.replications,
            seed=sample.seed,
            **how,
        )
    give(found, printing, folder)
