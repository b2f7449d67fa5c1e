"""`events`: what a file of real events holds, and which of its rows cannot be used."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli import options
from simulator.cli.text import note, say, say_json, write
from simulator.minutes import DAY
from simulator.tables.amounts import number
from simulator.tables.json_values import plain
from simulator.tables.layout import paragraph, table
from simulator.tables.safe_text import csv_cell

if TYPE_CHECKING:
    from simulator.data.read import Reading

NAME = "events"
EXAMPLES = (
    "escalation events osce_smm_donbas_2020_2021",
    "escalation events mine.csv --mapping mine.yaml --rejected rejected.csv",
)
SHOWN = 10
Rejected = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write all rejected rows to this file.", show_default=False),
]


def command(
    file: options.Events,
    mapping: options.Mapping = None,
    rejected: Rejected = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Show what a file of events holds.

    Reads timed acts or counts by period from CSV or Parquet, and reports what was read, the time
    it covers, and which rows cannot be used and why. Public layouts such as ACLED are recognised
    by their header; any other file needs a mapping.
    """
    from simulator.data.read import read

    reading = read(file, mapping)
    if json:
        say_json(plain(as_json(reading)))
    else:
        tell(file, reading)
    if rejected is not None:
        write(rejected, as_csv(reading))
        note(f"wrote {rejected}", quiet)


def tell(file: Path, reading: "Reading") -> None:
    """The summary for a person."""
    told, mapping = reading.summary, reading.mapping
    say(
        paragraph(
            f"{file}, read by the mapping {reading.mapping_name}: {mapping.name or 'events'}."
        )
    )
    say(paragraph(f"Source: {mapping.source}."))
    if mapping.note:
        say(paragraph(mapping.note))
    say(table(["", ""], numbers(reading), right=[1]))
    lists = (("acts by region", told.by_region), ("rows left out", told.left_out))
    for name, counts in (*lists, ("rows rejected", told.rejected)):
        if len(counts) > (name == "acts by region"):
            say("\n" + table([name, ""], most(counts), right=[1]))
    for warning in told.warnings:
        say("\n" + paragraph(warning))
    if reading.rejected:
        say("\n" + table([reading.unit, "column", "value", "why it is rejected"], [
            [str(one.line), one.column, one.value, one.reason] for one in reading.rejected[:SHOWN]
        ], right=[0]))  # fmt: skip
    if len(reading.rejected) > SHOWN:
        say(f"and {len(reading.rejected) - SHOWN:,} more; --rejected FILE.csv lists all.")


def numbers(reading: "Reading") -> list[list[str]]:
    """What was read, in a row each."""
    told = reading.summary
    gap = max(told.gaps, key=lambda one: one.days, default=None)
    return [
        ["rows read", f"{told.rows:,}"],
        ["rows used", f"{told.used:,}"],
        ["rows left out", f"{sum(told.left_out.values()):,}"],
        ["rows without a count", f"{told.not_reported:,}"],
        ["rows rejected", f"{len(reading.rejected):,}"],
        ["acts", f"{told.acts:,}"],
        *([f"  {kind}", f"{count:,}"] for kind, count in told.by_kind.items()),
        ["first", told.first or "-"],
        ["last", told.last or "-"],
        *([["clock times", exactness(told.rounded)]] if told.rounded is not None else []),
        ["days covered", number(told.days_covered, 4)],
        ["gaps without data", f"{len(told.gaps):,}"],
        *([["  the longest from", gap.start], ["  to", gap.end]] if gap else []),
    ]


def exactness(rounded: dict[int, float]) -> str:
    """'to the minute', or what times are rounded to, the longest first, and what share of them."""
    from simulator.tables.wording import percent

    spans = [f"{grid} min" if grid < DAY else "a day" for grid in rounded]
    share = percent(sum(rounded.values()))
    return f"{share} rounded to {' or '.join(spans)}" if spans else "to the minute"


def most(counts: dict[str, int]) -> list[list[str]]:
    """The largest counts, and how many more there are."""
    ordered = sorted(counts.items(), key=lambda one: -one[1])
    rows = [[name, f"{count:,}"] for name, count in ordered[:SHOWN]]
    rest = ordered[SHOWN:]
    more = [[f"{len(rest)} more", f"{sum(count for _, count in rest):,}"]] if rest else []
    return [*rows, *more]


def as_json(reading: "Reading") -> dict[str, object]:
    """The summary and every rejected row for programs."""
    from dataclasses import asdict

    from simulator.data.summary import moment

    zone = reading.series.zone
    return {
        "mapping": reading.mapping_name,
        "source": reading.mapping.source,
        "zone": zone,
        **asdict(reading.summary),
        "covered": [[moment(minute, zone) for minute in span] for span in reading.series.covered],
        "rejected_rows": reading.rejected,
    }


def as_csv(reading: "Reading") -> str:
    """Every rejected row; no cell of it can be taken for a formula."""
    import csv
    from io import StringIO

    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([reading.unit, "column", "value", "reason"])
    writer.writerows(
        [one.line, *map(csv_cell, (one.column, one.value, one.reason))] for one in reading.rejected
    )
    return file.getvalue()
