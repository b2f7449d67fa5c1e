"""`explain`: why a phase of one history started when it did."""

import textwrap
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.text import say, say_json, width

NAME = "explain"
EXAMPLE = """\
\b
Example:
  escalation explain scenarios/reported-plan.yaml --replication 3 --phase coalition
"""


def command(
    file: options.File,
    replication: options.Replication = 0,
    seed: options.Seed = 0,
    phase: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only this phase.", show_default=False)
    ] = None,
    changes: options.Set = None,
    horizon: options.Horizon = None,
    python: options.Python = None,
    json: options.Json = False,
) -> None:
    """Tell why a phase started when it did.

    Follows one history phase by phase, and names the delay to shorten first.
    """
    from simulator.study.explain import explain

    scenario = options.scenario(file, changes, horizon, python)
    text = explain(scenario, replication, seed, phase)
    if json:
        asked = {"scenario": scenario.name, "replication": replication, "seed": seed}
        say_json({**asked, "phase": phase, "text": text.split("\n")})
    else:
        say("\n".join(folded(line) for line in text.split("\n")))


def folded(line: str) -> str:
    """A line of the story in lines that fit; what follows is indented further."""
    indent = len(line) - len(line.lstrip())
    return textwrap.fill(line, width(), subsequent_indent=" " * (indent + 4))
