"""The tables of a run as rows of text, for a terminal and for a notebook alike."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from simulator.tables.amounts import SHARE, number, with_interval
from simulator.tables.histories import Histories
from simulator.tables.measures import group_of
from simulator.tables.page import Grid
from simulator.tables.wording import counted, length

if TYPE_CHECKING:
    import pandas as pd


def heading(run: Histories) -> str:
    """'One drone: 200 histories of 90 days, seed 0'."""
    histories = counted(run.replications, "history", "histories")
    return f"{run.scenario.name}: {histories} of {length(run.scenario.horizon)}, seed {run.seed}"


def outcomes(found: Sequence[Mapping[str, Any]]) -> Grid:
    """The outcomes of a run, from the records that `measures.estimates` gives."""
    lines = [
        [
            named(one["outcome"], one["unit"]),
            with_interval(one["unit"], one["value"], one["low"], one["high"]),
            f"{one['histories']:,}",
        ]
        for one in found
    ]
    header = ["outcome (shares are of histories)", "value (95 % interval)", "histories"]
    rows = headed([one["outcome"] for one in found], lines)
    return Grid(header, rows, right=(2,), values=True)


def watched_rules(days: "pd.DataFrame") -> Grid:
    """The rules that a scenario watches, from the table that `watched.watched_days` gives."""
    header = ["days on which each rule is met", "days", "of days with data", "by non-hostile acts"]
    rows = [
        [one["rule"], number(one["met"]), number(one["days"]), number(one["false"])]
        for one in days.to_dict("records")
    ]
    return Grid(header, rows, right=(1, 2, 3))


def headed(outcomes: Sequence[str], lines: Sequence[list[str]]) -> list[list[str]]:
    """The rows of a table, with a heading above each group of outcomes."""
    rows: list[list[str]] = []
    last = ""
    for outcome, line in zip(outcomes, lines, strict=True):
        group, _ = group_of(outcome)
        if group != last:
            rows.append([group[:1].upper() + group[1:]])
            last = group
        rows.append(line)
    return rows


def named(outcome: str, unit: str) -> str:
    """An outcome as it is called below its heading, with its unit unless it is a share."""
    _, name = group_of(outcome)
    return f"  {name}" if unit == SHARE or unit in name.split() else f"  {name}, {unit}"
