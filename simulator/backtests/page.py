"""The page of a backtest: figures case by case, days, response times, misses and the summary."""

from simulator.backtests.records import Record
from simulator.backtests.summary import legend, misses
from simulator.backtests.wording import (
    COVERAGE,
    coverage_row,
    days_row,
    named,
    played,
    reaction_row,
    short,
    short_row,
)
from simulator.tables.layout import unbroken
from simulator.tables.page import Grid, Items, Part, Title

MARKS = {"no": "", "part": "~", "yes": "*"}
READING = """\
"Happened" is the reported figure or range. It counts as inside a band if any part of it overlaps;
otherwise the table says on which side of the 90 % band it missed. CRPS: the lower the better, in
the figure's own unit; beside it are the scores of two simple forecasts, the last value known before
and a Poisson process at the mean before. k: thousands. The mark before a figure says whether the
scenario was set with it: no mark, held out; ~, in part; *, in sample. That is:
"""


BANDS = (
    "Drawn: with what nobody knows. 90 % band: how many times its lower end the upper end is (the "
    "geometric mean, one added to both). With both: figures of which both plain forecasts are "
    "known."
)


def page(record: Record) -> list[Part]:
    """What a reader sees of a backtest."""
    parts: list[Part] = [Title([played(record)]), forecasts(record)]
    parts += [days(record["days"])] if record["days"] else []
    parts += [reactions(record["reactions"])] if record["reactions"] else []
    parts += [Grid(COVERAGE, [*map(coverage_row, record["coverage"])], right=range(2, 9))]
    missed = misses(record)
    parts += [Items("Missed by the 90 % band:", missed)] if missed else []
    return [*parts, f"{READING} {legend()}.", BANDS, *record["summary"]]


def forecasts(record: Record) -> Grid:
    """A row for each figure under its case."""
    header = ["figure", "happened", "median", "50 %", "90 %", "lies", "CRPS", "last", "Poisson"]
    rows: list[list[str]] = []
    for case in record["cases"]:
        rows.append([case["title"]])
        for one in record["forecasts"]:
            if one["case"] == case["case"]:
                scores = [short(one[key]) for key in ("crps", "crps_last", "crps_poisson")]
                name = f"{MARKS[one['in_sample']]} {named(one)}".strip()
                rows.append([name, *map(unbroken, short_row(one)), *scores])
    return Grid(header, rows, right=(1, 2, 3, 4, 6, 7, 8))


def days(found: list[Record]) -> Grid:
    """A row for each month of counted days."""
    header = ["counted days", "known", "days", "in 50 %", "in 90 %", "CRPS", "last", "Poisson"]
    return Grid(header, [days_row(one) for one in found], right=(2, 3, 4, 5, 6, 7))


def reactions(found: list[Record]) -> Grid:
    """A row for each recorded response time under the delay that it is compared with."""
    header = ["response time, h", "known", "recorded", "50 %", "90 %", "it lies"]
    rows: list[list[str]] = []
    for meaning in dict.fromkeys(one["meaning"] for one in found):
        rows.append([f"{meaning[0].upper()}{meaning[1:]}"])
        rows += [
            [f"{one['case']}: {one['what']}", *map(unbroken, reaction_row(one))]
            for one in found
            if one["meaning"] == meaning
        ]
    return Grid(header, rows, right=(2, 3, 4))
