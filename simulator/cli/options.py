"""Options and arguments that several commands share: the same word means the same everywhere."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from simulator.scenario.schema import Scenario

MOST_REPLICATIONS = 100_000_000
REPLICATIONS = 100
"""Where nothing is said of how many."""

File = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A scenario file; - reads standard input."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No messages, only data and errors.")]
Replications = Annotated[
    int | None,
    typer.Option(
        "--replications", "-n", min=1, max=MOST_REPLICATIONS,
        help="How many histories to play; with --until, how many at most.",
        show_default="100; with --until 100000",
    ),
]  # fmt: skip
Until = Annotated[
    list[str] | None,
    typer.Option(
        metavar="'OUTCOME ± WIDTH'", show_default=False,
        help="Play until an outcome is known so precisely; may be repeated, for all of them.",
    ),
]  # fmt: skip
Replication = Annotated[
    int,
    typer.Option("--replication", "-r", min=0, max=2**62, help="Which history, counted from 0."),
]
Seed = Annotated[int, typer.Option(min=0, max=2**63 - 1, help="Another seed, another luck.")]
Out = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="Write tables and pictures there.", show_default=False),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", "-j", min=1, max=1024, show_default=False,
        help="Processors at work; the results do not depend on it.",
    ),
]  # fmt: skip
Engine = Annotated[
    str,
    typer.Option(
        metavar="auto|simpy|compiled",
        help="Who plays; the histories are the same. auto: compiled where it is worth its start.",
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="PATH=VALUE", show_default=False,
        help="Change a value, such as plan.phases.0.by=48h; may be repeated.",
    ),
]  # fmt: skip
Python = Annotated[
    list[str] | None,
    typer.Option(
        "--python", metavar="PATTERN=FILE.py:FUNCTION", show_default=False,
        help="A Python function says when the acts of a pattern come; may be repeated.",
    ),
]  # fmt: skip
Events = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A file of real events, CSV or Parquet."),
]
Mapping = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|FILE", show_default=False,
        help="How to read the events: a preset, or a YAML file of your own; else by the header.",
    ),
]  # fmt: skip
Horizon = Annotated[
    str | None,
    typer.Option(
        metavar="DURATION", show_default=False, help="How long each history is, such as '60 days'."
    ),
]


def scenario(
    file: Path,
    changes: list[str] | None = None,
    horizon: str | None = None,
    python: list[str] | None = None,
) -> "Scenario":
    """The scenario in a file, with what --set, --horizon and --python change in it."""
    from simulator.scenario.load import load, load_text
    from simulator.scenario.vary import set_from_text, vary

    loaded = load_text(sys.stdin.buffer.read(), "stdin", Path()) if str(file) == "-" else load(file)
    for change in changes or ():
        loaded = vary(loaded, *set_from_text(change), name="--set")
    if horizon:
        loaded = vary(loaded, "horizon", horizon, name="--horizon")
    if python:
        from simulator.scenario.python import with_python

        loaded = with_python(loaded, *python)
    return loaded
