"""All commands of `escalation`, put together; each is a file beside this one."""

from typing import Annotated

import typer

from simulator.cli import (
    backtest,
    branch,
    check,
    compare,
    curve,
    diff,
    discover,
    drivers,
    events,
    explain,
    explore,
    fit,
    frontier,
    grey_zone,
    levers,
    map,
    merge,
    new,
    rank,
    replay,
    report,
    reproduce,
    run,
    scenarios,
    schema,
    sources,
    sweep,
    trace,
    validate,
)
from simulator.cli.groups import spread
from simulator.cli.help import Command, Group

app = typer.Typer(
    name="escalation",
    help="Test a ceasefire's enforcement plan: simulate how its thresholds, clocks and promises "
    "answer violations. Tables go to standard output, messages to standard error.",
    cls=Group,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for module in (
    scenarios, new, validate, run, compare, sweep, merge, curve, grey_zone, frontier, map, report,
    discover,
    rank,
    explore, drivers, levers,
    explain, branch, trace, events, fit, check, replay, backtest, reproduce, sources, diff, schema,
):  # fmt: skip
    register = app.command(module.NAME, cls=Command, epilog="\n".join(module.EXAMPLES))
    register(spread(module.command))


def _version(wanted: bool) -> None:
    if wanted:
        from simulator.cli.text import say
        from simulator.cli.version import version

        say(version())
        raise typer.Exit()


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Options of the program itself."""
