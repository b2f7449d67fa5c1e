"""The table of a comparison as rows of text, for a terminal and for a notebook alike."""

from collections.abc import Sequence

from simulator.results.by_arm import in_columns, in_rows, lettered
from simulator.study.rows import Row
from simulator.study.telling import surest_flip
from simulator.tables.amounts import SHARE, difference, with_interval
from simulator.tables.page import Commands, Grid
from simulator.tables.wording import counted

SHOWN = 7
"""Histories whose numbers are shown."""
READING = (
    "Shares are of histories, and their differences in percentage points; p is adjusted for the "
    "number of outcomes (Holm); flips: histories with a yes in one and a no in the other. A "
    "difference is taken over the pairs in which both have the outcome, so that it need not be the "
    "difference of the two values."
)


def heading(arms: Sequence[str], replications: int, seed: int) -> list[str]:
    """The arms by their letters, and how often they were played."""
    return [*lettered(arms), f"{counted(replications, 'pair', 'pairs')} of histories, seed {seed}"]


def grid(rows: Sequence[Row], arms: Sequence[str], replications: int) -> Grid:
    """Two arms beside each other, a row an outcome; more of them below each other."""

    def of(some: Sequence[Row]) -> str:
        return pairs(some, replications)

    if len(arms) == 2:
        header = ["outcome", *arms, "difference (95 %)", "p", "flips"]
        cells = in_columns(rows, arms, value_words, changed, of)
        return Grid(header, cells, right=(4, 5), values=True)
    header = ["outcome", "value (95 %)", "minus A (95 %)", "p", "flips"]
    return Grid(header, in_rows(rows, value_words, changed, of), right=(3, 4), values=True)


def value_words(row: Row) -> str:
    """An arm's value with its interval."""
    return with_interval(row.unit, *row.estimate)


def changed(row: Row) -> list[str]:
    """The paired difference with its interval, p, and how many histories flipped."""
    if not row.pairs:
        return ["", "", ""]
    flipped = f"{len(row.gained) + len(row.lost):,}" if row.unit == SHARE else ""
    p = "-" if row.p != row.p else "<0.001" if row.p < 0.001 else f"{row.p:.2g}"
    return [difference(row.unit, *row.difference), p, flipped]


def pairs(rows: Sequence[Row], replications: int) -> str:
    """Over how many pairs a difference is taken, where not over all of them."""
    paired = [row.pairs for row in rows if row.pairs]
    return (
        f" ({counted(paired[0], 'pair', 'pairs')})" if paired and paired[0] < replications else ""
    )


def flips(
    rows: Sequence[Row], arms: Sequence[str], commands: Sequence[str] = ()
) -> list[Grid | Commands]:
    """For each arm the first histories that came out otherwise, and how to open one of them.

    `commands`: one for each arm that explains a history of it, but for its number.
    """
    first, *others = arms
    parts: list[Grid | Commands] = []
    for place, arm in enumerate(others, 1):
        flipped = [row for row in rows if row.arm == arm and (row.gained or row.lost)]
        found = surest_flip(flipped)
        if found is None:
            continue
        title = (
            f"Histories that came out differently under '{arm}' than under '{first}', by number:"
        )
        header = ["outcome", f"yes only under '{arm}'", f"yes only under '{first}'"]
        lines = [[row.outcome, some(row.gained), some(row.lost)] for row in flipped]
        parts.append(Grid(header, lines, caption=title))
        if commands:
            opened = [f"{one} --replication {found[1]}" for one in (commands[0], commands[place])]
            parts.append(
                Commands(
                    "To see why, for example for the first of the most certain of them:", opened
                )
            )
    return parts


def some(replications: Sequence[int]) -> str:
    """The first of these numbers."""
    shown = ", ".join(map(str, replications[:SHOWN]))
    return f"{shown}, ..." if len(replications) > SHOWN else shown or "none"
