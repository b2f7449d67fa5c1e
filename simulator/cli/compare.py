"""`compare`: several scenarios on the same luck."""

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import give, give_played, name_files, stoppable
from simulator.cli.rare import give_rare
from simulator.cli.text import note

NAME = "compare"
EXAMPLES = (
    "escalation compare one-drone twenty-strikes --out results/both",
    'escalation compare one-drone five-drones --until "assault ± 5 %"',
    "escalation compare one-drone twenty-strikes --uncertain 200",
    'escalation compare one-drone twenty-strikes --rare "direct clash and coalition in time"',
    "escalation compare one-drone twenty-strikes --animate war.gif",
)

Animate = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.gif", show_default=False,
        help="Also write one history under all scenarios as an animation for slides: the one "
        "that shows best what differs.",
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Written(options.Folder):
    """What is written beside the page that is printed."""

    animate: Animate = None


NO_HISTORY = "an animation shows one history; leave out {0}"


def command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="SCENARIO",
            help="Shipped scenarios by name, or files; each is compared with the first.",
        ),
    ],
    sample: options.Sample,
    folder: Written,
    playing: options.Playing,
    terms: options.Terms,
    printing: options.Printing,
) -> None:
    """Compare scenarios like for like.

    Every history is played under each scenario with the same random numbers, so that only the
    scenarios differ. The table shows each value and its paired difference from the first scenario,
    both with 95 % intervals, a p value, and how many histories flipped. Acts are weighed by
    severity, as 'escalation run --help' explains.

    --rare compares how often something happens that hardly ever does, and nothing else.

    --set and --horizon apply to all scenarios. --until keeps playing until the interval of a
    difference is narrow enough. --uncertain shows in what share of the drawn sets each difference
    is positive or negative.
    """
    from simulator.play.engines import only_simpy
    from simulator.scenario.variants import without_change
    from simulator.study.compare import compare
    from simulator.study.comparison import Comparison

    if len(files) < 2:
        raise typer.BadParameter("name at least two scenarios", param_hint="'SCENARIO...'")
    if folder.animate is not None:
        refuse(folder.animate, sample)
    scenarios = [without_change(options.scenario(file, terms)) for file in files]
    if sample.rare is not None:
        give_rare(scenarios, sample, folder, playing, terms, printing)
        return
    if terms.python:
        note(only_simpy(scenarios), printing.quiet)
    with stoppable(folder.out, printing.quiet) as progress:
        compared = compare(
            *scenarios,
            replications=sample.replications,
            seed=sample.seed,
            until=sample.until,
            uncertain=sample.uncertain,
            workers=playing.workers,
            engine=playing.engine,
            out=folder.out,
            progress=progress,
            rows=folder.out is not None,
            anyway=terms.anyway,
        )
    horizon = [f"horizon={terms.horizon}"] if terms.horizon else []
    changed = [*(terms.values or ()), *horizon]
    if isinstance(compared, Comparison):
        commands = [explaining(file, sample.seed, terms) for file in files]
        found = Comparison(compared.runs, changed, commands)
        give_played(found, printing, folder)
        if folder.animate is not None:
            name_files([found.plot.playback().write(folder.animate)], printing)
    else:
        compared.changed = tuple(changed)
        give(compared, printing, folder)


def refuse(animate: Path, sample: options.Sample) -> None:
    """Refuse an animation that cannot be, before anything is played for it."""
    from simulator.plots.playback import refuse_other_forms

    for option, value in (("--uncertain", sample.uncertain), ("--rare", sample.rare)):
        if value is not None:
            raise typer.BadParameter(NO_HISTORY.format(option), param_hint="--animate")
    refuse_other_forms(animate)


def explaining(file: Path, seed: int, changes: options.Changes) -> str:
    """The command that explains a history of a scenario as it was played here."""
    words = ["escalation", "explain", str(file)]
    words += [word for value in changes.values or () for word in ("--set", value)]
    words += ["--horizon", changes.horizon] if changes.horizon else []
    words += [word for place in changes.python or () for word in ("--python", place)]
    return shlex.join([*words, "--seed", str(seed)])
