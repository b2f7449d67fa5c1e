"""`compare`: several scenarios on the same luck."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulator.cli import options
from simulator.cli.output import resumable, write_comparison
from simulator.cli.run import amounts, interval
from simulator.cli.text import counted, number, paragraph, say, say_json, table

if TYPE_CHECKING:
    from simulator.study.compare import Comparison

NAME = "compare"
EXAMPLE = """\
\b
Example:
  escalation compare scenarios/one-drone.yaml scenarios/twenty-strikes.yaml --out results/compare
"""


def command(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="A B...", help="Scenario files; the first is compared with."),
    ],
    replications: options.Replications = 100,
    seed: options.Seed = 0,
    out: options.Out = None,
    workers: options.Workers = None,
    changes: options.Set = None,
    horizon: options.Horizon = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Play scenarios on the same luck.

    Prints how each differs from the first. The table shows each value, the paired
    difference with its 95 % interval, and how many histories flipped.
    --set and --horizon hold for all of them.
    """
    from simulator.study.compare import compare
    from simulator.study.progress import shown

    if len(files) < 2:
        raise typer.BadParameter("name at least two scenario files", param_hint="'A B...'")
    scenarios = [options.scenario(file, changes, horizon) for file in files]
    with resumable(out), shown(quiet) as progress:
        comparison = compare(
            *scenarios,
            replications=replications,
            seed=seed,
            workers=workers,
            out=out,
            progress=progress,
        )
    if json:
        say_json(as_json(comparison))
    else:
        say(as_text(comparison))
    if out is not None:
        write_comparison(comparison, out, quiet)


def as_json(comparison: "Comparison") -> dict[str, Any]:
    """The comparison for programs."""
    from simulator.study.compare import record

    return {
        "arms": list(comparison.arms),
        "replications": comparison.replications,
        "seed": comparison.seed,
        "rows": [record(row) for row in comparison.rows],
        "paragraph": comparison.paragraph,
    }


def as_text(comparison: "Comparison") -> str:
    """Table, flips and paragraph."""
    arms = list(comparison.arms)
    head = [f"{chr(65 + i)}: {arm}" for i, arm in enumerate(arms)]
    head.append(
        f"{counted(comparison.replications, 'pair', 'pairs')} of histories, seed {comparison.seed}"
    )
    letters = {arm: chr(65 + i) for i, arm in enumerate(arms)}
    header = ["outcome", "", "value", "minus A", "95 % interval", "p", "flips", "unit"]
    rows = [line(row, letters[row.arm]) for row in comparison.rows]
    parts = ["\n".join(head), table(header, rows, right=(2, 3, 4, 5, 6)), *flips(comparison)]
    return "\n\n".join([*parts, paragraph(comparison.paragraph)])


def line(row: Any, letter: str) -> list[str]:
    """One outcome of one arm as a row of the table."""
    values = amounts(row.unit, row.estimate.value)
    low, high = amounts(row.unit, row.difference.low, row.difference.high)
    change = amounts(row.unit, row.difference.value)[0]
    paired = row.pairs > 0
    flipped = str(len(row.gained) + len(row.lost)) if paired else ""
    unit = "of histories" if row.unit.startswith("share") else row.unit
    shown = [change, interval(low, high), number(row.p, 2), flipped] if paired else ["", "", "", ""]
    outcome = row.outcome if letter == "A" else ""
    return [outcome, letter, values[0], *shown, unit]


def flips(comparison: "Comparison") -> list[str]:
    """The first histories that came out otherwise, so that one may be explained."""
    lines = [
        f"  {row.outcome} under '{row.arm}': yes instead of no in {_some(row.gained)}; "
        f"no instead of yes in {_some(row.lost)}"
        for row in comparison.rows
        if row.gained or row.lost
    ]
    return ["\n".join(["Histories that flipped:", *lines])] if lines else []


def _some(replications: tuple[int, ...]) -> str:
    shown = ", ".join(map(str, replications[:6]))
    return f"{shown}, ..." if len(replications) > 6 else shown or "none"
