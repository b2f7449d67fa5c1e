"""`compare`: several scenarios on the same luck."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import give, stoppable
from simulator.cli.text import note

NAME = "compare"
EXAMPLES = (
    "escalation compare one-drone twenty-strikes --out results/both",
    'escalation compare one-drone five-drones --until "assault ± 5 %"',
    "escalation compare one-drone twenty-strikes --uncertain 200",
)


def command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="SCENARIO",
            help="Shipped scenarios by name, or files; each is compared with the first.",
        ),
    ],
    replications: options.Replications = None,
    seed: options.Seed = 0,
    until: options.Until = None,
    uncertain: options.Uncertain = None,
    out: options.Out = None,
    format: options.Format = "png",
    workers: options.Workers = None,
    engine: options.Engine = "auto",
    changes: options.Set = None,
    horizon: options.Horizon = None,
    python: options.Python = None,
    anyway: options.Anyway = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Compare scenarios like for like.

    Every history is played under each scenario with the same random numbers, so that only the
    scenarios differ. The table shows each value and its paired difference from the first scenario,
    both with 95 % intervals, a p value, and how many histories flipped. Acts are weighed by
    severity, as 'escalation run --help' explains.

    --set and --horizon apply to all scenarios. --until keeps playing until the interval of a
    difference is narrow enough. --uncertain says in how many sets of values of what nobody knows
    each difference has the same sign.
    """
    from simulator.play.execute import only_simpy
    from simulator.scenario.variants import without_change
    from simulator.study.compare import compare
    from simulator.study.comparison import Comparison

    if len(files) < 2:
        raise typer.BadParameter("name at least two scenarios", param_hint="'SCENARIO...'")
    scenarios = [without_change(options.scenario(file, changes, horizon, python)) for file in files]
    if python:
        note(only_simpy(scenarios), quiet)
    kept = out if uncertain is None else None
    with stoppable(kept, quiet, uncertain is None) as progress:
        compared = compare(
            *scenarios,
            replications=replications,
            seed=seed,
            workers=workers,
            engine=engine,
            out=kept,
            progress=progress,
            until=until,
            uncertain=uncertain,
            rows=out is not None,
            anyway=anyway,
        )
    changed = [*(changes or ()), *([f"horizon={horizon}"] if horizon else [])]
    commands = [explaining(file, seed, changes, horizon, python) for file in files]
    if isinstance(compared, Comparison):
        compared = Comparison(compared.runs, changed, commands)
    give(compared, json, out, format, quiet)


def explaining(
    file: Path,
    seed: int,
    changes: Sequence[str] | None,
    horizon: str | None,
    python: Sequence[str] | None = None,
) -> str:
    """The command that explains a history of a scenario as it was played here."""
    words = ["escalation", "explain", str(file)]
    words += [word for change in changes or () for word in ("--set", change)]
    words += ["--horizon", horizon] if horizon else []
    words += [word for place in python or () for word in ("--python", place)]
    return shlex.join([*words, "--seed", str(seed)])
