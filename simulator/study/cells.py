"""The table of a comparison as rows of text, for a terminal and for a notebook alike."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.results.cells import Grid, headed, named
from simulator.tables.amounts import SHARE, difference, with_interval
from simulator.tables.wording import counted

if TYPE_CHECKING:
    from simulator.study.compare import Comparison, Row

READING = """\
Shares are of histories, and their differences in percentage points; p is adjusted for the number
of outcomes (Holm); flips: histories with a yes in one and a no in the other. A difference is taken
over the pairs in which both have the outcome, so that it need not be the difference of the two
values.
"""


def heading(comparison: "Comparison") -> list[str]:
    """The arms by their letters, and how often they were played."""
    arms = [f"{chr(65 + i)}: {arm}" for i, arm in enumerate(comparison.arms)]
    pairs_ = counted(comparison.replications, "pair", "pairs")
    return [*arms, f"{pairs_} of histories, seed {comparison.seed}"]


def grid(comparison: "Comparison") -> Grid:
    """Two arms beside each other, a row an outcome; more of them below each other."""
    return in_columns(comparison) if len(comparison.arms) == 2 else in_rows(comparison)


def in_columns(comparison: "Comparison") -> Grid:
    """Two arms: a row an outcome."""
    arms = comparison.arms
    header = ["outcome", *arms, "difference (95 %)", "p", "flips"]
    outcomes = list(dict.fromkeys(row.outcome for row in comparison.rows))
    lines = []
    for outcome in outcomes:
        found = {row.arm: row for row in comparison.rows if row.outcome == outcome}
        some = next(iter(found.values()))
        values = [told(found[arm]) if arm in found else "does not apply" for arm in arms]
        change = changed(found[arms[1]]) if arms[1] in found else [""] * 3
        name = named(outcome, some.unit) + pairs(list(found.values()), comparison.replications)
        lines.append([name, *values, *change])
    return Grid(header, headed(outcomes, lines), (4, 5))


def in_rows(comparison: "Comparison") -> Grid:
    """More arms: a row for each below its outcome."""
    header = ["outcome", "value (95 %)", "minus A (95 %)", "p", "flips"]
    outcomes: list[str] = []
    lines: list[list[str]] = []
    for row in comparison.rows:
        if row.outcome not in outcomes:
            outcomes.append(row.outcome)
            lines.append([named(row.outcome, row.unit), "", "", "", ""])
        outcomes.append(row.outcome)
        arm = f"    {row.arm}{pairs([row], comparison.replications)}"
        lines.append([arm, told(row), *changed(row)])
    return Grid(header, headed(outcomes, lines), (3, 4))


def told(row: "Row") -> str:
    """An arm's value with its interval."""
    return with_interval(row.unit, *row.estimate)


def changed(row: "Row") -> list[str]:
    """The paired difference with its interval, p, and how many histories flipped."""
    if not row.pairs:
        return ["", "", ""]
    flipped = f"{len(row.gained) + len(row.lost):,}" if row.unit == SHARE else ""
    p = "-" if row.p != row.p else "<0.001" if row.p < 0.001 else f"{row.p:.2g}"
    return [difference(row.unit, *row.difference), p, flipped]


def pairs(rows: Sequence["Row"], replications: int) -> str:
    """Over how many pairs a difference is taken, where not over all of them."""
    paired = [row.pairs for row in rows if row.pairs]
    return (
        f" ({counted(paired[0], 'pair', 'pairs')})" if paired and paired[0] < replications else ""
    )
