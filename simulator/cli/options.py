"""Options and arguments that several commands share: the same word means the same everywhere."""

import sys
from dataclasses import dataclass
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
        metavar="SETS", min=2, show_default=False,
        help="Draw this many sets of values (such as 200) from the ranges that the scenario "
        "declares, and report chance and what is not known separately. -n is then the histories "
        "of each set (default: 50).",
    ),
]  # fmt: skip
SetsAtPoints = Annotated[
    int | None,
    typer.Option(
        "--uncertain", metavar="SETS", min=2, show_default=False,
        help="Draw this many sets of values (such as 40) from the ranges that the scenario "
        "declares, the same throughout, and report chance and what is not known separately.",
    ),
]  # fmt: skip
SetsDrawn = Annotated[
    int,
    typer.Option("--sets", metavar="SETS", min=2, max=40_000, help="How many sets to draw."),
]
OfEachSet = Annotated[
    int,
    typer.Option(
        "--replications", "-n", metavar="N", min=2, max=100_000,
        help="How many histories to play of each set.",
    ),
]  # fmt: skip
Rare = Annotated[
    str | None,
    typer.Option(
        metavar="OUTCOME", show_default=False,
        help="Estimate how often something happens that hardly ever does, down to one in a million "
        "and below: 'direct clash', 'coalition late or lapsed', 'false breaches >= 9', or several "
        "joined by 'and'. -n is then how many histories to play at most (default: 20,000).",
    ),
]  # fmt: skip
Rules = Annotated[
    str | None,
    typer.Option(
        metavar="NAME,...", show_default=False,
        help="Shipped scenarios or files whose thresholds to set beside the scenario's own "
        "(default: one-drone, five-drones, one-strike and twenty-strikes).",
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
    str | None,
    typer.Option(
        metavar="file|native|simpy", show_default=False,
        help="Which engine to use; results are identical. file (default): the compiled engine that "
        "comes with the package. native: the same, compiled for this machine by Numba, which takes "
        "half a minute. simpy: plain Python, and the default where a pattern is written in Python.",
    ),
]  # fmt: skip
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
Kind = Annotated[
    str | None,
    typer.Option(
        metavar="KIND",
        show_default=False,
        help="Kind of act to use; required if the file contains more than one.",
    ),
]
Region = Annotated[
    list[str] | None,
    typer.Option(
        metavar="REGION", show_default=False,
        help="Use only acts in this region (default: all). Repeat for several.",
    ),
]  # fmt: skip
Form = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="counts|timed", show_default=False,
        help="Take acts by the minute (timed), or as daily counts, without times of day (default: "
        "what the file holds).",
    ),
]  # fmt: skip
Truce = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", show_default=False,
        help="Date or moment of the scenario's minute 0, such as 2020-07-27, when a truce took "
        "effect (default: start of the data).",
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """How many histories are played, and on which luck."""

    replications: Replications = None
    seed: Seed = 0
    until: Until = None
    uncertain: Uncertain = None
    rare: Rare = None


@dataclass(frozen=True)
class History:
    """Which one history is looked at."""

    replication: Replication = 0
    seed: Seed = 0


@dataclass(frozen=True)
class Playing:
    """What plays the histories; their tables do not depend on it."""

    workers: Workers = None
    engine: Engine = None


@dataclass(frozen=True)
class Changes:
    """What is changed in a scenario before it is used."""

    values: Set = None
    horizon: Horizon = None
    python: Python = None


@dataclass(frozen=True)
class Terms(Changes):
    """What a scenario is played with: changes, and leave to take very long over it."""

    anyway: Anyway = False


@dataclass(frozen=True)
class Against:
    """A scenario, and the real events that it is set against."""

    file: File
    events: EventsOption
    mapping: Mapping = None


@dataclass(frozen=True)
class Acts:
    """Which acts of a file of real events are used, and how."""

    kind: Kind = None
    region: Region = None
    form: Form = None
    truce: Truce = None


@dataclass(frozen=True)
class Folder:
    """Where tables and pictures are written."""

    out: Out = None
    format: Format = "png"


@dataclass(frozen=True)
class Printing:
    """What is printed."""

    json: Json = False
    quiet: Quiet = False


UNCHANGED = Changes()


def named_rules(text: str | None) -> list[str]:
    """The scenarios in the text of --rules; none if it is left out."""
    names = [name.strip() for name in (text or "").split(",") if name.strip()]
    if text is not None and not names:
        raise typer.BadParameter("name at least one scenario", param_hint="--rules")
    return names


def scenario(file: Path, changes: Changes = UNCHANGED) -> "Scenario":
    """The scenario in a file, with what --set, --horizon and --python change in it."""
    from simulator.scenario.load import load, load_text
    from simulator.scenario.vary import set_from_text, vary

    loaded = load_text(sys.stdin.buffer.read(), "stdin", Path()) if str(file) == "-" else load(file)
    for value in changes.values or ():
        loaded = vary(loaded, *set_from_text(value), name="--set")
    if changes.horizon:
        loaded = vary(loaded, "horizon", changes.horizon, name="--horizon")
    if changes.python:
        from simulator.scenario.python import with_python

        loaded = with_python(loaded, *changes.python)
    return loaded
