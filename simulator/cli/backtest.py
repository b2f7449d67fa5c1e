"""`backtest`: public cases against the simulator."""

import json as json_
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulator.cli import options
from simulator.cli.text import note, say, say_json, write
from simulator.tables.json_values import plain
from simulator.tables.layout import paragraph, table, unbroken
from simulator.tables.wording import counted

if TYPE_CHECKING:
    from simulator.backtests.result import Backtest

NAME = "backtest"
MOST = 100_000
"""Histories of each scenario; each figure of each is kept."""
EXAMPLES = (
    "escalation backtest",
    "escalation backtest easter-2025 may-2025 -n 200 --out results/truces",
)
Cases = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="CASE", show_default=False,
        help="Cases such as easter-2025 (default: all cases, and the response times).",
    ),
]  # fmt: skip
Replications = Annotated[
    int,
    typer.Option(
        "--replications", "-n", metavar="N", min=1, max=MOST,
        help="How many histories of each scenario to play.",
    ),
]  # fmt: skip
Happened = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER", show_default=False,
        help="A folder of your own cases, laid out like scenarios/happened.",
    ),
]  # fmt: skip
Page = Annotated[
    Path | None,
    typer.Option(
        "--write", metavar="PAGE.md", show_default=False,
        help="Write a page like docs/backtests.md, and its figures as JSON beside it.",
    ),
]  # fmt: skip
MARKS = {"no": "", "part": "~", "yes": "*"}
READING = """\
"Happened" is the reported figure or range. It counts as inside a band if any part of it overlaps;
otherwise the table says on which side of the 90 % band it missed. CRPS: the lower the better, in
the figure's own unit; beside it are the scores of two simple forecasts, the last value known before
and a Poisson process at the mean before. k: thousands. The mark before a figure says whether the
scenario was set with it: no mark, held out; ~, in part; *, in sample. That is:
"""


def command(
    cases: Cases = None,
    replications: Replications = 500,
    seed: options.Seed = 0,
    out: options.Out = None,
    format: options.Format = "png",
    engine: options.Engine = "auto",
    happened: Happened = None,
    page: Page = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Test scenarios against real cases.

    Plays each public case's scenario many times and sets every figure that was counted or reported
    against the bands of the simulated figures. Misses are listed as plainly as hits.
    """
    from simulator.backtests.backtest import backtest
    from simulator.play.progress import shown

    if page is not None and (cases or page.suffix != ".md"):
        raise typer.BadParameter("name a page that ends in .md, and no case", param_hint="--write")
    with shown(quiet) as progress:
        found = backtest(
            *(cases or ()),
            replications=replications,
            seed=seed,
            engine=engine,
            happened=happened,
            progress=progress,
        )
    if json:
        say_json(found.record)
    else:
        say(as_text(found.record))
    if out is not None:
        write_all(found, out, format, quiet)
    if page is not None:
        write_page(found.record, page, quiet)


def as_text(record: dict[str, Any]) -> str:
    """Figures case by case, days, response times, misses and summary."""
    from simulator.backtests.summary import legend, misses

    head = (
        f"{counted(record['replications'], 'history', 'histories')} of each scenario, "
        f"seed {record['seed']}"
    )
    parts = [head, forecasts(record)]
    parts += [days(record["days"])] if record["days"] else []
    parts += [reactions(record["reactions"])] if record["reactions"] else []
    missed = [paragraph(f"- {one}") for one in misses(record)]
    parts += ["\n".join(["Missed by the 90 % band:", *missed])] if missed else []
    reading = paragraph(f"{READING} {legend()}.")
    return "\n\n".join([*parts, reading, *map(paragraph, record["summary"])])


def forecasts(record: dict[str, Any]) -> str:
    """A row for each figure under its case."""
    from simulator.backtests.wording import named, short, short_row

    header = ["figure", "happened", "median", "50 %", "90 %", "lies", "CRPS", "last", "Poisson"]
    rows: list[list[str]] = []
    for case in record["cases"]:
        rows.append([case["title"]])
        for one in record["forecasts"]:
            if one["case"] == case["case"]:
                scores = [short(one[key]) for key in ("crps", "crps_last", "crps_poisson")]
                name = f"{MARKS[one['in_sample']]} {named(one)}".strip()
                rows.append([name, *map(unbroken, short_row(one)), *scores])
    return table(header, rows, right=(1, 2, 3, 4, 6, 7, 8))


def days(found: list[dict[str, Any]]) -> str:
    """A row for each month of counted days."""
    from simulator.backtests.wording import SAMPLES, figure

    header = ["counted days", "known", "days", "in 50 %", "in 90 %", "CRPS", "last", "Poisson"]
    rows = [
        [one["what"].rpartition(", ")[2], SAMPLES[one["in_sample"]]]
        + [str(one[key]) for key in ("days", "in50", "in90")]
        + [figure(one[key]) for key in ("crps", "last", "poisson")]
        for one in found
    ]
    return table(header, rows, right=(2, 3, 4, 5, 6, 7))


def reactions(found: list[dict[str, Any]]) -> str:
    """A row for each recorded response time under the delay that it is compared with."""
    from simulator.backtests.summary import reaction_row
    from simulator.backtests.wording import SAMPLES

    header = ["response time, h", "known", "recorded", "50 %", "90 %", "it lies"]
    rows: list[list[str]] = []
    for meaning in dict.fromkeys(one["meaning"] for one in found):
        rows.append([f"{meaning[0].upper()}{meaning[1:]}"])
        rows += [
            [f"{one['case']}: {one['what']}"]
            + [unbroken(cell) for cell in (SAMPLES[one["in_sample"]], *reaction_row(one))]
            for one in found
            if one["meaning"] == meaning
        ]
    return table(header, rows, right=(2, 3, 4))


def write_all(found: "Backtest", out: Path, form: str, quiet: bool) -> None:
    """Tables and pictures."""
    from simulator.cli.output import noted
    from simulator.plots.save import save_all
    from simulator.store.folder import write_csv

    tables = {"forecasts": found.table, "days": found.days_table}
    tables |= {"reactions": found.reactions_table}
    for name, frame in tables.items():
        if len(frame):
            write_csv(frame, out / f"{name}.csv")
            note(f"wrote {out / f'{name}.csv'}", quiet)
    pictures = {"forecasts": found.plot.forecasts}
    pictures |= {"reactions": found.plot.reactions} if found.reacted else {}
    with noted(quiet):
        for path in save_all(pictures, out, form):
            note(f"wrote {path}", quiet)


def write_page(record: dict[str, Any], path: Path, quiet: bool) -> None:
    """The page, and the figures behind it."""
    from simulator.backtests.page import page

    figures = path.with_suffix(".json")
    write(path, page(record))
    write(figures, json_.dumps(plain(record), indent=1, ensure_ascii=False) + "\n")
    for one in (path, figures):
        note(f"wrote {one}", quiet)
