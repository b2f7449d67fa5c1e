"""All commands of `escalation`, put together; each is a file beside this one."""

from typing import Annotated

import typer

from simulator.cli import (
    backtest,
    check,
    compare,
    diff,
    events,
    explain,
    fit,
    new,
    replay,
    run,
    schema,
    sources,
    trace,
    validate,
    warm_up,
)

EXIT_CODES = """\
\b
Exit codes:
   0  done
   2  bad usage or bad input, such as a scenario with a fault or a file that is not there
  70  a bug of ours
  73  something cannot be written
  75  stopped, and can be resumed: the same command goes on
 130  stopped by Ctrl-C

\b
Start here:
  escalation new north.yaml
  escalation run north.yaml
"""

app = typer.Typer(
    name="escalation",
    help="Simulates how an agreement of rules, clocks and promises answers ceasefire violations. "
    "Tables go to standard output, messages to standard error.",
    epilog=EXIT_CODES,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for module in (
    new, validate, run, compare, explain, trace, events, fit, check, replay, backtest,
    sources, diff, schema, warm_up,
):  # fmt: skip
    app.command(module.NAME, epilog=module.EXAMPLE)(module.command)


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
    """What holds for every command: nothing but --version."""
