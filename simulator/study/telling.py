"""What differs between the arms of a comparison, and which history shows it best."""

from collections.abc import Iterable, Mapping, Sequence

from simulator.results.telling import Shown, typical
from simulator.scenario.diff import diff
from simulator.scenario.schema import Scenario
from simulator.study.rows import Row
from simulator.tables.histories import Histories
from simulator.tables.wording import listed

SECTIONS = {
    "horizon": "the time played",
    "starts": "the day it starts",
    "kinds": "the severity of acts",
    "violations": "the violations",
    "monitoring": "the monitoring",
    "threshold": "the rule",
    "plan": "the plan",
    "guarantors": "the guarantors",
    "together": "how far they decline together",
    "adversary": "the adversary",
    "ground": "the ground",
}
"""The parts of a scenario that bear on what happens, as a title names them."""
MOST = 3
"""A title that would name more parts names none."""


def what_differs(scenarios: Sequence[Scenario]) -> str:
    """The parts in which scenarios differ from the first, in words; "" for none or too many."""
    first, *others = scenarios
    paths = {one.path.split(".")[0] for other in others for one in diff(first, other)}
    named = [words for section, words in SECTIONS.items() if section in paths]
    return listed(named) if len(named) <= MOST else ""


def surest_flip(rows: Iterable[Row]) -> tuple[Row, int] | None:
    """The outcome whose flips are the least likely to be chance, and the first history in which
    it flipped the way that most did."""
    flipped = [row for row in rows if row.gained or row.lost]
    if not flipped:
        return None
    row = min(flipped, key=lambda row: row.p)
    return row, (row.gained if len(row.gained) >= len(row.lost) else row.lost)[0]


def telling(rows: Sequence[Row], runs: Mapping[str, Histories]) -> Shown:
    """The history in which the surest of the flipped outcomes flipped; else a typical one of the
    first arm."""
    first, *_ = runs
    found = surest_flip(rows)
    if found is None:
        shown = typical(runs[first])
        return shown._replace(why=f"no outcome flipped; under “{first}” {shown.why}")
    row, replication = found
    yes, no = (row.arm, first) if replication in row.gained else (first, row.arm)
    flips = len(row.gained) + len(row.lost)
    of = f"as it flips in {flips:,} of {runs[first].replications:,} pairs"
    return Shown(replication, f"“{row.outcome}” is yes under “{yes}” and no under “{no}”, {of}")
