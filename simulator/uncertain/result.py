"""What uncertain sets of one scenario, or of several on the same luck, came to."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.results.by_arm import lettered
from simulator.results.differing import what_differs
from simulator.results.face import Result
from simulator.results.limits import limits_of
from simulator.scenario.ranges import in_words
from simulator.scenario.schema import Scenario
from simulator.tables.json_values import plain
from simulator.tables.page import Part, Title
from simulator.tables.wording import counted, length
from simulator.uncertain import cells
from simulator.uncertain.flips import Flip, flip_of, flip_record, numbers_of
from simulator.uncertain.headline import of_one, of_several
from simulator.uncertain.outcomes import OverSets
from simulator.uncertain.paragraph import paragraph
from simulator.uncertain.rows import Row, record, rows_of
from simulator.uncertain.sets import Sets, drawn_in

if TYPE_CHECKING:
    import pandas as pd

    from simulator.uncertain.pictures import UncertainPlots


class UncertainResult(Result):
    """Scenarios played with many sets of the values that nobody knows in them.

    The first arm is what the others are compared with; there may be only one arm.
    """

    def __init__(
        self,
        arms: Mapping[str, Sets],
        outcomes: Mapping[str, Sequence[OverSets]],
        histories: int,
    ) -> None:
        self.arms = dict(arms)
        self.outcomes = dict(outcomes)
        self.histories = histories
        """Of each set."""
        self.changed: tuple[str, ...] = ()
        """What was set in all scenarios, as PATH=VALUE, for the page to name."""

    @property
    def seed(self) -> int:
        """The seed of the sets and of the luck in them."""
        return next(iter(self.arms.values())).seed

    @property
    def count(self) -> int:
        """How many sets there are."""
        return next(iter(self.arms.values())).count

    @cached_property
    def rows(self) -> list[Row]:
        """Every outcome of every arm, outcome by outcome."""
        return rows_of(self.outcomes)

    @cached_property
    def flips(self) -> list[Flip]:
        """Where the sign of a difference depends on the set: the sets with the rarer sign."""
        numbers = numbers_of(self.arms)
        return [flip for row in self.rows if (flip := flip_of(row, numbers)) is not None]

    @property
    def table(self) -> "pd.DataFrame":
        """A row for each outcome of each arm: the value, chance, ignorance, difference, signs."""
        import pandas as pd

        return pd.DataFrame([record(row) for row in self.rows])

    @property
    def sets(self) -> "pd.DataFrame":
        """The values drawn, as people write them: a row a set, a column a path.

        A path that arms draw from different ranges has a column for each: `path (arm)`.
        """
        import pandas as pd

        columns = {
            name: self.arms[one.arm].column(one.range_) for name, one in drawn_in(self.arms).items()
        }
        return pd.DataFrame(columns, index=pd.RangeIndex(self.count, name="set"))

    @property
    def by_set(self) -> "pd.DataFrame":
        """The mean of every outcome in each set: arm, outcome, unit, set, mean, histories."""
        import pandas as pd

        return pd.concat(
            [_by_set(arm, one) for arm, ones in self.outcomes.items() for one in ones],
            ignore_index=True,
        )

    def scenario_of(self, number: int, arm: str | None = None) -> Scenario:
        """The scenario of one set, of the first arm if none is named: to run it, or explain it.

        Its history r is replication 100,000 `number` + r of the same seed.
        """
        return self.arms[arm or next(iter(self.arms))].scenario_of(number)

    @property
    def plot(self) -> "UncertainPlots":
        """The pictures."""
        from simulator.uncertain.pictures import UncertainPlots

        differing = what_differs([sets.scenario for sets in self.arms.values()])
        return UncertainPlots(self.rows, list(self.arms), self.heading, differing)

    @property
    def heading(self) -> str:
        """'200 sets of 8 uncertain numbers, 50 histories of 90 days each, seed 0'."""
        paths = dict.fromkeys(path for one in self.arms.values() for path in one.values)
        drawn = counted(len(paths), "uncertain value", "uncertain values")
        what = "histories" if len(self.arms) == 1 else "pairs of histories"
        horizon = length(next(iter(self.arms.values())).scenario.horizon)
        return (
            f"{self.count:,} sets of {drawn}, {self.histories:,} {what} of {horizon} each, "
            f"seed {self.seed}"
        )

    @property
    def warnings(self) -> list[str]:
        """What to beware of in any arm, in sentences."""
        found = (one for sets in self.arms.values() for one in sets.scenario.warnings)
        return list(dict.fromkeys(map(str, found)))

    @property
    def limits(self) -> list[str]:
        """What the scenarios cannot show, each once."""
        return list(dict.fromkeys(sets.scenario.limits.strip() for sets in self.arms.values()))

    @property
    def headline(self) -> str:
        """What matters most, in one or two sentences to quote, and in how many sets it is so."""
        if len(self.arms) > 1:
            return of_several(self.rows, f"In {self.heading}", list(self.arms))
        return of_one(self.rows, f"In {self.heading}, under '{next(iter(self.arms))}'")

    @property
    def paragraph(self) -> str:
        """The headline, in how many sets each sign holds, and the limits; of a comparison."""
        return f"{self.headline}\n\n{self._details}"

    @property
    def _details(self) -> str:
        first = next(iter(self.arms))
        limits = limits_of({arm: sets.scenario for arm, sets in self.arms.items()})
        return paragraph(self.rows, self.flips, self.heading, first, limits)

    @property
    def parts(self) -> list[Part]:
        """The page that people read."""
        warned = [f"Warning: {one}" for one in self.warnings]
        if len(self.arms) == 1:
            (name,) = self.arms
            shown: list[Part] = [Title([f"{name}: {self.heading}"]), cells.grid(self.rows)]
            reading = [cells.VALUE, cells.SETS, cells.IGNORANCE, cells.settled(self.rows)]
            return [*shown, *reading, *warned, self.headline, *self.limits]
        changed = [f"Changed in all of them: {', '.join(self.changed)}"] if self.changed else []
        shown = [
            Title([*lettered(list(self.arms)), self.heading, *changed]),
            cells.comparison_grid(self.rows, list(self.arms)),
        ]
        compared = [row for row in self.rows if row.difference is not None]
        reading = [cells.VALUE, cells.SETS, cells.SIGNS, cells.settled(compared)]
        return [*shown, *reading, *warned, self.headline, self._details]

    def record(self) -> dict[str, Any]:
        """Everything as plain values that JSON can hold."""
        said = {name: in_words(one.range_.said) for name, one in drawn_in(self.arms).items()}
        found = {
            "seed": self.seed,
            "arms": list(self.arms),
            "sets": self.count,
            "histories": self.histories,
            "uncertain": said,
            "rows": [record(row) for row in self.rows],
            "flips": [flip_record(flip) for flip in self.flips],
            "warnings": self.warnings,
            "limits": self.limits,
            "headline": self.headline,
        }
        found |= {"paragraph": self.paragraph} if len(self.arms) > 1 else {}
        found |= {"changes": self.changed} if self.changed else {}
        values: dict[str, Any] = plain(found)
        return values

    def keep(self, folder: str | Path) -> list[Path]:
        """Write results, tables and record, and no pictures; the files. Raises `OutputError`."""
        from simulator.store.blocks import journal, refuse_foreign
        from simulator.uncertain import folder as stored
        from simulator.uncertain.files import write
        from simulator.uncertain.keep import study_of

        if journal(Path(folder)):
            refuse_foreign(Path(folder), study_of(self.arms, self.histories))
        sets = self.sets.reset_index()
        tables = {"outcomes": self.table, "sets": sets, "by-set": self.by_set}
        written = write(Path(folder), self.record(), tables)
        kept = stored.Stored(self.arms, self.outcomes, self.histories, self.changed)
        return [stored.write(Path(folder), kept), *written]

    def write(self, folder: str | Path, form: str = "png") -> list[Path]:
        """Tables, pictures and the record; the files, in the order in which they were written.

        `form`: of the pictures, png, svg or pdf. Raises `OutputError`.
        """
        from simulator.plots.save import save_all
        from simulator.uncertain.files import FIGURES

        pictures = {"bands": self.plot.bands}
        if len(self.arms) > 1:
            pictures["differences"] = self.plot.differences
        return [*self.keep(folder), *save_all(pictures, Path(folder) / FIGURES, form)]

    def __repr__(self) -> str:
        return f"<{', '.join(map(repr, self.arms))}: {self.heading}>"


def _by_set(arm: str, one: OverSets) -> "pd.DataFrame":
    """The means of one outcome."""
    import pandas as pd

    counts = np.sum(~np.isnan(one.values), axis=1)
    sums = np.nansum(one.values, axis=1)
    means = np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
    columns = {"arm": arm, "outcome": one.outcome, "unit": one.unit}
    return pd.DataFrame(
        {**columns, "set": np.arange(len(counts)), "mean": means, "histories": counts}
    )
