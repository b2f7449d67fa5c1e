"""`compare`: several scenarios on the same luck."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli import options
from simulator.cli.output import stoppable, write_comparison
from simulator.cli.run import beware, precisely, spread
from simulator.cli.text import note, say, say_json
from simulator.tables.layout import paragraph, table

if TYPE_CHECKING:
    from simulator.study.compare import Comparison

SHOWN = 7
"""Histories whose numbers are told."""
NAME = "compare"
EXAMPLES = (
    "escalation compare one-drone twenty-strikes --out results/both",
    'escalation compare one-drone five-drones --until "assault ± 5 %"',
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
    out: options.Out = None,
    format: options.Format = "png",
    workers: options.Workers = None,
    engine: options.Engine = "auto",
    changes: options.Set = None,
    horizon: options.Horizon = None,
    python: options.Python = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Compare scenarios like for like.

    Every history is played under each scenario with the same random numbers, so that only the
    scenarios differ. The table shows each value and its paired difference from the first scenario,
    both with 95 % intervals, a p value, and how many histories flipped. Acts are weighed by
    severity, as 'escalation run --help' explains.

    --set and --horizon apply to all scenarios. --until keeps playing until the interval of a
    difference is narrow enough.
    """
    from simulator.play.execute import only_simpy
    from simulator.scenario.variants import without_change
    from simulator.study.compare import compare

    if len(files) < 2:
        raise typer.BadParameter("name at least two scenarios", param_hint="'SCENARIO...'")
    scenarios = [without_change(options.scenario(file, changes, horizon, python)) for file in files]
    if python:
        note(only_simpy(scenarios), quiet)
    with stoppable(out, quiet) as progress:
        comparison = compare(
            *scenarios,
            replications=replications,
            seed=seed,
            workers=workers,
            engine=engine,
            out=out,
            progress=progress,
            until=until,
            rows=out is not None,
        )
    changed = [*(changes or ()), *([f"horizon={horizon}"] if horizon else [])]
    if json:
        say_json(comparison.as_dict() | ({"changes": changed} if changed else {}))
    else:
        commands = [explaining(file, seed, changes, horizon, python) for file in files]
        say(as_text(comparison, commands, changed))
    if out is not None:
        write_comparison(comparison, out, format, quiet)


def as_text(comparison: "Comparison", commands: Sequence[str], changed: Sequence[str] = ()) -> str:
    """Table, flips and paragraph; `commands` open a history of each arm, but for its number.

    `changed`: what was set in all of the scenarios.
    """
    from simulator.results.reading import notes
    from simulator.study.cells import READING, grid, heading

    head = heading(comparison)
    head += [f"Changed in all of them: {', '.join(changed)}"] if changed else []
    shown = spread(grid(comparison))
    precise = [precisely(comparison.precision)] if comparison.precision else []
    below = map(paragraph, [READING, *notes(list(comparison.runs.values()))])
    parts = ["\n".join(head), *precise, shown, *below, *flips(comparison, commands)]
    parts += beware(comparison.warnings)
    return "\n\n".join([*parts, paragraph(comparison.paragraph)])


def flips(comparison: "Comparison", commands: Sequence[str]) -> list[str]:
    """The first histories that came out otherwise, and how to open one of them."""
    from simulator.study.telling import surest_flip

    first = comparison.arms[0]
    parts = []
    for arm, command in zip(comparison.arms[1:], commands[1:], strict=True):
        rows = [row for row in comparison.rows if row.arm == arm and (row.gained or row.lost)]
        title = f"Histories that came out otherwise under '{arm}' than under '{first}', by number:"
        header = ["outcome", f"yes only under '{arm}'", f"yes only under '{first}'"]
        lines = [[row.outcome, some(row.gained), some(row.lost)] for row in rows]
        found = surest_flip(rows)
        if found is None:
            continue
        number_ = found[1]
        opened = [f"  {one} --replication {number_}" for one in (commands[0], command)]
        opening = "\n".join(["To read why, as for the first of the surest of them:", *opened])
        parts += [f"{paragraph(title)}\n{table(header, lines)}", opening]
    return parts


def some(replications: tuple[int, ...]) -> str:
    """The first of these numbers."""
    shown = ", ".join(map(str, replications[:SHOWN]))
    return f"{shown}, ..." if len(replications) > SHOWN else shown or "none"


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
