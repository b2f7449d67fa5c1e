"""`sweep`: a scenario at many points."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import name_files, noted, print_result, stoppable
from simulator.cli.text import say

NAME = "sweep"
EXAMPLES = (
    'escalation sweep one-drone --vary "threshold.at_least=1,2,5,20"',
    'escalation sweep one-drone --vary "threshold.at_least=1..20 by 1" --out results/levels',
    'escalation sweep one-drone --vary "threshold.at_least=1..20" --design lhs:100 --dry-run',
    'escalation sweep one-drone --vary "threshold.at_least=1,5" --uncertain 40 -n 10',
)
Vary = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PATH=VALUES", show_default=False,
        help="What to vary: values with commas between them, or a range such as '12 h..240 h by "
        "12 h'. 'PATH & PATH=VALUES' moves several values together. Repeat to vary several.",
    ),
]  # fmt: skip
Design = Annotated[
    str,
    typer.Option(
        metavar="grid|lhs:N|sobol:N|FILE.csv",
        help="Which points to play: every combination, N points spread evenly over ranges (Latin "
        "hypercube or Sobol), or the rows of a CSV file whose header names the paths.",
    ),
]
Replications = Annotated[
    int | None,
    typer.Option(
        "--replications", "-n", metavar="N", min=1, max=options.MOST_REPLICATIONS,
        show_default=False,
        help="How many histories of each point to play (default: 200), or with --uncertain of "
        "each set (default: 50).",
    ),
]  # fmt: skip
Part = Annotated[
    str,
    typer.Option(
        "--shard", metavar="I/N|auto[/N]",
        help="Play only the I-th of N parts, for 'escalation merge' to put together; auto takes "
        "the number from a Slurm array or, with /N, from an indexed Kubernetes job.",
    ),
]  # fmt: skip
Dask = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS|local", show_default=False,
        help="Play on the workers of a Dask cluster: the address of its scheduler, or local for a "
        "process for each of --workers here. Results do not depend on it.",
    ),
]  # fmt: skip
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Check every point and say what all would cost; play nothing."),
]
Out = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER", show_default=False,
        help="Keep everything in this folder; the same command goes on from what is there.",
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """Which points are played, and how many histories of each on which luck."""

    vary: Vary = None
    design: Design = "grid"
    replications: Replications = None
    seed: options.Seed = 0
    uncertain: options.Uncertain = None
    shard: Part = "1/1"
    dask: Dask = None
    dry_run: DryRun = False


@dataclass(frozen=True)
class Folder:
    """Where everything is kept."""

    out: Out = None
    format: options.Format = "png"


def command(
    file: options.File,
    asked: Asked,
    folder: Folder,
    playing: options.Playing,
    terms: options.Terms,
    printing: options.Printing,
) -> None:
    """Play a scenario at many points.

    Shows what a number of the scenario, or several, would change. All points are played with the
    same random numbers, so that only what is varied makes them differ.

    With --out each block of histories is kept as soon as it is finished: the same command goes on
    after Ctrl-C, a kill or a full disk. answers.csv and answers.parquet there have a row for each
    point.

    --uncertain draws the same sets of values at every point, and shows beside each value what
    chance leaves open and the band that holds 90 % of the sets.
    """
    from simulator.play.engines import chosen_engine
    from simulator.sweeps.cost import closer, cost_of_sweep
    from simulator.sweeps.folder import files_of
    from simulator.sweeps.kinds import Asked
    from simulator.sweeps.play import fault_of
    from simulator.sweeps.shards import shard_of
    from simulator.sweeps.sweep import histories_at, points_of, sweep_points

    scenario = options.scenario(file, terms)
    shard = shard_of(asked.shard, os.environ)
    points = points_of(scenario, asked.vary, asked.design, asked.seed, shard, sets=asked.uncertain)
    if asked.dry_run:
        engine = chosen_engine(playing.engine, [scenario])
        count = histories_at(points, asked.replications)
        wanted = Asked(points, count, asked.seed, engine, anyway=True)
        say(closer(cost_of_sweep(wanted), wanted).words)
        return
    with stoppable(folder.out, printing.quiet) as progress:
        found = sweep_points(
            points,
            asked.replications,
            asked.seed,
            workers=playing.workers,
            engine=playing.engine,
            out=folder.out,
            progress=progress,
            anyway=terms.anyway,
            dask=asked.dask,
        )
    print_result(found, printing)
    if folder.out is not None:
        with noted(printing.quiet):
            written = [*files_of(folder.out), *found.add_pictures(folder.out, folder.format)]
            name_files(written, printing)
    if found.failed:
        raise fault_of(found.failed)
