"""`explain`: why a phase of one history started when it did."""

import textwrap
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.text import say, say_json
from simulator.tables.layout import width

NAME = "explain"
EXAMPLES = ("escalation explain reported-plan --replication 3 --phase coalition",)
Phase = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Explain only this phase.", show_default=False),
]


def command(
    file: options.File,
    history: options.History,
    *,
    phase: Phase = None,
    terms: options.Terms,
    json: options.Json = False,
) -> None:
    """Say why a phase started when it did.

    Follows one history phase by phase, from the act that set it off to the start, and names the
    delay to shorten first. A phase is followed in the first episode in which it was called.
    """
    from simulator.study.explain import explain

    scenario = options.scenario(file, terms)
    text = explain(scenario, history.replication, history.seed, phase, terms.anyway)
    if json:
        say_json({
            "scenario": scenario.name,
            "replication": history.replication,
            "seed": history.seed,
            "phase": phase,
            "text": text.split("\n"),
        })  # fmt: skip
    else:
        say("\n".join(folded(line) for line in text.split("\n")))


def folded(line: str) -> str:
    """A line of the story in lines that fit; what follows is indented further."""
    indent = len(line) - len(line.lstrip())
    return textwrap.fill(line, width(), subsequent_indent=" " * (indent + 4))
