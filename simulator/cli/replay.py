"""`replay`: a plan and its rules over real events."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulator.cli import options
from simulator.cli.text import note, say, say_json
from simulator.tables.amounts import number
from simulator.tables.layout import paragraph, table, unbroken
from simulator.tables.wording import counted

if TYPE_CHECKING:
    from simulator.replays.result import Replay

NAME = "replay"
EXAMPLES = (
    "escalation replay reported-plan --events osce_smm_donbas_2020_2021 "
    "--rules one-drone,five-drones,one-strike,twenty-strikes",
    "escalation replay mine.yaml --events mine.csv --mapping mine-columns.yaml --out results/mine",
)
Rules = Annotated[
    str | None,
    typer.Option(
        metavar="NAME,...", show_default=False,
        help="Shipped scenarios or files whose thresholds to compare (default: the scenario's own "
        "threshold and the rules it watches).",
    ),
]  # fmt: skip
Monitoring = Annotated[
    str,
    typer.Option(
        metavar="perfect|as-it-was",
        help="perfect: every act in the file is seen at once and counts. as-it-was: acts pass "
        "through the scenario's monitoring.",
    ),
]
LongPeriods = Annotated[
    str,
    typer.Option(
        metavar="left-out|spread",
        help="How to treat a count that covers more than a day. spread: evenly over its days, "
        "which is an assumption.",
    ),
]
Kinds = Annotated[
    str,
    typer.Option(
        metavar="auto|raw|told",
        help="raw: every rule counts all acts. told: each rule counts only the kinds it names. "
        "auto: raw if the file holds a single kind.",
    ),
]

Replications = Annotated[
    int,
    typer.Option(
        "--replications", "-n", metavar="N", min=1, max=100_000,
        help="How many histories tell what became of the phases.",
    ),
]  # fmt: skip


def command(
    file: options.File,
    events: options.EventsOption,
    mapping: options.Mapping = None,
    rules: Rules = None,
    monitoring: Monitoring = "perfect",
    long_periods: LongPeriods = "left-out",
    kinds: Kinds = "auto",
    replication: options.Replication = 0,
    replications: Replications = 100,
    seed: options.Seed = 0,
    out: options.Out = None,
    format: options.Format = "png",
    changes: options.Set = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Play a plan over real events.

    Reports on how many of the days with data each rule would have been met, how long the episodes
    would have lasted, which phases would have been called, and how they would have ended. The
    history is as long as the data, and the scenario's own violations and adversary are left out.
    """
    from simulator.play.progress import COMPILING, shown
    from simulator.replays.play import is_compiled
    from simulator.replays.replay import replay

    scenario = options.scenario(file, changes)
    names = [name.strip() for name in (rules or "").split(",") if name.strip()]
    if rules is not None and not names:
        raise typer.BadParameter("name at least one scenario", param_hint="--rules")
    with shown(quiet) as progress:
        if progress is not None and not is_compiled():
            progress(0, 1, COMPILING)
    found = replay(
        scenario, events, mapping, names, monitoring, long_periods, kinds, seed, replication,
        replications,
    )  # fmt: skip
    if json:
        from simulator.replays.files import in_full

        say_json(in_full(found))
    else:
        say(as_text(found))
    if out is not None:
        for path in found.write(out, format):
            note(f"wrote {path}", quiet)


def as_text(replay: "Replay") -> str:
    """The tables and how to read them."""
    history = replay.history
    dates = history.dates()
    days, known = len(dates), int(history.data.sum())
    head = f"{replay.scenario.name}, over real events: {replay.source}"
    span = f"{dates[0]} to {dates[-1]}: {counted(days, 'day', 'days')}, {known:,} with data; "
    parts = [
        f"{paragraph(head)}\n{span}{counted(len(history.acts), 'act', 'acts')}",
        met_table(replay),
        episodes_table(replay),
    ]
    if replay.scenario.plan.phases:
        parts.append(phases_table(replay))
    return "\n\n".join([*parts, *map(paragraph, replay.notes), paragraph(replay.scenario.limits)])


def met_table(replay: "Replay") -> str:
    """On how many days each rule is met, and when."""
    from simulator.tables.wording import percent

    header = ["rule", "days met", "of days with data", "share", "first", "last", "busiest (acts)"]
    rows = []
    for one in records(replay.rules):
        if one["rule"] in replay.unread:
            rows.append([one["rule"], "-", f"{one['days']:,}", "-", "-", "-", "-"])
            continue
        busiest = f"{date(one['busiest'])} ({one['busiest_acts']:,})"
        first, last = date(one["first"]), date(one["last"])
        met = span(f"{one['met']:,}", f"{one['met_most']:,}")
        share = span(percent(one["share"]), percent(one["share_most"]))
        rows.append([one["rule"], met, f"{one['days']:,}", share, first, last, busiest])
    return table(header, rows, right=(1, 2, 3))


def episodes_table(replay: "Replay") -> str:
    """How often the plan would have been set off, and for how long."""
    header = ["rule", "breaches", "episodes", "median days", "longest", "end not seen"]
    rows = [
        [
            one["rule"],
            f"{one['breaches']:,}",
            f"{one['episodes']:,}",
            number(one["median_days"]),
            number(one["longest_days"]),
            f"{one['not_seen']:,}",
        ]
        for one in records(replay.rules)
        if one["rule"] not in replay.unread
    ]
    return table(header, rows, right=(1, 2, 3, 4, 5))


def phases_table(replay: "Replay") -> str:
    """How often each phase was called, and how that ended, over the histories."""
    from simulator.replays.summary import ENDINGS
    from simulator.tables.wording import percent

    header = ["phases, by episodes", "called", *(state.replace("_", " ") for state in ENDINGS)]
    rows: list[list[str]] = []
    last = ""
    for one in records(replay.outcomes):
        if one["rule"] != last:
            last = one["rule"]
            rows.append([last])
        shares = [over(one, state, percent) for state in ENDINGS]
        rows.append([f"  {one['phase']}", over(one, "called", number), *shares])
    return table(header, rows, right=range(1, 2 + len(ENDINGS)))


def over(row: dict[str, Any], name: str, told: Callable[[float], str]) -> str:
    """'35 (34 to 36)': a mean, and what 95 % of the histories have, where they differ."""
    if row[name] != row[name]:
        return "-"
    value, low, high = (told(row[each]) for each in (name, f"{name}_low", f"{name}_high"))
    band = f"({low.removesuffix(' %')} to {high})"
    return value if low == high else f"{value} {unbroken(band)}"


def records(frame: Any) -> list[dict[str, Any]]:
    """The rows of a table."""
    found: list[dict[str, Any]] = frame.to_dict("records")
    return found


def span(low: str, high: str) -> str:
    """'12', or '12 to 15' where they differ."""
    return low if low == high else unbroken(f"{low} to {high}")


def date(moment: Any) -> str:
    """'2020-07-27'; '-' if there is none."""
    return moment.strftime("%Y-%m-%d") if moment == moment else "-"
