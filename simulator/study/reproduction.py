"""What came of playing stored results again: which of their tables are the same to the bit."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.store.alike import Apart
from simulator.tables.json_values import plain
from simulator.tables.page import Grid, Part, Title, in_html, in_lines
from simulator.tables.wording import counted

if TYPE_CHECKING:
    import pandas as pd

POINT, SET = "point", "set"
"""What else than a replication may differ: a point of a sweep, or a set of uncertain values."""
SHOWN = 4
"""Columns that are named in a line."""


class Compared(NamedTuple):
    """One table of one scenario, as it was stored and as it was played again."""

    scenario: str
    table: str
    rows: int
    """As stored."""
    apart: Apart
    of: str = "replication"
    """What differs or does not: a replication, a point or a set."""


class Reproduction:
    """Results of a folder against the same histories, played again."""

    def __init__(self, folder: Path, replications: int, seed: int, compared: Sequence[Compared]):
        self.folder = folder
        self.replications = replications
        """Of each scenario."""
        self.seed = seed
        self.compared = tuple(compared)

    @property
    def same(self) -> bool:
        """Whether every table is the same to the bit."""
        return not self._differing

    @property
    def table(self) -> "pd.DataFrame":
        """A row a table of each scenario: rows, histories that differ, the first, columns."""
        import pandas as pd

        return pd.DataFrame([_record(one) for one in self.compared])

    @property
    def headline(self) -> str:
        """Whether they are the same, in a sentence."""
        count, differing = len(self.compared), len(self._differing)
        if self.same:
            which = f"all {count} tables are" if count > 1 else "the table is"
            return f"Played again, {which} the same to the bit."
        verb = "differs" if differing == 1 else "differ"
        return f"Played again, {differing} of {counted(count, 'table', 'tables')} {verb}."

    @property
    def parts(self) -> list[Part]:
        """The page that people read."""
        histories = counted(self.replications, "history", "histories")
        what = self.compared[0].of if self.compared else ""
        each = what if what in (POINT, SET) else "scenario"
        title = f"{self.folder}: {histories} of each {each}, seed {self.seed}"
        lines = [[one.scenario, one.table, f"{one.rows:,}", _said(one)] for one in self.compared]
        grid = Grid(["scenario", "table", "rows", "played again"], lines, right=[2])
        return [Title([title]), grid, self.headline]

    @property
    def text(self) -> str:
        """The page in lines of at most 100 columns, as the command prints it."""
        return in_lines(self.parts)

    def record(self) -> dict[str, Any]:
        """Everything for programs, as plain values that JSON can hold."""
        found: dict[str, Any] = plain(
            {
                "folder": str(self.folder),
                "replications": self.replications,
                "seed": self.seed,
                "same": self.same,
                "tables": [_record(one) for one in self.compared],
            }
        )
        return found

    @property
    def _differing(self) -> list[Compared]:
        return [one for one in self.compared if one.apart.total]

    def _repr_html_(self) -> str:
        """The page as a notebook shows it."""
        return in_html(self.parts)

    def __repr__(self) -> str:
        return f"<{self.folder}: {self.headline}>"


def _record(one: Compared) -> dict[str, Any]:
    return {
        "scenario": one.scenario,
        "table": one.table,
        "rows": one.rows,
        "differing": one.apart.total,
        "first": one.apart.first,
        "columns": list(one.apart.columns),
    }


def _said(one: Compared) -> str:
    """'the same', or '3 replications differ, first replication 12: hours_to_breach, breaches'."""
    if not one.apart.total:
        return "the same"
    columns = list(one.apart.columns)
    named = ", ".join(columns[:SHOWN]) or "more or fewer rows"
    more = f" and {len(columns) - SHOWN} other columns" if len(columns) > SHOWN else ""
    differ = counted(one.apart.total, f"{one.of} differs", f"{one.of}s differ")
    return f"{differ}, first {one.of} {one.apart.first}: {named}{more}"
