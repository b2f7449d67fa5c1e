"""`trace`: one history, row by row, in words."""

import csv
import io
from pathlib import Path
from typing import Annotated, Any

import typer

from simulator.cli import options
from simulator.cli.text import note, say, say_json, write
from simulator.tables.amounts import number
from simulator.tables.json_values import plain
from simulator.tables.layout import table, unbroken
from simulator.tables.safe_text import csv_cell
from simulator.tables.wording import counted, hours, moment

NAME = "trace"
EXAMPLES = (
    "escalation trace reported-plan --replication 3",
    "escalation trace reported-plan -r 3 --events breach,called,start",
    "escalation trace reported-plan -r 3 -o history.csv",
)


def command(
    file: options.File,
    which: options.History,
    *,
    events: Annotated[
        str | None,
        typer.Option(
            metavar="EVENT,...", show_default=False,
            help="Show only these events, such as 'breach,start'.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write CSV to this file; - prints it.",
            show_default=False,
        ),
    ] = None,
    terms: options.Terms,
    printing: options.Printing,
) -> None:  # fmt: skip
    """Print one history, row by row.

    Shows each violation, report, verdict, breach, call, question to a guarantor, decision, arrival,
    start, deadline that moved and change of posture. An act that is not hostile has its cause in
    brackets. 'value' differs by event: munitions of a violation, the clock's start of a breach, the
    deadline of a call, troops of an arrival, the adversary's belief after a start, the move that
    changed a posture. 'cause' is the number of the row that a row follows from.
    """
    scenario = options.scenario(file, terms)
    chosen = _chosen(events)
    told = history(scenario, which.replication, which.seed, terms.anyway)
    rows = [row for row in told if row["event"] in chosen]
    if printing.json:
        say_json(plain(rows))
    elif output is not None:
        _write_csv(rows, output, printing.quiet)
    else:
        header = ["row", "day and time", "event", "subject", "object", "value", "cause"]
        say(table(header, [_line(row, scenario.starts) for row in rows], right=(0, 6)))
        shown = f"{counted(len(rows), 'row', 'rows')} of replication {which.replication}"
        note(
            f"{shown}, seed {which.seed}; cause: the number of the row that a row follows from.",
            printing.quiet,
        )


def history(
    scenario: Any, replication: int, seed: int, anyway: bool = False
) -> list[dict[str, Any]]:
    """The rows of one history as mappings, each with its number."""
    from simulator.model.encode import names_of
    from simulator.play.one_history import one_history
    from simulator.tables.frames import trace_table

    _, rows = one_history(scenario, replication, seed, anyway)
    records: list[dict[Any, Any]] = trace_table(rows, names_of(scenario)).to_dict("records")
    return [{"row": i, **row} for i, row in enumerate(records)]


def _chosen(events: str | None) -> tuple[str, ...]:
    """The events asked for; all where none is named."""
    from simulator.errors import did_you_mean
    from simulator.model.terms import EVENTS

    if events is None:
        return EVENTS
    wanted = tuple(event.strip() for event in events.split(","))
    for event in wanted:
        if event not in EVENTS:
            hint = did_you_mean(event, EVENTS, f"; known: {', '.join(EVENTS)}")
            raise typer.BadParameter(f"there is no event '{event}'{hint}", param_hint="--events")
    return wanted


def _line(row: dict[str, Any], starts: int) -> list[str]:
    cause = str(row["cause"]) if row["cause"] >= 0 else ""
    when = unbroken(moment(row["minute"], starts))
    return [
        str(row["row"]),
        when,
        row["event"],
        row["subject"],
        row["object"],
        _value(row, starts),
        cause,
    ]


def _value(row: dict[str, Any], starts: int) -> str:
    """The value of a row with what it is: '1 munition', '300 troops', 'move: red line'."""
    from simulator.model.terms import NEVER

    value, unit = row["value"], row["value is"]
    match unit.partition(" ")[0]:
        case "":
            return ""
        case "minute":
            word = "clock from" if row["event"] == "breach" else "due"
            return "no deadline" if value >= NEVER else f"{word} {moment(int(value), starts)}"
        case "minutes":
            return f"waited {hours(value / 60)}" if value else ""
        case "belief":
            return f"belief {number(value)}"
        case "number":
            return f"move: {row['move']}" if row["move"] else ""
        case "munitions":
            return f"{number(value, 4)} {'munition' if value == 1 else 'munitions'}"
        case _:
            return f"{number(value, 4)} {unit}" if value else ""


def _write_csv(rows: list[dict[str, Any]], output: Path, quiet: bool) -> None:
    text = io.StringIO()
    columns = ["row", "minute", "hour", "event", "subject", "object", "value", "value is"]
    columns += ["move", "episode", "cause"]
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([csv_cell(row[column]) for column in columns] for row in rows)
    if str(output) == "-":
        say(text.getvalue().rstrip("\n"))
        return
    write(output, text.getvalue())
    note(f"wrote {output}", quiet)
