"""What a replay over sets of what nobody knows comes to: table, page, picture, files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.replays.staging import Staging
from simulator.results.face import Result
from simulator.scenario.ranges import in_words
from simulator.tables.amounts import SHARE
from simulator.tables.json_values import plain
from simulator.tables.page import Grid, Items, Part, Title
from simulator.tables.wording import counted, listed
from simulator.uncertain import cells
from simulator.uncertain.flips import numbers_of
from simulator.uncertain.outcomes import OverSets
from simulator.uncertain.rows import Row, record, rows_of
from simulator.uncertain.sets import Sets
from simulator.uncertain.signs import telling

if TYPE_CHECKING:
    import pandas as pd

    from simulator.replays.uncertain_pictures import UncertainReplayPlots

ABOUT = "What rules and a plan come to on a real history, over sets of what nobody knows."
TOLD = (": called", ": in time")
"""What is told of a phase in words; the table has the rest."""


@dataclass(frozen=True, repr=False, eq=False)
class UncertainReplay(Result):
    """What rules and a plan come to on a real history, over sets of what nobody knows."""

    stage: Staging
    sets: Sets
    outcomes: Mapping[str, Sequence[OverSets]]
    """By rule."""
    histories: int
    """Of each set."""
    notes: tuple[str, ...]
    """How the data were read, a sentence or two each."""

    @cached_property
    def rows(self) -> dict[str, list[Row]]:
        """By rule every outcome at two levels: chance, and what nobody knows."""
        return {rule: rows_of({rule: ones}) for rule, ones in self.outcomes.items()}

    @cached_property
    def depends(self) -> dict[str, dict[str, list[str]]]:
        """By rule and outcome the numbers on which an outcome depends most; only where sets differ.

        Those by which the sets above its median differ most from the others (rank tests of Mann
        and Whitney, adjusted for their number); none where no number tells them apart.
        """
        numbers = {name: one.values for name, one in numbers_of({"": self.sets}).items()}
        return {
            rule: {
                row.outcome: telling(_high(row.levels.expected), numbers)
                for row in rows
                if row.levels.differs
            }
            for rule, rows in self.rows.items()
        }

    @property
    def table(self) -> "pd.DataFrame":
        """A row for each outcome under each rule: the value, chance, ignorance."""
        import pandas as pd

        return pd.DataFrame(self._records())

    @property
    def values(self) -> "pd.DataFrame":
        """The values drawn, as people write them: a row a set, a column a path."""
        import pandas as pd

        columns = {one.path: self.sets.column(one) for one in self.sets.ranges}
        return pd.DataFrame(columns, index=pd.RangeIndex(self.sets.count, name="set"))

    @property
    def heading(self) -> str:
        """'50 sets of 12 uncertain values, 10 histories each, seed 0'."""
        drawn = counted(len(self.sets.ranges), "uncertain value", "uncertain values")
        return (
            f"{self.sets.count:,} sets of {drawn}, {self.histories:,} histories each, seed "
            f"{self.sets.seed}"
        )

    @property
    def plot(self) -> "UncertainReplayPlots":
        """The picture: `bands`."""
        from simulator.replays.uncertain_pictures import UncertainReplayPlots

        return UncertainReplayPlots(self.rows, self.heading, self.stage.plan.name)

    @property
    def paragraph(self) -> str:
        """Which answers depend on what nobody knows."""
        rows = [row for ones in self.rows.values() for row in ones if row.levels.sets]
        some = dict.fromkeys(row.outcome for row in rows if row.levels.differs)
        none = dict.fromkeys(row.outcome for row in rows if row.outcome not in some)
        said = [f"What nobody knows changes {_by_phase(some)}."] if some else []
        if none:
            lead = "It does not change" if some else "What nobody knows does not change"
            said.append(f"{lead} {_by_phase(none)} by more than chance explains.")
        return " ".join(said)

    @property
    def parts(self) -> list[Part]:
        """The table, what the answers depend on, and how the data were read."""
        about = f"{self.stage.plan.name}, over real events: {self.stage.series.source}"
        told = self._dependences()
        found: list[Part] = [Title([about, self.heading]), grid(self.rows)]
        found += [self.paragraph]
        found += [Items("What they depend on most:", told)] if told else []
        reading = [cells.VALUE, cells.SETS, cells.IGNORANCE]
        return [*found, *reading, *self.notes, self.stage.plan.limits]

    def record(self) -> dict[str, Any]:
        """Everything as plain values that JSON can hold."""
        dates = self.stage.history.dates()
        found = {
            "about": ABOUT,
            "scenario": self.stage.plan.name,
            "source": self.stage.series.source,
            "first_day": str(dates[0]),
            "last_day": str(dates[-1]),
            **self.stage.chosen,
            "raw": self.stage.raw,
            "seed": self.sets.seed,
            "sets": self.sets.count,
            "histories": self.histories,
            "uncertain": {one.path: in_words(one.said) for one in self.sets.ranges},
            "rows": self._records(),
            "depends": self.depends,
            "paragraph": self.paragraph,
            "notes": list(self.notes),
            "limits": self.stage.plan.limits,
        }
        values: dict[str, Any] = plain(found)
        return values

    def write(self, folder: str | Path, form: str = "png") -> list[Path]:
        """Write the tables (CSV), the picture and the record (JSON); the files.

        `form`: of the picture, png, svg or pdf. Raises `OutputError`.
        """
        from simulator.plots.save import save_all
        from simulator.store.result_folder import write_record, write_tables

        place = Path(folder)
        return [
            *write_tables({"outcomes": self.table, "sets": self.values.reset_index()}, place),
            *save_all({"bands": self.plot.bands}, place, form),
            write_record(self.record(), place / "replay.json"),
        ]

    def _records(self) -> list[dict[str, Any]]:
        """The rows, the rule in place of the arm."""
        found = [record(row) for rows in self.rows.values() for row in rows]
        return [{"rule": one.pop("arm"), **one} for one in found]

    def _dependences(self) -> list[str]:
        """A line for each set of numbers that an outcome depends on, and under which rules."""
        rules: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for rule, found in self.depends.items():
            for outcome, paths in found.items():
                if paths and (": " not in outcome or outcome.endswith(TOLD)):
                    rules.setdefault((outcome, tuple(paths)), []).append(rule)
        return [
            f"{outcome}{self._under(names)}: {listed(paths)}"
            for (outcome, paths), names in rules.items()
        ]

    def _under(self, rules: Sequence[str]) -> str:
        """Under which rules, unless there is only one, or it is under all."""
        if len(rules) == len(self.rows):
            return ""
        return f" under {listed([f'{rule!r}' for rule in rules])}"


def grid(by_rule: Mapping[str, Sequence[Row]]) -> Grid:
    """Every outcome under each rule: value, band over the sets, and the share of ignorance."""
    header = [
        "rule (shares are of the calls of a history)", "value (95 %, chance)",
        "in 90 % of the sets", "ignorance",
    ]  # fmt: skip
    lines: list[list[str]] = []
    for rule, rows in by_rule.items():
        lines += [[rule], *(_line(row) for row in rows if row.levels.sets)]
    return Grid(header, lines, (3,), values=True)


def _line(row: Row) -> list[str]:
    unit = "" if row.unit in (SHARE, "") else f", {row.unit}"
    return [
        f"  {row.outcome}{unit}",
        cells.by_chance(row.unit, row.levels),
        cells.band(row.unit, row.levels),
        cells.share(row.levels.ignorance),
    ]


def _by_phase(outcomes: Iterable[str]) -> str:
    """'days met and 'coalition' (called and in time)': what is said of a phase stands with it."""
    found: dict[str, list[str]] = {}
    for outcome in outcomes:
        phase, _, word = outcome.rpartition(": ")
        found.setdefault(f"'{phase}'" if phase else outcome, []).extend([word] if phase else [])
    return listed([f"{name} ({listed(words)})" if words else name for name, words in found.items()])


def _high(expected: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """In which sets an outcome is above its median over the sets."""
    high: np.ndarray[Any, Any] = expected > np.nanmedian(expected)
    return high
