"""The table of a run as rows of text, for a terminal and for a notebook alike."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.results.measures import group_of
from simulator.tables.amounts import SHARE, with_interval
from simulator.tables.wording import counted, length

if TYPE_CHECKING:
    from simulator.results.run import Run


class Grid(NamedTuple):
    """A table of text. A row of one cell is a heading; a name begins with blanks below one."""

    header: list[str]
    rows: list[list[str]]
    right: tuple[int, ...]
    """The columns that end flush."""

    def html(self) -> str:
        """The table for a notebook."""
        from html import escape

        lines = [_line([escape(cell) for cell in row], len(self.header)) for row in self.rows]
        heads = "".join(f"<th>{escape(cell)}</th>" for cell in self.header)
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def heading(run: "Run") -> str:
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
    return Grid(header, headed([one["outcome"] for one in found], lines), (2,))


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


def _line(cells: list[str], columns: int) -> str:
    if len(cells) == 1:
        return f'<tr><th colspan="{columns}" style="text-align: left">{cells[0]}</th></tr>'
    indent = len(cells[0]) - len(cells[0].lstrip())
    first = f'<td style="text-align: left; padding-left: {indent}ex">{cells[0].lstrip()}</td>'
    return f"<tr>{first}{''.join(f'<td>{cell}</td>' for cell in cells[1:])}</tr>"
