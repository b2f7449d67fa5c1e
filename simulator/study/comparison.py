"""A comparison: several scenarios on the same luck, and what may be asked of them."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.results.beware import late_calls
from simulator.results.face import Result
from simulator.results.reading import notes
from simulator.results.run import Run
from simulator.store.folder import write_csv, write_study, write_words
from simulator.study.cells import READING, flips, grid, heading
from simulator.study.headline import headline
from simulator.study.paragraph import paragraph, parts
from simulator.study.rows import Row, record, row, rows_of, table_of
from simulator.tables.json_values import plain
from simulator.tables.page import Part, Title
from simulator.tables.precision import Precision, in_words
from simulator.tables.wording import listed

if TYPE_CHECKING:
    import pandas as pd

    from simulator.plots.style import Picture
    from simulator.study.pictures import ComparisonPlots


class Comparison(Result):
    """Several scenarios under one seed; the first is what the others are compared with."""

    def __init__(
        self,
        runs: Mapping[str, Run],
        changed: Sequence[str] = (),
        commands: Sequence[str] = (),
    ) -> None:
        """`changed`: what was set in all scenarios, as PATH=VALUE; `commands`: one for each arm
        that explains a history of it, but for its number. The page names both."""
        self.runs = dict(runs)
        self.changed = tuple(changed)
        self.commands = tuple(commands)

    @property
    def arms(self) -> tuple[str, ...]:
        """The names of the scenarios compared."""
        return tuple(self.runs)

    @property
    def replications(self) -> int:
        """How many pairs of histories there are."""
        return next(iter(self.runs.values())).replications

    @property
    def seed(self) -> int:
        """The seed that all arms share."""
        return next(iter(self.runs.values())).seed

    @property
    def precision(self) -> Precision | None:
        """Which differences were to be known how precisely, if that decided how many pairs."""
        return next(iter(self.runs.values())).precision

    @cached_property
    def rows(self) -> list[Row]:
        """Every outcome of every arm, outcome by outcome."""
        return rows_of(self.runs)

    @property
    def table(self) -> "pd.DataFrame":
        """The rows as a frame: value and interval, paired difference and interval, flips."""
        return table_of(self.rows)

    @property
    def flips(self) -> "pd.DataFrame":
        """Yes-or-no outcomes that differ from the first arm's in some histories, by number."""
        import pandas as pd

        return pd.DataFrame(
            [
                {"outcome": r.outcome, "arm": r.arm, "gained": r.gained, "lost": r.lost}
                for r in self.rows
                if r.gained or r.lost
            ],
            columns=["outcome", "arm", "gained", "lost"],
        )

    def row(self, outcome: str, arm: str) -> Row:
        """One row by its outcome and arm; raises `KeyError`."""
        found = row(self.rows, outcome, arm)
        if found is None:
            raise KeyError((outcome, arm))
        return found

    @property
    def warnings(self) -> list[str]:
        """What to beware of in the outcomes of any arm, in sentences."""
        runs = self.runs.items()
        files = dict.fromkeys(str(one) for _, run in runs for one in run.scenario.warnings)
        return [*files, *(f"{arm}: {one}" for arm, run in runs for one in late_calls(run))]

    @property
    def headline(self) -> str:
        """What differs beyond chance and matters most, in one or two sentences to quote."""
        return headline(self.rows, self.arms, self.replications)

    @property
    def paragraph(self) -> str:
        """The headline, the details, and what it does not show."""
        return paragraph(self.rows, self.runs)

    @cached_property
    def plot(self) -> "ComparisonPlots":
        """The pictures of this comparison."""
        from simulator.study.pictures import ComparisonPlots

        return ComparisonPlots(self.rows, self.runs)

    @property
    def parts(self) -> list[Part]:
        """Values with differences, how to read them, the histories that flipped; the finding in
        words comes last, where a terminal stops."""
        changed = [f"Changed in all of them: {', '.join(self.changed)}"] if self.changed else []
        return [
            Title([*heading(self.arms, self.replications, self.seed), *changed]),
            *([in_words(self.precision)] if self.precision else []),
            grid(self.rows, self.arms, self.replications),
            READING,
            *notes(list(self.runs.values())),
            *flips(self.rows, self.arms, self.commands),
            *(f"Warning: {one}" for one in self.warnings),
            *parts(self.rows, self.runs),
        ]

    def record(self) -> dict[str, Any]:
        """All of it as plain values that JSON can hold, in a fixed order (NaN as None)."""
        found: dict[str, Any] = plain(
            {
                "seed": self.seed,
                "replications": self.replications,
                "arms": self.arms,
                **({"until": self.precision.record()} if self.precision else {}),
                "rows": [record(row) for row in self.rows],
                "warnings": self.warnings,
                "headline": self.headline,
                "paragraph": self.paragraph,
                **({"changes": self.changed} if self.changed else {}),
            }
        )
        return found

    def write(self, folder: str | Path, form: str = "png") -> list[Path]:
        """Write a folder of results: scenarios, tables and manifest, the rows, the pictures.

        Returns the manifest, which lists what it vouches for, and then what was made from it: the
        rows as CSV, the paragraph (headline.txt), and each picture (`form`: png, svg or pdf) that
        there is something to show in. Raises `OutputError`; and `EscalationError` where the rows of
        phases were not kept.
        """
        manifest = write_study(Path(folder), self.runs)
        return [manifest, *self.add_summary(folder, form)]

    def add_summary(self, folder: str | Path, form: str = "png") -> list[Path]:
        """Add the rows, the words and the pictures to a folder that `compare` was given as `out`.

        Returns the files added, as `write` does after the manifest. Raises `OutputError`.
        """
        from simulator.plots.save import save_all

        place = Path(folder)
        rows = write_csv(self.table, place / "tables" / "outcomes.csv")
        words = write_words(self.paragraph, place)
        return [rows, words, *save_all(self.pictures(), place / "figures", form)]

    def pictures(self) -> "dict[str, Callable[[], Picture]]":
        """The pictures to write, by name; none of what no scenario has anything of."""
        plot, scenarios = self.plot, [run.scenario for run in self.runs.values()]
        named: dict[str, Callable[[], Picture]] = {"same-war": plot.same_war}
        if any(scenario.plan.phases for scenario in scenarios):
            named["time-to-phases"] = plot.time_to_phases
        named["differences"] = plot.differences
        if any(scenario.violations for scenario in scenarios):
            named["thresholds"] = plot.thresholds
        return named

    def __repr__(self) -> str:
        """<Comparison of 'One drone' with 'Twenty strikes': 200 pairs of histories, seed 0>."""
        first, *others = (repr(arm) for arm in self.arms)
        played = heading(self.arms, self.replications, self.seed)[-1]
        return f"<Comparison of {first} with {listed(others)}: {played}>"
