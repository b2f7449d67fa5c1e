"""Options and arguments that several commands share: the same word means the same everywhere."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from simulator.scenario.schema import Scenario

MOST_REPLICATIONS = 100_000_000

File = Annotated[
    Path,
    typer.Argument(
        metavar="SCENARIO",
        help="A shipped scenario by name, a scenario file, or - for standard input.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print only data and errors.")]
Replications = Annotated[
    int | None,
    typer.Option(
        "--replications", "-n", metavar="N", min=1, max=MOST_REPLICATIONS,
        show_default=False,
        help="How many histories to play (default: 200); with --until, the maximum (default: "
        "100,000).",
    ),
]  # fmt: skip
Until = Annotated[
    list[str] | None,
    typer.Option(
        metavar="'OUTCOME +- WIDTH'", show_default=False,
        help="Keep playing until this outcome is known to this precision, such as "
        "'assault +- 3 %' (or ±). Repeat for several outcomes.",
    ),
]  # fmt: skip
Uncertain = Annotated[
    int | None,
    typer.Option(
        metavar="SETS", min=2, max=40_000, show_default=False,
        help="Draw what the scenario declares uncertain, in so many sets (such as 200), and part "
        "chance from what is not known. -n is then the histories of each set (default: 50).",
    ),
]  # fmt: skip
Replication = Annotated[
    int,
    typer.Option(
        "--replication",
        "-r",
        metavar="N",
        min=0,
        max=2**62,
        help="Which history; the first is 0.",
    ),
]
Seed = Annotated[
    int,
    typer.Option(
        metavar="N", min=0, max=2**63 - 1,
        help="Random seed. The same seed gives the same results.",
    ),
]  # fmt: skip
Out = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER", help="Write tables and pictures to this folder.", show_default=False
    ),
]
Format = Annotated[
    Literal["png", "svg", "pdf"],
    typer.Option(
        "--format", metavar="png|svg|pdf",
        help="File format of the pictures in --out.",
    ),
]  # fmt: skip
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", "-j", metavar="N", min=1, max=1024, show_default=False,
        help="How many processors to use (default: all). Results do not depend on it.",
    ),
]  # fmt: skip
Engine = Annotated[
    str,
    typer.Option(
        metavar="auto|simpy|compiled",
        help="Which engine to use (results are identical). auto picks the compiled engine when the "
        "run is long enough to repay its slower start.",
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="PATH=VALUE", show_default=False,
        help="Change a value, such as plan.phases.0.by=48h. Repeat to change several.",
    ),
]  # fmt: skip
Python = Annotated[
    list[str] | None,
    typer.Option(
        "--python", metavar="PATTERN=FILE.py:FUNCTION", show_default=False,
        help="Let a Python function decide when the acts of a pattern occur. Repeat for several "
        "patterns.",
    ),
]  # fmt: skip
Anyway = Annotated[
    bool,
    typer.Option(
        "--anyway",
        help="Play even what would take an hour of a processor or more, or a history of 2 GiB.",
    ),
]
EVENTS = "A file of real events, CSV or Parquet, or shipped events by name."
Events = Annotated[
    Path,
    typer.Argument(metavar="FILE", help=EVENTS),
]
EventsOption = Annotated[Path, typer.Option(metavar="FILE", help=EVENTS)]
Mapping = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|FILE", show_default=False,
        help="How to read the events: the name of a preset, or a YAML file of your own (default: "
        "recognise the layout by its header).",
    ),
]  # fmt: skip
Horizon = Annotated[
    str | None,
    typer.Option(
        metavar="DURATION", show_default=False, help="Length of each history, such as '60 days'."
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
