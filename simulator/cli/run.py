"""`run`: a scenario played many times."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from simulator.cli import options
from simulator.cli.output import stoppable, write_run
from simulator.cli.text import note, say, say_json
from simulator.tables.amounts import number
from simulator.tables.layout import paragraph, table, unbroken

if TYPE_CHECKING:
    from simulator.results.cells import Grid
    from simulator.results.precision import Precision

NAME = "run"
EXAMPLES = (
    "escalation run reported-plan",
    "escalation run reported-plan -n 1000 --set plan.phases.0.by=48h --out results/48h",
    'escalation run one-drone --until "assault ± 3 %" --until "false breaches ± 0.05"',
    'escalation run one-drone --until "median hours_to_breach ± 12 h" -n 10000',
)


def command(
    file: options.File,
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
    """Play a scenario many times.

    Prints each outcome with its 95 % interval and the number of histories it applies to. Acts are
    weighed by severity: small arms 0.2, artillery 1, drone 2, missile or air strike 5, ground
    assault 20, unless the scenario says otherwise.

    --until keeps playing until an interval is narrow enough. Name an outcome as the table does, or
    its median or p90, as in 'median hours_to_breach +- 12 h'. The width is in the outcome's own
    unit, or relative, as in '5 % of value'.
    """
    from simulator.play.execute import only_simpy
    from simulator.results.measures import estimates
    from simulator.study import run as api

    scenario = options.scenario(file, changes, horizon, python)
    if python:
        note(only_simpy([scenario]), quiet)
    with stoppable(out, quiet) as progress:
        rows = out is not None
        run = api.run(scenario, replications, seed, workers, out, progress, engine, until, rows)
    found, watched = estimates(run), watch(run)
    if json:
        asked = {"scenario": scenario.name, "replications": run.replications, "seed": seed}
        asked |= {"until": run.precision.record()} if run.precision else {}
        asked |= {"outcomes": found, "watched": watched, "warnings": run.warnings}
        asked |= {"limits": scenario.limits}
        say_json(asked)
    else:
        say(as_text(run, found, watched))
    if out is not None:
        import pandas as pd

        write_run(run, pd.DataFrame(found), out, format, quiet)


def as_text(run: Any, found: list[dict[str, Any]], watched: list[dict[str, Any]]) -> str:
    """Outcomes, watched rules and limits for people."""
    from simulator.results.cells import heading, outcomes
    from simulator.results.reading import notes

    scenario = run.scenario
    parts = [
        heading(run),
        *([precisely(run.precision)] if run.precision else []),
        spread(outcomes(found)),
        *map(paragraph, notes([run])),
    ]
    if watched:
        header = ["days on which each rule is met", "days", "of days with data"]
        header += ["by acts not hostile"]
        rows = [
            [one["rule"], number(one["met"]), number(one["days"]), number(one["false"])]
            for one in watched
        ]
        parts.append(table(header, rows, right=(1, 2, 3)))
    return "\n\n".join([*parts, *beware(run.warnings), paragraph(scenario.limits)])


def beware(warnings: Sequence[str]) -> list[str]:
    """What a reader of the table should beware of, a paragraph each."""
    return [paragraph(f"Beware: {one}") for one in warnings]


def precisely(precision: "Precision") -> str:
    """What was to be known how precisely, and what came of it."""
    from simulator.results.precision_words import in_words

    heading, lines, reading = in_words(precision)
    return "\n".join([heading, *(paragraph(line, 2) for line in lines), paragraph(reading)])


def watch(run: Any) -> list[dict[str, Any]]:
    """On how many days of a history the rules that the scenario watches are met; none: nothing."""
    if not run.scenario.watch:
        return []
    from simulator.study.watch import watched_days

    records: list[dict[Any, Any]] = watched_days(run).to_dict("records")
    return records


def spread(grid: "Grid") -> str:
    """The table in lines, with no value broken but before its interval."""
    rows = [[row[0], *map(in_one_piece, row[1:])] for row in grid.rows]
    return table(grid.header, rows, right=grid.right)


def in_one_piece(value: str) -> str:
    """A value that a table breaks before its interval and nowhere else."""
    middle, bracket, interval = value.partition(" (")
    return unbroken(middle) + bracket + unbroken(interval)
